#!/bin/bash
# samples_test.sh EXCHANGE FOLDS: TypeScript opens what C++ sealed, and C++ what TypeScript
# sealed, with new receipts, keys and boxes each time. One changed byte is noticed by both.
# And TypeScript folds random cases as the model of the fold says.
set -euo pipefail
exchange=$1
folds=$2
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
root=$PWD
web() { clients/web/run node "$root/tests/clients/web/run_module.js" "$@"; }

fail() {
  echo "samples_test: $1" >&2
  exit 1
}

# Puts another digit in the middle of the last grant of a file.
spoil() {
  node - "$1" "$2" <<'JS'
const { readFileSync, writeFileSync } = require('node:fs');
const file = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const grant = file.grants.at(-1);
const middle = grant.length / 2;
file.grants[file.grants.length - 1] =
  grant.slice(0, middle) + (grant[middle] === '0' ? '1' : '0') + grant.slice(middle + 1);
writeFileSync(process.argv[3], JSON.stringify(file));
JS
}

"$exchange" write "$made/of_cpp.json"
web exchange-samples open "$made/of_cpp.json"
web exchange-samples write "$made/of_cpp.json" "$made/of_web.json"
"$exchange" open "$made/of_web.json"

# Both judge the same spoiled records, grants and bundles alike; what differs is printed.
web mutants "$made/of_cpp.json" "$made/mutants.json"
"$exchange" judge "$made/mutants.json"

# Another twenty cases in every run; the first of the seeds is told when they differ.
first=$((RANDOM * 32768 + RANDOM))
"$folds" "$made" "$first" 20
web fold-cases "$made/fold.json" || fail "folds from seed $first on"

spoil "$made/of_cpp.json" "$made/spoiled_cpp.json"
if web exchange-samples open "$made/spoiled_cpp.json" 2>"$made/said"; then
  fail "TypeScript opened a spoiled sample"
fi
grep -q 'reads another case' "$made/said" || fail "TypeScript failed for another reason"
spoil "$made/of_web.json" "$made/spoiled_web.json"
if "$exchange" open "$made/spoiled_web.json" 2>"$made/said"; then
  fail "C++ opened a spoiled sample"
fi
grep -q '^exchange: ' "$made/said" || fail "C++ failed for another reason"
