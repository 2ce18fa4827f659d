# shellcheck shell=bash
# What the quickstart says, and how it refuses. Sourced by deploy/quickstart.

say() { printf '%s\n' "$*"; }

# The step under way, for who has to say which one failed.
under_way="the beginning"
step() {
  under_way=$*
  printf '\n== %s\n' "$*"
}

# refuse EXIT_CODE WORDS...: says why, and ends.
refuse() {
  local code=$1
  shift
  printf 'deploy/quickstart: %s\n' "$*" >&2
  exit "$code"
}

# verify WORDS TEST...: in --check and in a run alike, a step that did not do what it
# should ends everything.
verify() {
  local words=$1
  shift
  if "$@" >/dev/null 2>&1; then
    [[ -z ${checking:-} ]] || say "   ok: $words"
  else
    refuse 1 "This does not hold: $words"
  fi
}
