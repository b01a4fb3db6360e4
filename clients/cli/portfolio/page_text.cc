// Tested by tests/clients/portfolio_command_test.py and tests/clients/impact_command_test.py.
#include "clients/cli/portfolio/page_text.h"

#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"

// Files of page/, compiled in (scripts/cmake/BellwetherEmbed.cmake).
namespace bellwether::embedded {
extern const std::string_view report_html;
extern const std::string_view report_css;
extern const std::string_view drawing_js;
extern const std::string_view elements_js;
extern const std::string_view d3_min_js;
extern const std::string_view plot_umd_min_js;
}  // namespace bellwether::embedded

namespace bellwether::cli {
namespace {

// In a script element nothing ends it but `</script`; in JSON the escape means the same.
std::string ScriptData(const std::string& json) {
  return absl::StrReplaceAll(json, {{"<", "\\u003c"}, {">", "\\u003e"}, {"&", "\\u0026"}});
}

// The markers stand in the template in this order. What stands between two of them is copied once,
// so nothing that is put in is read as a marker.
std::string Fill(std::string_view text,
                 const std::vector<std::pair<std::string_view, std::string_view>>& parts) {
  std::string filled;
  for (const auto& [marker, part] : parts) {
    const size_t at = text.find(marker);
    filled.append(text.substr(0, at)).append(part);
    text.remove_prefix(at + marker.size());
  }
  return filled.append(text);
}

}  // namespace

std::string PageOf(const PageParts& parts, const std::string& json) {
  const std::string data = ScriptData(json);
  return Fill(embedded::report_html, {{"@title@", parts.title},
                                      {"@style@", embedded::report_css},
                                      {"@data@", data},
                                      {"@d3@", embedded::d3_min_js},
                                      {"@plot@", embedded::plot_umd_min_js},
                                      {"@drawing@", embedded::drawing_js},
                                      {"@elements@", embedded::elements_js},
                                      {"@plots@", parts.plots},
                                      {"@script@", parts.script}});
}

}  // namespace bellwether::cli
