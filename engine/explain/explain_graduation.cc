// Graduation in words: dimensions with their criteria, gates, requirements, and what is still to
// do.
//
// Tested by tests/engine/evaluate/decision_test.cc and tests/golden/explain.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/explain/explanation.h"
#include "engine/explain/outcomes.h"
#include "engine/explain/phrases.h"
#include "engine/explain/rule_line.h"

namespace bellwether {
namespace {

Said SaidBy(GateState state) {
  if (state == GateState::kBlocked) return Said::kHolds;
  return state == GateState::kClear ? Said::kFails : Said::kOpen;
}

// A requirement's text is for what is missing.
Said SaidBy(RequirementState state) {
  if (state == RequirementState::kUnmet) return Said::kHolds;
  return state == RequirementState::kMet ? Said::kFails : Said::kOpen;
}

class GraduationExplainer {
 public:
  explicit GraduationExplainer(const Answered& answered)
      : answered_(answered),
        plan_(answered.plan.graduation),
        notes_(answered.plan.outcome_notes),
        result_(answered.evaluation.graduation) {}

  GraduationExplanation Run() {
    lines_.place = PlaceOf(answered_.plan, notes_.graduation);
    lines_.missing =
        MissingNames(answered_.plan, answered_.evaluation, plan_.applies_when, result_.causes);
    const bool assessed = result_.state == OutcomeState::kAnswered ||
                          result_.state == OutcomeState::kInsufficientData;
    if (!assessed) return std::move(lines_);
    for (uint32_t d = 0; d < plan_.dimensions.size(); ++d) AddDimension(d);
    for (size_t i = 0; i < plan_.gates.size(); ++i) AddGate(i);
    for (size_t i = 0; i < plan_.requirements.size(); ++i) AddRequirement(i);
    AddConditions();
    return std::move(lines_);
  }

 private:
  void AddDimension(uint32_t index) {
    const PlanDimension& dimension = plan_.dimensions[index];
    const PlanNote& note = notes_.dimensions[index];
    DimensionLine line;
    line.name = note.name;
    line.result = result_.dimensions[index];
    line.weight = dimension.weight;
    line.description = std::string(note.notes.description.In(answered_.language));
    line.evidence = In(note.notes.evidence, answered_.language);
    line.watch = In(note.notes.watch, answered_.language);
    line.place = PlaceOf(answered_.plan, note.location);
    for (uint32_t c = dimension.criteria.first; c < dimension.criteria.end(); ++c) {
      line.criteria.push_back(Criterion(c));
    }
    // Far apart, people and data disagree about the same thing (S22).
    const DimensionResult& scored = line.result;
    const double apart = scored.score - scored.computed;
    if (scored.given && scored.has_computed && (apart >= 1 || apart <= -1)) {
      lines_.warnings.push_back(absl::StrCat("dimension `", note.name, "` is given as ",
                                             FormatNumber(scored.score), " but its criteria give ",
                                             FormatNumber(scored.computed)));
    }
    lines_.dimensions.push_back(std::move(line));
  }

  CriterionLine Criterion(uint32_t component) const {
    const uint32_t index = component - plan_.first_criterion;
    const PlanNote& note = answered_.plan.component_notes[component];
    CriterionLine line;
    line.component = ExplainComponent(answered_.plan, answered_.facts, answered_.evaluation,
                                      component, answered_.language);
    line.state = result_.criteria[index];
    line.met_at = plan_.met_at[index];
    if (line.state == CriterionState::kUnmet) {
      line.points_short = line.met_at - *line.component.score;
    }
    line.evidence = In(note.notes.evidence, answered_.language);
    line.watch = In(note.notes.watch, answered_.language);
    return line;
  }

  void AddGate(size_t index) {
    const PlanGate& gate = plan_.gates[index];
    GateLine line;
    const GateResult& result = result_.gates[index];
    line.rule =
        Rule(answered_, notes_.gates[index], gate.rule.when, result.causes, SaidBy(result.state));
    line.state = result.state;
    line.dimension =
        gate.dimension == kNoIndex ? "organisation" : notes_.dimensions[gate.dimension].name;
    lines_.gates.push_back(std::move(line));
  }

  void AddRequirement(size_t index) {
    RequirementLine line;
    const RequirementResult& result = result_.requirements[index];
    line.rule = Rule(answered_, notes_.requirements[index], plan_.requirements[index].when,
                     result.causes, SaidBy(result.state));
    line.state = result.state;
    lines_.requirements.push_back(std::move(line));
  }

  // What must happen before graduation, and what must be answered first.
  void AddConditions() {
    auto& conditions = lines_.conditions;
    if (result_.state == OutcomeState::kAnswered && result_.readiness != Readiness::kReady) {
      conditions.push_back(Short("total", result_.total, plan_.ready));
    }
    for (const DimensionLine& dimension : lines_.dimensions) AddConditionsOf(dimension);
    for (size_t i = 0; i < lines_.gates.size(); ++i) {
      const GateLine& gate = lines_.gates[i];
      if (gate.state == GateState::kBlocked) conditions.push_back(gate.rule.reason);
      if (gate.state == GateState::kNeedsEvidence && plan_.gates[i].unknown_blocks) {
        AddUnanswered(gate.rule);
      }
    }
    for (const RequirementLine& requirement : lines_.requirements) {
      if (requirement.state == RequirementState::kUnmet) {
        conditions.push_back(requirement.rule.reason);
      }
      if (requirement.state == RequirementState::kNeedsEvidence) AddUnanswered(requirement.rule);
    }
  }

  // "value 6.0, needed 7.0".
  std::string Short(std::string_view what, double score, double needed) const {
    return Say(Phrase::kScoreShort, answered_.language,
               {{"what", what},
                {"value", FormatFixed(score, plan_.precision)},
                {"needed", FormatFixed(needed, plan_.precision)}});
  }

  void AddUnanswered(const RuleLine& rule) {
    lines_.unanswered.push_back(absl::StrCat(rule.name, " (", Names(rule.missing), ")"));
  }

  void AddConditionsOf(const DimensionLine& dimension) {
    const DimensionResult& result = dimension.result;
    if (result.state == DimensionState::kScored && !result.green) {
      lines_.conditions.push_back(
          Short(dimension.name, result.score, plan_.require_each_dimension));
    }
    if (result.state != DimensionState::kInsufficientEvidence) return;
    std::vector<std::string> unknown;
    for (const CriterionLine& criterion : dimension.criteria) {
      if (criterion.state == CriterionState::kUnknown) unknown.push_back(criterion.component.name);
    }
    lines_.unanswered.push_back(
        absl::StrCat(dimension.name, " (", absl::StrJoin(unknown, ", "), ")"));
  }

  static std::string Names(const std::vector<MissingName>& missing) {
    std::vector<std::string> names;
    for (const MissingName& name : missing) names.push_back(name.name);
    return absl::StrJoin(names, ", ");
  }

  const Answered& answered_;
  const PlanGraduation& plan_;
  const PlanOutcomeNotes& notes_;
  const GraduationResult& result_;
  GraduationExplanation lines_;
};

}  // namespace

GraduationExplanation ExplainGraduation(const Answered& answered) {
  return GraduationExplainer(answered).Run();
}

}  // namespace bellwether
