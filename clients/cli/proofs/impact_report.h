// What another pack does to many accounts, for people and for programs.
//
// Thread-safe: no state. The same report gives the same bytes: there are no times in it.
#ifndef BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bellwether/v1/evaluation.pb.h"
#include "clients/cli/portfolio/panel.h"
#include "clients/cli/terminal/style.h"
#include "clients/cli/words/proto_json.h"
#include "engine/impact/budget.h"
#include "engine/impact/impact.h"
#include "engine/impact/pair_names.h"
#include "nlohmann/json_fwd.hpp"

namespace bellwether::cli {

enum class ImpactFormat : uint8_t { kText, kJson, kMarkdown, kHtml };

struct ImpactSide {
  v1::PackInfo pack;
  std::string place;  // as the command line names it
};

// All of it outlives the report that is made of it.
struct ImpactReport {
  const impact::PairNames& names;
  const impact::Impact& impact;
  ImpactSide from, to;
  std::string as_of;
  std::vector<impact::BudgetLine> budget;

  // Whether every line of the budget is.
  bool kept() const;
};

// `style` and `width`: of kText.
std::string ReportOf(const ImpactReport& report, ImpactFormat format, const Style& style,
                     size_t width);

std::string ImpactText(const ImpactReport& report, const Style& style, size_t width);
std::string ImpactJson(const ImpactReport& report);
// As a comment to a pull request shows it: the verdict and what changed, the rest folded away.
std::string ImpactMarkdown(const ImpactReport& report);
// One page that needs nothing beside it.
std::string ImpactPage(const ImpactReport& report);

// The report as a document, which the page draws, too.
nlohmann::ordered_json ImpactDocument(const ImpactReport& report);
// How many accounts are told something else, who is refused: a sentence each.
std::vector<std::string> ImpactSentences(const ImpactReport& report);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_REPORT_H_
