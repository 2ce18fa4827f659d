# How a folder declares what it builds.
#
#   vangnet_library(NAME vangnet_storage FOLDER storage
#     SOURCES database.cc write_queue.cc
#     LINKS vangnet_contract absl::status          # what headers show to users
#     PRIVATE_LINKS vangnet_sqlcipher)             # what only the .cc files use
#
#   vangnet_executable(NAME vangnetd FOLDER services/server
#     SOURCES main.cc LINKS vangnet_services)      # goes to <build>/bin/vangnetd
#
#   vangnet_test(NAME write_queue_test
#     SOURCES write_queue_test.cc LINKS vangnet_storage)
#   # GoogleTest's main comes with it; every TEST becomes one ctest entry,
#   # `write_queue_test.WriteQueueTest.AnswersAfterTheCommit`. Options:
#   #   ONE_PROCESS   one ctest entry for the whole executable (costly fixtures)
#   #   SERIAL        never beside another test
#   #   TIMEOUT 300   seconds after which a hanging test is ended (120)
#   #   LABELS long   only in tests/run --all
#   #   DEPENDS vangnetd vangnet   executables that the test starts
#   #   ENVIRONMENT A=b C=d   for the test's process; with ONE_PROCESS only
#   # Tests run in the project's root ("proto/vectors/..."), executables of the
#   # build stand beside the test's own.
#
#   vangnet_script_test(NAME include_check SCRIPT include_check_test.sh
#     ARGS a b DEPENDS vangnetd)                   # bash; the same options
#
# Header-only library: leave SOURCES out. Includes are written from the project's
# root ("storage/database.h"). FOLDER is the target's place in the design's table;
# VangnetBoundaries.cmake refuses links that the table does not allow.
#
# What everybody may link, if their folder may:
#   vangnet_contract   proto/contract (typed ids, errors, status macros)
#   vangnet_proto      all messages: #include "vangnet/bundle/v1/bundle.pb.h"
#   vangnet_rpc        all services: ".grpc.pb.h"; brings gRPC::grpc++
#   vangnet_sqlcipher  <sqlite3.h>; storage only, and privately
#   PkgConfig::SODIUM  <sodium.h>; clients and tests only
#   OpenSSL::Crypto, absl::*, spdlog::spdlog, CLI11::CLI11,
#   tomlplusplus::tomlplusplus, Threads::Threads
#
# Targets that run everything: `all`, and `vangnet_tests` (what ctest needs).
#
# Files of a target are compiled eight together (VANGNET_TOGETHER), which takes less than half
# of the time: what each would read and instantiate for itself is done once. So names in
# anonymous namespaces differ within a target; and no file may count on another's includes,
# which clang-tidy sees, in `tests/run --all`: it reads every file by itself.

add_custom_target(vangnet_tests)

function(vangnet_library)
  cmake_parse_arguments(ARG "" "NAME;FOLDER" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  _vangnet_require_arguments(vangnet_library NAME FOLDER)
  if(ARG_SOURCES)
    add_library(${ARG_NAME} STATIC ${ARG_SOURCES})
    _vangnet_own_code(${ARG_NAME} "${ARG_FOLDER}")
    target_include_directories(${ARG_NAME} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${ARG_NAME} PUBLIC ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
  else()
    add_library(${ARG_NAME} INTERFACE)
    set_target_properties(${ARG_NAME} PROPERTIES VANGNET_FOLDER "${ARG_FOLDER}")
    target_include_directories(${ARG_NAME} INTERFACE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${ARG_NAME} INTERFACE ${ARG_LINKS})
  endif()
endfunction()

function(vangnet_executable)
  cmake_parse_arguments(ARG "" "NAME;FOLDER" "SOURCES;LINKS" ${ARGN})
  _vangnet_require_arguments(vangnet_executable NAME FOLDER SOURCES)
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  _vangnet_own_code(${ARG_NAME} "${ARG_FOLDER}")
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_LINKS})
endfunction()

