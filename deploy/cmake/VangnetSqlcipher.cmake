# Target vangnet_sqlcipher: SQLite with encryption.
#
# Debian's own package is 3.4.1, on SQLite of 2016, and is never used. A system
# SQLCipher of 4.5 or newer is. Else the amalgamation inside an npm package is
# fetched once, checked against the hashes below, and kept in
# ${XDG_CACHE_HOME:-~/.cache}/vangnet, where every later build and every other
# clone finds it. Its hashes are checked again at each configuration.

set(VANGNET_SQLCIPHER_PACKAGE "@journeyapps/sqlcipher@6.0.0")
set(VANGNET_SQLCIPHER_ARCHIVE "journeyapps-sqlcipher-6.0.0.tgz")
# npm's own dist.integrity, sha512-YmWSQIR4cnv+5L38lYJoS/dIF/+bEZBaACATbeTyq4XKjMHc
# xdIlFnElBLiIqa9rwseOIimIYjudgOOCovud3Q==, in hexadecimal.
set(VANGNET_SQLCIPHER_ARCHIVE_SHA512
  "626592408478727bfee4bdfc9582684bf74817ff9b11905a0020136de4f2ab85ca8cc1dcc5d22516712504b888a9af6bc2c78e222988623b9d80e382a2fb9ddd")
set(VANGNET_SQLCIPHER_SHA256_sqlite3.c
  "2ba87bbc92caf02c0ac640198c537c24bdda899a18bbba289f3d3f44d56795e4")
set(VANGNET_SQLCIPHER_SHA256_sqlite3.h
  "c7253bc5d2ba0fad5236fc10ed959f99374bdbc224c200250c9c4a90edf56023")
set(VANGNET_SQLCIPHER_SHA256_sqlite3ext.h
  "ea81fb7bd05882e0e0b92c4d60f677b205f7f1fbf085f218b12f0b5b3f0b9e48")

# TRUE when `folder` holds exactly the files that the hashes name.
function(_vangnet_sqlcipher_is_good folder result)
  set(${result} FALSE PARENT_SCOPE)
  foreach(file IN ITEMS sqlite3.c sqlite3.h sqlite3ext.h)
    if(NOT EXISTS "${folder}/${file}")
      return()
    endif()
    file(SHA256 "${folder}/${file}" hash)
    if(NOT hash STREQUAL VANGNET_SQLCIPHER_SHA256_${file})
      return()
    endif()
  endforeach()
  set(${result} TRUE PARENT_SCOPE)
endfunction()

# Puts the archive in `cache`, by npm unless somebody has put it there by hand.
function(_vangnet_sqlcipher_fetch cache)
  if(EXISTS "${cache}/${VANGNET_SQLCIPHER_ARCHIVE}")
    return()
  endif()
  set(by_hand "Without network: put ${VANGNET_SQLCIPHER_ARCHIVE} (from `npm pack \
${VANGNET_SQLCIPHER_PACKAGE}` on another machine) in ${cache} and configure again.")
  find_program(VANGNET_NPM npm)
  if(NOT VANGNET_NPM)
    message(FATAL_ERROR "SQLCipher has to be fetched and npm is not installed: run \
deploy/install-dependencies. ${by_hand}")
  endif()
  message(STATUS "Fetching ${VANGNET_SQLCIPHER_PACKAGE} with npm")
  execute_process(
    COMMAND "${VANGNET_NPM}" pack "${VANGNET_SQLCIPHER_PACKAGE}" --ignore-scripts
      --pack-destination "${cache}/fetching"
    WORKING_DIRECTORY "${cache}/fetching"
    RESULT_VARIABLE failed OUTPUT_QUIET ERROR_VARIABLE said TIMEOUT 300)
  if(failed OR NOT EXISTS "${cache}/fetching/${VANGNET_SQLCIPHER_ARCHIVE}")
    message(FATAL_ERROR "Could not fetch SQLCipher; is the network up? npm said:\n${said}\n\
${by_hand}")
  endif()
  file(RENAME "${cache}/fetching/${VANGNET_SQLCIPHER_ARCHIVE}"
    "${cache}/${VANGNET_SQLCIPHER_ARCHIVE}")
endfunction()

