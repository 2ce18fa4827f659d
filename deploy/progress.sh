# shellcheck shell=bash
# Says how far a build is while it runs. Sourced by deploy/quickstart and tests/run.
#
#   with_progress LOG COMMAND...
#
# Runs COMMAND with its output in LOG, and ends as COMMAND does. COMMAND's lines begin with
# [DONE/ALL], as ninja's do: on a terminal one line shows the newest, elsewhere a line is
# printed every half minute, so that a log stays short.

readonly progress_seconds=30

_tell_progress() {
  local log=$1 at said='' waited=0
  # $$ is the script itself: nothing is told for one that was interrupted.
  while sleep 1 && kill -0 $$ 2>/dev/null; do
    at=$(tail -c 4096 "$log" 2>/dev/null | grep -oE '^\[[0-9]+/[0-9]+\]' | tail -n 1) || continue
    [[ $at == "$said" ]] && continue
    if [[ -t 1 ]]; then
      printf '\r   %s ' "$at"
      said=$at
    elif ((++waited >= progress_seconds)); then
      printf '   %s\n' "$at"
      said=$at
      waited=0
    fi
  done
}

with_progress() {
  local log=$1 teller result=0
  shift
  _tell_progress "$log" &
  teller=$!
  "$@" >"$log" 2>&1 </dev/null || result=$?
  kill "$teller" 2>/dev/null || true
  wait "$teller" 2>/dev/null || true
  if [[ -t 1 ]]; then printf '\r\033[K'; fi
  return "$result"
}
