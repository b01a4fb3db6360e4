// RuleSet -> Plan: trees become arrays, children before parents, so that one pass over the
// components folds every group. Nothing is decided here that the rule set did not decide.
//
// Tested by tests/engine/plan/compile_test.cc and tests/golden/plan.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/plan/compile_outcomes.h"
#include "engine/plan/plan.h"
#include "engine/plan/shown_facts.h"

namespace bellwether {
namespace {

using ruleset::Component;
using ruleset::CurveKind;

class Compiler {
 public:
  explicit Compiler(const ruleset::RuleSet& rules) : rules_(rules) {}

  Plan Run() {
    CopyIdentity();
    for (const auto& derived : rules_.derived) {
      plan_.derived.push_back({derived.slot, AddProgram(derived.expression), derived.range});
    }
    for (const auto& benchmark : rules_.benchmarks) AddBenchmark(benchmark);
    for (const auto& model : rules_.health) AddModel(model);
    plan_.primary_score_slot = rules_.primary_score_slot;
    plan_.primary_band_slot = rules_.primary_band_slot;
    AddGraduation();
    AddPortfolio();
    LayOutWeights();
    CompileOutcomes(rules_, plan_);
    OrderModels();
    plan_.edges = FindEdges(plan_);
    plan_.reach = FindReach(plan_);
    plan_.stage_needs = FindStageNeeds(plan_);
    plan_.shown_facts = FindShownFacts(plan_);
    return std::move(plan_);
  }

 private:
  void CopyIdentity() {
    plan_.name = rules_.name;
    plan_.version = rules_.version;
    plan_.digest = rules_.digest;
    plan_.files = rules_.files;
    plan_.segments = rules_.segments;
    plan_.cadences = rules_.cadences;
    plan_.stages = rules_.stages;
    plan_.severities = rules_.severities;
    plan_.time_zone = rules_.time_zone;
    plan_.benchmark_set = rules_.benchmark_set;
    plan_.set_names = rules_.set_names;
    plan_.slots = rules_.slots;
    plan_.signals = rules_.signals;
    plan_.milestones = rules_.milestones;
    plan_.start = rules_.start;
    IndexNames();
    CompileRecords();
  }

  void IndexNames() {
    const auto& slots = plan_.slots;
    const auto& signals = plan_.signals;
    plan_.slot_names =
        NameIndex(Size(slots), [&](uint32_t i) { return std::string_view(slots[i].name); });
    plan_.signal_names = NameIndex(
        Size(signals), [&](uint32_t i) { return std::string_view(slots[signals[i].slot].name); });
    for (uint32_t i = 0; i < signals.size(); ++i) {
      const auto policy = slots[signals[i].slot].missing.policy;
      if (policy == ruleset::Missing::Policy::kError) plan_.required_signals.push_back(i);
      if (policy == ruleset::Missing::Policy::kValue) plan_.substituted_signals.push_back(i);
    }
  }

  // They read records, and so have no place among the programs of an account.
  void CompileRecords() {
    const auto program_of = [](const expression::Checked& checked) {
      return checked.empty() ? expression::Program() : expression::Compile(checked);
    };
    for (const ruleset::Signal& signal : plan_.signals) {
      PlanRecords& records = plan_.of_records.emplace_back();
      if (!signal.from_records) continue;
      records.value = program_of(signal.from_records->value);
      records.where = program_of(signal.from_records->where);
    }
  }

  uint32_t AddProgram(const expression::Checked& checked) {
    return bellwether::AddProgram(checked, plan_);
  }

  template <typename T>
  static uint32_t Size(const std::vector<T>& list) {
    return static_cast<uint32_t>(list.size());
  }

  void AddBenchmark(const ruleset::Benchmark& benchmark) {
    PlanBenchmark flat = FlattenBenchmark(benchmark);
    flat.value = benchmark.value;
    flat.value_so_far = benchmark.value_so_far.value_or(kNoIndex);
    flat.applies_when = AddProgram(benchmark.applies_when);
    flat.tier_slot = benchmark.tier_slot;
    NumberTiers(flat);
    plan_.benchmarks.push_back(flat);
    plan_.benchmark_notes.push_back(
        MakeNote(benchmark.name, benchmark.notes, benchmark.location, benchmark.applies_when));
  }

