// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_panels/points_cells.h"

#include "clients/cli/portfolio/panel_cells.h"
#include "clients/cli/proofs/impact_words.h"

namespace bellwether::cli {
namespace {

Tone ToneOf(double change) {
  if (change == 0) return Tone::kQuiet;
  return change > 0 ? Tone::kGood : Tone::kBad;
}

}  // namespace

PanelCell PointsCell(double points) {
  return NumberCell(points, points == 0 ? "0" : PointsWords(points), ToneOf(points));
}

PanelCell MeanCell(double sum, uint64_t count) {
  return count == 0 ? PanelCell() : PointsCell(sum / static_cast<double>(count));
}

}  // namespace bellwether::cli
