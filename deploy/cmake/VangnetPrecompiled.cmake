# Precompiled headers: what most of our files include and takes longest to read. Cold, the
# whole build takes a third less time; no source may count on them (clang-tidy, in
# `tests/run --all`, reads every file without).
#
# Six at most, each compiled once: with our messages, with messages and gRPC's stubs, or with
# neither; with GoogleTest and without. A target gets the one for what it links, so that none
# sees a header that it may not use. CMAKE_DISABLE_PRECOMPILE_HEADERS builds without.

set(VANGNET_PRECOMPILED_ALWAYS <algorithm> <cstdint> <functional> <map> <memory> <mutex>
    <optional> <set> <string> <string_view> <utility> <vector> <absl/status/status.h>
    <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/strings/str_join.h>
    <absl/strings/str_split.h> <absl/time/time.h>)
set(VANGNET_PRECOMPILED_TEST <gmock/gmock.h> <gtest/gtest.h>)

# For every target of ours, at the end of the configuration: then all links are known.
function(vangnet_precompile_headers)
  _vangnet_all_targets("${PROJECT_SOURCE_DIR}" targets)
  foreach(target IN LISTS targets)
    get_target_property(own ${target} VANGNET_OWN_CODE)
    if(NOT own)
      continue()
    endif()
    get_target_property(folder ${target} VANGNET_FOLDER)
    get_target_property(links ${target} LINK_LIBRARIES)
    set(items "")
    foreach(link IN LISTS links)
      _vangnet_known_closure("${link}" along)
      list(APPEND items ${along})
    endforeach()
    if("gRPC::grpc++" IN_LIST items AND NOT "vangnet_rpc" IN_LIST items)
      continue()  # gRPC adds -pthread, which a header compiled without it does not fit.
    endif()
    set(kind "")
    if("vangnet_rpc" IN_LIST items)
      string(APPEND kind _rpc)
    elseif("vangnet_proto" IN_LIST items)
      string(APPEND kind _proto)
    endif()
    if(items MATCHES "GTest::")
      string(APPEND kind _test)
    endif()
    _vangnet_precompiled_target("${kind}" "${folder}")
    target_precompile_headers(${target} REUSE_FROM vangnet_precompiled${kind})
  endforeach()
endfunction()

# Declares vangnet_precompiled<kind>, the first time that it is asked for.
function(_vangnet_precompiled_target kind folder)
  set(name vangnet_precompiled${kind})
  if(TARGET ${name})
    return()
  endif()
  set(source "${CMAKE_BINARY_DIR}/${name}.cc")
  file(CONFIGURE OUTPUT "${source}" CONTENT "// Only carries the precompiled header.\n" @ONLY)
  add_library(${name} OBJECT "${source}")
  set_target_properties(${name} PROPERTIES VANGNET_FOLDER "${folder}")
  target_compile_options(${name} PRIVATE ${VANGNET_WARNINGS})
  target_link_libraries(${name} PRIVATE Threads::Threads absl::status absl::statusor
    absl::strings absl::time)
  set(headers ${VANGNET_PRECOMPILED_ALWAYS})
  get_property(messages GLOBAL PROPERTY VANGNET_MESSAGE_HEADERS)
  get_property(stubs GLOBAL PROPERTY VANGNET_STUB_HEADERS)
  if(kind MATCHES "proto|rpc")
    target_link_libraries(${name} PRIVATE vangnet_proto)
    list(APPEND headers ${messages})
  endif()
  if(kind MATCHES "rpc")
    target_link_libraries(${name} PRIVATE vangnet_rpc)
    list(APPEND headers <grpcpp/grpcpp.h> ${stubs})
  endif()
  if(kind MATCHES "test")
    target_link_libraries(${name} PRIVATE GTest::gmock)
    list(APPEND headers ${VANGNET_PRECOMPILED_TEST})
  endif()
  target_precompile_headers(${name} PRIVATE ${headers})
endfunction()
