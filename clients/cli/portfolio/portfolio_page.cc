// Tested by tests/clients/portfolio_command_test.py.
#include "clients/cli/portfolio/portfolio_page.h"

#include <string_view>
#include <utility>

#include "absl/strings/str_replace.h"
#include "clients/cli/portfolio/portfolio_export.h"

// Files of page/, compiled in (scripts/cmake/BellwetherEmbed.cmake).
namespace bellwether::embedded {
extern const std::string_view report_html;
extern const std::string_view report_css;
extern const std::string_view report_js;
extern const std::string_view plots_js;
extern const std::string_view d3_min_js;
extern const std::string_view plot_umd_min_js;
}  // namespace bellwether::embedded

namespace bellwether::cli {
namespace {

// In a script element nothing ends it but `</script`; in JSON the escape means the same.
std::string DataText(const std::string& json) {
  return absl::StrReplaceAll(json, {{"<", "\\u003c"}, {">", "\\u003e"}, {"&", "\\u0026"}});
}

// What the template holds between two markers is copied once, so nothing that is put in is read as
// a marker.
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

std::string PortfolioPage(const PortfolioReport& report) {
  const std::string data = DataText(PortfolioJson(report));
  return Fill(embedded::report_html, {{"@style@", embedded::report_css},
                                      {"@data@", data},
                                      {"@d3@", embedded::d3_min_js},
                                      {"@plot@", embedded::plot_umd_min_js},
                                      {"@plots@", embedded::plots_js},
                                      {"@script@", embedded::report_js}});
}

}  // namespace bellwether::cli
