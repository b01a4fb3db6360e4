// The tables of an impact report. One that would say nothing has no rows. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_PANELS_H_
#define BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_PANELS_H_

#include <vector>

#include "clients/cli/portfolio/panel.h"
#include "clients/cli/proofs/impact_report.h"

namespace bellwether::cli {

// In the order in which they are read: the budget; decisions; bands; scores, and by how much; what
// moved them; segments; other answers; the accounts that move most.
std::vector<Panel> ImpactPanels(const ImpactReport& report);

Panel BudgetPanel(const ImpactReport& report);
// From which answer to which, of outcomes that decide; with their contract value.
Panel DecisionsPanel(const ImpactReport& report);
// The same of flags, tiers and bands of single models.
Panel AnswersPanel(const ImpactReport& report);
// The primary bands: by the old pack down, by the new one across.
Panel BandsPanel(const ImpactReport& report);
Panel ScoresPanel(const ImpactReport& report);
// How many accounts' primary score moved by how much.
Panel ChangesPanel(const ImpactReport& report);
// Components, by what they did to the scores (S26).
Panel CausesPanel(const ImpactReport& report);
Panel SegmentsPanel(const ImpactReport& report);
Panel FallsPanel(const ImpactReport& report);
Panel RisesPanel(const ImpactReport& report);
Panel FlipsPanel(const ImpactReport& report);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_PANELS_H_
