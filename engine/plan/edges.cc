// Every place that compares or bends is a reader: the slots that it reads, the numbers that stand
// in it, and the slots that are computed by it. The edges of a slot are the numbers of its readers,
// and of the readers of what these compute, as far as facts reach: scores, tiers and flags have
// units of their own.
//
// Tested by tests/engine/plan/edges_test.cc.
#include "engine/plan/edges.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "absl/time/time.h"
#include "engine/plan/inputs.h"
#include "engine/plan/plan.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether {
namespace {

using expression::Kind;
using expression::Program;
using expression::Value;

struct Reader {
  std::vector<uint32_t> reads;
  std::vector<double> numbers;
  std::vector<std::string> texts;
  uint32_t computes = kNoIndex;  // slot of a derived fact
};

// The constants of an expression, also inside of lists.
void AddConstant(const Value& value, Reader& reader) {
  switch (value.kind) {
    case Kind::kDouble:
      if (std::isfinite(value.number)) reader.numbers.push_back(value.number);
      return;
    case Kind::kInt:
      return reader.numbers.push_back(static_cast<double>(value.integer));
    case Kind::kDuration:
      return reader.numbers.push_back(absl::ToDoubleHours(value.as_duration()) / 24);
    case Kind::kString:
      reader.texts.emplace_back(value.as_string());
      return;
    case Kind::kList:
      for (uint32_t i = 0; i < value.list.size; ++i) AddConstant(value.list.items[i], reader);
      return;
    default:
      return;
  }
}

constexpr std::array<BuiltinFact, 4> kMilestoneFacts = {
    BuiltinFact::kMilestonesDue, BuiltinFact::kMilestoneOnTimeRatio,
    BuiltinFact::kMilestoneDaysLateMax, BuiltinFact::kMilestoneDaysLateOpenMax};

class EdgeFinder {
 public:
  explicit EdgeFinder(const Plan& plan) : plan_(plan), readers_of_(plan.slots.size()) {}

  Edges Run() {
    for (const PlanDerived& derived : plan_.derived) AddProgram(derived.program, derived.slot);
    AddBuiltinFacts();
    AddThresholds();
    for (uint32_t i = 0; i < plan_.programs.size(); ++i) AddProgram(i);
    for (const PlanComponent& component : plan_.components) AddCurve(component);
    for (const PlanBenchmark& benchmark : plan_.benchmarks) AddBenchmark(benchmark);
    AddExtension();
    Edges edges;
    for (uint32_t slot = 0; slot < plan_.slots.size(); ++slot) Gather(slot, edges);
    for (uint32_t slot = 0; slot < plan_.slots.size(); ++slot) edges.beside.push_back(Beside(slot));
    edges.milestones = MilestoneEdges(edges);
    return edges;
  }

 private:
  Reader& Add(std::vector<uint32_t> reads, uint32_t computes = kNoIndex) {
    const auto index = static_cast<uint32_t>(readers_.size());
    for (const uint32_t slot : reads) readers_of_[slot].push_back(index);
    return readers_.emplace_back(Reader{std::move(reads), {}, {}, computes});
  }

  void AddProgram(uint32_t index, uint32_t computes = kNoIndex) {
    const Program& program = plan_.programs[index];
    Reader& reader = Add(program.names(), computes);
    for (const Value& constant : program.constants()) AddConstant(constant, reader);
  }

  // Facts of the engine have no numbers of their own, and hand on those of who reads them.
  void AddBuiltinFacts() {
    const auto segments = static_cast<int32_t>(plan_.segments.size());
    for (const BuiltinFactInfo& info : kBuiltinFacts) {
      if (IsCounted(info.fact)) continue;  // counted: a ratio of thresholds is no unit of theirs
      const auto slot = static_cast<uint32_t>(SlotOf(info.fact));
      for (int32_t segment = -1; segment < segments; ++segment) {
        Add(InputsOf(plan_, slot, segment, -1), slot);
      }
    }
  }

  void AddThresholds() {
    for (const auto& thresholds : plan_.usage_thresholds) {
      for (const PlanThreshold& threshold : thresholds) {
        Add({threshold.slot}).numbers = {threshold.bound};
      }
    }
  }

