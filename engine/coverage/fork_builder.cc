// Tested by tests/engine/coverage/points_test.cc.
#include "engine/coverage/fork_builder.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/coverage/clauses.h"

namespace bellwether::coverage {

using expression::Kind;
using expression::Value;

Fork& ForkBuilder::Add(const std::string& key, const std::vector<std::string>& ways, Turning turn) {
  return AddAt(key, key, ways, std::move(turn));
}

Fork& ForkBuilder::AddAt(const std::string& key, const std::string& path,
                         const std::vector<std::string>& ways, Turning turn) {
  Fork fork;
  fork.key = key;
  fork.paths = {key};
  if (path != key) fork.paths.push_back(path);
  for (const std::string& words : ways) fork.ways.push_back({words, written_.PlaceOf(path), ""});
  fork.turn = std::move(turn);
  return points_.forks.emplace_back(std::move(fork));
}

void ForkBuilder::AddCondition(const std::string& key, const std::string& path,
                               const std::vector<std::string>& ways, uint32_t program,
                               const Turning& turn) {
  if (program == kNoIndex) return;
  const size_t fork = points_.forks.size();
  AddAt(key, path, ways, turn);
  if (!AddClauses(path, turn)) points_.forks[fork].reads = plan_.programs[program].names();
}

void ForkBuilder::AddFormula(const std::string& path, uint32_t program, const Turning& turn) {
  if (program != kNoIndex) AddClauses(path, turn);
}

void ForkBuilder::AddApplies(const std::string& thing, uint32_t program, const Turning& turn) {
  const std::string key = absl::StrCat(thing, ".applies_when");
  AddCondition(key, key, {"applies", "does not apply"}, program, turn);
}

// Whether the expression has clauses.
bool ForkBuilder::AddClauses(const std::string& path, const Turning& turn) {
  const Node* written = written_.ScalarAt(path);
  if (written == nullptr) return false;
  std::vector<Clause> clauses = ClausesOf(plan_, *written);
  for (Clause& found : clauses) {
    const auto clause = std::make_shared<const Clause>(std::move(found));
    Fork& fork =
        Add(path, {absl::StrCat(clause->text, " is true"), absl::StrCat(clause->text, " is false")},
            [turn, clause](const Seen& seen) {
              if (turn(seen) == kNotReached) return kNotReached;
              const auto& values = seen.evaluation.values;
              if (!Reached(*clause, values, seen.context, seen.stack)) return kNotReached;
              const Value& value = RunInPlace(*clause->program, values, seen.context, seen.stack);
              return value.kind == Kind::kBool ? TurnIf(value.boolean) : kNoWay;
            });
    fork.reads = clause->program->names();
    for (Way& way : fork.ways) way.span.line = written_.LineIn(*written, clause->offset);
  }
  return !clauses.empty();
}

Turn TurnOf(Answer answer) {
  if (answer == Answer::kTrue) return 0;
  return answer == Answer::kFalse ? 1 : kNoWay;
}

Turn TurnOf(OutcomeState state) {
  switch (state) {
    case OutcomeState::kAnswered:
    case OutcomeState::kInsufficientData:
      return 0;
    case OutcomeState::kNotApplicable:
      return 1;
    case OutcomeState::kNotEvaluated:
      return kNoWay;
    default:
      return kNotReached;
  }
}

Turn TurnOfValue(const Seen& seen, uint32_t slot) {
  const Value& value = seen.evaluation.values[slot];
  const bool is_bool = seen.plan.slots[slot].type == expression::Type::kBool;
  if (is_bool) return value.kind == Kind::kBool ? TurnIf(value.boolean) : kNoWay;
  return TurnIf(value.usable());
}

std::optional<int32_t> DaysUntil(const Seen& seen, EventField field) {
  const Value& date = seen.evaluation.values[SlotOf(field)];
  if (date.kind != Kind::kTimestamp) return std::nullopt;
  return date.day - seen.facts.today;  // Bind knows the day of every event
}

ruleset::NumberRange RangeOf(const Plan& plan, uint32_t slot) {
  const ruleset::Slot& named = plan.slots[slot];
  if (named.origin == ruleset::SlotOrigin::kSignal) {
    return plan.signals[plan.FindSignal(named.name)].range;
  }
  for (const PlanDerived& derived : plan.derived) {
    if (derived.slot == slot) return derived.range;
  }
  for (const BuiltinFactInfo& info : kBuiltinFacts) {
    if (SlotOf(info.fact) != slot) continue;
    if (info.unit == "ratio") return {0, 1, false};
    // Counted from nothing: only what compares with a date that may lie ahead goes below.
    const bool either_way = info.fact == BuiltinFact::kDaysPastTarget ||
                            info.fact == BuiltinFact::kDaysPastOriginalTarget ||
                            info.fact == BuiltinFact::kDaysToRenewal;
    if (!either_way) return {0, std::nullopt, info.unit != "days"};
  }
  return {};
}

}  // namespace bellwether::coverage
