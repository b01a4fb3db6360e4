// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_panels.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/portfolio/panel_cells.h"
#include "clients/cli/proofs/impact_panels/points_cells.h"
#include "clients/cli/proofs/impact_words.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

Panel MoversPanel(std::string name, std::string title, const ImpactReport& report,
                  const std::vector<impact::AccountChange>& accounts) {
  Panel panel{std::move(name),
              std::move(title),
              "none",
              {{"account", "account"},
               {"segment", "segment", false, 4},
               {"acv", "contract value", true, 3},
               {"from", "score", true},
               {"to", "new", true},
               {"change", "points", true},
               {"decisions", "decided otherwise", false, 1},
               {"because", "most by", false, 2}},
              {}};
  for (const impact::AccountChange& one : accounts) {
    const impact::ScoreChange& primary = one.scores.front();
    const auto shown = [](const std::optional<impact::ScoreValue>& value) {
      return value ? NumberCell(value->displayed, FormatNumber(value->displayed)) : PanelCell();
    };
    const bool moved = primary.both() && primary.points() != 0;
    panel.rows.push_back({TextCell(one.id), TextCell(SegmentWords(report.names, one.segment)),
                          MoneyCell(one.acv), shown(primary.from), shown(primary.to),
                          moved ? PointsCell(primary.points()) : PanelCell(),
                          TextCell(DecisionWords(report.names, one)),
                          moved ? TextCell(MoverWords(report.names, one)) : PanelCell()});
  }
  return panel;
}

}  // namespace

Panel FallsPanel(const ImpactReport& report) {
  return MoversPanel("falls", "Largest falls", report, report.impact.falls);
}

Panel RisesPanel(const ImpactReport& report) {
  return MoversPanel("rises", "Largest rises", report, report.impact.rises);
}

Panel FlipsPanel(const ImpactReport& report) {
  return MoversPanel("flips", "Decided otherwise, by contract value", report, report.impact.flips);
}

}  // namespace bellwether::cli
