// Tested by tests/clients/portfolio_command_test.py.
#include "clients/cli/portfolio/portfolio_page.h"

#include <string_view>

#include "clients/cli/portfolio/page_text.h"
#include "clients/cli/portfolio/portfolio_export.h"

// Files of page/, compiled in (scripts/cmake/BellwetherEmbed.cmake).
namespace bellwether::embedded {
extern const std::string_view plots_js;
extern const std::string_view report_js;
}  // namespace bellwether::embedded

namespace bellwether::cli {

std::string PortfolioPage(const PortfolioReport& report) {
  return PageOf({"Portfolio", embedded::plots_js, embedded::report_js}, PortfolioJson(report));
}

}  // namespace bellwether::cli
