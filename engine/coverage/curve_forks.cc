// Leaves of a score: whether they have one, and where on their curve the value lies.
//
// Tested by tests/engine/coverage/curve_forks_test.cc.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/coverage/fork_builder.h"

namespace bellwether::coverage {
namespace {

using expression::Kind;
using expression::Value;
using ruleset::BoundTest;
using ruleset::CurveKind;
using Policy = ruleset::Missing::Policy;

// Whether the value went through the curve: `worst` and `neutral` give points without it.
bool WentThroughCurve(const Seen& seen, uint32_t component) {
  if (!IsScored(seen, component)) return false;
  const ComponentResult& result = seen.evaluation.components[component];
  return result.state == ComponentState::kObserved ||
         (result.state == ComponentState::kImputed &&
          seen.plan.components[component].missing.policy == Policy::kValue);
}

std::optional<double> NumberOf(const Seen& seen, uint32_t slot) {
  const Value& value = seen.evaluation.values[slot];
  if (value.kind == Kind::kDouble) return value.number;
  if (value.kind == Kind::kBool) return value.boolean ? 1 : 0;
  return std::nullopt;
}

// A stretch of the number line that is cut at `edges`, which rise. Where a fact can lie outside of
// them, there is a way below the first and above the last one.
class Stretch {
 public:
  Stretch(const Plan& plan, uint32_t slot, const std::vector<double>& edges) {
    const ruleset::NumberRange range = RangeOf(plan, slot);
    below_ = !range.min || *range.min < edges.front();
    above_ = !range.max || *range.max > edges.back();
    if (below_) ways_.push_back(absl::StrCat("up to ", FormatNumber(edges.front())));
    for (size_t i = 1; i < edges.size(); ++i) {
      ways_.push_back(absl::StrCat(FormatNumber(edges[i - 1]), " to ", FormatNumber(edges[i])));
    }
    if (above_) ways_.push_back(absl::StrCat("above ", FormatNumber(edges.back())));
  }

  const std::vector<std::string>& ways() const { return ways_; }
  // Of a number with so many edges below it. The least that a fact can be belongs to the piece
  // above.
  Turn WayOf(size_t edges_below) const {
    const size_t pieces_below = below_ ? 0 : 1;
    const size_t way = std::max(edges_below, pieces_below) - pieces_below;
    return static_cast<Turn>(std::min(way, ways_.size() - 1));
  }

