// Each panel has a file of its own in impact_panels/; those that differ in their accounts alone
// share one.
//
// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_panels.h"

namespace bellwether::cli {

std::vector<Panel> ImpactPanels(const ImpactReport& report) {
  return {BudgetPanel(report),  DecisionsPanel(report), BandsPanel(report),    ScoresPanel(report),
          ChangesPanel(report), CausesPanel(report),    SegmentsPanel(report), AnswersPanel(report),
          FlipsPanel(report),   FallsPanel(report),     RisesPanel(report)};
}

}  // namespace bellwether::cli
