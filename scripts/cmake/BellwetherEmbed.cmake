# bellwether_embed(<target> <file>...)
# Compiles files into a target: page/report.css becomes the array kReportCss and its size, declared in
# the header of the target that uses them as std::string_view (see clients/cli/portfolio/page.h).
# Run as a script it writes one such source.
if(CMAKE_SCRIPT_MODE_FILE)
  file(READ "${IN}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)"
                       "\\1\n" bytes "${bytes}")
  file(WRITE "${OUT}" "// Made from ${NAME}.
#include <string_view>
namespace bellwether::embedded {
namespace {
constexpr unsigned char kBytes[] = {${bytes}0};
}  // namespace
extern const std::string_view ${SYMBOL};
const std::string_view ${SYMBOL}(reinterpret_cast<const char*>(kBytes), sizeof(kBytes) - 1);
}  // namespace bellwether::embedded
")
  return()
endif()

set(BELLWETHER_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(bellwether_embed target)
  foreach(file ${ARGN})
    get_filename_component(name "${file}" NAME)
    string(MAKE_C_IDENTIFIER "${name}" symbol)
    set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded/${symbol}.cc")
    add_custom_command(
      OUTPUT "${source}"
      COMMAND ${CMAKE_COMMAND} -DIN=${CMAKE_CURRENT_SOURCE_DIR}/${file} -DOUT=${source} -DNAME=${file}
              -DSYMBOL=${symbol} -P ${BELLWETHER_EMBED_SCRIPT}
      DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${file}" "${BELLWETHER_EMBED_SCRIPT}"
      VERBATIM)
    target_sources(${target} PRIVATE "${source}")
    set_source_files_properties("${source}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  endforeach()
endfunction()
