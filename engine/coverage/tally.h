// How much of a pack is covered: in all, and by its parts.
#ifndef BELLWETHER_ENGINE_COVERAGE_TALLY_H_
#define BELLWETHER_ENGINE_COVERAGE_TALLY_H_

#include <cstddef>
#include <string>
#include <vector>

#include "engine/coverage/collector.h"
#include "engine/coverage/points.h"

namespace bellwether::coverage {

struct Tally {
  size_t covered = 0;
  size_t all = 0;
  // 0 to 100; of nothing 100.
  double percent() const;
};

struct SectionTally {
  std::string section;  // "health"
  Tally points;
};

inline bool IsHit(const Hits& hits, const Point& point) {
  return hits[point.fork].ways[point.way] > 0;
}

Tally TallyOf(const Points& points, const Hits& hits);
// In the order of an evaluation.
std::vector<SectionTally> TallyBySection(const Points& points, const Hits& hits);
// Lines of which every point was hit.
Tally TallyOfLines(const std::vector<RuleLine>& lines, const Hits& hits);
// How often a line was come to: 0 when none of its points was hit.
uint64_t HitsOfLine(const RuleLine& line, const Points& points, const Hits& hits);
// What of a line was not hit; empty when all was.
std::vector<Point> MissedOn(const RuleLine& line, const Hits& hits);

}  // namespace bellwether::coverage

#endif  // BELLWETHER_ENGINE_COVERAGE_TALLY_H_
