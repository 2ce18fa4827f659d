#!/bin/bash
# The types of the web client and of its tests, and every vitest test.
set -euo pipefail
clients/web/run tsc --noEmit
NO_COLOR=1 clients/web/run vitest run