  void AddGraduation() {
    plan_.graduation.first_criterion = Size(plan_.components);
    for (uint32_t d = 0; d < rules_.graduation.dimensions.size(); ++d) {
      const ruleset::Dimension& dimension = rules_.graduation.dimensions[d];
      PlanDimension flat{dimension.weight, dimension.min_coverage, {}, dimension.slot};
      flat.criteria = {Size(plan_.components), Size(dimension.criteria)};
      root_ = Size(plan_.models) + d;
      for (const auto& criterion : dimension.criteria) {
        AddComponent(criterion.component);
        plan_.graduation.met_at.push_back(criterion.met_at);
      }
      plan_.graduation.dimensions.push_back(flat);
      plan_.graduation.sum_order.push_back(d);
    }
    const auto& dimensions = rules_.graduation.dimensions;
    std::sort(plan_.graduation.sum_order.begin(), plan_.graduation.sum_order.end(),
              [&](uint32_t a, uint32_t b) { return dimensions[a].name < dimensions[b].name; });
  }

  // Sets and rows: what a benchmark and a portfolio target have in common.
  PlanBenchmark FlattenBenchmark(const ruleset::Benchmark& benchmark) {
    PlanBenchmark flat;
    flat.lower_is_better = benchmark.lower_is_better;
    flat.by_cadence = benchmark.by_cadence;
    flat.sets = {Size(plan_.sets), Size(benchmark.sets)};
    flat.default_set = benchmark.default_set ? flat.sets.first + *benchmark.default_set : kNoIndex;
    for (const auto& set : benchmark.sets) AddSet(set);
    return flat;
  }

  // Sets may have tiers of their own: the outcome variable has the words of all.
  void NumberTiers(const PlanBenchmark& benchmark) {
    const std::vector<std::string>& words = rules_.slots[benchmark.tier_slot].words;
    for (uint32_t s = benchmark.sets.first; s < benchmark.sets.end(); ++s) {
      const Range& tiers = plan_.sets[s].tiers;
      for (uint32_t t = tiers.first; t < tiers.end(); ++t) {
        const auto word = std::find(words.begin(), words.end(), plan_.tiers[t].name);
        plan_.tiers[t].word = static_cast<uint32_t>(word - words.begin());
      }
    }
  }

  void AddPortfolio() {
    for (const auto& metric : rules_.portfolio) {
      plan_.portfolio.push_back(FlattenBenchmark(metric.benchmark));
      plan_.portfolio_notes.push_back(
          MakeNote(metric.benchmark.name, metric.benchmark.notes, metric.benchmark.location));
      plan_.portfolio_figures.push_back(metric.figures);
      plan_.portfolio_measuring.push_back(metric.measuring);
    }
    plan_.drivers = rules_.drivers;
    plan_.experiments = rules_.experiments;
    plan_.dashboards = rules_.dashboards;
    plan_.groupings = rules_.groupings;
    plan_.constants = rules_.constants;
    plan_.titles = rules_.titles;
    plan_.setting = {rules_.setting.segment, rules_.setting.from, rules_.setting.until,
                     rules_.setting.description};
  }

  void AddSet(const ruleset::BenchmarkSet& set) {
    const auto name = std::find(plan_.set_names.begin(), plan_.set_names.end(), set.name);
    PlanBenchmarkSet flat;
    flat.name = static_cast<uint32_t>(name - plan_.set_names.begin());
    flat.rows = {Size(plan_.rows), Size(set.rows)};
    flat.tiers = {Size(plan_.tiers), Size(set.tiers)};
    for (const auto& tier : set.tiers) plan_.tiers.push_back({tier.name, tier.points, 0});
    for (const auto& row : set.rows) {
      plan_.rows.push_back({row.key.value_or(kNoIndex), {Size(plan_.bounds), Size(row.bounds)}});
      for (const auto& bound : row.bounds) plan_.bounds.push_back({bound.kind, bound.value});
    }
    plan_.sets.push_back(flat);
  }

  void AddModel(const ruleset::HealthModel& model) {
    PlanModel flat;
    flat.applies_when = AddProgram(model.applies_when);
    flat.priority = model.priority;
    flat.precision = model.precision;
    flat.rounding = model.rounding;
    flat.intervene_below = model.intervene_below;
    flat.hysteresis = model.hysteresis;
    flat.min_coverage = model.min_coverage;
    flat.score_slot = model.score_slot;
    flat.band_slot = model.band_slot;
    flat.bands = {Size(plan_.bands), Size(model.bands)};
    for (const auto& band : model.bands) {
      plan_.bands.push_back({band.from});
      plan_.band_notes.push_back(MakeNote(band.name, band.notes, {}));
    }
    flat.components.first = Size(plan_.components);
    root_ = Size(plan_.models);
    for (const Component& component : model.components) AddComponent(component);
    flat.components.count = Size(plan_.components) - flat.components.first;
    flat.limits = {Size(plan_.limits), Size(model.limits)};
    for (const auto& limit : model.limits) AddLimit(limit);
    plan_.segment_has_weights.push_back(false);
    plan_.segment_has_weights.insert(plan_.segment_has_weights.end(),
                                     model.segment_has_weights.begin(),
                                     model.segment_has_weights.end());
    plan_.models.push_back(flat);
    plan_.model_notes.push_back(
        MakeNote(model.name, model.notes, model.location, model.applies_when));
  }

