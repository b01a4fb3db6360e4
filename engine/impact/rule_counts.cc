// What is named first is counted first: the constructor and Add go through the plan alike.
//
// Tested by tests/engine/impact/rule_counts_test.cc.
#include "engine/impact/rule_counts.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace bellwether::impact {

RuleCounts::RuleCounts(const Plan& plan) : plan_(plan) {
  for (size_t m = 0; m < plan.models.size(); ++m) {
    const std::string& model = plan.model_notes[m].name;
    const Range& components = plan.models[m].components;
    for (uint32_t c = components.first; c < components.end(); ++c) {
      const PlanNote& note = plan.component_notes[c];
      Name(absl::StrCat("component.", model, ".", note.name), note.location);
    }
    const Range& limits = plan.models[m].limits;
    for (uint32_t i = limits.first; i < limits.end(); ++i) {
      Name(absl::StrCat(plan.limits[i].cap ? "cap." : "floor.", model),
           plan.limit_notes[i].location);
    }
  }
  NameAll("flag.", plan.outcome_notes.flags);
  for (size_t d = 0; d < plan.graduation.dimensions.size(); ++d) {
    const Range& criteria = plan.graduation.dimensions[d].criteria;
    for (uint32_t c = criteria.first; c < criteria.end(); ++c) {
      const PlanNote& note = plan.component_notes[c];
      Name(absl::StrCat("criterion.", plan.outcome_notes.dimensions[d].name, ".",
                        note.name.substr(note.name.rfind('.') + 1)),
           note.location);
    }
  }
  NameAll("gate.", plan.outcome_notes.gates);
  NameAll("requirement.", plan.outcome_notes.requirements);
  NameAll("escalate.", plan.outcome_notes.escalate);
  NameAll("extend.", plan.outcome_notes.extend);
  NameAll("root_cause.", plan.outcome_notes.root_cause);
}

void RuleCounts::Name(std::string name, const ruleset::Location& location) {
  rules_.push_back({std::move(name), PlaceOf(plan_, location)});
}

void RuleCounts::NameAll(std::string_view kind, const std::vector<PlanNote>& notes) {
  for (const PlanNote& note : notes) Name(std::string(kind) + note.name, note.location);
}

template <typename State>
void RuleCounts::Count(State state, State holds, State fails, State unknown) {
  RuleCount& rule = rules_[next_++];
  rule.holds += state == holds ? 1 : 0;
  rule.fails += state == fails ? 1 : 0;
  rule.unknown += state == unknown ? 1 : 0;
}

void RuleCounts::Add(const Evaluation& evaluation) {
  next_ = 0;
  for (size_t m = 0; m < plan_.models.size(); ++m) CountModel(evaluation, m);
  for (const FlagResult& flag : evaluation.flags) {
    Count(flag.state, FlagState::kRaised, FlagState::kClear, FlagState::kNotEvaluated);
  }
  CountGraduation(evaluation.graduation);
  const ExtensionResult& extension = evaluation.extension;
  if (extension.state != OutcomeState::kAnswered) return;
  CountReasons(extension.escalate);
  CountReasons(extension.extend);
  CountReasons(extension.root_causes);
}

// Of a model that does not apply nothing is new: what stands there is of the account before.
void RuleCounts::CountModel(const Evaluation& evaluation, size_t model) {
  const Range& components = plan_.models[model].components;
  const Range& limits = plan_.models[model].limits;
  const ModelState state = evaluation.models[model].state;
  if (state == ModelState::kNotApplicable || state == ModelState::kNotEvaluated) {
    return Pass(components.count + limits.count);
  }
  for (uint32_t c = components.first; c < components.end(); ++c) {
    const ComponentResult& component = evaluation.components[c];
    const bool applies = component.state != ComponentState::kNotApplicable &&
                         component.state != ComponentState::kZeroWeight;
    RuleCount& rule = rules_[next_++];
    rule.holds += applies && component.has_score ? 1 : 0;
    rule.unknown += applies && !component.has_score ? 1 : 0;
  }
  for (uint32_t i = limits.first; i < limits.end(); ++i) {
    Count(evaluation.limits[i].state, LimitState::kHolds, LimitState::kDoesNotHold,
          LimitState::kUnknown);
  }
}

void RuleCounts::CountGraduation(const GraduationResult& graduation) {
  const bool assessed = graduation.state == OutcomeState::kAnswered ||
                        graduation.state == OutcomeState::kInsufficientData;
  if (!assessed) {
    return Pass(plan_.graduation.met_at.size() + plan_.graduation.gates.size() +
                plan_.graduation.requirements.size());
  }
  for (const PlanDimension& dimension : plan_.graduation.dimensions) {
    for (uint32_t c = dimension.criteria.first; c < dimension.criteria.end(); ++c) {
      Count(graduation.criteria[c - plan_.graduation.first_criterion], CriterionState::kMet,
            CriterionState::kUnmet, CriterionState::kUnknown);
    }
  }
  for (const GateResult& gate : graduation.gates) {
    Count(gate.state, GateState::kBlocked, GateState::kClear, GateState::kNeedsEvidence);
  }
  for (const RequirementResult& requirement : graduation.requirements) {
    Count(requirement.state, RequirementState::kMet, RequirementState::kUnmet,
          RequirementState::kNeedsEvidence);
  }
}

void RuleCounts::CountReasons(const std::vector<Condition>& reasons) {
  for (const Condition& reason : reasons) {
    Count(reason.answer, Answer::kTrue, Answer::kFalse, Answer::kUnknown);
  }
}

}  // namespace bellwether::impact
