# The Debian package: programs, packs, manual pages and the service. scripts/package makes it.
#
# Included a second time by cpack itself, when everything is laid out and nothing packed yet: Debian
# wants manual pages and changelogs compressed.
#
# Tested by tests/deploy/debian_test.py.
if(CPACK_TEMPORARY_DIRECTORY)
  file(GLOB_RECURSE copyright "${CPACK_TEMPORARY_DIRECTORY}/copyright")
  cmake_path(GET copyright PARENT_PATH doc)
  string(TIMESTAMP day "%a, %d %b %Y %H:%M:%S +0000" UTC)   # of SOURCE_DATE_EPOCH, where it is set
  file(WRITE "${doc}/changelog"
    "bellwether (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n"
    " -- ${CPACK_PACKAGE_CONTACT}  ${day}\n")
  file(REMOVE "${doc}/LICENSE")   # it is in /usr/share/common-licenses
  file(GLOB_RECURSE pages "${CPACK_TEMPORARY_DIRECTORY}/bellwether*.[18]")
  execute_process(COMMAND gzip -9n ${pages} "${doc}/changelog" COMMAND_ERROR_IS_FATAL ANY)
  return()
endif()

set(deploy ${PROJECT_SOURCE_DIR}/server/deploy)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "Bellwether")
set(CPACK_PACKAGE_CONTACT "Bellwether maintainers <maintainers@bellwether.invalid>")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/package)
set(CPACK_COMPONENTS_ALL programs rules service)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_FILE})
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_NAME bellwether)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Scores that explain themselves, from rules in YAML: bellwetherd answers over
gRPC, bellwether checks, tests and compares rules and evaluates files.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, init-system-helpers (>= 1.54), tzdata")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${deploy}/debian/conffiles ${deploy}/debian/postinst ${deploy}/debian/prerm
    ${deploy}/debian/postrm)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
