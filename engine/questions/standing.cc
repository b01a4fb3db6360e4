// A verdict, and why it is not the last word: what is unknown, and what of it could still matter.
// Where something known decides (a reason to escalate holds, a gate blocks), nothing is open,
// however much is missing beside it.
//
// Tested by tests/engine/questions/standing_test.cc and tests/property/questions_test.cc.
#include "engine/questions/standing.h"

#include <algorithm>

#include "engine/base/number.h"
#include "engine/plan/inputs.h"

namespace bellwether {
namespace {

constexpr double kEndOfCauses = -1;  // no slot

bool IsUnknown(const Condition& condition) { return condition.answer == Answer::kUnknown; }

class Stander {
 public:
  Stander(const Plan& plan, const Evaluation& evaluation, Standing& standing)
      : plan_(plan), evaluation_(evaluation), standing_(standing) {}

  void StandBand(uint32_t index) {
    const ModelResult& result = evaluation_.models[index];
    standing_.verdict = {static_cast<uint8_t>(result.state), result.has_score() ? result.band : 0,
                         0};
    standing_.open = BandIsOpen(index);
    AddCauses(plan_.models[index].applies_when, result.causes);
    const bool evaluated =
        result.state != ModelState::kNotEvaluated && result.state != ModelState::kNotApplicable;
    if (evaluated) AddBand(index);
    WaitForAll();
  }

  void StandReadiness() {
    const GraduationResult& result = evaluation_.graduation;
    const bool answered = result.state == OutcomeState::kAnswered;
    standing_.verdict = {static_cast<uint8_t>(result.state),
                         answered ? static_cast<uint32_t>(result.readiness) : 0, 0};
    standing_.open = Assessed() ? !answered || ReadinessAt(plan_.graduation, result.low) !=
                                                   ReadinessAt(plan_.graduation, result.high)
                                : StateIsOpen(result.state, plan_.graduation.applies_when);
    AddCauses(plan_.graduation.applies_when, result.causes);
    if (Assessed()) AddDimensions();
    WaitForAll();
  }

  void StandGraduation() {
    const GraduationResult& result = evaluation_.graduation;
    // Insufficient or answered, the decision is NOT_YET alike.
    const OutcomeState state = Assessed() ? OutcomeState::kAnswered : result.state;
    standing_.verdict = {static_cast<uint8_t>(state), result.graduate ? 1U : 0U, 0};
    standing_.open = GraduationIsOpen();
    AddGraduation();
    WaitForAll();
  }

  void StandDecision() {
    const ExtensionResult& result = evaluation_.extension;
    standing_.verdict = {static_cast<uint8_t>(result.state), static_cast<uint32_t>(result.decision),
                         static_cast<int32_t>(result.days_granted)};
    AddCauses(plan_.extension.applies_when, result.causes);
    if (result.state != OutcomeState::kAnswered) {
      standing_.open = StateIsOpen(result.state, plan_.extension.applies_when);
      return;
    }
    const bool more_time = !result.extend_certain || !result.has_target;
    AddReasons(plan_.extension.escalate, result.escalate, ItemKind::kEscalate);
    const size_t escalating = standing_.fingerprint.size();
    AddReasons(plan_.extension.extend, result.extend, ItemKind::kExtend);
    // A reason for no more days than are granted anyway may stay unknown.
    if (!more_time) standing_.fingerprint.resize(escalating);
    // Where leadership decides anyway, a further reason for it settles nothing by itself.
    const bool less_time = result.decision != Decision::kEscalate;
    const bool reasons = !result.certain || !result.has_target;
    const bool graduation = GraduationIsOpen();
    const size_t moving = standing_.fingerprint.size();
    AddGraduation();
    // What cannot end in GRADUATE may move as it likes.
    if (!graduation) standing_.fingerprint.resize(moving);
    standing_.open = !Escalates() && (reasons || graduation);
    if (!standing_.open) return;
    for (const OpenItem& item : standing_.unknown) {
      const bool waits = item.kind == ItemKind::kEscalate ? less_time
                         : item.kind == ItemKind::kExtend ? more_time
                                                          : graduation;
      if (waits) standing_.items.push_back(item);
    }
  }

