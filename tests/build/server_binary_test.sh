#!/bin/bash
# server_binary_test.sh VANGNETD SPOILED HARDENED
# The server holds no sealing code and no service that tells about itself.
# SPOILED links libsodium: it must be refused, or this test looks at nothing.
set -euo pipefail

# Prints what `binary` has and a server must not have; silent when all is well.
forbidden_in() {
  local binary=$1 libraries
  libraries=$(ldd "$binary")
  grep -oE 'libsodium[^ ]*|libgrpc\+\+_reflection[^ ]*|libgrpcpp_channelz[^ ]*|libsqlite3[^ ]*' \
    <<<"$libraries" || true
  # The same, linked statically.
  grep -aoE 'crypto_box_seal_open|grpc\.reflection\.v1[a-z]*\.ServerReflection|grpc\.channelz\.v1\.Channelz' \
    "$binary" | sort -u || true
}

# Prints what a hardened binary lacks.
missing_in() {
  local headers dynamic symbols
  headers=$(readelf -hlW "$1")
  dynamic=$(readelf -dW "$1")
  grep -q 'Type: *DYN' <<<"$headers" || echo "position independence"
  grep -q 'GNU_RELRO' <<<"$headers" || echo "RELRO"
  grep -qE 'BIND_NOW|NOW' <<<"$dynamic" || echo "immediate binding"
  grep -qE 'GNU_STACK .* RWE' <<<"$headers" && echo "a stack that is not executable"
  symbols=$(nm -D "$1")
  grep -q '__stack_chk_fail' <<<"$symbols" || echo "stack protection"
}

server=$1 spoiled=$2 hardened=$3
failed=0

if [[ -z $(forbidden_in "$spoiled") ]]; then
  echo "FAILED: libsodium in $spoiled was not seen"
  failed=1
fi
found=$(forbidden_in "$server")
if [[ -n $found ]]; then
  echo "FAILED: $server contains:"
  echo "$found"
  failed=1
fi
if [[ $hardened == 1 ]]; then
  lacking=$(missing_in "$server")
  if [[ -n $lacking ]]; then
    echo "FAILED: $server lacks:"
    echo "$lacking"
    failed=1
  fi
fi
exit $failed
