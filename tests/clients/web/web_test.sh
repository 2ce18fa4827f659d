#!/bin/bash
# The types of the web client (which knows no node) and of its tests (which do), and every
# vitest test.
set -euo pipefail
clients/web/run tsc
clients/web/run tsc -p ../../tests/clients/web
NO_COLOR=1 clients/web/run vitest run
