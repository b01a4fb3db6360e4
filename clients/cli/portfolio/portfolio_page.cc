// Tested by tests/clients/portfolio_command_test.py.
#include "clients/cli/portfolio/portfolio_page.h"

#include <string_view>

#include "clients/cli/portfolio/page_text.h"
#include "clients/cli/portfolio/portfolio_export.h"

// Files of page/, compiled in (scripts/cmake/BellwetherEmbed.cmake).
namespace bellwether::embedded {
extern const std::string_view report_html;
extern const std::string_view report_css;
extern const std::string_view report_js;
extern const std::string_view drawing_js;
extern const std::string_view elements_js;
extern const std::string_view plots_js;
extern const std::string_view d3_min_js;
extern const std::string_view plot_umd_min_js;
}  // namespace bellwether::embedded

namespace bellwether::cli {

std::string PortfolioPage(const PortfolioReport& report) {
  const std::string data = ScriptData(PortfolioJson(report));
  return FillPage(embedded::report_html, {{"@title@", "Portfolio"},
                                          {"@style@", embedded::report_css},
                                          {"@data@", data},
                                          {"@d3@", embedded::d3_min_js},
                                          {"@plot@", embedded::plot_umd_min_js},
                                          {"@drawing@", embedded::drawing_js},
                                          {"@elements@", embedded::elements_js},
                                          {"@plots@", embedded::plots_js},
                                          {"@script@", embedded::report_js}});
}

}  // namespace bellwether::cli
