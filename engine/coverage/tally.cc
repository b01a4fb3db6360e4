// Tested by tests/engine/coverage/collector_test.cc.
#include "engine/coverage/tally.h"

#include <algorithm>
#include <numeric>

namespace bellwether::coverage {
namespace {

constexpr double kPercent = 100;

Tally TallyOf(const ForkHits& hits) {
  const auto hit = [](uint64_t times) { return times > 0; };
  return {static_cast<size_t>(std::count_if(hits.ways.begin(), hits.ways.end(), hit)),
          hits.ways.size()};
}

void Add(Tally& sum, const Tally& part) {
  sum.covered += part.covered;
  sum.all += part.all;
}

}  // namespace

double Tally::percent() const {
  return all == 0 ? kPercent : kPercent * static_cast<double>(covered) / static_cast<double>(all);
}

Tally TallyOf(const Points& points, const Hits& hits) {
  Tally sum;
  for (size_t i = 0; i < points.forks.size(); ++i) Add(sum, TallyOf(hits[i]));
  return sum;
}

std::vector<SectionTally> TallyBySection(const Points& points, const Hits& hits) {
  std::vector<SectionTally> sections;
  for (size_t i = 0; i < points.forks.size(); ++i) {
    const std::string_view name = points.forks[i].section();
    auto section = std::find_if(sections.begin(), sections.end(),
                                [&](const SectionTally& one) { return one.section == name; });
    if (section == sections.end()) {
      const auto place = name == "signals" ? sections.begin() : sections.end();
      section = sections.insert(place, {std::string(name), {}});
    }
    Add(section->points, TallyOf(hits[i]));
  }
  return sections;
}

Tally TallyOfLines(const std::vector<RuleLine>& lines, const Hits& hits) {
  const auto full = std::count_if(lines.begin(), lines.end(), [&](const RuleLine& line) {
    return MissedOn(line, hits).empty();
  });
  return {static_cast<size_t>(full), lines.size()};
}

// A way with a line of its own is come to when it is taken, others when any way of the fork is.
uint64_t HitsOfLine(const RuleLine& line, const Points& points, const Hits& hits) {
  uint64_t most = 0;
  for (const Point& point : line.points) {
    const std::vector<uint64_t>& ways = hits[point.fork].ways;
    const bool own = !points.forks[point.fork].ways[point.way].path.empty();
    most = std::max(most,
                    own ? ways[point.way] : std::accumulate(ways.begin(), ways.end(), uint64_t{0}));
  }
  return most;
}

std::vector<Point> MissedOn(const RuleLine& line, const Hits& hits) {
  std::vector<Point> missed;
  for (const Point& point : line.points) {
    if (!IsHit(hits, point)) missed.push_back(point);
  }
  return missed;
}

}  // namespace bellwether::coverage
