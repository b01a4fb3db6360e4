# How every target is compiled. Linked as one interface target, so no folder repeats it.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# A precompiled header serves files that are compiled with the same flags, and most link threads.
add_compile_options(-pthread)

option(BELLWETHER_WERROR "Treat warnings as errors" OFF)
option(BELLWETHER_BENCH "Build the engine's benchmarks, which need Google Benchmark" OFF)
set(BELLWETHER_SANITIZE "" CACHE STRING "Value for -fsanitize=, e.g. address,undefined or thread")
option(BELLWETHER_FUZZ "Count coverage for libFuzzer, and build the fuzz targets (clang only)" OFF)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(BELLWETHER_CCACHE ccache)
if(BELLWETHER_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # What ccache asks for where headers are precompiled; they are as new as the build. By the base
  # folder a clone finds what another clone has compiled: paths are relative to where it stands.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" "${BELLWETHER_CCACHE}")
endif()

add_library(bellwether_warnings INTERFACE)
target_compile_options(bellwether_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wimplicit-fallthrough
  # A product added to a sum must round the same on every machine (S15).
  -ffp-contract=off
  $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety>
  # gcc 12 reports these inside inlined std::string code of its own library.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${BELLWETHER_WERROR}>:-Werror>)

if(BELLWETHER_SANITIZE)
  add_compile_options(-fsanitize=${BELLWETHER_SANITIZE} -fno-omit-frame-pointer)
  if(BELLWETHER_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
  add_link_options(-fsanitize=${BELLWETHER_SANITIZE})
  # gcc loses track of what is set once a sanitizer has added its checks to the code.
  target_compile_options(bellwether_warnings INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(BELLWETHER_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
