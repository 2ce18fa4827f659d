#!/bin/bash
# browser_test.sh PROGRAMS test|long [FILE...]: builds the page and runs the tests of this folder
# in Chromium, those of every run or the long ones; FILE narrows by name.
set -euo pipefail
export VANGNET_BIN=$1 VANGNET_PAGES=$1/../web-page
kind=$2
shift 2
clients/web/run tsc -p ../../tests/scenarios/web
# Where other tests build it as well, it is built anew: it takes a second.
clients/web/run vite build --logLevel warn --emptyOutDir --outDir "$VANGNET_PAGES"
NO_COLOR=1 VANGNET_BROWSER_TESTS=$kind \
  clients/web/run vitest run --config ../../tests/scenarios/web/vitest.config.ts "$@"
