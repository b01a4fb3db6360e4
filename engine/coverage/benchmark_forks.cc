// Benchmarks and targets of a portfolio: a fork for each row, whose ways are the tiers. A row of a
// segment and the default row are forks of their own, and all of its tiers are both sides of each
// of its bounds.
//
// Tested by tests/engine/coverage/points_test.cc.
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/coverage/fork_builder.h"

namespace bellwether::coverage {
namespace {

std::string RowName(const Plan& plan, const PlanBenchmark& benchmark, const PlanRow& row) {
  if (row.key == kNoIndex) return "default";
  return benchmark.by_cadence ? plan.cadences[row.key] : plan.segments[row.key];
}

// `turn` is that of a row, given its index.
void AddRows(ForkBuilder& builder, const PlanBenchmark& benchmark, const std::string& key,
             const std::function<Turning(uint32_t)>& turn) {
  const Plan& plan = builder.plan();
  for (uint32_t s = benchmark.sets.first; s < benchmark.sets.end(); ++s) {
    const PlanBenchmarkSet& set = plan.sets[s];
    std::vector<std::string> tiers;
    for (uint32_t t = set.tiers.first; t < set.tiers.end(); ++t) {
      tiers.push_back(plan.tiers[t].name);
    }
    for (uint32_t r = set.rows.first; r < set.rows.end(); ++r) {
      builder.points().fork_of_row[r] = static_cast<uint32_t>(builder.points().forks.size());
      builder.Add(absl::StrCat(key, ".sets.", plan.set_names[set.name], ".",
                               RowName(plan, benchmark, plan.rows[r])),
                  tiers, turn(r));
    }
  }
}

bool IsRated(BenchmarkState state) {
  return state != BenchmarkState::kNotApplicable && state != BenchmarkState::kNotEvaluated;
}

// Of applies_when: a value that is not applicable ends in the same state.
Turn TurnOfApplies(const BenchmarkResult& result) {
  if (result.state == BenchmarkState::kNotEvaluated) return kNoWay;
  return TurnIf(result.reason != MissingReason::kBenchmarkNotApplicable);
}

void AddBenchmark(ForkBuilder& builder, uint32_t index) {
  const PlanBenchmark& benchmark = builder.plan().benchmarks[index];
  const std::string key = absl::StrCat("benchmarks.", builder.plan().benchmark_notes[index].name);
  builder.AddApplies(key, benchmark.applies_when, [index](const Seen& seen) {
    return TurnOfApplies(seen.evaluation.benchmarks[index]);
  });
  Fork& fork = builder.Add(key, {"has a tier"}, [index](const Seen& seen) {
    const BenchmarkState state = seen.evaluation.benchmarks[index].state;
    if (!IsRated(state)) return kNotReached;
    return state == BenchmarkState::kTiered ? Turn{0} : kNoWay;
  });
  fork.reads = {benchmark.value};
  if (benchmark.value_so_far != kNoIndex) {
    builder
        .Add(absl::StrCat(key, ".value_so_far"), {"reaches the last tier", "is still open"},
             [index](const Seen& seen) {
               const BenchmarkResult& result = seen.evaluation.benchmarks[index];
               if (result.so_far) return Turn{0};
               return result.state == BenchmarkState::kNotYet ? Turn{1} : kNotReached;
             })
        .reads = {benchmark.value_so_far};
  }
  AddRows(builder, benchmark, key, [index](uint32_t row) -> Turning {
    return [index, row](const Seen& seen) {
      const BenchmarkResult& result = seen.evaluation.benchmarks[index];
      const bool here = result.state == BenchmarkState::kTiered && result.row == row;
      return here ? static_cast<Turn>(result.tier) : kNotReached;
    };
  });
}

}  // namespace

void AddBenchmarks(ForkBuilder& builder) {
  for (uint32_t i = 0; i < builder.plan().benchmarks.size(); ++i) AddBenchmark(builder, i);
}

// No account comes to them: tests ask their tiers outright (S31).
void AddPortfolio(ForkBuilder& builder) {
  const Plan& plan = builder.plan();
  for (size_t i = 0; i < plan.portfolio.size(); ++i) {
    AddRows(builder, plan.portfolio[i], absl::StrCat("portfolio.", plan.portfolio_notes[i].name),
            [](uint32_t) -> Turning { return [](const Seen&) { return kNotReached; }; });
  }
}

}  // namespace bellwether::coverage
