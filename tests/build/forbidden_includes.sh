#!/bin/bash
# forbidden_includes.sh ROOT
# Prints every #include under ROOT that the design's table of folders does not
# allow, and fails when there is one. The text alone: the links are checked by
# deploy/cmake/VangnetBoundaries.cmake when configuring. tests/ may include all.
set -euo pipefail
cd "$1"
found=0

# refuse FOLDER PATTERN WHY: PATTERN is an extended regular expression for what
# stands between the quotes or angle brackets.
refuse() {
  local folder=$1 pattern=$2 why=$3 lines
  [[ -d $folder ]] || return 0
  lines=$(grep -rnE --include='*.h' --include='*.cc' --include='*.c' --include='*.inc' \
    "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($pattern)" "$folder" || true)
  if [[ -n $lines ]]; then
    echo "$why:"
    echo "$lines"
    found=1
  fi
}

readonly sqlite='sqlite3|sqlcipher'
readonly sodium='sodium'
readonly grpc='grpc|[^">]*\.grpc\.pb\.h'
readonly upwards='\.\.?/'

refuse proto/contract "storage/|services/|clients/|tests/" "The contract uses nothing else of ours"
refuse proto/contract "$grpc|$sodium|openssl/|$sqlite" "The contract uses no such library"
refuse storage "services/|clients/|tests/|vangnet/" "Storage uses proto/contract only"
refuse storage "$grpc|$sodium" "Storage uses neither gRPC nor libsodium"
refuse services "clients/|tests/" "The server uses no client code"
refuse services "$sodium" "The server does not link libsodium"
refuse services "$sqlite" "Only storage includes sqlite3.h"
refuse services/webgate "storage/" "The webgate has no store"
refuse services/mailer "storage/" "The mailer has no store"
refuse clients "storage/|services/|tests/" "Clients use proto only"
refuse clients "$sqlite" "Only storage includes sqlite3.h"
# In one file of the webgate and nowhere else, tests among it.
lines=$(grep -rnE --include='*.h' --include='*.cc' '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]boost/' \
  proto storage services clients tests 2>/dev/null | grep -v '^services/webgate/bridge\.cc:' || true)
if [[ -n $lines ]]; then
  echo "Only services/webgate/bridge.cc includes Boost:"
  echo "$lines"
  found=1
fi
for folder in proto storage services/gate services/server services/webgate clients/sealing clients/cli; do
  refuse "$folder" "curl/" "Only clients/session (and the mailer) speak by libcurl"
done
for folder in proto storage services clients tests; do
  refuse "$folder" "$upwards" "Includes are written from the project's root"
done
exit $found
