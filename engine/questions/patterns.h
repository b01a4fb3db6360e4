// Internal to questions: histories, told in words, since single points of one say little: how a
// series went, and whether the plan of milestones is kept.
#ifndef BELLWETHER_ENGINE_QUESTIONS_PATTERNS_H_
#define BELLWETHER_ENGINE_QUESTIONS_PATTERNS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "engine/facts/account.h"
#include "engine/plan/plan.h"

namespace bellwether {

// Null where the slot is none of a signal.
const ruleset::Signal* SignalOf(const Plan& plan, uint32_t slot);

// "steady from 0.6", "falling by 10 % over 2 weeks from 0.95".
std::vector<std::string> SeriesPatterns(const ruleset::Signal& signal);
// The points of one of them, the last at `as_of`.
std::vector<SeriesInput::Point> PointsOf(const ruleset::Signal& signal, const std::string& pattern,
                                         absl::Time as_of);

// "none due yet", "done on time", "done late".
std::vector<std::string> MilestonePatterns();
void TellMilestone(const std::string& pattern, absl::CivilDay today, MilestoneInput& milestone);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_QUESTIONS_PATTERNS_H_
