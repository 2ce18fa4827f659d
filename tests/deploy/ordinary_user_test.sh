#!/usr/bin/env bash
# The copy in which an ordinary user builds (deploy/ordinary-user.sh): it is the clone, and what
# changed looks newer than whatever was built of it before.
#   ordinary_user_test.sh
set -euo pipefail

# shellcheck source=deploy/ordinary-user.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../deploy/ordinary-user.sh"
folder=$(mktemp -d /tmp/vnXXXXXX)
trap 'rm -rf -- "$folder"' EXIT
clone=$folder/clone
copy=$folder/copy
failed=0
must() {
  "${@:2}" || { echo "FAILED: $1"; failed=1; }
}
must_not() {
  ! "${@:2}" || { echo "FAILED: $1"; failed=1; }
}
# As if everything in the copy had been built an hour ago.
build() { find "$copy" -type f -exec touch -d '1 hour ago' {} +; touch -d '30 minutes ago' "$folder/built"; }
update() { (cd "$clone" && _update_copy "$copy"); }
# shellcheck disable=SC2317  # Called by `must`.
is_new() { [[ $copy/$1 -nt $folder/built ]]; }

mkdir -p "$clone/parts"
cd "$clone"
git -c init.defaultBranch=main init -q
printf 'one\n' >first
printf 'two\n' >"parts/a name with spaces"
printf '#!/bin/bash\n' >script
printf 'ignored\n' >.gitignore
printf 'x\n' >ignored
git add .
printf 'new\n' >untracked
update
must 'a tracked file' cmp -s first "$copy/first"
must 'a name with spaces' cmp -s 'parts/a name with spaces' "$copy/parts/a name with spaces"
must 'a file that git does not know yet' cmp -s untracked "$copy/untracked"
must_not 'what git ignores' test -e "$copy/ignored"

# Nothing changed but times: nothing is built again.
build
touch first
update
must_not 'touched, but the same' is_new first

# Edited while the copy was being built, so that the edit is older than what was built.
build
printf 'changed\n' >first
touch -d '50 minutes ago' first
update
must 'edited during a build' cmp -s first "$copy/first"
must 'edited during a build: looks new' is_new first
must_not 'not edited' is_new 'parts/a name with spaces'

# Put back to what it was before that build, with its old time.
build
printf 'one\n' >first
touch -d '2 days ago' first
update
must 'put back: looks new' is_new first

build
chmod +x script
rm 'parts/a name with spaces'
update
must 'can be run' test -x "$copy/script"
must 'can be run: looks new' is_new script
must_not 'removed' test -e "$copy/parts/a name with spaces"
printf 'made by a build\n' >"$copy/object"
rm -f -- "$copy/first"
update
must 'lost from the copy' cmp -s first "$copy/first"
must 'what a build made' test -e "$copy/object"
exit "$failed"
