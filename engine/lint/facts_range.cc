// Tested by tests/engine/lint/ranges_test.cc and tests/property/lint_test.cc.
#include "engine/lint/facts_range.h"

#include "engine/ruleset/vocabulary.h"

namespace bellwether::lint {
namespace {

using ruleset::NumberRange;
using ruleset::SignalType;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Interval IntervalOf(const NumberRange& range) {
  return {range.min.value_or(-kInfinity), range.max.value_or(kInfinity)};
}

// Facts of the engine that are bounded by what they are; the others are days of any sign.
struct BoundedFact {
  BuiltinFact fact;
  Interval range;
};
constexpr BoundedFact kBoundedFacts[] = {
    {BuiltinFact::kTimeToValueDays, {0, kInfinity}},
    {BuiltinFact::kDaysToFirstLogin, {0, kInfinity}},
    {BuiltinFact::kMilestonesDue, {0, kInfinity}},
    {BuiltinFact::kMilestoneOnTimeRatio, {0, 1}},
    {BuiltinFact::kMilestoneDaysLateMax, {0, kInfinity}},
    {BuiltinFact::kMilestoneDaysLateOpenMax, {0, kInfinity}},
    {BuiltinFact::kUsageThresholdsMetRatio, {0, 1}},
    {BuiltinFact::kEarlyWinsCount, {0, kInfinity}},
};

Possible OfSlot(const ruleset::Slot& slot) {
  Possible possible = Possible::Any(slot.type);
  possible.infinite = false;  // S9: what is infinite is missing
  if (!slot.words.empty()) possible.words = slot.words;
  return possible;
}

// S9: what is not finite, or outside of the type, is missing.
Possible OfDerived(const ruleset::Derived& derived, const World& world) {
  Possible possible = Evaluate(derived.expression, world);
  const Interval allowed = IntervalOf(derived.range);
  const bool number = !possible.number.empty() || possible.infinite;
  if (!number) return possible;
  possible.nothing = possible.nothing || possible.infinite || possible.number.low < allowed.low ||
                     possible.number.high > allowed.high ||
                     (derived.range.whole && !possible.whole);
  possible.whole = possible.whole || derived.range.whole;
  possible.number.Meet(allowed);
  possible.infinite = false;
  return possible;
}

}  // namespace

World WorldOfFacts(const ruleset::RuleSet& rules) {
  World world;
  for (const ruleset::Slot& slot : rules.slots) world.push_back(OfSlot(slot));
  for (const BoundedFact& bounded : kBoundedFacts) {
    world[SlotOf(bounded.fact)].number = bounded.range;
  }
  for (const ruleset::Signal& signal : rules.signals) {
    Possible& possible = world[signal.slot];
    if (possible.number.empty()) continue;
    possible.number = IntervalOf(signal.range);
    possible.whole = signal.range.whole;
  }
  for (const ruleset::Derived& derived : rules.derived) {
    world[derived.slot] = OfDerived(derived, world);
  }
  return world;
}

}  // namespace bellwether::lint
