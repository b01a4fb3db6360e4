# The kinds of targets that this project has.

# bellwether_library(<name> SOURCES <file>... [DEPS <target>...] [PRECOMPILED <kind>])
# A static library whose headers are included from the top of the repository:
# #include "engine/source/span.h". The kinds stand in BellwetherPrecompiled.cmake.
function(bellwether_library name)
  cmake_parse_arguments(ARG "" "PRECOMPILED" "SOURCES;DEPS" ${ARGN})
  if(NOT ARG_PRECOMPILED)
    set(ARG_PRECOMPILED plain)
  endif()
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:include>)
  target_link_libraries(${name} PUBLIC ${ARG_DEPS} PRIVATE bellwether_warnings)
  bellwether_precompile(${name} ${ARG_PRECOMPILED})
  bellwether_unity(${name})
endfunction()

# bellwether_test(<name> SOURCES <file>... [DEPS <target>...] [TIMEOUT <seconds>] [PRECOMPILED <kind>])
# One GoogleTest binary, one ctest test. A binary that holds no case, or that skips one, fails.
# Tests find their files below BELLWETHER_SOURCE_DIR, which is given in the environment.
function(bellwether_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT;PRECOMPILED" "SOURCES;DEPS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  if(NOT ARG_PRECOMPILED)
    set(ARG_PRECOMPILED tests)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE
    ${ARG_DEPS} bellwether_warnings GTest::gmock GTest::gtest_main)
  target_compile_options(${name} PRIVATE ${bellwether_test_optimization})
  bellwether_precompile(${name} ${ARG_PRECOMPILED})
  bellwether_unity(${name})
  add_test(NAME ${name} COMMAND ${name})
  bellwether_test_properties(${name} ${ARG_TIMEOUT})
endfunction()

# Gives any ctest test the project's rules: a time limit, the source folder, nothing skipped. Those that may take long
# begin first, so that none of them has the machine to itself at the end.
function(bellwether_test_properties name timeout)
  if(BELLWETHER_SANITIZE)  # several times slower
    math(EXPR timeout "${timeout} * 6")
  endif()
  set_tests_properties(${name} PROPERTIES
    TIMEOUT ${timeout}
    COST ${timeout}
    ENVIRONMENT "BELLWETHER_SOURCE_DIR=${PROJECT_SOURCE_DIR};BELLWETHER_BINARY_DIR=${PROJECT_BINARY_DIR}"
    FAIL_REGULAR_EXPRESSION "\\[  SKIPPED \\]|Running 0 tests from 0 test suites|DISABLED TEST")
endfunction()

# Names tests that a sanitizer would only disturb, and why: scripts/sanitize leaves them out, and
# says how many it left out.
function(bellwether_not_sanitized reason)
  foreach(name IN LISTS ARGN)
    set_property(TEST ${name} APPEND PROPERTY LABELS not_sanitized "${reason}")
  endforeach()
endfunction()
