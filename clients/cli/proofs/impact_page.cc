// Tested by tests/clients/impact_command_test.py.
#include <string_view>

#include "clients/cli/portfolio/page_text.h"
#include "clients/cli/proofs/impact_report.h"
#include "nlohmann/json.hpp"

// Files of page/, compiled in (scripts/cmake/BellwetherEmbed.cmake).
namespace bellwether::embedded {
extern const std::string_view impact_js;
extern const std::string_view impact_plots_js;
}  // namespace bellwether::embedded

namespace bellwether::cli {

std::string ImpactPage(const ImpactReport& report) {
  return PageOf({"Impact", embedded::impact_plots_js, embedded::impact_js},
                Dump(ImpactDocument(report), 0));
}

}  // namespace bellwether::cli