 private:
  bool below_ = false;
  bool above_ = false;
  std::vector<std::string> ways_;
};

void AddPoints(ForkBuilder& builder, uint32_t index, const std::string& path) {
  const PlanComponent& component = builder.plan().components[index];
  std::vector<double> edges;
  for (uint32_t i = component.range.first; i < component.range.end(); ++i) {
    edges.push_back(builder.plan().points[i].x);
  }
  const Stretch stretch(builder.plan(), component.slot, edges);
  builder.Add(absl::StrCat(path, ".points"), stretch.ways(), [index, stretch](const Seen& seen) {
    if (!WentThroughCurve(seen, index)) return kNotReached;
    return stretch.WayOf(seen.evaluation.components[index].choice);
  });
}

void AddLinear(ForkBuilder& builder, uint32_t index, const std::string& path) {
  const PlanComponent& component = builder.plan().components[index];
  const std::vector<double> edges = {std::min(component.from, component.to),
                                     std::max(component.from, component.to)};
  const Stretch stretch(builder.plan(), component.slot, edges);
  builder.Add(
      absl::StrCat(path, ".linear"), stretch.ways(), [index, edges, stretch](const Seen& seen) {
        if (!WentThroughCurve(seen, index)) return kNotReached;
        const auto number = NumberOf(seen, seen.plan.components[index].slot);
        if (!number) return kNoWay;  // stale: it decays
        const auto below =
            std::count_if(edges.begin(), edges.end(), [&](double edge) { return edge < *number; });
        return stretch.WayOf(static_cast<size_t>(below));
      });
}

std::string StepWords(const PlanStep& step) {
  switch (step.test) {
    case BoundTest::kAtMost:
      return absl::StrCat("at most ", FormatNumber(step.bound));
    case BoundTest::kBelow:
      return absl::StrCat("below ", FormatNumber(step.bound));
    case BoundTest::kAtLeast:
      return absl::StrCat("at least ", FormatNumber(step.bound));
    case BoundTest::kAbove:
      return absl::StrCat("above ", FormatNumber(step.bound));
    default:
      return "else";
  }
}

void AddSteps(ForkBuilder& builder, uint32_t index, const std::string& path) {
  const Range& range = builder.plan().components[index].range;
  std::vector<std::string> ways;
  for (uint32_t i = range.first; i < range.end(); ++i) {
    ways.push_back(StepWords(builder.plan().steps[i]));
  }
  const std::string key = absl::StrCat(path, ".steps");
  Fork& fork = builder.Add(key, ways, [index](const Seen& seen) {
    if (!WentThroughCurve(seen, index)) return kNotReached;
    return static_cast<Turn>(seen.evaluation.components[index].choice);
  });
  for (size_t i = 0; i < fork.ways.size(); ++i) {
    builder.Place(fork.ways[i], absl::StrCat(key, "[", i, "]"));
  }
}

// A word that is not mapped cannot be given.
void AddMap(ForkBuilder& builder, uint32_t index, const std::string& path) {
  const Plan& plan = builder.plan();
  const PlanComponent& component = plan.components[index];
  const bool is_bool = plan.slots[component.slot].type == expression::Type::kBool;
  const std::vector<std::string> words =
      is_bool ? std::vector<std::string>{"false", "true"} : plan.slots[component.slot].words;
  PossibleWays ways;
  for (uint32_t i = 0; i < component.range.count; ++i) {
    ways.Add(words[i], plan.map_entries[component.range.first + i].mapped);
  }
  const std::string key = absl::StrCat(path, ".map");
  Fork& fork = builder.Add(key, ways.words(), [index, ways](const Seen& seen) {
    if (!WentThroughCurve(seen, index)) return kNotReached;
    return ways.Of(seen.evaluation.components[index].choice);
  });
  for (Way& way : fork.ways) {
    builder.Place(way, absl::StrCat(key, ".", way.words));
  }
}

void AddCurve(ForkBuilder& builder, uint32_t index, const std::string& path) {
  switch (builder.plan().components[index].curve) {
    case CurveKind::kPoints:
      return AddPoints(builder, index, path);
    case CurveKind::kLinear:
      return AddLinear(builder, index, path);
    case CurveKind::kSteps:
      return AddSteps(builder, index, path);
    case CurveKind::kMap:
      return AddMap(builder, index, path);
    case CurveKind::kFormula:
      return builder.AddFormula(
          absl::StrCat(path, ".expr"), builder.plan().components[index].program,
          [index](const Seen& seen) { return IsScored(seen, index) ? Turn{0} : kNotReached; });
    default:
      return;  // the component itself says it all
  }
}

std::vector<uint32_t> ReadsOf(const Plan& plan, const PlanComponent& component) {
  if (component.slot != kNoIndex) return {component.slot};
  if (component.program != kNoIndex) return plan.programs[component.program].names();
  if (component.benchmark != kNoIndex) return {plan.benchmarks[component.benchmark].value};
  return {};
}

}  // namespace

bool IsScored(const Seen& seen, uint32_t component) {
  const Plan& plan = seen.plan;
  const size_t row = seen.facts.segment_row() * plan.components.size();
  if (!plan.counts[row + component]) return false;
  const uint32_t root = plan.components[component].root;
  if (root >= plan.models.size()) return TurnOf(seen.evaluation.graduation.state) == 0;
  const ModelState state = seen.evaluation.models[root].state;
  return state != ModelState::kNotApplicable && state != ModelState::kNotEvaluated;
}

void AddComponent(ForkBuilder& builder, uint32_t component, const std::string& key) {
  std::vector<std::string> ways = {"has a score"};
  const std::string missing = absl::StrCat(key, ".missing");
  const bool stated = builder.written().Has(missing);
  if (stated) ways.push_back("its value is missing");
  Fork& fork = builder.Add(key, ways, [component, stated](const Seen& seen) {
    if (!IsScored(seen, component)) return kNotReached;
    const ComponentResult& result = seen.evaluation.components[component];
    if (result.state == ComponentState::kObserved) return Turn{0};
    const bool by_policy =
        result.state == ComponentState::kImputed || result.state == ComponentState::kAbsent;
    if (stated) return by_policy ? Turn{1} : kNoWay;
    return result.state == ComponentState::kImputed ? Turn{0} : kNoWay;
  });
  fork.reads = ReadsOf(builder.plan(), builder.plan().components[component]);
  if (stated) builder.Place(fork.ways[1], missing);
  const std::string nested = absl::StrCat(key, ".curve");
  AddCurve(builder, component, builder.written().Has(nested) ? nested : key);
}

}  // namespace bellwether::coverage
