// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_panels.h"

#include "clients/cli/portfolio/panel_cells.h"
#include "clients/cli/proofs/impact_panels/points_cells.h"
#include "clients/cli/proofs/impact_words.h"

namespace bellwether::cli {

Panel SegmentsPanel(const ImpactReport& report) {
  Panel panel{"segments",
              "Segments",
              "none",
              {{"segment", "segment"},
               {"accounts", "accounts", true},
               {"flipped", "decided otherwise", true},
               {"share", "of them", true, 2},
               {"mean", "mean change", true},
               {"acv", "contract value", true, 1}},
              {}};
  for (size_t i = 0; i < report.impact.segments.size(); ++i) {
    const impact::SegmentImpact& segment = report.impact.segments[i];
    if (segment.all.accounts == 0) continue;
    panel.rows.push_back({TextCell(SegmentWords(report.names, i)), CountCell(segment.all.accounts),
                          CountCell(segment.flipped.accounts),
                          TextCell(ShareWords(segment.flipped.accounts, segment.all.accounts)),
                          MeanCell(segment.score_sum, segment.both),
                          segment.flipped.acv > 0 ? MoneyCell(segment.flipped.acv) : PanelCell()});
  }
  return panel;
}

}  // namespace bellwether::cli
