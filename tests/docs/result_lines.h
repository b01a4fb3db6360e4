// An evaluation in short lines for a page of documentation: one line a thing, found by its key.
//
//   fact.days_since_start = 12
//   benchmark.time_to_value: good (<= 90), value 75, row large, 15 from best
//   health.onboarding: 78 yellow, coverage 0.8, bounds 62 to 84, uncertain
//   health.onboarding.usage: score 57.1429, share 0.5, points 28.5714
//   flag.no_login: raised red, No login for 12 days    (and more of outcome_lines.h)
//   refused signals.usage: OUT_OF_RANGE, 70 is not allowed for a ratio: ...
//
// Numbers are rounded to four decimals.
#ifndef BELLWETHER_TESTS_DOCS_RESULT_LINES_H_
#define BELLWETHER_TESTS_DOCS_RESULT_LINES_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/evaluation.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether::docs {

std::vector<std::string> ResultLines(const Plan& plan, const Facts& facts,
                                     const Evaluation& evaluation);
std::vector<std::string> RefusalLines(const std::vector<Violation>& violations);
// Facts that a policy `error` asks for.
std::vector<std::string> RequiredLines(const Plan& plan, const Evaluation& evaluation);

// Of `all`, the lines whose keys `shown` has, in the order of `shown`; with nothing shown yet, all
// but facts. A key that `all` lacks gives the line "<key>: no such line".
std::string PickLines(const std::vector<std::string>& all, std::string_view shown);

}  // namespace bellwether::docs

#endif  // BELLWETHER_TESTS_DOCS_RESULT_LINES_H_
