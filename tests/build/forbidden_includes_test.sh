#!/bin/bash
# forbidden_includes_test.sh ROOT
# The project includes only what its folders may, and the check that says so sees
# each kind of violation in a copy with one planted.
set -euo pipefail
root=$1
check=$root/tests/build/forbidden_includes.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

if ! bash "$check" "$root"; then
  echo "FAILED: the project includes what it may not (above)"
  failed=1
fi

# plant FILE LINE: in a copy that holds nothing else, LINE in FILE is refused.
plant() {
  local copy=$work/copy
  rm -rf "$copy"
  mkdir -p "$copy/$(dirname "$1")"
  printf '#include <string>\n%s\n' "$2" >"$copy/$1"
  if bash "$check" "$copy" >"$work/said"; then
    echo "FAILED: not seen: $2 in $1"
    failed=1
  elif ! grep -qF "$1:2:" "$work/said"; then
    echo "FAILED: refused without naming $1: $(cat "$work/said")"
    failed=1
  fi
}

# allow FILE LINE: no false alarm.
allow() {
  local copy=$work/copy
  rm -rf "$copy"
  mkdir -p "$copy/$(dirname "$1")"
  printf '%s\n' "$2" >"$copy/$1"
  if ! bash "$check" "$copy"; then
    echo "FAILED: refused without reason: $2 in $1"
    failed=1
  fi
}

plant proto/contract/ids.h '#include "storage/database.h"'
plant proto/contract/ids.cc '#include <openssl/sha.h>'
plant proto/contract/ids.cc '#include <sodium.h>'
plant storage/database.cc '#include <grpcpp/grpcpp.h>'
plant storage/database.cc '#include "vangnet/record/v1/record.pb.h"'
plant storage/database.cc '  #  include <sodium.h>'
plant storage/database.cc '#include "services/gate/gate.h"'
plant services/server/main.cc '#include <sodium.h>'
plant services/server/main.cc '#include <sqlite3.h>'
plant services/gate/gate.h '#include "clients/sealing/receipt.h"'
plant services/webgate/main.cc '#include "storage/database.h"'
plant services/webgate/main.cc '#include <boost/asio.hpp>'
plant services/server/server.cc '#include <boost/beast.hpp>'
plant tests/services/webgate/bridge_test.cc '#include <boost/beast.hpp>'
plant services/mailer/main.cc '#include "storage/database.h"'
plant services/server/main.cc '#include <curl/curl.h>'
plant clients/cli/main.cc '#include <curl/curl.h>'
allow clients/session/page_fetch.cc '#include <curl/curl.h>'
plant clients/cli/main.cc '#include "storage/database.h"'
plant clients/session/channel.h '#include "services/gate/gate.h"'
plant clients/session/channel.h '#include <sqlite3.h>'
plant clients/session/channel.cc '#include "../sealing/receipt.h"'
plant services/gate/gate.cc '#include "./gate.h"'

allow storage/database.cc '#include <sqlite3.h>'
allow storage/database.cc '#include "proto/contract/ids.h"'
allow services/server/main.cc '#include <grpcpp/grpcpp.h>'
allow services/server/main.cc '#include "storage/database.h"'
allow services/webgate/bridge.cc '#include <boost/asio.hpp>'
allow clients/sealing/receipt.cc '#include <sodium.h>'
allow tests/storage/database_test.cc '#include <sqlite3.h>'
allow services/server/main.cc '// #include <sodium.h> is what the server does not do'
exit $failed