 private:
  void Add(double number) { standing_.fingerprint.push_back(number); }
  void AddItem(ItemKind kind, uint32_t index) { standing_.unknown.push_back({kind, index}); }
  void WaitForAll() {
    if (standing_.open) standing_.items = standing_.unknown;
  }
  // The names that a condition misses, down to those that somebody can tell: a derived fact stays
  // missing until the last of its inputs is there.
  void AddCauses(uint32_t program, uint64_t causes) {
    if (program == kNoIndex) return;
    const auto& names = plan_.programs[program].names();
    for (uint32_t i = 0; causes != 0 && i < names.size(); ++i) {
      if ((causes >> i & 1) != 0) AddMissing(names[i]);
    }
    Add(kEndOfCauses);
  }

  void AddMissing(uint32_t slot) {
    if (slot == kNoIndex || evaluation_.values[slot].usable()) return;
    Add(slot);
    for (const uint32_t input :
         InputsOf(plan_, slot, Word(AccountField::kSegment), Word(AccountField::kCadence))) {
      AddMissing(input);
    }
  }

  // Index of the account's word in its list; -1: not given.
  int32_t Word(AccountField field) const {
    const expression::Value& value = evaluation_.values[SlotOf(field)];
    return value.usable() ? static_cast<int32_t>(value.word) : -1;
  }

  bool Assessed() const {
    return evaluation_.graduation.state == OutcomeState::kAnswered ||
           evaluation_.graduation.state == OutcomeState::kInsufficientData;
  }

  bool StateIsOpen(OutcomeState state, uint32_t applies_when) const {
    if (state == OutcomeState::kNotEvaluated) return true;
    return state == OutcomeState::kNotApplicable && IsShaky(applies_when);
  }

  bool BandIsOpen(uint32_t index) const {
    const ModelResult& result = evaluation_.models[index];
    switch (result.state) {
      case ModelState::kNotApplicable:
        return false;
      case ModelState::kNotEvaluated:
      case ModelState::kInsufficientData:
        return true;
      case ModelState::kScored:
      case ModelState::kOverridden:
        break;
    }
    return !result.certain;
  }

  // Whether a fact of an earlier stage has a value that answers could still change.
  bool IsVolatile(uint32_t slot) const {
    if (plan_.slots[slot].origin != ruleset::SlotOrigin::kOutcome) return false;
    for (uint32_t i = 0; i < plan_.models.size(); ++i) {
      const PlanModel& model = plan_.models[i];
      if (slot == model.score_slot || slot == model.band_slot) return BandIsOpen(i);
    }
    if (slot == plan_.primary_score_slot || slot == plan_.primary_band_slot) return AnyBandIsOpen();
    for (uint32_t i = 0; i < plan_.flags.size(); ++i) {
      const PlanRule& rule = plan_.flags[i].rule;
      if (slot != plan_.flags[i].slot) continue;
      // Also one that is raised for want of an answer.
      return evaluation_.flags[i].unanswered || IsShaky(rule.when) || IsShaky(rule.applies_when);
    }
    return IsOfGraduation(slot) && GraduationIsOpen();
  }

  bool AnyBandIsOpen() const {
    for (uint32_t i = 0; i < plan_.models.size(); ++i) {
      if (BandIsOpen(i)) return true;
    }
    return false;
  }

  bool IsOfGraduation(uint32_t slot) const {
    const PlanGraduation& graduation = plan_.graduation;
    const auto& dimensions = graduation.dimensions;
    return slot == graduation.total_slot || slot == graduation.readiness_slot ||
           slot == graduation.decision_slot ||
           std::any_of(dimensions.begin(), dimensions.end(),
                       [slot](const PlanDimension& dimension) { return dimension.slot == slot; });
  }

  // Whether a condition that is answered reads what may still change.
  bool IsShaky(uint32_t program) const {
    if (program == kNoIndex) return false;
    const auto& names = plan_.programs[program].names();
    return std::any_of(names.begin(), names.end(),
                       [this](uint32_t slot) { return IsVolatile(slot); });
  }

