# shellcheck shell=bash
# Work that root has no business with: building, testing, serving a demonstration.
# Sourced by tests/run and other scripts.
#
#   work_as_ordinary_user SCRIPT ARGUMENTS...
#
# SCRIPT is the calling script's path inside the project, from which this file was
# sourced (tests/run). Returns at once when the caller is an ordinary user who can
# write in this clone. Else it never returns: it brings a copy of the clone up to
# date where an ordinary user can work, and starts SCRIPT there as that user. As
# root that is the system user below, made when it is missing; everything that
# user keeps (copies, caches) is under its home and may be removed at any time.
# The copy holds tracked and new files, not what git ignores; a file that holds what
# it held keeps its time, so that a second build is short.

readonly ordinary_user=vangnet-build
readonly ordinary_home=/var/lib/vangnet-build

# Runs a command as the user for whom the copy is made.
_as_worker() {
  if [[ $EUID -eq 0 ]]; then
    runuser -u "$ordinary_user" -- "$@"
  else
    "$@"
  fi
}

# Prints the files of the clone in the working folder, each ended by NUL.
_files_of_clone() {
  if git -c safe.directory='*' rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git -c safe.directory='*' ls-files -z --cached --others --exclude-standard --deduplicate
  else
    # An unpacked archive has no git.
    find . \( -name build -o -name node_modules -o -name .cache -o -name .demo \) -prune -o \
      \( -type f -o -type l \) -printf '%P\0'
  fi
}

# Prints what each file of a folder holds and whether it can be run, then its name; each ended
# by NUL. The names come from stdin, sorted; one that is not there is left out.
_contents_in() {
  local line run
  # What is missing sha256sum says on stderr.
  env -C "$1" xargs -0 --no-run-if-empty sha256sum --zero -- 2>/dev/null |
    while IFS= read -r -d '' line; do
      if [[ -x $1/${line:66} ]]; then run=x; else run=-; fi
      printf '%s %s\0' "$run${line:0:64}" "${line:66}"
    done
}

# Makes `copy` the same as the clone in the working folder. Compares what files hold, not their
# times: what is written looks as new as it is to whatever was built of the copy before, also
# when it was edited during that build, or put back to what it was.
_update_copy() {
  local copy=$1 listed=$1.files
  _as_worker mkdir -p "$copy"
  # A tracked file may have been removed by hand: only what is there is copied.
  _files_of_clone | while IFS= read -r -d '' file; do
    if [[ -e $file || -L $file ]]; then printf '%s\0' "$file"; fi
  done | LC_ALL=C sort -z | _as_worker tee "$listed.new" >/dev/null
  if [[ -e $listed ]]; then
    LC_ALL=C comm -z -23 "$listed" "$listed.new" |
      _as_worker env -C "$copy" xargs -0 --no-run-if-empty rm -f --
  fi
  LC_ALL=C comm -z -23 <(_contents_in . <"$listed.new" | LC_ALL=C sort -z) \
    <(_contents_in "$copy" <"$listed.new" | LC_ALL=C sort -z) | cut -z -c 67- |
    tar --create --no-recursion --null --verbatim-files-from --files-from=- |
    _as_worker tar --extract --directory="$copy" --no-same-owner --touch
  _as_worker mv "$listed.new" "$listed"
}

work_as_ordinary_user() {
  local script=$1 root home copy
  shift
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
  if [[ $EUID -ne 0 && -w $root && (! -e $root/build || -w $root/build) ]]; then
    return
  fi
  if [[ $EUID -eq 0 ]]; then
    home=$ordinary_home
    if ! id "$ordinary_user" >/dev/null 2>&1; then
      useradd --system --user-group --create-home --home-dir "$home" \
        --shell /usr/sbin/nologin "$ordinary_user"
      # The copies may hold what only the owner of the clone could read.
      chmod 700 "$home"
    fi
    home=$(getent passwd "$ordinary_user" | cut -d: -f6)
  else
    home=${XDG_CACHE_HOME:-$HOME/.cache}/vangnet
  fi
  copy=$home/clones/$(printf '%s' "$root" | sha256sum | cut -c1-12)
  cd "$root" || exit
  _update_copy "$copy"
  cd "$copy" || exit
  if [[ $EUID -eq 0 ]]; then
    echo "Working as the user $ordinary_user in $copy, a copy of $root."
    exec runuser -u "$ordinary_user" -- env -u XDG_CACHE_HOME -u XDG_CONFIG_HOME \
      -u XDG_RUNTIME_DIR -u TMPDIR -u CCACHE_DIR HOME="$home" USER="$ordinary_user" \
      LOGNAME="$ordinary_user" bash "$copy/$script" "$@"
  fi
  echo "$root cannot be written by $(id -un): working in $copy, a copy of it."
  exec bash "$copy/$script" "$@"
}
