// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_panels.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/portfolio/panel_cells.h"
#include "clients/cli/proofs/impact_panels/points_cells.h"
#include "clients/cli/proofs/impact_words.h"
#include "engine/base/number.h"

namespace bellwether::cli {

Panel CausesPanel(const ImpactReport& report) {
  Panel panel{"causes",
              "What moved the scores",
              "none",
              {{"score", "score", false, 1},
               {"component", "component"},
               {"weight", "weight"},
               {"by_weight", "by weight", true, 3},
               {"by_score", "by sub-score", true, 4},
               {"mean", "mean points", true},
               {"share", "of the movement", true, 2},
               {"accounts", "accounts", true}},
              {}};
  for (size_t i = 0; i < report.names.scores.size(); ++i) {
    const impact::ScoreImpact& score = report.impact.scores[i];
    double all = score.limits.moved;
    for (const impact::PartSum& part : score.parts) all += part.moved;
    const auto add = [&](const std::string& name, const std::string& weight,
                         const impact::PartSum& part) {
      const double share = part.moved / all;
      panel.rows.push_back({TextCell(report.names.scores[i].name), TextCell(name), TextCell(weight),
                            part.weight == 0 ? PanelCell() : MeanCell(part.weight, score.both),
                            part.score == 0 ? PanelCell() : MeanCell(part.score, score.both),
                            MeanCell(part.weight + part.score, score.both),
                            NumberCell(share, absl::StrCat(FormatFixed(100 * share, 1), " %")),
                            CountCell(part.touched)});
    };
    std::vector<size_t> order;
    for (size_t j = 0; j < score.parts.size(); ++j) {
      if (score.parts[j].touched > 0) order.push_back(j);
    }
    std::stable_sort(order.begin(), order.end(), [&score](size_t one, size_t other) {
      return score.parts[one].moved > score.parts[other].moved;
    });
    for (const size_t j : order) {
      const impact::PartNames& part = report.names.scores[i].parts[j];
      add(part.name, WeightWords(part), score.parts[j]);
    }
    if (score.limits.touched > 0) add(kLimitsWords, "", score.limits);
  }
  return panel;
}

}  // namespace bellwether::cli
