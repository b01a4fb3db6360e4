// Tested by tests/clients/impact_command_test.py.
#include <string_view>

#include "clients/cli/portfolio/page_text.h"
#include "clients/cli/proofs/impact_report.h"

// Files of the pages, compiled in (scripts/cmake/BellwetherEmbed.cmake).
namespace bellwether::embedded {
extern const std::string_view report_html;
extern const std::string_view report_css;
extern const std::string_view drawing_js;
extern const std::string_view elements_js;
extern const std::string_view impact_plots_js;
extern const std::string_view impact_js;
extern const std::string_view d3_min_js;
extern const std::string_view plot_umd_min_js;
}  // namespace bellwether::embedded

namespace bellwether::cli {

std::string ImpactPage(const ImpactReport& report) {
  const std::string data = ScriptData(Dump(ImpactDocument(report), 0));
  return FillPage(embedded::report_html, {{"@title@", "Impact"},
                                          {"@style@", embedded::report_css},
                                          {"@data@", data},
                                          {"@d3@", embedded::d3_min_js},
                                          {"@plot@", embedded::plot_umd_min_js},
                                          {"@drawing@", embedded::drawing_js},
                                          {"@elements@", embedded::elements_js},
                                          {"@plots@", embedded::impact_plots_js},
                                          {"@script@", embedded::impact_js}});
}

}  // namespace bellwether::cli
