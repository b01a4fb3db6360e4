// Facts: one account held against one plan. Typed slots, derived facts computed, dates checked.
//
//   Facts facts;
//   std::vector<Violation> violations = Bind(plan, account, options, limits, facts);
//   if (violations.empty()) Evaluate(plan, facts, scratch, evaluation);
//
// Where numbers depend on segment and date, Bind looks for the plan that is in force and holds the
// account against that. Facts belong to the pack's plan, which must outlive them. A Facts object
// may be bound again and again and keeps its memory. One thread at a time; const access from any.
#ifndef BELLWETHER_ENGINE_FACTS_FACTS_H_
#define BELLWETHER_ENGINE_FACTS_FACTS_H_

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "engine/base/day_memory.h"
#include "engine/base/limits.h"
#include "engine/expression/value.h"
#include "engine/facts/account.h"
#include "engine/facts/in_force.h"
#include "engine/facts/missing.h"
#include "engine/plan/plan.h"

namespace bellwether {

struct BindOptions {
  Moment as_of;                         // required: the engine reads no clock
  bool report_unknown_signals = false;  // S11: false refuses them
  std::string benchmark_set;            // "": as the pack says (S21)
};

// A stale value that keeps counting in curves, ever closer to neutral (stale: decay).
struct DecayedValue {
  uint32_t slot = 0;
  expression::Value value;
  double factor = 1;  // 2^(-age beyond max_age / half_life), in (0, 1]
};

// A manual override that names a model of the plan.
struct BoundOverride {
  uint32_t model = 0;
  const OverrideInput* input = nullptr;  // in Facts::overrides_storage
  bool expired = false;
};

// A milestone of the account after it was held against the pack and the event dates.
struct BoundMilestone {
  std::string key;
  uint32_t order = kNoIndex;  // position in the pack's order
  bool critical = false;
  bool applicable = true;
  std::optional<int32_t> planned;    // civil days since 1970-01-01
  std::optional<int32_t> completed;  // nothing: not yet
};

// Not copied: values point into the storage below.
struct Facts {
  Facts() = default;
  Facts(Facts&&) = default;
  Facts& operator=(Facts&&) = default;

  std::string account_id;
  // Row of the plan's tables by segment: 0 is the base, s + 1 segment s.
  size_t segment_row() const { return segment < 0 ? 0 : static_cast<size_t>(segment) + 1; }

  uint32_t variant = 0;  // of the pack's plans, the one in force (PlanInForce)
  int32_t segment = -1;  // index in Plan::segments; -1: not given
  int32_t cadence = -1;
  int32_t stage = -1;
  absl::Time as_of;
  absl::TimeZone zone;
  int32_t today = 0;  // civil day of as_of in the zone, since 1970-01-01

  // By slot of the plan. Slots of later stages (custom derived facts, outcomes) are missing here;
  // Evaluate fills its own copy.
  std::vector<expression::Value> values;
  // By slot. With a usable value, a reason other than kNone says that the pack's policy
  // `{value: X}` put it there: it counts as imputed, not as observed.
  std::vector<MissingReason> reasons;
  std::vector<DecayedValue> decayed;

  int32_t requested_set = -1;           // index in Plan::set_names; -1: as the pack says
  std::vector<int32_t> previous_bands;  // by model; index of the band, -1: not given
  std::vector<BoundOverride> overrides;
  std::vector<BoundMilestone> milestones;               // in the account's order
  std::vector<std::optional<double>> dimension_scores;  // by dimension of graduation
  std::optional<double> granted_days;
  std::optional<double> requested_days;

  // What the answer says about its own ground.
  std::vector<uint32_t> stale_slots;
  std::optional<double> oldest_age_days;
  std::vector<std::string> ignored_future;
  std::vector<std::string> unknown_signals;
  std::vector<std::string> unplanned_milestones;
  std::vector<std::string> warnings;

  // Which of the plan's signals the account has named, by signal.
  std::vector<bool> named_signals;
  // What one bind leaves to the next: no part of the facts.
  DayStarts day_starts;
  std::string zone_name;  // of the last account that named a time zone
  absl::TimeZone named_zone;

  // Storage that values point into.
  std::deque<std::string> texts;
  std::deque<std::vector<expression::SeriesPoint>> points;
  std::deque<expression::SeriesView> series;
  std::vector<OverrideInput> overrides_storage;
};

// The plan that is in force for the account, of the pack's plan or one of its variants.
inline const Plan& PlanInForce(const Plan& plan, const Facts& facts) {
  return plan.InForce(facts.variant);
}

// A value of a signal whose name was looked up before.
struct ResolvedSignal {
  const ruleset::Signal* signal;
  const SignalInput* input;
};

// Holds `account` against `plan`. Returns every problem, in the order of the account's fields;
// with none, `facts` is complete. Numbers outside their type, unknown names, wrong words, dates
// out of order (S10) and NaN are problems; missing values are not.
std::vector<Violation> Bind(const Plan& plan, const Account& account, const BindOptions& options,
                            const Limits& limits, Facts& facts);

// The problems that Bind would report for every account alike, because they are of the options:
// a year out of range, a benchmark set that the pack does not have.
std::vector<Violation> CheckBindOptions(const Plan& plan, const BindOptions& options,
                                        const Limits& limits);

// The value that a policy `{value: number}` puts into a slot (ruleset::Missing::value).
expression::Value SubstituteValue(const ruleset::Slot& slot, double number);

// Why a name is no signal of the plan, and what was perhaps meant.
std::string UnknownSignalMessage(const Plan& plan, const std::string& name);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_FACTS_FACTS_H_