  void AddCurve(const PlanComponent& component) {
    if (component.slot == kNoIndex) return;
    std::vector<double>& numbers = Add({component.slot}).numbers;
    if (component.curve == ruleset::CurveKind::kLinear) numbers = {component.from, component.to};
    if (component.curve == ruleset::CurveKind::kBaseline) numbers = {component.grace};
    for (uint32_t i = component.range.first; i < component.range.end(); ++i) {
      if (component.curve == ruleset::CurveKind::kPoints) numbers.push_back(plan_.points[i].x);
      if (component.curve == ruleset::CurveKind::kSteps) numbers.push_back(plan_.steps[i].bound);
    }
  }

  void AddBenchmark(const PlanBenchmark& benchmark) {
    std::vector<uint32_t> reads = {benchmark.value};
    if (benchmark.value_so_far != kNoIndex) reads.push_back(benchmark.value_so_far);
    std::vector<double>& numbers = Add(std::move(reads)).numbers;
    for (uint32_t s = benchmark.sets.first; s < benchmark.sets.end(); ++s) {
      const Range& rows = plan_.sets[s].rows;
      for (uint32_t r = rows.first; r < rows.end(); ++r) {
        const Range& bounds = plan_.rows[r].bounds;
        for (uint32_t b = bounds.first; b < bounds.end(); ++b) {
          numbers.push_back(plan_.bounds[b].value);
        }
      }
    }
  }

  // Days that the order of decisions counts from the target.
  void AddExtension() {
    const PlanExtension& extension = plan_.extension;
    if (!extension.defined) return;
    std::vector<double>& numbers =
        Add({static_cast<uint32_t>(SlotOf(EventField::kTargetGraduationAt))}).numbers;
    numbers = {0, static_cast<double>(extension.max_total_days),
               static_cast<double>(extension.recovery_after_days.value_or(0)),
               static_cast<double>(extension.review_window_days)};
    for (const PlanReason& reason : extension.extend) numbers.push_back(reason.days);
  }

  // Walks from a fact to its readers, and on from what these compute.
  void Collect(uint32_t slot, std::vector<bool>& seen, std::set<double>& numbers,
               std::set<std::string>& texts) const {
    if (seen[slot]) return;
    seen[slot] = true;
    for (const uint32_t index : readers_of_[slot]) {
      const Reader& reader = readers_[index];
      numbers.insert(reader.numbers.begin(), reader.numbers.end());
      texts.insert(reader.texts.begin(), reader.texts.end());
      if (reader.computes != kNoIndex) Collect(reader.computes, seen, numbers, texts);
    }
  }

  void Gather(uint32_t slot, Edges& edges) const {
    std::vector<bool> seen(plan_.slots.size());
    std::set<double> numbers;
    std::set<std::string> texts;
    Collect(slot, seen, numbers, texts);
    edges.numbers.emplace_back(numbers.begin(), numbers.end());
    edges.texts.emplace_back(texts.begin(), texts.end());
  }

  // Others that stand in an expression with it.
  std::vector<uint32_t> Beside(uint32_t slot) const {
    std::set<uint32_t> beside;
    for (const uint32_t index : readers_of_[slot]) {
      const Reader& reader = readers_[index];
      if (reader.reads.size() > 1) beside.insert(reader.reads.begin(), reader.reads.end());
    }
    beside.erase(slot);
    return {beside.begin(), beside.end()};
  }

  static std::vector<double> MilestoneEdges(const Edges& edges) {
    std::set<double> all;
    for (const BuiltinFact fact : kMilestoneFacts) {
      const std::vector<double>& numbers = edges.numbers[SlotOf(fact)];
      all.insert(numbers.begin(), numbers.end());
    }
    return {all.begin(), all.end()};
  }

  const Plan& plan_;
  std::vector<Reader> readers_;
  std::vector<std::vector<uint32_t>> readers_of_;  // by slot
};

}  // namespace

Edges FindEdges(const Plan& plan) { return EdgeFinder(plan).Run(); }

}  // namespace bellwether
