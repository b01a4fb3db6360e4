// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_panels.h"

#include "clients/cli/portfolio/panel_cells.h"
#include "clients/cli/proofs/impact_panels/points_cells.h"
#include "engine/base/number.h"

namespace bellwether::cli {

Panel ScoresPanel(const ImpactReport& report) {
  Panel panel{"scores",
              "Scores",
              "no account has a score by both packs",
              {{"score", "score"},
               {"accounts", "accounts", true},
               {"falls", "fall", true},
               {"rises", "rise", true},
               {"mean", "mean change", true},
               {"least", "largest fall", true, 2},
               {"most", "largest rise", true, 3},
               {"rank_correlation", "rank correlation", true, 1},
               {"lost", "lost", true, 4},
               {"gained", "gained", true, 5}},
              {}};
  for (size_t i = 0; i < report.names.scores.size(); ++i) {
    const impact::ScoreImpact& score = report.impact.scores[i];
    if (score.falls + score.rises + score.lost + score.gained == 0) continue;
    const auto count = [](uint64_t n) { return n == 0 ? PanelCell() : CountCell(n); };
    panel.rows.push_back(
        {TextCell(report.names.scores[i].name), CountCell(score.both), CountCell(score.falls),
         CountCell(score.rises), MeanCell(score.sum, score.both), PointsCell(score.least),
         PointsCell(score.most),
         NumberCell(score.rank_correlation,
                    score.rank_correlation ? FormatFixed(*score.rank_correlation, 4) : ""),
         count(score.lost), count(score.gained)});
  }
  return panel;
}

}  // namespace bellwether::cli
