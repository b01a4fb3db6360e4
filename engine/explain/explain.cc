// Tested by tests/engine/explain/explain_test.cc and tests/golden/explain.
#include <algorithm>

#include "absl/strings/str_join.h"
#include "engine/explain/explanation.h"
#include "engine/explain/placeholders.h"
#include "engine/plan/describe.h"

namespace bellwether {
namespace {

BenchmarkUse UseOf(const Plan& plan, uint32_t index, const BenchmarkResult& rated) {
  const PlanBenchmark& benchmark = plan.benchmarks[index];
  const PlanBenchmarkSet& set = plan.sets[rated.set];
  return {plan.benchmark_notes[index].name, plan.set_names[set.name],
          DescribeRow(plan, benchmark, rated.row), plan.tiers[set.tiers.first + rated.tier].name,
          DescribeBound(plan, benchmark, rated.row, rated.tier)};
}

Said SaidBy(LimitState state) {
  if (state == LimitState::kHolds) return Said::kHolds;
  return state == LimitState::kDoesNotHold ? Said::kFails : Said::kOpen;
}

class ModelExplainer {
 public:
  ModelExplainer(const Plan& plan, const Facts& facts, const Evaluation& evaluation, uint32_t model,
                 std::string_view language)
      : plan_(plan), facts_(facts), evaluation_(evaluation), model_(model), language_(language) {}

  ModelExplanation Adjustments() const {
    const PlanModel& model = plan_.models[model_];
    const PlanNote& note = plan_.model_notes[model_];
    ModelExplanation result;
    result.place = PlaceOf(plan_, note.location);
    result.description = std::string(note.notes.description.In(language_));
    result.missing =
        MissingNames(plan_, evaluation_, model.applies_when, evaluation_.models[model_].causes);
    for (uint32_t i = model.limits.first; i < model.limits.end(); ++i) {
      result.adjustments.push_back(Limit(i));
    }
    for (size_t i = 0; i < facts_.overrides.size(); ++i) {
      if (facts_.overrides[i].model == model_) result.adjustments.push_back(Override(i));
    }
    return result;
  }

  ModelExplanation All() const {
    ModelExplanation result = Adjustments();
    const Range& range = plan_.models[model_].components;
    result.components = Children(range, kNoIndex);
    return result;
  }

  ComponentLine Component(const Range& range, uint32_t index) const;

 private:
  // Children stand before their parent, in the order in which they are summed.
  std::vector<ComponentLine> Children(const Range& range, uint32_t parent) const {
    std::vector<ComponentLine> lines;
    for (uint32_t i = range.first; i < range.end(); ++i) {
      if (plan_.components[i].parent == parent) lines.push_back(Component(range, i));
    }
    return lines;
  }

  const DecayedValue* Decayed(uint32_t slot) const {
    const auto& all = facts_.decayed;
    const auto found = std::find_if(
        all.begin(), all.end(), [slot](const DecayedValue& value) { return value.slot == slot; });
    return found == all.end() ? nullptr : &*found;
  }

  // The tier that gave the points: where a stale value decays, the tier of that value.
  void AddBenchmark(uint32_t index, const ComponentResult& scored, ComponentLine& line) const {
    BenchmarkResult rated = evaluation_.benchmarks[index];
    const DecayedValue* decayed = Decayed(plan_.benchmarks[index].value);
    if (decayed != nullptr && scored.has_score && scored.reason == MissingReason::kStale) {
      rated.state = BenchmarkState::kTiered;
      rated.value = decayed->value.number;
      rated.tier = scored.choice;
    }
    if (rated.state != BenchmarkState::kTiered) return;
    line.benchmark = UseOf(plan_, index, rated);
    line.value = rated.value;
  }

  // What the curve read: a stale value that decays is shown although conditions do not see it.
  FactValue ValueOf(const PlanComponent& component) const {
    if (component.slot == kNoIndex) return {};
    const DecayedValue* decayed = Decayed(component.slot);
    return ToFactValue(decayed != nullptr ? decayed->value : evaluation_.values[component.slot]);
  }

  AdjustmentLine Limit(uint32_t index) const {
    const PlanLimit& limit = plan_.limits[index];
    const LimitResult& applied = evaluation_.limits[index];
    AdjustmentLine line;
    line.kind = limit.cap ? AdjustmentKind::kCap : AdjustmentKind::kFloor;
    line.state = applied.state;
    line.value = limit.value;
    line.effect = applied.effect;
    // A cap has no name to fall back to.
    line.reason = RuleWords({plan_, facts_, evaluation_, language_}, plan_.limit_reasons[index],
                            plan_.limit_notes[index].notes, "", SaidBy(applied.state));
    line.missing = MissingNames(plan_, evaluation_, limit.program, applied.causes);
    line.place = PlaceOf(plan_, plan_.limit_notes[index].location);
    return line;
  }

