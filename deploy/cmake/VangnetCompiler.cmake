# The language, the warnings and the flags that a preset asks for.

option(VANGNET_HARDEN "Flags that make a mistake in C++ harder to exploit" OFF)
set(VANGNET_SANITIZE "" CACHE STRING "Empty, address,undefined or thread")
option(VANGNET_COVERAGE "Counts which branches are reached; the flags are the preset's" OFF)
option(VANGNET_TOGETHER "Files of a target are compiled eight together" ON)
option(VANGNET_FUZZ "Fuzz targets search with libFuzzer (clang only); else they replay" OFF)
option(VANGNET_REPLAY "Without VANGNET_FUZZ: the kept inputs of fuzz targets are replayed" ON)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Two clones, or two users of one clone, share ccache's answers: paths are made
# relative to the source. The environment travels with the launcher, so that
# nobody has to set it.
find_program(VANGNET_CCACHE ccache)
if(VANGNET_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(launcher "${CMAKE_COMMAND}" -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1
    "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" "${VANGNET_CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER "${launcher}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${launcher}")
endif()
# For libraries as for executables, which CMake would tell apart: all are linked into
# executables, and a precompiled header fits one kind.
add_compile_options(-fPIE)
add_link_options($<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-pie>)

add_compile_options("-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")

add_compile_definitions(_GLIBCXX_ASSERTIONS)

if(VANGNET_HARDEN)
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
    -fstack-protector-strong -fstack-clash-protection)
  add_link_options(LINKER:-z,relro LINKER:-z,now LINKER:-z,noexecstack)
endif()

if(VANGNET_SANITIZE)
  add_compile_options(-fsanitize=${VANGNET_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${VANGNET_SANITIZE})
endif()
# protobuf's maps have two more members in code that is told of this sanitizer, and Debian's
# library was not: each would read the other's wrongly. g++'s own library is still told.
if(VANGNET_SANITIZE STREQUAL "thread")
  add_compile_options(-U__SANITIZE_THREAD__ -D_GLIBCXX_TSAN=1)
endif()

# Counts for libFuzzer which code was reached; the fuzz targets alone link libFuzzer.
if(VANGNET_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# For our own code only; what protoc wrote and what others wrote is not ours to
# correct.
set(VANGNET_WARNINGS -Wall -Wextra -Wpedantic)
# clang has warnings of its own; g++ is the compiler that the code is held to.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND VANGNET_WARNINGS -Werror)
  # Instrumented code makes g++ see uninitialised values that are none, even in its own
  # <regex> ("-fsanitize= and false positives", GCC manual); dev and release still look.
  if(VANGNET_SANITIZE)
    list(APPEND VANGNET_WARNINGS -Wno-error=maybe-uninitialized)
  endif()
endif()
