// The plan in words, one line a thing, in the order in which it is evaluated.
//
// Tested by tests/golden/plan.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/plan/describe.h"
#include "engine/plan/plan.h"

namespace bellwether {
namespace {

class Dumper {
 public:
  explicit Dumper(const Plan& plan) : plan_(plan) {}

  std::string Run() {
    Line(0, "pack ", plan_.name, " ", plan_.version, " ", plan_.digest);
    Line(0, "time zone ", plan_.time_zone.name());
    Start();
    Milestones();
    Slots();
    for (const PlanDerived& derived : plan_.derived) {
      Line(0, "derived ", plan_.slots[derived.slot].name, " = program ", derived.program);
    }
    for (uint32_t i = 0; i < plan_.benchmarks.size(); ++i) Benchmark(i);
    for (uint32_t i = 0; i < plan_.models.size(); ++i) Model(i);
    for (size_t i = 0; i < plan_.programs.size(); ++i) {
      Line(0, "program ", i);
      text_ += plan_.programs[i].Dump();
    }
    return std::move(text_);
  }

 private:
  template <typename... Parts>
  void Line(int indent, const Parts&... parts) {
    absl::StrAppend(&text_, std::string(static_cast<size_t>(indent) * 2, ' '), parts..., "\n");
  }

  std::string Condition(uint32_t program) const {
    return program == kNoIndex ? "" : absl::StrCat(" when program ", program);
  }

  void Start() {
    if (!plan_.start.stated) return;
    std::string text = plan_.slots[plan_.start.default_slot].name;
    for (size_t s = 0; s < plan_.segments.size(); ++s) {
      const uint32_t slot = plan_.start.by_segment[s];
      if (slot == plan_.start.default_slot) continue;
      absl::StrAppend(&text, ", ", plan_.segments[s], " ", plan_.slots[slot].name);
    }
    Line(0, "start ", text);
  }

  void Milestones() {
    const ruleset::Milestones& milestones = plan_.milestones;
    if (milestones.order.empty()) return;
    Line(0, "milestones grace ", FormatNumber(milestones.grace_days), "d cascade ",
         FormatNumber(milestones.cascade_low), " to ", FormatNumber(milestones.cascade_high));
    for (const auto& entry : milestones.order) {
      Line(1, entry.name, entry.critical ? " critical" : "",
           entry.same_as == kNoIndex ? "" : absl::StrCat(" = ", plan_.slots[entry.same_as].name));
    }
  }

  void Slots() {
    for (const auto& signal : plan_.signals) {
      const auto& slot = plan_.slots[signal.slot];
      Line(0, "signal ", slot.name, " slot ", signal.slot, " ", SignalTypeName(signal.type), " (",
           Values(signal, slot), ")", Series(signal), Policy(slot.missing), Stale(signal));
    }
  }

  static std::string Policy(const ruleset::Missing& missing) {
    switch (missing.policy) {
      case ruleset::Missing::Policy::kExclude:
        return " missing exclude";
      case ruleset::Missing::Policy::kNeutral:
        return " missing neutral";
      case ruleset::Missing::Policy::kWorst:
        return " missing worst";
      case ruleset::Missing::Policy::kError:
        return " missing error";
      case ruleset::Missing::Policy::kValue:
        break;
    }
    return absl::StrCat(" missing value ", FormatNumber(missing.value));
  }

  static std::string Values(const ruleset::Signal& signal, const ruleset::Slot& slot) {
    if (signal.type == ruleset::SignalType::kEnum) return absl::StrJoin(slot.words, ", ");
    const bool numbers =
        slot.type == expression::Type::kDouble || slot.type == expression::Type::kSeries;
    return numbers ? signal.range.Describe() : "any";
  }

  static std::string Series(const ruleset::Signal& signal) {
    if (signal.type != ruleset::SignalType::kSeries) return "";
    return absl::StrCat(
        " of ", SignalTypeName(signal.of),
        signal.every_days ? absl::StrCat(" every ", FormatNumber(*signal.every_days), "d") : "");
  }

