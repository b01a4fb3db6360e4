// Tested by tests/engine/coverage/rule_lines_test.cc.
#include "engine/coverage/rule_lines.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/schema/for_people.h"

namespace bellwether::coverage {
namespace {

using PointSet = std::set<std::pair<uint32_t, uint32_t>>;
using Owners = std::map<std::string, PointSet, std::less<>>;

Owners OwnersOf(const std::vector<Fork>& forks) {
  Owners owners;
  for (uint32_t f = 0; f < forks.size(); ++f) {
    for (uint32_t w = 0; w < forks[f].ways.size(); ++w) {
      const std::string& own = forks[f].ways[w].path;
      if (!own.empty()) {
        owners[own].emplace(f, w);
        continue;
      }
      for (const std::string& path : forks[f].paths) owners[path].emplace(f, w);
    }
  }
  return owners;
}

// Whether some key of ".reason.en" is for people.
bool HasForPeople(std::string_view keys) {
  for (const absl::string_view part : absl::StrSplit(ToAbsl(keys), '.')) {
    const std::string_view key = ToStd(part);
    if (IsForPeople(key.substr(0, key.find('[')))) return true;
  }
  return false;
}

// Points of the nearest key above; null when there are none, or what lies between is for people.
const PointSet* OwnerOf(const WrittenLines& written, const Owners& owners) {
  for (std::string_view path = written.path; !path.empty(); path = Above(path)) {
    const auto owner = owners.find(path);
    if (owner == owners.end()) {
      if (!written.value) return nullptr;  // a name stands for itself alone
      continue;
    }
    const std::string_view between = std::string_view(written.path).substr(path.size());
    return HasForPeople(between) ? nullptr : &owner->second;
  }
  return nullptr;
}

}  // namespace

std::vector<RuleLine> RuleLinesOf(const std::vector<Fork>& forks, const Written& written) {
  const Owners owners = OwnersOf(forks);
  std::map<std::pair<uint32_t, uint32_t>, PointSet> points_of;
  for (const WrittenLines& lines : written.lines()) {
    const PointSet* owned = OwnerOf(lines, owners);
    if (owned == nullptr) continue;
    for (uint32_t line = lines.first; line <= lines.last; ++line) {
      points_of[{lines.file, line}].insert(owned->begin(), owned->end());
    }
  }
  std::vector<RuleLine> found;
  for (const auto& [place, points] : points_of) {
    RuleLine& line = found.emplace_back(RuleLine{place.first, place.second, {}});
    for (const auto& [fork, way] : points) line.points.push_back({fork, way});
  }
  return found;
}

}  // namespace bellwether::coverage
