// Facts: dates, derived facts, usage thresholds, and signals that something asks for.
//
// Tested by tests/engine/coverage/points_test.cc.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/coverage/fork_builder.h"

namespace bellwether::coverage {
namespace {

using expression::Kind;
using expression::Value;

// Names that fork off from a default: "default" and each segment that is written at `path`. By
// segment of the plan its way.
struct BySegment {
  std::vector<std::string> ways = {"default"};
  std::vector<Turn> way_of;

  BySegment(const ForkBuilder& builder, const std::string& path) {
    for (const std::string& segment : builder.plan().segments) {
      const bool written = builder.written().Has(absl::StrCat(path, ".", segment));
      way_of.push_back(written ? static_cast<Turn>(ways.size()) : 0);
      if (written) ways.push_back(segment);
    }
  }
  Turn Of(int32_t segment) const { return segment < 0 ? 0 : way_of[static_cast<size_t>(segment)]; }
};

void AddStart(ForkBuilder& builder) {
  if (!builder.plan().start.stated) return;
  const BySegment by_segment(builder, "onboarding.start.segments");
  builder.Add("onboarding.start", by_segment.ways, [by_segment](const Seen& seen) {
    const auto slot = seen.plan.start.SlotIn(seen.facts.segment);
    const bool started = slot && seen.evaluation.values[*slot].kind == Kind::kTimestamp;
    return started ? by_segment.Of(seen.facts.segment) : kNoWay;
  });
}

void AddMilestones(ForkBuilder& builder) {
  if (builder.written().Has("milestones.grace_days")) {
    builder.Add("milestones.grace_days", {"all that is due lies within it", "some is later"},
                [](const Seen& seen) {
                  const Value& on_time =
                      seen.evaluation.values[SlotOf(BuiltinFact::kMilestoneOnTimeRatio)];
                  return on_time.usable() ? TurnIf(on_time.number >= 1) : kNoWay;
                });
  }
  if (builder.plan().milestones.cascade_low < builder.plan().milestones.cascade_high) {
    builder.Add("milestones.cascade", {"spreads a delay", "nothing to spread"},
                [](const Seen& seen) {
                  const Forecast& forecast = seen.evaluation.forecast;
                  if (!forecast.available) return kNotReached;
                  return TurnIf(forecast.earliest != forecast.latest);
                });
  }
}

void AddSignal(ForkBuilder& builder, const ruleset::Signal& signal) {
  std::vector<std::string> ways = {"present", "missing"};
  if (signal.max_age_days) ways.push_back("stale");
  const std::string key = absl::StrCat("signals.", builder.plan().slots[signal.slot].name);
  builder.points().fork_of_slot[signal.slot] = static_cast<uint32_t>(builder.points().forks.size());
  builder.Add(key, ways, [slot = signal.slot](const Seen& seen) -> Turn {
    if (!seen.asked[slot]) return kNotReached;
    const auto& stale = seen.facts.stale_slots;
    if (std::find(stale.begin(), stale.end(), slot) != stale.end()) return 2;
    const MissingReason reason = seen.facts.reasons[slot];
    if (reason == MissingReason::kNotApplicable) return kNoWay;
    return TurnIf(reason == MissingReason::kNone);
  });
}

}  // namespace

void AddDates(ForkBuilder& builder) {
  AddStart(builder);
  AddMilestones(builder);
}

void AddDerived(ForkBuilder& builder) {
  for (const PlanDerived& derived : builder.plan().derived) {
    const ruleset::Slot& slot = builder.plan().slots[derived.slot];
    const std::string key = absl::StrCat("derived.", slot.name);
    const bool is_bool = slot.type == expression::Type::kBool;
    const auto turn = [index = derived.slot](const Seen& seen) { return TurnOfValue(seen, index); };
    const std::vector<std::string> ways = is_bool
                                              ? std::vector<std::string>{"true", "false"}
                                              : std::vector<std::string>{"has a value", "missing"};
    const size_t first = builder.points().forks.size();
    builder.AddCondition(key, absl::StrCat(key, ".expr"), ways, derived.program, turn);
    // A signal is asked for where somebody asks for the derived fact (AskForInputs).
    auto& forks = builder.points().forks;
    for (size_t i = first; i < forks.size(); ++i) forks[i].reads.clear();
  }
}

void AddUsageThresholds(ForkBuilder& builder) {
  const Plan& plan = builder.plan();
  for (size_t cadence = 0; cadence < plan.usage_thresholds.size(); ++cadence) {
    for (size_t i = 0; i < plan.usage_thresholds[cadence].size(); ++i) {
      const std::string key =
          absl::StrCat("graduation.usage_thresholds.", plan.cadences[cadence], "[", i, "]");
      builder.Add(key, {"met", "missed"},
                  [cadence, threshold = plan.usage_thresholds[cadence][i]](const Seen& seen) {
                    if (seen.facts.cadence != static_cast<int32_t>(cadence)) return kNotReached;
                    const Value& value = seen.evaluation.values[threshold.slot];
                    if (!value.usable()) return kNoWay;
                    const double number =
                        value.kind == Kind::kBool ? (value.boolean ? 1 : 0) : value.number;
                    return TurnIf(ruleset::Holds(threshold.test, number, threshold.bound));
                  });
    }
  }
}

// A signal that only texts or metrics of a portfolio read is nothing that a test can ask for.
void AddSignals(ForkBuilder& builder) {
  const Plan& plan = builder.plan();
  std::vector<bool> asked(plan.slots.size());
  for (const Fork& fork : builder.points().forks) {
    for (const uint32_t slot : fork.reads) asked[slot] = true;
  }
  AskForInputs(plan, std::nullopt, asked);
  for (const ruleset::Signal& signal : plan.signals) {
    if (asked[signal.slot]) AddSignal(builder, signal);
  }
}

void AskForInputs(const Plan& plan, std::optional<int32_t> cadence, std::vector<bool>& asked) {
  const bool usage = asked[SlotOf(BuiltinFact::kUsageThresholdsMetRatio)] ||
                     asked[SlotOf(BuiltinFact::kUsageBelowMinimum)];
  for (size_t c = 0; usage && c < plan.usage_thresholds.size(); ++c) {
    if (cadence && *cadence != static_cast<int32_t>(c)) continue;
    for (const PlanThreshold& threshold : plan.usage_thresholds[c]) asked[threshold.slot] = true;
  }
  for (auto derived = plan.derived.rbegin(); derived != plan.derived.rend(); ++derived) {
    if (!asked[derived->slot]) continue;
    for (const uint32_t name : plan.programs[derived->program].names()) asked[name] = true;
  }
}

}  // namespace bellwether::coverage
