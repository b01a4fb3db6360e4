// What an evaluation says at a path.
#ifndef BELLWETHER_ENGINE_TESTING_OBSERVED_H_
#define BELLWETHER_ENGINE_TESTING_OBSERVED_H_

#include <string>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "engine/evaluate/evaluation.h"
#include "engine/facts/facts.h"
#include "engine/testing/paths.h"

namespace bellwether {

// An event, with the day on which it fell where the account lives.
struct ObservedTime {
  absl::Time time;
  absl::CivilDay day;
  bool midnight = false;  // there: as good as a date without time
};

// Truth values, words, names and dates are texts.
struct Observed {
  std::variant<std::monostate, double, std::string, std::vector<std::string>, ObservedTime> value;
  std::string why;  // there is no value: "insufficient_data", "NOT_GIVEN"
};

Observed Observe(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                 const Path& path);

// "8.3", "green", "[a, b]", "no value (insufficient_data)".
std::string Show(const Observed& observed);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_OBSERVED_H_
