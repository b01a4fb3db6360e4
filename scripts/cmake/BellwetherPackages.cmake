# Every library from outside, with the folders, or files, that may include it: scripts/check_layers
# reads them from these lines. Debian 12 has them all; scripts/install installs them. ARCHITECTURE.md
# says why each was chosen.

find_package(Threads REQUIRED)
find_package(absl CONFIG REQUIRED)                    # time zones, Status: engine, protos, rules, server, clients
find_package(yaml-cpp CONFIG REQUIRED)                # YAML events: engine/yaml only
find_package(PkgConfig REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)   # matches(): engine/expression only
find_package(OpenSSL REQUIRED COMPONENTS Crypto SSL)  # SHA-256, signatures, TLS: engine/base, rules, server/access, server/base, server/http
find_package(nlohmann_json CONFIG REQUIRED)           # JSON: engine/accounts, clients/cli, server/access, server/delivery, server/http
find_package(simdjson CONFIG REQUIRED)                # JSON without mistakes: engine/accounts
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)  # draws: engine/statistics only
find_package(Boost 1.74 REQUIRED)                     # distributions, roots, HTTP: engine/statistics, server/http
find_package(Eigen3 3.4 REQUIRED NO_MODULE)           # linear algebra: engine/statistics only
find_package(NLopt REQUIRED)                           # minima within bounds: engine/statistics only
# A protobuf that needs abseil, as newer gRPC brings it, is known by its own configuration alone.
option(BELLWETHER_PROTOBUF_CONFIG "Find protobuf by its own configuration" OFF)
if(BELLWETHER_PROTOBUF_CONFIG)
  set(protobuf_MODULE_COMPATIBLE ON)
  find_package(Protobuf CONFIG REQUIRED)              # messages: protos, server, clients
else()
  find_package(Protobuf MODULE REQUIRED)              # messages: protos, server, clients
endif()
find_package(gRPC CONFIG REQUIRED)                    # calls: protos, server, clients
find_package(CURL REQUIRED)                           # keys of issuers, messages: server/access, server/delivery
find_package(SQLite3 REQUIRED)                        # joined exports, the store: clients/cli, server/store
find_path(SOCI_INCLUDE_DIR soci/soci.h REQUIRED)      # databases: server/store only
foreach(part core sqlite3 postgresql)
  find_library(SOCI_${part}_LIBRARY soci_${part} REQUIRED)
  add_library(soci::${part} UNKNOWN IMPORTED)
  set_target_properties(soci::${part} PROPERTIES IMPORTED_LOCATION "${SOCI_${part}_LIBRARY}")
endforeach()
pkg_check_modules(PQ REQUIRED IMPORTED_TARGET libpq)   # places of PostgreSQL: server/store only
add_library(bellwether::pq ALIAS PkgConfig::PQ)
find_package(pugixml CONFIG REQUIRED)                 # XML of build servers: clients/cli only
find_package(CLI11 CONFIG REQUIRED)                   # flags: server, clients/cli/app.cc, clients/cli/commands/command.cc, clients/cli/commands/usage_of_app.cc, clients/cli/commands/version_command.cc
find_package(spdlog CONFIG REQUIRED)                  # logs: server
find_package(civetweb CONFIG REQUIRED)                # HTTP port of metrics: server/telemetry only
pkg_check_modules(PROMETHEUS REQUIRED IMPORTED_TARGET prometheus-cpp-core)  # its text: server/telemetry only
add_library(bellwether::prometheus ALIAS PkgConfig::PROMETHEUS)
find_package(ZLIB REQUIRED)                           # gzip: clients/cli, server/http
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)  # Zstandard: clients/cli, server
add_library(bellwether::zstd ALIAS PkgConfig::ZSTD)
pkg_check_modules(GIT2 REQUIRED IMPORTED_TARGET libgit2)  # revisions of packs: rules only
add_library(bellwether::git2 ALIAS PkgConfig::GIT2)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)  # bundles of packs: rules only
add_library(bellwether::archive ALIAS PkgConfig::ARCHIVE)
find_library(CSV_LIBRARY csv REQUIRED)                # CSV rows: engine/accounts only
find_path(CSV_INCLUDE_DIR csv.h REQUIRED)
add_library(csv::csv UNKNOWN IMPORTED)
set_target_properties(csv::csv PROPERTIES
  IMPORTED_LOCATION "${CSV_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${CSV_INCLUDE_DIR}")
# Memory of the programs, whose sources include nothing of it; a sanitizer has its own.
option(BELLWETHER_JEMALLOC "Link the programs to jemalloc" ON)
add_library(bellwether_memory INTERFACE)
if(BELLWETHER_JEMALLOC AND NOT BELLWETHER_SANITIZE)
  pkg_check_modules(JEMALLOC REQUIRED IMPORTED_TARGET jemalloc)
  target_link_libraries(bellwether_memory INTERFACE PkgConfig::JEMALLOC)
endif()

if(BUILD_TESTING OR NOT DEFINED BUILD_TESTING)
  find_package(GTest CONFIG REQUIRED)
endif()