# Sets `result` to a folder with the checked amalgamation. A half download or a
# half unpacked folder never gets the final name.
function(_vangnet_sqlcipher_source result)
  if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
    set(cache "$ENV{XDG_CACHE_HOME}/vangnet")
  elseif(DEFINED ENV{HOME} AND NOT "$ENV{HOME}" STREQUAL "")
    set(cache "$ENV{HOME}/.cache/vangnet")
  else()
    set(cache "${CMAKE_BINARY_DIR}/cache")
  endif()
  set(final "${cache}/sqlcipher-4.14.0")
  set(${result} "${final}" PARENT_SCOPE)
  _vangnet_sqlcipher_is_good("${final}" good)
  if(good)
    return()
  endif()
  file(MAKE_DIRECTORY "${cache}/fetching")
  file(LOCK "${cache}" DIRECTORY GUARD FUNCTION TIMEOUT 600 RESULT_VARIABLE lock_failed)
  if(NOT lock_failed EQUAL 0)
    message(FATAL_ERROR "Another build has been fetching SQLCipher into ${cache} for ten minutes: ${lock_failed}")
  endif()
  _vangnet_sqlcipher_is_good("${final}" good)
  if(good)
    return()
  endif()
  _vangnet_sqlcipher_fetch("${cache}")
  set(archive "${cache}/${VANGNET_SQLCIPHER_ARCHIVE}")
  file(SHA512 "${archive}" hash)
  if(NOT hash STREQUAL VANGNET_SQLCIPHER_ARCHIVE_SHA512)
    file(REMOVE "${archive}")
    message(FATAL_ERROR "${VANGNET_SQLCIPHER_ARCHIVE} is not the archive that was reviewed: \
its sha512 is ${hash}. It was removed; nothing of it was used.")
  endif()
  file(REMOVE_RECURSE "${cache}/unpacking")
  file(ARCHIVE_EXTRACT INPUT "${archive}" DESTINATION "${cache}/unpacking"
    PATTERNS "package/deps/sqlcipher-amalgamation/*" "package/LICENSE")
  set(unpacked "${cache}/unpacking/package/deps/sqlcipher-amalgamation")
  _vangnet_sqlcipher_is_good("${unpacked}" good)
  if(NOT good)
    message(FATAL_ERROR "The amalgamation in ${archive} does not have the expected sha256.")
  endif()
  file(REMOVE_RECURSE "${final}")
  file(RENAME "${unpacked}" "${final}")
  file(REMOVE_RECURSE "${cache}/unpacking" "${cache}/fetching")
  file(REMOVE "${archive}")
endfunction()

pkg_check_modules(SYSTEM_SQLCIPHER QUIET IMPORTED_TARGET GLOBAL "sqlcipher>=4.5")
if(SYSTEM_SQLCIPHER_FOUND)
  message(STATUS "SQLCipher: the system's, ${SYSTEM_SQLCIPHER_VERSION}")
  add_library(vangnet_sqlcipher INTERFACE)
  target_link_libraries(vangnet_sqlcipher INTERFACE PkgConfig::SYSTEM_SQLCIPHER)
  target_compile_definitions(vangnet_sqlcipher INTERFACE SQLITE_HAS_CODEC)
else()
  _vangnet_sqlcipher_source(VANGNET_SQLCIPHER_SOURCE)
  message(STATUS "SQLCipher: 4.14.0 in ${VANGNET_SQLCIPHER_SOURCE}")
  add_library(vangnet_sqlcipher STATIC "${VANGNET_SQLCIPHER_SOURCE}/sqlite3.c")
  target_include_directories(vangnet_sqlcipher SYSTEM PUBLIC "${VANGNET_SQLCIPHER_SOURCE}")
  target_compile_definitions(vangnet_sqlcipher
    PUBLIC SQLITE_HAS_CODEC
    PRIVATE SQLCIPHER_CRYPTO_OPENSSL SQLITE_TEMP_STORE=2 SQLITE_THREADSAFE=2
      HAVE_STDINT_H=1 SQLITE_EXTRA_INIT=sqlcipher_extra_init
      SQLITE_EXTRA_SHUTDOWN=sqlcipher_extra_shutdown SQLITE_OMIT_LOAD_EXTENSION
      SQLITE_OMIT_DEPRECATED SQLITE_DQS=0 SQLITE_DEFAULT_FOREIGN_KEYS=1
      SQLITE_SECURE_DELETE SQLITE_TRUSTED_SCHEMA=0 NDEBUG)
  target_compile_options(vangnet_sqlcipher PRIVATE -w -O2)
  if(VANGNET_SANITIZE MATCHES "undefined")
    target_compile_options(vangnet_sqlcipher PRIVATE -fno-sanitize=undefined)
  endif()
  find_library(VANGNET_MATH m REQUIRED)
  target_link_libraries(vangnet_sqlcipher PRIVATE OpenSSL::Crypto Threads::Threads "${VANGNET_MATH}")
endif()
set_target_properties(vangnet_sqlcipher PROPERTIES VANGNET_FOLDER sqlcipher)