  static std::string Stale(const ruleset::Signal& signal) {
    if (!signal.max_age_days) return "";
    const char* policy = signal.stale == ruleset::StalePolicy::kKeep    ? "keep"
                         : signal.stale == ruleset::StalePolicy::kDecay ? "decay"
                                                                        : "exclude";
    const bool decays = signal.stale == ruleset::StalePolicy::kDecay;
    return absl::StrCat(
        " max age ", FormatNumber(*signal.max_age_days), "d ", policy,
        decays ? absl::StrCat(" half-life ", FormatNumber(signal.half_life_days), "d") : "");
  }

  void Benchmark(uint32_t index) {
    const PlanBenchmark& benchmark = plan_.benchmarks[index];
    Line(0, "benchmark ", plan_.benchmark_notes[index].name, " of ",
         plan_.slots[benchmark.value].name, " ", benchmark.lower_is_better ? "lower" : "higher",
         Condition(benchmark.applies_when), " at ",
         DescribeLocation(plan_, plan_.benchmark_notes[index].location));
    for (uint32_t s = benchmark.sets.first; s < benchmark.sets.end(); ++s) Set(benchmark, s);
  }

  void Set(const PlanBenchmark& benchmark, uint32_t index) {
    const PlanBenchmarkSet& set = plan_.sets[index];
    Line(1, "set ", plan_.set_names[set.name], index == benchmark.default_set ? " (in force)" : "");
    for (uint32_t r = set.rows.first; r < set.rows.end(); ++r) {
      std::string tiers;
      for (uint32_t t = 0; t < set.tiers.count; ++t) {
        const PlanTier& tier = plan_.tiers[set.tiers.first + t];
        absl::StrAppend(&tiers, "  ", tier.name, " ", DescribeBound(plan_, benchmark, r, t));
        if (tier.points) absl::StrAppend(&tiers, " (", FormatNumber(*tier.points), ")");
      }
      Line(2, DescribeRow(plan_, benchmark, r), tiers);
    }
  }

  void Model(uint32_t index) {
    const PlanModel& model = plan_.models[index];
    Line(0, "model ", plan_.model_notes[index].name, " priority ", model.priority, " precision ",
         model.precision, " min coverage ", FormatNumber(model.min_coverage), " hysteresis ",
         FormatNumber(model.hysteresis),
         model.intervene_below
             ? absl::StrCat(" intervene below ", FormatNumber(*model.intervene_below))
             : "",
         Condition(model.applies_when), " at ",
         DescribeLocation(plan_, plan_.model_notes[index].location));
    for (uint32_t b = model.bands.first; b < model.bands.end(); ++b) {
      Line(1, "band ", plan_.band_notes[b].name, " from ", FormatNumber(plan_.bands[b].from));
    }
    for (uint32_t c = model.components.first; c < model.components.end(); ++c) Component(c);
    for (uint32_t l = model.limits.first; l < model.limits.end(); ++l) {
      const PlanLimit& limit = plan_.limits[l];
      Line(1, limit.cap ? "cap at most " : "floor at least ", FormatNumber(limit.value),
           Condition(limit.program), " reason ", plan_.limit_notes[l].name);
    }
  }

  void Component(uint32_t index) {
    const PlanComponent& component = plan_.components[index];
    const std::string input = component.curve == ruleset::CurveKind::kGroup
                                  ? ""
                                  : absl::StrCat(" of ", DescribeInput(plan_, index));
    Line(1, "component ", index, " ", plan_.component_notes[index].name, " weights", Weights(index),
         " ", DescribeCurve(plan_, component), input, component.invert ? " inverted" : "",
         Policy(component.missing), " parent ",
         component.parent == kNoIndex ? "model" : absl::StrCat(component.parent));
  }

  std::string Weights(uint32_t index) const {
    std::string text;
    for (size_t row = 0; row <= plan_.segments.size(); ++row) {
      const double weight = plan_.weights[row * plan_.components.size() + index];
      absl::StrAppend(&text, row == 0 ? " " : "/", FormatNumber(weight));
    }
    return text;
  }

  const Plan& plan_;
  std::string text_;
};

}  // namespace

std::string Dump(const Plan& plan) { return Dumper(plan).Run(); }

}  // namespace bellwether
