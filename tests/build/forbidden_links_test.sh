#!/bin/bash
# forbidden_links_test.sh CMAKE MODULES
# A project whose targets link what their folder may not is refused while it is
# configured, and both targets are named; the same project without that link is
# accepted. The projects are small, and only configured.
set -euo pipefail
cmake=$1
modules=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# configure LINES: a project with one target for each folder, and LINES added.
configure() {
  rm -rf "$work/project"
  mkdir -p "$work/project"
  cat >"$work/project/CMakeLists.txt" <<PROJECT
cmake_minimum_required(VERSION 3.25)
project(small LANGUAGES NONE)
list(APPEND CMAKE_MODULE_PATH "$modules")
include(VangnetBoundaries)
function(target name folder)
  add_library(\${name} INTERFACE)
  set_target_properties(\${name} PROPERTIES VANGNET_FOLDER "\${folder}")
  target_link_libraries(\${name} INTERFACE \${ARGN})
endfunction()
add_library(gRPC::grpc++ INTERFACE IMPORTED)
target_link_libraries(gRPC::grpc++ INTERFACE OpenSSL::SSL)
add_library(PkgConfig::SODIUM INTERFACE IMPORTED)
add_library(OpenSSL::SSL INTERFACE IMPORTED)
add_library(OpenSSL::Crypto INTERFACE IMPORTED)
target(cipher sqlcipher OpenSSL::Crypto)
target(contract proto/contract)
target(messages proto)
target(stubs proto/rpc messages gRPC::grpc++)
target(store storage contract "\$<LINK_ONLY:cipher>")
target(rules services/casework contract)
target(daemon services/server rules store stubs OpenSSL::Crypto)
target(webgate services/webgate stubs)
target(sealing clients/sealing contract messages PkgConfig::SODIUM)
target(cli clients/cli sealing stubs)
target(all_test tests daemon cli cipher)
$1
cmake_language(DEFER CALL vangnet_refuse_forbidden_links)
PROJECT
  "$cmake" -S "$work/project" -B "$work/project/build" >"$work/said" 2>&1
}

accepted() {
  if ! configure "$1"; then
    echo "FAILED: refused without reason: $1"
    cat "$work/said"
    failed=1
  fi
}

# refused LINES FROM TO: the message names the target and what it may not link.
refused() {
  if configure "$1"; then
    echo "FAILED: accepted: $1"
    failed=1
  elif ! grep -qE "$2 \([a-z/]+\) may not (link|reach) $3 " <<<"$(tr -s ' \n' ' ' <"$work/said")"; then
    echo "FAILED: refused without naming $2 and $3: $1"
    cat "$work/said"
    failed=1
  fi
}

accepted ''
accepted 'target(more clients/session sealing stubs)'
accepted 'target(more tests/support store sealing)'
readonly boost='add_library(Boost::headers INTERFACE IMPORTED)
'
accepted "${boost}target(more services/webgate stubs Boost::headers)"
readonly curl='add_library(CURL::libcurl INTERFACE IMPORTED)
'
accepted "${curl}target(more clients/session stubs CURL::libcurl)"

refused 'target(bad proto/contract store)' bad store
refused 'target(bad proto/contract OpenSSL::Crypto)' bad OpenSSL::Crypto
refused 'target(bad proto/contract stubs)' bad stubs
refused 'target(bad proto/contract gRPC::grpc++)' bad 'gRPC::grpc\+\+'
refused 'target(bad proto contract -lsodium)' bad -lsodium
refused 'target(bad proto sealing)' bad sealing
refused 'target(bad storage messages)' bad messages
refused 'target(bad storage stubs)' bad stubs
refused 'target(bad storage gRPC::grpc++)' bad 'gRPC::grpc\+\+'
refused 'target(bad storage PkgConfig::SODIUM)' bad PkgConfig::SODIUM
refused 'target(bad storage rules)' bad rules
refused 'target(bad services/gate cipher)' bad cipher
refused 'target(bad services/gate /usr/lib/libsqlite3.so)' bad /usr/lib/libsqlite3.so
refused 'target(bad services/gate PkgConfig::SODIUM)' bad PkgConfig::SODIUM
refused 'target(bad services/gate sealing)' bad sealing
refused 'target(bad services/webgate store)' bad store
refused 'target(bad services/mailer store)' bad store
for folder in proto storage services/server services/mailer clients/cli; do
  refused "${boost}target(bad $folder Boost::headers)" bad Boost::headers
done
for folder in proto storage services/server services/webgate; do
  refused "${curl}target(bad $folder CURL::libcurl)" bad CURL::libcurl
done
refused 'target(bad clients/cli store)' bad store
refused 'target(bad clients/cli cipher)' bad cipher
refused 'target(bad clients/cli rules)' bad rules

# Through a third target, through a condition, and by an alias.
refused 'target(middle proto/contract)
target_link_libraries(middle INTERFACE PkgConfig::SODIUM)' middle PkgConfig::SODIUM
refused 'add_library(odd INTERFACE IMPORTED)
target_link_libraries(odd INTERFACE PkgConfig::SODIUM)
target(bad services/gate odd)' bad PkgConfig::SODIUM
refused 'target(bad services/gate "$<$<CONFIG:Release>:PkgConfig::SODIUM>")' bad PkgConfig::SODIUM
refused 'target(bad services/gate "$<LINK_ONLY:sealing>")' bad sealing
refused 'add_library(vangnet::sealing ALIAS sealing)
target(bad services/gate vangnet::sealing)' bad vangnet::sealing
refused 'add_library(odd UNKNOWN IMPORTED)
set_target_properties(odd PROPERTIES IMPORTED_LOCATION /usr/lib/libsodium.so)
target(bad services/gate odd)' bad /usr/lib/libsodium.so

# A target of plain CMake is held to the folder where it stands, also by a private
# link, and one that stands nowhere in the table is refused.

# shellcheck disable=SC2016  # CMake expands these, not the shell.
plain='file(WRITE "${CMAKE_SOURCE_DIR}/services/CMakeLists.txt"
  "add_library(plain STATIC a.cc)\ntarget_link_libraries(plain PRIVATE sealing)")
file(WRITE "${CMAKE_SOURCE_DIR}/services/a.cc" "")
add_subdirectory(services)'
refused "$plain" plain sealing
if configure 'target(bad elsewhere contract)' || ! grep -q "elsewhere" "$work/said"; then
  echo "FAILED: a folder that the table does not know was accepted"
  failed=1
fi
exit $failed