  AdjustmentLine Override(size_t index) const {
    const OverrideInput& input = *facts_.overrides[index].input;
    AdjustmentLine line;
    line.kind = input.kind == OverrideInput::Kind::kSet   ? AdjustmentKind::kOverrideSet
                : input.kind == OverrideInput::Kind::kCap ? AdjustmentKind::kOverrideCap
                                                          : AdjustmentKind::kOverrideFloor;
    line.state = evaluation_.overrides[index].state;
    line.value = input.value;
    line.effect = evaluation_.overrides[index].effect;
    line.reason = input.reason;
    line.author = input.author;
    if (input.expires_at) line.expires_at = input.expires_at->In(facts_.zone);
    return line;
  }

  const Plan& plan_;
  const Facts& facts_;
  const Evaluation& evaluation_;
  const uint32_t model_;
  const std::string_view language_;
};

ComponentLine ModelExplainer::Component(const Range& range, uint32_t index) const {
  const PlanComponent& component = plan_.components[index];
  const ComponentResult& scored = evaluation_.components[index];
  const PlanNote& note = plan_.component_notes[index];
  ComponentLine line;
  line.name = note.name.substr(note.name.rfind('.') + 1);
  line.state = scored.state;
  if (scored.has_score) line.score = scored.score;
  line.reason = scored.reason;
  const size_t row = facts_.segment_row();
  line.weight = plan_.weights[row * plan_.components.size() + index];
  line.share = scored.share;
  line.contribution = scored.contribution;
  line.coverage = scored.coverage;
  line.inverted = component.invert;
  line.decay = scored.decay;
  line.group = component.curve == ruleset::CurveKind::kGroup;
  line.curve = DescribeCurve(plan_, component);
  line.place = PlaceOf(plan_, note.location);
  line.source = absl::StrJoin(note.notes.source, ", ");
  line.description = std::string(note.notes.description.In(language_));
  const uint32_t asked = component.benchmark == kNoIndex
                             ? component.program
                             : plan_.benchmarks[component.benchmark].applies_when;
  line.missing = MissingNames(plan_, evaluation_, asked, scored.causes);
  if (line.group) {
    line.components = Children(range, index);
  } else {
    line.input = DescribeInput(plan_, index);
    line.value = ValueOf(component);
    if (component.benchmark != kNoIndex) AddBenchmark(component.benchmark, scored, line);
  }
  return line;
}

}  // namespace

ComponentLine ExplainComponent(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                               uint32_t component, std::string_view language) {
  return ModelExplainer(PlanInForce(plan, facts), facts, evaluation, kNoIndex, language)
      .Component({component, 1}, component);
}

ModelExplanation ExplainModel(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                              uint32_t model, std::string_view language) {
  return ModelExplainer(PlanInForce(plan, facts), facts, evaluation, model, language).All();
}

ModelExplanation ExplainAdjustments(const Plan& plan, const Facts& facts,
                                    const Evaluation& evaluation, uint32_t model,
                                    std::string_view language) {
  return ModelExplainer(PlanInForce(plan, facts), facts, evaluation, model, language).Adjustments();
}

BenchmarkLine ExplainBenchmark(const Plan& plan, const Evaluation& evaluation, uint32_t index) {
  const PlanBenchmark& benchmark = plan.benchmarks[index];
  const BenchmarkResult& rated = evaluation.benchmarks[index];
  BenchmarkLine line;
  line.name = plan.benchmark_notes[index].name;
  line.state = rated.state;
  line.reason = rated.reason;
  line.place = PlaceOf(plan, plan.benchmark_notes[index].location);
  line.source = absl::StrJoin(plan.benchmark_notes[index].notes.source, ", ");
  if (rated.state != BenchmarkState::kTiered) return line;
  const PlanBenchmarkSet& set = plan.sets[rated.set];
  line.use = UseOf(plan, index, rated);
  line.value = rated.value;
  line.points = plan.tiers[set.tiers.first + rated.tier].points;
  if (rated.tier == 0) return line;
  const Range& bounds = plan.rows[rated.row].bounds;
  const double edge = plan.bounds[bounds.first + rated.tier - 1].value;
  line.distance_to_better = benchmark.lower_is_better ? rated.value - edge : edge - rated.value;
  line.better_tier = plan.tiers[set.tiers.first + rated.tier - 1].name;
  return line;
}

}  // namespace bellwether