  void AddLimit(const ruleset::Limit& limit) {
    plan_.limits.push_back({limit.cap, limit.value, AddProgram(limit.when), limit.effective.now});
    plan_.limit_reasons.push_back(limit.reason);
    plan_.limit_notes.push_back(
        MakeNote(std::string(limit.reason.In("")), limit.notes, limit.location, limit.when));
    plan_.limit_notes.back().effective = limit.effective;
  }

  // Adds the children, then the component itself; returns its index.
  uint32_t AddComponent(const Component& component) {
    std::vector<uint32_t> children;
    for (const Component& child : component.components) {
      children.push_back(AddComponent(child));
    }
    const uint32_t index = Size(plan_.components);
    for (const uint32_t child : children) plan_.components[child].parent = index;
    plan_.components.push_back(Flatten(component));
    plan_.component_notes.push_back(
        MakeNote(component.path, component.notes, component.location, component.curve.formula));
    sources_.push_back(&component);
    return index;
  }

  PlanComponent Flatten(const Component& component) {
    const ruleset::Curve& curve = component.curve;
    PlanComponent flat;
    flat.curve = curve.kind;
    plan_.has_baseline = plan_.has_baseline || curve.kind == CurveKind::kBaseline;
    flat.invert = component.invert;
    flat.missing = component.missing;
    flat.missing_stated = component.missing_stated;
    flat.root = root_;
    flat.from = curve.from;
    flat.to = curve.to;
    flat.scale = curve.scale;
    flat.grace = curve.grace;
    if (curve.kind == CurveKind::kBenchmark) {
      flat.benchmark = curve.benchmark;
    } else if (curve.kind == CurveKind::kFormula) {
      flat.program = AddProgram(curve.formula);
    } else if (curve.kind != CurveKind::kGroup) {
      flat.slot = curve.slot;
    }
    flat.range = AddCurveEntries(curve);
    return flat;
  }

  Range AddCurveEntries(const ruleset::Curve& curve) {
    if (curve.kind == CurveKind::kPoints) {
      const Range range{Size(plan_.points), Size(curve.points)};
      plan_.points.insert(plan_.points.end(), curve.points.begin(), curve.points.end());
      return range;
    }
    if (curve.kind == CurveKind::kSteps) {
      const Range range{Size(plan_.steps), Size(curve.steps)};
      for (const auto& step : curve.steps) {
        plan_.steps.push_back({step.test, step.bound, step.points});
      }
      return range;
    }
    const Range range{Size(plan_.map_entries), Size(curve.map)};
    for (const auto& points : curve.map) {
      plan_.map_entries.push_back({points.value_or(0), points.has_value()});
    }
    return range;
  }

  void LayOutWeights() {
    for (const Component* component : sources_) plan_.weights.push_back(component->weight);
    for (size_t s = 0; s < plan_.segments.size(); ++s) {
      for (const Component* component : sources_) {
        plan_.weights.push_back(component->segment_weights[s]);
      }
    }
    const size_t count = plan_.components.size();
    plan_.counts.assign(plan_.weights.size(), false);
    for (size_t row = 0; row < plan_.weights.size(); row += count) {
      for (size_t c = count; c-- > 0;) {  // parents first
        const uint32_t parent = plan_.components[c].parent;
        plan_.counts[row + c] =
            plan_.weights[row + c] > 0 && (parent == kNoIndex || plan_.counts[row + parent]);
      }
    }
  }

  void OrderModels() {
    for (uint32_t i = 0; i < plan_.models.size(); ++i) plan_.model_order.push_back(i);
    std::stable_sort(plan_.model_order.begin(), plan_.model_order.end(),
                     [this](uint32_t a, uint32_t b) {
                       return plan_.models[a].priority > plan_.models[b].priority;
                     });
  }

  const ruleset::RuleSet& rules_;
  Plan plan_;
  uint32_t root_ = 0;                      // of the components that are being added
  std::vector<const Component*> sources_;  // parallel to plan_.components
};

}  // namespace

Plan Compile(const ruleset::RuleSet& rules) { return Compiler(rules).Run(); }

static_assert(NameIndex::kNotFound == kNoIndex);

uint32_t Plan::FindSlot(std::string_view wanted) const {
  return slot_names.Find(wanted, [this](uint32_t i) { return std::string_view(slots[i].name); });
}

uint32_t Plan::FindSignal(std::string_view wanted) const {
  return signal_names.Find(
      wanted, [this](uint32_t i) { return std::string_view(slots[signals[i].slot].name); });
}

}  // namespace bellwether