  void AddBand(uint32_t index) {
    const ModelResult& result = evaluation_.models[index];
    standing_.known = result.coverage;
    Add(result.low);
    Add(result.high);
    const PlanModel& model = plan_.models[index];
    AddLeaves(model.components, ItemKind::kComponent);
    for (uint32_t i = model.limits.first; i < model.limits.end(); ++i) {
      AddCauses(plan_.limits[i].program, evaluation_.limits[i].causes);
    }
  }

  void AddLeaves(const Range& components, ItemKind kind) {
    for (uint32_t c = components.first; c < components.end(); ++c) {
      const ComponentResult& result = evaluation_.components[c];
      const bool leaf = plan_.components[c].curve != ruleset::CurveKind::kGroup;
      const bool unknown =
          result.state == ComponentState::kAbsent || result.state == ComponentState::kImputed;
      if (!leaf || !unknown) continue;
      AddItem(kind, c);
      AddLeafCauses(plan_.components[c], result.causes);
    }
  }

  // What a leaf goes without: names of its formula or of its benchmark's condition, or what it
  // reads.
  void AddLeafCauses(const PlanComponent& component, uint64_t causes) {
    if (component.benchmark != kNoIndex) {
      const PlanBenchmark& benchmark = plan_.benchmarks[component.benchmark];
      AddCauses(benchmark.applies_when, causes);
      AddMissing(benchmark.value);
      AddMissing(benchmark.value_so_far);
      AddMissing(static_cast<uint32_t>(
          SlotOf(benchmark.by_cadence ? AccountField::kCadence : AccountField::kSegment)));
      return;
    }
    AddCauses(component.program, causes);
    AddMissing(component.slot);
  }

  void AddDimensions() {
    for (uint32_t d = 0; d < plan_.graduation.dimensions.size(); ++d) {
      const DimensionResult& result = evaluation_.graduation.dimensions[d];
      if (result.given) continue;
      Add(result.coverage);
      Add(result.low);
      Add(result.high);
      AddLeaves(plan_.graduation.dimensions[d].criteria, ItemKind::kCriterion);
    }
  }

  void AddGraduation() {
    const GraduationResult& result = evaluation_.graduation;
    AddCauses(plan_.graduation.applies_when, result.causes);
    if (!Assessed()) return;
    AddDimensions();
    for (uint32_t i = 0; i < result.gates.size(); ++i) {
      if (result.gates[i].state != GateState::kNeedsEvidence) continue;
      // One that lets the unknown pass can only turn a graduation back.
      if (!plan_.graduation.gates[i].unknown_blocks && !result.graduate) continue;
      AddItem(ItemKind::kGate, i);
      AddCauses(plan_.graduation.gates[i].rule.when, result.gates[i].causes);
    }
    for (uint32_t i = 0; i < result.requirements.size(); ++i) {
      if (result.requirements[i].state != RequirementState::kNeedsEvidence) continue;
      AddItem(ItemKind::kRequirement, i);
      AddCauses(plan_.graduation.requirements[i].when, result.requirements[i].causes);
    }
  }

  bool GraduationIsOpen() const {
    if (!plan_.graduation.defined) return false;
    const GraduationResult& result = evaluation_.graduation;
    if (!Assessed()) return StateIsOpen(result.state, plan_.graduation.applies_when);
    return result.graduate ? CouldTurnBack() : CouldGraduate();
  }

  bool CouldGraduate() const {
    const GraduationResult& result = evaluation_.graduation;
    if (ReadinessAt(plan_.graduation, result.high) != Readiness::kReady) {
      return false;
    }
    for (const DimensionResult& dimension : result.dimensions) {
      if (dimension.state != DimensionState::kNotApplicable && !IsGreen(dimension.high))
        return false;
    }
    for (size_t i = 0; i < result.gates.size(); ++i) {
      const bool blocked = result.gates[i].state == GateState::kBlocked;
      if (blocked && !IsShaky(plan_.graduation.gates[i].rule.when)) return false;
    }
    for (size_t i = 0; i < result.requirements.size(); ++i) {
      const bool unmet = result.requirements[i].state == RequirementState::kUnmet;
      if (unmet && !IsShaky(plan_.graduation.requirements[i].when)) return false;
    }
    return SomethingIsUnknown();
  }

