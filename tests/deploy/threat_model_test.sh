#!/usr/bin/env bash
# Every test that deploy/THREAT_MODEL.md names is in the tree, and every position of an
# attacker names one. A page that promises a test which nobody runs is worse than none.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
page=deploy/THREAT_MODEL.md
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
failed=0

complain() {
  printf 'FAILED: %s\n' "$1"
  failed=1
}

# "Suite.Name" of every GoogleTest, also where the name stands on the next line.
grep -rhozE 'TEST(_F|_P)?\([A-Za-z0-9]+,\s*[A-Za-z0-9]+\)' tests --include='*.cc' | tr '\n\0' ' \n' |
  sed -E 's/TEST(_F|_P)?\(([A-Za-z0-9]+), *([A-Za-z0-9]+)\)/\2.\3/' | sort -u >"$work/tests"
# Names of tests that are scripts.
grep -rhoE 'vangnet_script_test\(NAME [a-z_0-9]+' tests --include=CMakeLists.txt |
  sed 's/.* //' | sort -u >"$work/scripts"
cut -d. -f1 "$work/tests" | sort -u >"$work/suites"

# missing FILE: what it names as a test and the tree does not have.
missing() {
  grep -oE '`[^`]+`' "$1" | tr -d '`' | sort -u | while IFS= read -r name; do
    case $name in
      tests/*) [[ -e $name ]] || printf '%s\n' "$name" ;;
      *Test.*) grep -qxF "$name" "$work/tests" || printf '%s\n' "$name" ;;
      *Test) grep -qxF "$name" "$work/suites" || printf '%s\n' "$name" ;;
      *_test) grep -qxF "$name" "$work/scripts" || printf '%s\n' "$name" ;;
    esac
  done
}

[[ $(wc -l <"$work/tests") -gt 500 ]] || complain "hardly any test was found: the look is wrong"
while IFS= read -r name; do
  complain "$page names a test that does not exist: $name"
done < <(missing "$page")

# Sections without a single test.
while IFS= read -r section; do
  complain "no test in section $section"
done < <(awk '/^## /{if (title && !seen) print title; title=$0; seen=0} /Test\.|_test/{seen=1}
  END{if (!seen) print title}' "$page")

# The look sees what is not there.
printf '`FilingTest.NobodyWroteThis` `NoSuchTest` `no_such_test` `tests/no/such.sh`\n' >"$work/page"
[[ $(missing "$work/page" | wc -l) == 4 ]] || complain "names of no test are taken for tests"
exit $failed
