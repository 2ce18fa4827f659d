#!/bin/bash
# search.sh PROGRAM CORPUS FOLDER DICTIONARY
# Lets a fuzz target search for VANGNET_FUZZ_SECONDS, from the corpus that is kept in the
# tree and from what earlier searches in this build added in FOLDER. An input that breaks
# something is left in FOLDER/found.
set -euo pipefail
program=$1 corpus=$2 folder=$3 dictionary=$4
mkdir -p "$folder/corpus" "$folder/found"
options=(-max_total_time="${VANGNET_FUZZ_SECONDS:-30}" -timeout=25 -rss_limit_mb=2560
  -artifact_prefix="$folder/found/" -print_final_stats=1
  -entropic=0)  # Its bookkeeping takes more time than our slower targets.
[[ -e $dictionary ]] && options+=(-dict="$dictionary")
if ! "$program" "${options[@]}" "$folder/corpus" "$corpus"; then
  cat <<TEXT

The input is under $folder/found; the same again: $program FILE
When it is mended, put the input into $corpus, under a name that says what broke.
TEXT
  exit 1
fi
