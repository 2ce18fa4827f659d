#!/bin/bash
# install_dependencies_test.sh SCRIPT
# deploy/install-dependencies is silent when nothing is missing, and says what to do
# when it cannot install. The system's programs are replaced: nothing is installed.
# shellcheck disable=SC2016  # The bodies of programs are expanded when these run.
set -euo pipefail
script=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# Only what the script uses, so that a program can be absent.
new_machine() {
  rm -rf "${work:?}/bin"
  mkdir "$work/bin"
  for program in bash cat comm cut env grep mktemp npm paste printf rm sed sort tail true; do
    ln -s "$(type -P "$program")" "$work/bin/$program"
  done
}

# has NAME BODY: the machine has this program.
has() {
  rm -f "$work/bin/$1"
  printf '#!/bin/bash\n%s\n' "$2" >"$work/bin/$1"
  chmod +x "$work/bin/$1"
}

run() { PATH=$work/bin "$BASH" "$script" "$@" >"$work/said" 2>&1 </dev/null; }

# says WHAT TEXT...: the script fails, and its message contains each TEXT.
says() {
  local what=$1
  shift
  if run --build; then
    echo "FAILED: $what: succeeded"
    failed=1
  fi
  for text in "$@"; do
    if ! grep -qF -- "$text" "$work/said"; then
      echo "FAILED: $what: the message lacks '$text':"
      cat "$work/said"
      failed=1
    fi
  done
}

readonly all_there='shift 3; printf "installed %s\n" "$@"'
readonly no_ninja='shift 3; printf "installed %s\n" "$@" | sed "s/installed ninja-build/config-files ninja-build/"'
readonly sudo='[[ $1 == -n ]] && shift; exec "$@"'

new_machine
has dpkg-query "$all_there"
if ! run || [[ -s $work/said ]]; then
  echo "FAILED: not silent although everything is there: $(cat "$work/said")"
  failed=1
fi

new_machine
says "not Debian" "this is not Debian" "ninja-build"

new_machine
has dpkg-query "$no_ninja"
if [[ $EUID -ne 0 ]]; then
  says "no sudo" "sudo is not installed" "as root, or:  apt-get install --no-install-recommends ninja-build"
  has sudo 'exit 1'
  says "sudo asks for a password" "there is no terminal" "apt-get install --no-install-recommends ninja-build"
fi

has sudo "$sudo"
has apt-get 'echo "Temporary failure resolving deb.debian.org"; exit 100'
says "no network" "Temporary failure resolving" "Is the network up" "ninja-build"

has apt-get 'exit 0'
says "apt-get did nothing" "still missing after apt-get: ninja-build"

has apt-get 'touch "${BASH_SOURCE[0]%/*}/installed"'
has touch "exec $(type -P touch) \"\$@\""
has dpkg-query "if [[ -e $work/bin/installed ]]; then $all_there; else $no_ninja; fi"
if ! run --build || ! grep -qF "Installing with apt-get: ninja-build" "$work/said"; then
  echo "FAILED: ninja-build alone was not installed:"
  cat "$work/said"
  failed=1
fi

new_machine
has dpkg-query "$all_there"
if run --everything || ! grep -qF "not understood: --everything" "$work/said"; then
  echo "FAILED: an unknown option was taken"
  failed=1
fi
exit $failed
