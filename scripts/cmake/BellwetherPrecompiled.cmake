# Headers of others that most files read, parsed once for each kind of target instead of once a file.
# A file still includes what it uses: without this (clang, a sanitizer of threads) all compiles alike.
#
#   plain       the standard library and Abseil: every library
#   calls       and gRPC with our messages: libraries that speak to a server or are one
#   tests       and GoogleTest and the engine's public header: tests of the engine
#   call_tests  all of it: tests of what speaks
option(BELLWETHER_PRECOMPILED "Parse the headers of others once for many files (gcc)" ON)
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR BELLWETHER_SANITIZE STREQUAL "thread")
  # clang tells a program from a library by its flags and refuses; under the thread sanitizer each
  # file begins with a header of its own (protobuf_under_tsan.h).
  set(BELLWETHER_PRECOMPILED OFF)
endif()

set(bellwether_headers_plain
  <algorithm> <array> <atomic> <chrono> <cmath> <filesystem> <fstream> <functional> <map> <memory>
  <optional> <set> <span> <sstream> <string> <string_view> <thread> <unordered_map> <utility>
  <variant> <vector>
  <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/strings/str_join.h>
  <absl/time/clock.h> <absl/time/time.h>)
set(bellwether_headers_tests ${bellwether_headers_plain} <gtest/gtest.h> <gmock/gmock.h>
  <engine/bellwether.h>)
set(bellwether_headers_calls ${bellwether_headers_plain}
  <grpcpp/grpcpp.h>
  <bellwether/v1/accounts.grpc.pb.h> <bellwether/v1/portfolio.grpc.pb.h>
  <bellwether/v1/rules.grpc.pb.h> <bellwether/v1/scoring.grpc.pb.h>)
set(bellwether_headers_call_tests ${bellwether_headers_calls} <gtest/gtest.h> <gmock/gmock.h>)

# -fpch-preprocess is what ccache asks for. gcc no longer knows of a precompiled header that it is the
# system's, and reports what it otherwise keeps to itself: its bug 105651, in "text" + std::string().
set(bellwether_precompiled_options -fpch-preprocess -Wno-array-bounds -Wno-stringop-overflow
  -Wno-stringop-overread)

# What tests are compiled with: a test waits for its compiler longer than for itself.
set(bellwether_test_optimization $<$<CONFIG:Release>:-O1>)

# bellwether_precompile(<target> <kind>): the target reads the headers of that kind from one file.
# A library's code may be moved, a program's differs: a kind serves libraries or programs, not both.
function(bellwether_precompile target kind)
  if(NOT BELLWETHER_PRECOMPILED)
    return()
  endif()
  set(owner bellwether_headers_${kind})
  if(NOT TARGET ${owner})
    set(source ${PROJECT_SOURCE_DIR}/scripts/cmake/precompiled/main.cc)
    if(kind MATCHES "tests$")
      add_executable(${owner} EXCLUDE_FROM_ALL ${source})
      target_include_directories(${owner} PRIVATE ${PROJECT_SOURCE_DIR})
      target_link_libraries(${owner} PRIVATE GTest::gmock)
      target_compile_options(${owner} PRIVATE ${bellwether_test_optimization})
    else()
      add_library(${owner} STATIC EXCLUDE_FROM_ALL ${source})
    endif()
    if(kind MATCHES "^call")
      target_link_libraries(${owner} PRIVATE bellwether_protos)
    else()
      target_link_libraries(${owner} PRIVATE absl::statusor absl::strings absl::time)
    endif()
    target_link_libraries(${owner} PRIVATE bellwether_warnings)
    target_compile_options(${owner} PRIVATE ${bellwether_precompiled_options})
    target_precompile_headers(${owner} PRIVATE ${bellwether_headers_${kind}})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${owner})
  target_compile_options(${target} PRIVATE ${bellwether_precompiled_options})
endfunction()
