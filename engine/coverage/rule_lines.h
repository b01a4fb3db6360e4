// Which lines of a pack decide something, and what stands on each.
//
// A line belongs to the nearest key above it that has points: a flag's `severity` to the flag, a
// component's weight to the component. What people read and do (schema/for_people.h), comments,
// lists of words and everything else that no evaluation comes to decide nothing.
#ifndef BELLWETHER_ENGINE_COVERAGE_RULE_LINES_H_
#define BELLWETHER_ENGINE_COVERAGE_RULE_LINES_H_

#include <vector>

#include "engine/coverage/points.h"
#include "engine/coverage/written.h"

namespace bellwether::coverage {

// In the order of files and lines.
std::vector<RuleLine> RuleLinesOf(const std::vector<Fork>& forks, const Written& written);

}  // namespace bellwether::coverage

#endif  // BELLWETHER_ENGINE_COVERAGE_RULE_LINES_H_