function(vangnet_test)
  cmake_parse_arguments(ARG "ONE_PROCESS;SERIAL" "NAME;TIMEOUT;LABELS"
    "SOURCES;LINKS;ENVIRONMENT;DEPENDS" ${ARGN})
  _vangnet_require_arguments(vangnet_test NAME SOURCES)
  if(ARG_ENVIRONMENT AND NOT ARG_ONE_PROCESS)
    message(FATAL_ERROR "vangnet_test: ENVIRONMENT needs ONE_PROCESS (${ARG_NAME})")
  endif()
  # Thread sanitizer reports races inside Debian's gRPC, which is not built with
  # it. Such tests are left out of that preset; the others run them.
  if(VANGNET_SANITIZE STREQUAL "thread")
    vangnet_links_grpc(links_grpc ${ARG_LINKS})
    if(links_grpc OR ARG_DEPENDS)
      return()
    endif()
  endif()
  vangnet_executable(NAME ${ARG_NAME} FOLDER tests SOURCES ${ARG_SOURCES}
    LINKS ${ARG_LINKS} GTest::gmock_main)
  add_dependencies(vangnet_tests ${ARG_NAME} ${ARG_DEPENDS})
  _vangnet_test_properties(properties)
  if(ARG_ONE_PROCESS)
    add_test(NAME ${ARG_NAME} COMMAND ${ARG_NAME} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(${ARG_NAME} PROPERTIES ${properties})
  else()
    # Listed when ctest starts, not while building: an executable that cannot
    # run is a failed test then, and not a broken build.
    include(GoogleTest)
    gtest_discover_tests(${ARG_NAME} TEST_PREFIX "${ARG_NAME}."
      WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
      DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60 PROPERTIES ${properties})
  endif()
endfunction()

function(vangnet_script_test)
  cmake_parse_arguments(ARG "SERIAL" "NAME;SCRIPT;TIMEOUT;LABELS" "ARGS;DEPENDS;ENVIRONMENT" ${ARGN})
  _vangnet_require_arguments(vangnet_script_test NAME SCRIPT)
  if(ARG_DEPENDS)
    if(VANGNET_SANITIZE STREQUAL "thread")
      return()
    endif()
    add_dependencies(vangnet_tests ${ARG_DEPENDS})
  endif()
  add_test(NAME ${ARG_NAME}
    COMMAND bash "${CMAKE_CURRENT_SOURCE_DIR}/${ARG_SCRIPT}" ${ARG_ARGS}
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  _vangnet_test_properties(properties)
  set_tests_properties(${ARG_NAME} PROPERTIES ${properties})
endfunction()

# ctest's properties for the arguments of the calling function.
macro(_vangnet_test_properties result)
  set(${result} TIMEOUT 120)
  if(VANGNET_SANITIZE AND ARG_TIMEOUT)
    math(EXPR ARG_TIMEOUT "3 * ${ARG_TIMEOUT}")
  endif()
  if(ARG_TIMEOUT)
    # What may take long begins first: at the end of a run nothing is left to run beside it.
    set(${result} TIMEOUT ${ARG_TIMEOUT} COST ${ARG_TIMEOUT})
  endif()
  if(ARG_SERIAL)
    list(APPEND ${result} RUN_SERIAL TRUE)
  endif()
  if(ARG_LABELS)
    list(APPEND ${result} LABELS ${ARG_LABELS})
  endif()
  if(ARG_ENVIRONMENT)
    # A list inside a list of properties.
    string(REPLACE ";" "\\;" environment "${ARG_ENVIRONMENT}")
    list(APPEND ${result} ENVIRONMENT "${environment}")
  endif()
endmacro()

# protoc's C++ for the listed .proto files, paths relative to the caller's folder.
# MESSAGES hold no service. SERVICES hold one: their messages go to vangnet_proto
# as well, and only the stubs, which need gRPC, to vangnet_rpc.
function(vangnet_proto_library)
  cmake_parse_arguments(ARG "" "" "MESSAGES;SERVICES" ${ARGN})
  set(root "${CMAKE_CURRENT_SOURCE_DIR}")
  set(out "${CMAKE_CURRENT_BINARY_DIR}/generated")
  file(MAKE_DIRECTORY "${out}")
  set(message_sources "")
  set(stub_sources "")
  set(written "")
  foreach(proto IN LISTS ARG_MESSAGES ARG_SERVICES)
    string(REGEX REPLACE "\\.proto$" "" stem "${proto}")
    set(command protobuf::protoc -I "${root}" "--cpp_out=${out}"
      "--dependency_out=${out}/${stem}.d")
    # In protoc's order: ninja takes the dependency file as that of the first one.
    set(outputs "${out}/${stem}.pb.cc" "${out}/${stem}.pb.h")
    list(APPEND message_sources "${out}/${stem}.pb.cc")
    if(proto IN_LIST ARG_SERVICES)
      list(APPEND command "--grpc_out=${out}"
        "--plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>")
      list(PREPEND outputs "${out}/${stem}.grpc.pb.cc" "${out}/${stem}.grpc.pb.h")
      list(APPEND stub_sources "${out}/${stem}.grpc.pb.cc")
    endif()
    cmake_path(GET stem PARENT_PATH parent)
    file(MAKE_DIRECTORY "${out}/${parent}")
    add_custom_command(OUTPUT ${outputs}
      COMMAND ${command} "${proto}"
      DEPENDS "${root}/${proto}" DEPFILE "${out}/${stem}.d"
      WORKING_DIRECTORY "${root}"
      COMMENT "protoc ${proto}" VERBATIM)
    list(APPEND written ${outputs})
    set_property(GLOBAL APPEND PROPERTY VANGNET_MESSAGE_HEADERS "<${stem}.pb.h>")
    if(proto IN_LIST ARG_SERVICES)
      set_property(GLOBAL APPEND PROPERTY VANGNET_STUB_HEADERS "<${stem}.grpc.pb.h>")
    endif()
  endforeach()
  _vangnet_generated_library(vangnet_proto "${out}" protobuf::libprotobuf ${message_sources})
  _vangnet_generated_library(vangnet_rpc "${out}" gRPC::grpc++ ${stub_sources})
  add_custom_target(vangnet_generated DEPENDS ${written})
  if(stub_sources)
    target_link_libraries(vangnet_rpc PUBLIC vangnet_proto)
    # Messages cannot: every file of theirs defines the same static names.
    set_target_properties(vangnet_rpc PROPERTIES UNITY_BUILD "${VANGNET_TOGETHER}")
  endif()
  set_target_properties(vangnet_rpc PROPERTIES VANGNET_FOLDER proto/rpc)
endfunction()

# Nothing is generated from no .proto file: then the target exists all the same.
function(_vangnet_generated_library name include_dir runtime)
  if(ARGN)
    add_library(${name} STATIC ${ARGN})
    target_compile_options(${name} PRIVATE -w)
    # protoc's code is not what is searched; clang takes twice the time for it otherwise.
    if(VANGNET_FUZZ)
      target_compile_options(${name} PRIVATE -fno-sanitize=undefined)
    endif()
    target_include_directories(${name} SYSTEM PUBLIC "${include_dir}")
    target_link_libraries(${name} PUBLIC ${runtime})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${runtime})
  endif()
  set_target_properties(${name} PROPERTIES VANGNET_FOLDER proto)
endfunction()

function(_vangnet_own_code target folder)
  set_target_properties(${target} PROPERTIES VANGNET_FOLDER "${folder}" VANGNET_OWN_CODE ON
    UNITY_BUILD "${VANGNET_TOGETHER}")
  target_compile_options(${target} PRIVATE ${VANGNET_WARNINGS})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}")
  # All alike: a precompiled header does not fit code that was told otherwise of threads.
  target_link_libraries(${target} PRIVATE Threads::Threads)
  # Where every branch counts, and nothing throws or catches: without what the compiler adds
  # for exceptions, the branches are those that somebody wrote.
  if(VANGNET_COVERAGE AND folder MATCHES "^(clients/sealing|services/gate|storage)$")
    target_compile_options(${target} PRIVATE -fno-exceptions)
    target_compile_definitions(${target} PRIVATE SPDLOG_NO_EXCEPTIONS)
    set_target_properties(${target} PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
  endif()
endfunction()

macro(_vangnet_require_arguments function)
  foreach(argument IN ITEMS ${ARGN})
    if(NOT ARG_${argument})
      message(FATAL_ERROR "${function}: ${argument} is missing (${ARG_NAME})")
    endif()
  endforeach()
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${function}: not understood: ${ARG_UNPARSED_ARGUMENTS} (${ARG_NAME})")
  endif()
endmacro()
