// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_panels.h"

#include "clients/cli/portfolio/panel_cells.h"
#include "clients/cli/proofs/impact_words.h"

namespace bellwether::cli {

Panel BudgetPanel(const ImpactReport& report) {
  Panel panel{"budget",
              "Budget",
              "no line",
              {{"line", "line"},
               {"limit", "limit", true},
               {"most", "at most", true, 1},
               {"actual", "is", true},
               {"verdict", "verdict"}},
              {}};
  for (const impact::BudgetLine& line : report.budget) {
    const impact::BudgetResult result = impact::Judge(line, report.impact);
    panel.rows.push_back(
        {TextCell(line.name), TextCell(line.limit),
         NumberCell(result.most, AmountWords(result.most)),
         NumberCell(result.actual, AmountWords(result.actual)),
         result.kept ? TextCell("kept", Tone::kGood) : TextCell("broken", Tone::kBad)});
  }
  return panel;
}

}  // namespace bellwether::cli
