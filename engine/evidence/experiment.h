// An experiment of the pack over a book: arms by assignment, effects with their doubt, what each
// arm costs, and what follows by the pack's rule (P30).
//
//   const ExperimentReport report = CompareArms(view, plan.experiments[0]);
//
// Accounts count in the arm that they were first put into, whatever they got (intention to treat).
// When shares of the arms are not as planned beyond chance, something was wrong with the
// assignment, and nothing is concluded. A view that is stopped ends the work within an account or a
// comparison: what was found until then is not to be used. Pure functions; any thread.
#ifndef BELLWETHER_ENGINE_EVIDENCE_EXPERIMENT_H_
#define BELLWETHER_ENGINE_EVIDENCE_EXPERIMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/evidence/effect.h"
#include "engine/evidence/scope.h"

namespace bellwether::evidence {

enum class Verdict : uint8_t {
  kAdopt,      // better by the metric that decides, beyond noise, and nothing is worse
  kKeep,       // what is done today: the arm is worse in something, or not better by enough
  kUndecided,  // too few accounts to tell, or no lots were drawn
  kStopped,    // the assignment is broken
};

// An arm against the first one.
struct ArmReport {
  std::string arm;
  Verdict verdict = Verdict::kUndecided;
  std::string why;
  std::vector<Effect> effects;  // the metric that decides first
  // Cost of an account more than in the first arm, with Welch's interval.
  std::optional<double> more_cost;
  std::optional<statistics::Interval> more_cost_interval;
};

struct ArmCount {
  std::string arm;
  uint64_t accounts = 0;
  double planned_share = 0;    // 0 to 1
  std::optional<double> cost;  // of an account, mean since its assignment; nothing: nobody
};

struct ExperimentReport {
  std::string name;
  bool randomised = false;
  std::vector<ArmCount> arms;  // in the pack's order, the first is what is done today
  double shares_p = 1;         // of the planned shares; below kBrokenShares the experiment stops
  bool hours_priced = false;   // costs include hours of the team
  std::string cost_problem;    // why amounts cannot be added (P4); "" when they can
  double worthwhile = 0;
  std::vector<ArmReport> reports;            // of each arm but the first
  uint64_t reassigned = 0;                   // accounts that were put into another arm later
  uint64_t other_arms = 0;                   // assignments to arms that the pack does not have
  std::vector<std::string> other_arm_names;  // the first few
};

inline constexpr double kBrokenShares = 0.001;

// How accounts are counted and tested, in words.
std::string ExperimentDefinition(std::string_view language = {});

// Progress is said in comparisons: of a metric in an arm.
ExperimentReport CompareArms(const portfolio::View& view, const ruleset::Experiment& experiment,
                             const Scope& scope = {});

// The experiment of that name, the plan's only one for ""; NOT_FOUND says which there are.
absl::StatusOr<const ruleset::Experiment*> FindExperiment(const Plan& plan, std::string_view name);

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_EXPERIMENT_H_
