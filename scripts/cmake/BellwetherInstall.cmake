# What `cmake --install` puts where, and what find_package(bellwether) finds there. The tree may be
# moved as a whole: nothing in it names the folder that it was installed to.
#
#   include/bellwether/          public headers, included by the names that they have here
#   lib/                         one archive for each imported target, and lib/pkgconfig
#   lib/cmake/bellwether/        the package's configuration
#   bin/                         bellwether, bellwetherd
#   share/bellwether/rules/      the pack `saas`, schemas, parameters of simulated books
#   share/bellwether/protos/     the messages, for other languages, and the OpenAPI document
#   share/bellwether/console/    the console, where it was packed (clients/console)
#   share/doc/bellwether/        licences
#   share/man/, share/bash-completion/, share/zsh/, share/fish/   of server/deploy
#
# `cmake --install DIR --component NAME` installs one part: engine, client, programs or rules.
# `client` stands on the headers and the configuration of `engine`: who wants it installs both.
#
# Tested by tests/package.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_include ${CMAKE_INSTALL_INCLUDEDIR}/bellwether)
set(package_config ${CMAKE_INSTALL_LIBDIR}/cmake/bellwether)
set(package_share ${CMAKE_INSTALL_DATADIR}/bellwether)
set(package_templates ${CMAKE_CURRENT_LIST_DIR}/install)

# The headers that others may use: those named in docs/embedding.md, and what these include.
set(engine_headers
  engine/accounts/accounts.h
  engine/accounts/csv_dialect.h
  engine/attribution/attribution.h
  engine/attribution/score_parts.h
  engine/base/calendar.h
  engine/base/civil_day.h
  engine/base/day_memory.h
  engine/base/limits.h
  engine/base/name_index.h
  engine/base/number.h
  engine/base/stop.h
  engine/bellwether.h
  engine/document/measures.h
  engine/document/overrides.h
  engine/evaluate/evaluate.h
  engine/evaluate/evaluate_account.h
  engine/evaluate/evaluation.h
  engine/explain/confidence.h
  engine/explain/explanation.h
  engine/explain/lines.h
  engine/explain/names.h
  engine/explain/outcomes.h
  engine/expression/expression.h
  engine/expression/program.h
  engine/expression/type.h
  engine/expression/value.h
  engine/facts/account.h
  engine/facts/facts.h
  engine/facts/in_force.h
  engine/facts/missing.h
  engine/impact/account_change.h
  engine/impact/budget.h
  engine/impact/comparer.h
  engine/impact/impact.h
  engine/impact/outcome.h
  engine/impact/pack_pair.h
  engine/impact/pair_names.h
  engine/impact/tally.h
  engine/pathfinding/find_paths.h
  engine/pathfinding/goal.h
  engine/pathfinding/read_goal.h
  engine/paths/condition.h
  engine/paths/path.h
  engine/plan/edges.h
  engine/plan/outcomes.h
  engine/plan/plan.h
  engine/plan/reach.h
  engine/plan/stages.h
  engine/questions/questions.h
  engine/ruleset/alerts.h
  engine/ruleset/evidence.h
  engine/ruleset/outcomes.h
  engine/ruleset/rules.h
  engine/ruleset/ruleset.h
  engine/ruleset/titles.h
  engine/ruleset/vocabulary.h
  engine/schema/record_kinds.h
  engine/source/diagnostic.h
  engine/source/source.h
  engine/source/span.h
  rules/reader/pack_folder.h)
set(client_headers
  clients/cpp/account_columns.h
  clients/cpp/call_answer.h
  clients/cpp/client.h
  clients/cpp/client_security.h
  clients/cpp/columns_answer.h
  clients/cpp/evaluations.h
  clients/cpp/fake_server.h
  clients/cpp/pack_preview.h
  clients/cpp/packed_columns.h
  clients/cpp/packed_signal.h
  clients/cpp/status.h)

