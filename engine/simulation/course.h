// What becomes of one account, before anything is told of it: its onboarding, its value, its terms,
// its end. Everything else (usage, signals, tickets, sales) follows from its course.
//
// Value comes first: whether and when it is reached is drawn, then what follows from that. An
// account that is later than planned is so because of one milestone, where it began: from there on
// each is later than the one before it by a factor that is drawn once. Losses come after
// graduation, or where value is never reached after its target, with the share of the account's
// bucket.
#ifndef BELLWETHER_ENGINE_SIMULATION_COURSE_H_
#define BELLWETHER_ENGINE_SIMULATION_COURSE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/simulation/chance.h"
#include "engine/simulation/parameters.h"
#include "engine/simulation/period.h"

namespace bellwether::simulation {

// All days are counted from the account's start, which is day 0.
struct Step {
  size_t milestone = 0;  // in the plan's list
  int planned = 0;
  std::optional<int> completed;
  bool late = false;  // beyond the grace, or never
};

struct Enrolment {
  size_t trial = 0;
  size_t arm = 0;
};

struct Course {
  uint32_t account = 0;
  std::string id;
  size_t segment = 0;
  int32_t start = 0;  // since 1970-01-01
  int end = 0;        // the first day that the book knows nothing of
  std::vector<Enrolment> enrolments;

  std::optional<int> value;  // nothing: never
  size_t bucket = 0;         // in the list of buckets; behind its end: never
  double health = 0;         // 0 to 1, when nothing else bears on it
  int kickoff = 0;
  int target = 0;  // of graduation
  std::vector<Step> steps;
  std::string cause;  // of what is late
  std::optional<int> graduated;
  std::optional<int> abandoned;
  int safe_until = 0;         // no loss on this day or before
  std::optional<int> leaves;  // perhaps after the book's end
  std::optional<int> lost;    // the same, where the book knows of it
  std::optional<int> returned;

  double acv = 0;
  int seats = 0;

  // Still a customer of ours at the start of the day.
  bool here(int day) const {
    return day <= lost.value_or(day) || day >= returned.value_or(day + 1);
  }
  // The day after the last one on which anything happens at all.
  int last() const { return lost.has_value() && !returned.has_value() ? *lost + 1 : end; }
};

// Pure function.
Course DrawCourse(const Parameters& parameters, uint64_t seed, const Period& period,
                  uint32_t account);

const Bucket& BucketOf(const Parameters& parameters, const Course& course);
const Segment& SegmentOf(const Parameters& parameters, const Course& course);
const std::string& SegmentName(const Parameters& parameters, const Course& course);

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_COURSE_H_
