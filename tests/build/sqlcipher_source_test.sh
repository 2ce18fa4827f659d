#!/bin/bash
# sqlcipher_source_test.sh CMAKE MODULES GOOD_SOURCE
# SQLCipher is built only from the reviewed files: a fetched archive or a cached
# file that differs is never used, and a failed fetch says what to do. npm is
# replaced, so nothing is fetched here.
set -euo pipefail
cmake=$1 modules=$2 good=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

mkdir -p "$work/project" "$work/bin"
cat >"$work/project/CMakeLists.txt" <<PROJECT
cmake_minimum_required(VERSION 3.25)
project(small LANGUAGES C)
list(APPEND CMAKE_MODULE_PATH "$modules")
find_package(PkgConfig REQUIRED)
add_library(OpenSSL::Crypto INTERFACE IMPORTED)
add_library(Threads::Threads INTERFACE IMPORTED)
include(VangnetSqlcipher)
PROJECT

# npm BODY: what the replaced npm does, in the folder where it is to put the archive.
npm() {
  printf '#!/bin/bash\n%s\n' "$1" >"$work/bin/npm"
  chmod +x "$work/bin/npm"
}

configure() {
  rm -rf "$work/build"
  XDG_CACHE_HOME=$work/cache PATH=$work/bin:$PATH \
    "$cmake" -S "$work/project" -B "$work/build" >"$work/said" 2>&1
}

# refused WHAT TEXT: the configuration ends, and the message contains TEXT.
refused() {
  if configure; then
    echo "FAILED: accepted: $1"
    failed=1
  elif ! grep -qF "$2" <<<"$(tr -s ' \n' ' ' <"$work/said")"; then
    echo "FAILED: $1: the message lacks '$2':"
    cat "$work/said"
    failed=1
  fi
  if [[ -e $work/build/build.ninja || -e $work/build/Makefile ]]; then
    echo "FAILED: $1: something was generated"
    failed=1
  fi
}

fill_cache() {
  rm -rf "$work/cache"
  mkdir -p "$work/cache/vangnet/sqlcipher-4.14.0"
  cp "$good"/sqlite3.c "$good"/sqlite3.h "$good"/sqlite3ext.h "$work/cache/vangnet/sqlcipher-4.14.0"
}

npm 'echo "getaddrinfo EAI_AGAIN" >&2; exit 1'
refused "no network" "is the network up?"
refused "no network" "EAI_AGAIN"
refused "no network" "put journeyapps-sqlcipher-6.0.0.tgz"

npm 'echo other >journeyapps-sqlcipher-6.0.0.tgz'
refused "another archive" "is not the archive that was reviewed"
if compgen -G "$work/cache/vangnet/*.tgz" >/dev/null ||
  [[ -e $work/cache/vangnet/sqlcipher-4.14.0 ]]; then
  echo "FAILED: another archive was kept"
  failed=1
fi

npm 'exit 0'
refused "no archive at all" "is the network up?"

npm 'echo "npm was called" >&2; exit 1'
fill_cache
if ! configure; then
  echo "FAILED: the good files in the cache were not used:"
  cat "$work/said"
  failed=1
fi
for file in sqlite3.c sqlite3.h sqlite3ext.h; do
  fill_cache
  printf '\n' >>"$work/cache/vangnet/sqlcipher-4.14.0/$file"
  refused "$file with one more byte" "npm was called"
  fill_cache
  rm "$work/cache/vangnet/sqlcipher-4.14.0/$file"
  refused "no $file" "npm was called"
done
exit $failed