  bool CouldTurnBack() const {
    const GraduationResult& result = evaluation_.graduation;
    if (ReadinessAt(plan_.graduation, result.low) != Readiness::kReady) {
      return true;
    }
    const bool dimension =
        std::any_of(result.dimensions.begin(), result.dimensions.end(), [this](const auto& scored) {
          return scored.state != DimensionState::kNotApplicable && !IsGreen(scored.low);
        });
    return dimension || SomethingIsUnknown();
  }

  bool IsGreen(double score) const {
    return RoundForDisplay(score, plan_.graduation.precision) >=
           plan_.graduation.require_each_dimension;
  }

  // Of what the decision waits for: evidence, an answer of a gate or of a requirement, or a
  // condition whose ground may change.
  bool SomethingIsUnknown() const {
    const GraduationResult& result = evaluation_.graduation;
    const auto wide = [](const DimensionResult& dimension) {
      return dimension.state == DimensionState::kInsufficientEvidence ||
             dimension.low != dimension.high;
    };
    if (std::any_of(result.dimensions.begin(), result.dimensions.end(), wide)) return true;
    for (size_t i = 0; i < result.gates.size(); ++i) {
      if (result.gates[i].state == GateState::kNeedsEvidence) return true;
      if (IsShaky(plan_.graduation.gates[i].rule.when)) return true;
    }
    for (size_t i = 0; i < result.requirements.size(); ++i) {
      if (result.requirements[i].state == RequirementState::kNeedsEvidence) return true;
      if (IsShaky(plan_.graduation.requirements[i].when)) return true;
    }
    return false;
  }

  // For good: by a reason that no answer takes back.
  bool Escalates() const {
    const std::vector<Condition>& answers = evaluation_.extension.escalate;
    for (size_t i = 0; i < answers.size(); ++i) {
      const bool holds = answers[i].answer == Answer::kTrue;
      if (holds && !IsShaky(plan_.extension.escalate[i].rule.when)) return true;
    }
    return false;
  }

  void AddReasons(const std::vector<PlanReason>& reasons, const std::vector<Condition>& answers,
                  ItemKind kind) {
    for (uint32_t i = 0; i < reasons.size(); ++i) {
      if (IsUnknown(answers[i])) AddItem(kind, i);
      AddCauses(reasons[i].rule.when, answers[i].causes);
    }
  }

  const Plan& plan_;
  const Evaluation& evaluation_;
  Standing& standing_;
};

}  // namespace

std::vector<OutcomeQuestions> OutcomesOf(const Plan& plan, const Evaluation& evaluation) {
  std::vector<OutcomeQuestions> outcomes;
  for (uint32_t i = 0; i < plan.models.size(); ++i) {
    if (evaluation.models[i].state == ModelState::kNotApplicable) continue;
    outcomes.push_back({Outcome::kBand, i, {}, false, {}});
  }
  if (plan.graduation.defined) {
    outcomes.push_back({Outcome::kReadiness, kNoIndex, {}, false, {}});
    outcomes.push_back({Outcome::kGraduation, kNoIndex, {}, false, {}});
  }
  if (plan.extension.defined) outcomes.push_back({Outcome::kDecision, kNoIndex, {}, false, {}});
  return outcomes;
}

bool IsOpen(const Plan& plan, const Evaluation& evaluation, Outcome outcome, uint32_t model) {
  Standing standing;
  Stand(plan, evaluation, {outcome, model, {}, false, {}}, standing);
  return standing.open;
}

void Stand(const Plan& plan, const Evaluation& evaluation, const OutcomeQuestions& outcome,
           Standing& standing) {
  standing.open = false;
  standing.known = 0;
  standing.unknown.clear();
  standing.items.clear();
  standing.fingerprint.clear();
  Stander stander(plan, evaluation, standing);
  switch (outcome.outcome) {
    case Outcome::kBand:
      stander.StandBand(outcome.model);
      break;
    case Outcome::kReadiness:
      stander.StandReadiness();
      break;
    case Outcome::kGraduation:
      stander.StandGraduation();
      break;
    case Outcome::kDecision:
      stander.StandDecision();
      break;
  }
  std::sort(standing.unknown.begin(), standing.unknown.end());
  std::sort(standing.items.begin(), standing.items.end());
}

}  // namespace bellwether
