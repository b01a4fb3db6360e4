// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_panels.h"

#include <utility>
#include <vector>

#include "clients/cli/portfolio/panel_cells.h"
#include "clients/cli/proofs/impact_words.h"

namespace bellwether::cli {
namespace {

using impact::Migration;

// Answers that some account has by either pack.
std::vector<size_t> UsedAnswers(const Migration& migration) {
  std::vector<size_t> used;
  for (size_t i = 0; i < migration.answers(); ++i) {
    bool any = false;
    for (size_t j = 0; j < migration.answers(); ++j) {
      any = any || migration.At(i, j).accounts > 0 || migration.At(j, i).accounts > 0;
    }
    if (any) used.push_back(i);
  }
  return used;
}

}  // namespace

Panel BandsPanel(const ImpactReport& report) {
  Panel panel{"bands",
              "Bands: by the old pack down, by the new pack across",
              "no band",
              {{"from", ""}},
              {}};
  const auto index = PrimaryBandOf(report.names);
  if (!index) return panel;
  const impact::Outcome& outcome = report.names.outcomes[*index];
  const impact::Migration& migration = report.impact.migrations[*index];
  if (migration.changed() == 0) return panel;
  const std::vector<size_t> used = UsedAnswers(migration);
  for (const size_t to : used) {
    panel.columns.push_back({outcome.answers[to], outcome.answers[to], true});
  }
  for (const size_t from : used) {
    std::vector<PanelCell> row = {TextCell(outcome.answers[from])};
    for (const size_t to : used) {
      const uint64_t count = migration.At(from, to).accounts;
      row.push_back(count == 0 ? PanelCell{0.0, "·", Tone::kQuiet}
                               : CountCell(count, from == to ? Tone::kPlain : Tone::kStrong));
    }
    panel.rows.push_back(std::move(row));
  }
  return panel;
}

}  // namespace bellwether::cli
