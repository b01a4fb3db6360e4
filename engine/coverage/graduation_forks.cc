// Graduation: dimensions with their criteria, gates, requirements, the total and the decision
// (S22).
//
// Tested by tests/engine/coverage/points_test.cc.
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/coverage/fork_builder.h"

namespace bellwether::coverage {
namespace {

bool IsAssessed(const Seen& seen) { return TurnOf(seen.evaluation.graduation.state) == 0; }

bool HasTotal(const Seen& seen) {
  return seen.evaluation.graduation.state == OutcomeState::kAnswered;
}

Turn TurnOfDimension(const Seen& seen, size_t index) {
  if (!IsAssessed(seen)) return kNotReached;
  const DimensionResult& result = seen.evaluation.graduation.dimensions[index];
  if (result.state == DimensionState::kInsufficientEvidence) return 1;
  if (result.state != DimensionState::kScored) return kNoWay;
  return result.green ? 0 : 2;
}

Turn TurnOfCriterion(const Seen& seen, uint32_t index) {
  if (!IsAssessed(seen)) return kNotReached;
  const CriterionState state = seen.evaluation.graduation.criteria[index];
  if (state == CriterionState::kMet) return 0;
  return state == CriterionState::kUnmet ? 1 : kNoWay;
}

void AddDimension(ForkBuilder& builder, size_t index) {
  const Plan& plan = builder.plan();
  const std::string key =
      absl::StrCat("graduation.dimensions.", plan.outcome_notes.dimensions[index].name);
  std::vector<std::string> ways = {"green", "lacks evidence"};
  if (plan.graduation.require_each_dimension > 0) ways.push_back("not green");
  builder.Add(key, ways, [index](const Seen& seen) { return TurnOfDimension(seen, index); });
  const Range& criteria = plan.graduation.dimensions[index].criteria;
  for (uint32_t c = criteria.first; c < criteria.end(); ++c) {
    const std::string& name = plan.component_notes[c].name;  // "technical.integrations_live"
    const std::string criterion = absl::StrCat(key, ".criteria.", name.substr(name.find('.') + 1));
    AddComponent(builder, c, criterion);
    builder.AddAt(criterion, absl::StrCat(criterion, ".met_at"), {"met", "unmet"},
                  [number = c - plan.graduation.first_criterion](const Seen& seen) {
                    return TurnOfCriterion(seen, number);
                  });
  }
}

Turn TurnOf(const GateResult& result) {
  if (result.state == GateState::kBlocked) return 0;
  return result.state == GateState::kClear ? 1 : kNoWay;
}

void AddGate(ForkBuilder& builder, size_t index) {
  const std::string key =
      absl::StrCat("graduation.gates.", builder.plan().outcome_notes.gates[index].name);
  builder.AddCondition(key, absl::StrCat(key, ".when"), {"blocked", "clear"},
                       builder.plan().graduation.gates[index].rule.when, [index](const Seen& seen) {
                         if (!IsAssessed(seen)) return kNotReached;
                         return TurnOf(seen.evaluation.graduation.gates[index]);
                       });
  const std::string unknown = absl::StrCat(key, ".unknown");
  if (!builder.written().Has(unknown)) return;
  builder.Add(unknown, {"needs evidence"}, [index](const Seen& seen) {
    const GateState state = seen.evaluation.graduation.gates[index].state;
    return IsAssessed(seen) && state == GateState::kNeedsEvidence ? Turn{0} : kNotReached;
  });
}

void AddRequirement(ForkBuilder& builder, size_t index) {
  const std::string key =
      absl::StrCat("graduation.requires.", builder.plan().outcome_notes.requirements[index].name);
  builder.AddCondition(key, absl::StrCat(key, ".when"), {"met", "unmet"},
                       builder.plan().graduation.requirements[index].when,
                       [index](const Seen& seen) {
                         if (!IsAssessed(seen)) return kNotReached;
                         const auto& result = seen.evaluation.graduation.requirements[index];
                         if (result.state == RequirementState::kMet) return Turn{0};
                         return result.state == RequirementState::kUnmet ? Turn{1} : kNoWay;
                       });
}

void AddReadiness(ForkBuilder& builder) {
  const PlanGraduation& graduation = builder.plan().graduation;
  PossibleWays ways;  // in the order of Readiness
  ways.Add("NOT_READY", graduation.close > 0);
  ways.Add("CLOSE", graduation.close < graduation.ready);
  ways.Add("READY");
  Fork& fork = builder.Add("graduation.thresholds", ways.words(), [ways](const Seen& seen) {
    if (!HasTotal(seen)) return kNotReached;
    return ways.Of(static_cast<size_t>(seen.evaluation.graduation.readiness));
  });
  for (Way& way : fork.ways) {
    if (way.words == "READY") builder.Place(way, "graduation.thresholds.ready");
    if (way.words == "CLOSE") builder.Place(way, "graduation.thresholds.close");
  }
}

void AddTotal(ForkBuilder& builder) {
  builder.AddAt(
      "graduation", "graduation.min_coverage", {"enough evidence", "lacks evidence"},
      [](const Seen& seen) { return IsAssessed(seen) ? TurnIf(HasTotal(seen)) : kNotReached; });
  AddReadiness(builder);
  builder.Add("graduation", {"GRADUATE", "NOT_YET"}, [](const Seen& seen) {
    return IsAssessed(seen) ? TurnIf(seen.evaluation.graduation.graduate) : kNotReached;
  });
}

}  // namespace

void AddGraduation(ForkBuilder& builder) {
  const PlanGraduation& graduation = builder.plan().graduation;
  if (!graduation.defined) return;
  builder.AddApplies("graduation", graduation.applies_when,
                     [](const Seen& seen) { return TurnOf(seen.evaluation.graduation.state); });
  for (size_t i = 0; i < graduation.dimensions.size(); ++i) AddDimension(builder, i);
  for (size_t i = 0; i < graduation.gates.size(); ++i) AddGate(builder, i);
  for (size_t i = 0; i < graduation.requirements.size(); ++i) AddRequirement(builder, i);
  AddTotal(builder);
}

}  // namespace bellwether::coverage
