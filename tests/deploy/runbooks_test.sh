#!/usr/bin/env bash
# runbooks_test.sh FOLDER_OF_PROGRAMS
# What deploy/runbooks tells somebody to type in a bad hour is there: every subcommand and
# flag of vangnet and vangnetd, every unit, every folder, every page that is linked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
programs=$1
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
export LC_ALL=C.UTF-8
failed=0

complain() {
  printf 'FAILED: %s\n' "$1"
  failed=1
}

# commands FILE: each command line of ours in it, also inside of sentences.
commands() {
  grep -ohE '(^    |`|-- )vangnetd? [^`|>]*' "$1" | sed -E 's/^ +|^`|^-- //; s/ +$//' | sort -u
}

# wrong COMMAND: why it cannot be right, or nothing.
wrong() {
  local words=() flags=() call=() word program
  read -ra words <<<"$1"
  program=$programs/${words[0]}
  for word in "${words[@]:1}"; do
    case $word in
      --*) flags+=("${word%%=*}") ;;
      # Subcommands come first, in small letters; then what a person fills in.
      *) if [[ ${#flags[@]} -eq 0 && $word =~ ^[a-z-]+$ ]]; then call+=("$word"); fi ;;
    esac
  done
  local help shorter
  help=$("$program" "${call[@]}" --help 2>&1) || true
  # A subcommand that is not there gives the help of the one before it.
  shorter=$("$program" "${call[@]:0:$((${#call[@]} - 1))}" --help 2>&1) || true
  if [[ ${#call[@]} -eq 0 || $help == "$shorter" ]]; then
    printf 'no such command: %s\n' "$1"
    return
  fi
  help+=$("$program" --help 2>&1)
  for word in ${flags[@]+"${flags[@]}"}; do
    grep -qE -- "$word([^a-z-]|\$)" <<<"$help" || printf 'no flag %s: %s\n' "$word" "$1"
  done
}

# look FILE: everything that is wrong in it.
look() {
  local line target
  while IFS= read -r line; do wrong "$line"; done < <(commands "$1")
  # Links to pages that are not there.
  grep -oE '\]\([^)#]+' "$1" | cut -c3- | while IFS= read -r target; do
    [[ $target == http* || -e $(dirname "$1")/$target ]] || printf 'no such page: %s\n' "$target"
  done
  # Units and folders that nothing of ours makes.
  grep -oE 'systemctl [a-z-]+( --[a-z]+)?( vangnet[a-z-]*(@[a-z]+)?)+' "$1" |
    grep -oE ' vangnet[a-z-]*@?' | tr -d ' ' |
    sort -u | while IFS= read -r target; do
    [[ -e deploy/systemd/$target.service ]] || printf 'no such unit: %s\n' "$target"
  done
  grep -oE '/(etc|run)/vangnet/[a-z-]+' "$1" | sort -u | while IFS= read -r target; do
    grep -rqF -- "$target" deploy/systemd deploy/vangnetd.example.toml deploy/package ||
      printf 'no such place: %s\n' "$target"
  done
}

count=0
for page in deploy/runbooks/*.md; do
  count=$((count + $(commands "$page" | wc -l)))
  while IFS= read -r said; do complain "$page: $said"; done < <(look "$page")
done
((count > 15)) || complain "hardly any command was found: the look is wrong"

cat >"$work/page.md" <<'TEXT'
    vangnetd rewind --config F
    vangnet admin next --no-such-flag F
    systemctl stop vangnet-nothing vangnetd@public
    ls /etc/vangnet/nowhere
See [that](no-such.md).
TEXT
[[ $(look "$work/page.md" | wc -l) == 6 ]] || complain "mistakes are not seen: $(look "$work/page.md")"
exit $failed