# bellwether_package(<name> COMPONENT <component> FROM <library>... DEPS <target>...)
# Installs the objects of some libraries as one archive, which others link as bellwether::<name>.
# Warnings, sanitizers and include folders of this project are no part of it: DEPS is all that
# others get to see. Names in DEPS are resolved where the package is used.
function(bellwether_package name)
  cmake_parse_arguments(ARG "" "COMPONENT" "FROM;DEPS" ${ARGN})
  set(objects)
  foreach(library IN LISTS ARG_FROM)
    list(APPEND objects $<TARGET_OBJECTS:bellwether_${library}>)
  endforeach()
  set(target bellwether_package_${name})
  add_library(${target} STATIC ${objects})
  set_target_properties(${target} PROPERTIES
    EXPORT_NAME ${name} OUTPUT_NAME bellwether_${name} LINKER_LANGUAGE CXX
    ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/package)
  target_compile_features(${target} INTERFACE cxx_std_20)
  target_include_directories(${target} INTERFACE $<INSTALL_INTERFACE:${package_include}>)
  foreach(dependency IN LISTS ARG_DEPS)
    target_link_libraries(${target} INTERFACE $<INSTALL_INTERFACE:${dependency}>)
  endforeach()
  install(TARGETS ${target} EXPORT bellwether-${name}
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${ARG_COMPONENT})
  install(EXPORT bellwether-${name} FILE bellwether-${name}-targets.cmake NAMESPACE bellwether::
          DESTINATION ${package_config} COMPONENT ${ARG_COMPONENT})
endfunction()

# Installs headers below include/bellwether by the names that they have below ROOT.
function(bellwether_install_headers component root)
  foreach(header IN LISTS ARGN)
    cmake_path(GET header PARENT_PATH folder)
    install(FILES ${root}/${header} DESTINATION ${package_include}/${folder}
            COMPONENT ${component})
  endforeach()
endfunction()

# Installs a pkg-config file, which finds the tree from where it stands itself.
function(bellwether_install_pkg_config name component)
  cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_LIBDIR
             BASE_DIRECTORY ${CMAKE_INSTALL_PREFIX} OUTPUT_VARIABLE package_libdir)
  string(REGEX REPLACE "[^/]+" ".." package_up "${package_libdir}/pkgconfig")
  configure_file(${package_templates}/${name}.pc.in ${PROJECT_BINARY_DIR}/package/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/package/${name}.pc
          DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT ${component})
endfunction()

bellwether_package(engine COMPONENT engine
  FROM base statistics source yaml schema document expression ruleset plan facts evaluate questions explain paths
       alerts attribution accounts engine impact pathfinding pack_folder
  DEPS absl::flat_hash_map absl::status absl::statusor absl::strings absl::str_format absl::time
       yaml-cpp bellwether::re2 OpenSSL::Crypto simdjson::simdjson bellwether::csv)
bellwether_package(protos COMPONENT client
  FROM protos status_protos
  DEPS protobuf::libprotobuf gRPC::grpc++)
bellwether_package(client COMPONENT client
  FROM client
  DEPS bellwether::protos absl::status absl::statusor absl::time gRPC::grpc++)

bellwether_install_headers(engine ${PROJECT_SOURCE_DIR} ${engine_headers})
bellwether_install_headers(client ${PROJECT_SOURCE_DIR} ${client_headers})
foreach(folder bellwether google grpc)
  install(DIRECTORY ${PROJECT_BINARY_DIR}/protos/${folder} DESTINATION ${package_include}
          COMPONENT client FILES_MATCHING PATTERN "*.pb.h")
endforeach()
install(DIRECTORY protos/bellwether protos/third_party/google protos/third_party/grpc
        DESTINATION ${package_share}/protos COMPONENT client FILES_MATCHING PATTERN "*.proto")
install(FILES protos/openapi/openapi.json DESTINATION ${package_share}/protos COMPONENT client)
install(FILES protos/third_party/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR}/third_party
        COMPONENT client)

configure_package_config_file(
  ${package_templates}/bellwether-config.cmake.in
  ${PROJECT_BINARY_DIR}/package/bellwether-config.cmake
  INSTALL_DESTINATION ${package_config} PATH_VARS package_share)
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/package/bellwether-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/package/bellwether-config.cmake
  ${PROJECT_BINARY_DIR}/package/bellwether-config-version.cmake
  DESTINATION ${package_config} COMPONENT engine)
bellwether_install_pkg_config(bellwether-engine engine)
bellwether_install_pkg_config(bellwether-client client)

install(TARGETS bellwether bellwetherd DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT programs)
install(DIRECTORY rules/saas rules/schema rules/simulation DESTINATION ${package_share}/rules COMPONENT rules)
foreach(component engine client programs rules)
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT ${component})
endforeach()
