#!/bin/bash
# vectors_are_current_test.sh MAKER FOLDER: what the maker writes now is what lies in
# FOLDER, so that a change of a format cannot leave the files behind.
set -euo pipefail
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
"$1" "$made"
for file in "$made"/*.json; do
  cmp "$file" "$2/$(basename "$file")"
done
