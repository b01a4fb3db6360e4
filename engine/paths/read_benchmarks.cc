// Tested by tests/engine/paths/readers_test.cc.
#include "engine/explain/explanation.h"
#include "engine/explain/names.h"
#include "engine/paths/readers.h"

namespace bellwether::paths {
namespace {

// `read` of a benchmark that has a tier.
template <typename Read>
Observed IfTiered(const EvaluatedAccount& of, const Path& path, Read read) {
  const BenchmarkState state = of.evaluation.benchmarks[path.index].state;
  if (state != BenchmarkState::kTiered) return Nothing(StateName(state));
  return read(of.evaluation.benchmarks[path.index]);
}

const PlanTier& TierOf(const EvaluatedAccount& of, const BenchmarkResult& rated) {
  return of.plan.tiers[of.plan.sets[rated.set].tiers.first + rated.tier];
}

}  // namespace

Observed ReadBenchmarkState(const EvaluatedAccount& of, const Path& path) {
  return Text(StateName(of.evaluation.benchmarks[path.index].state));
}
Observed ReadBenchmarkTier(const EvaluatedAccount& of, const Path& path) {
  return IfTiered(of, path,
                  [&of](const BenchmarkResult& rated) { return Text(TierOf(of, rated).name); });
}
Observed ReadBenchmarkPoints(const EvaluatedAccount& of, const Path& path) {
  return IfTiered(of, path, [&of](const BenchmarkResult& rated) {
    const std::optional<double>& points = TierOf(of, rated).points;
    return points ? Number(*points) : Nothing("the tier has no points");
  });
}
Observed ReadBenchmarkValue(const EvaluatedAccount& of, const Path& path) {
  return IfTiered(of, path, [](const BenchmarkResult& rated) { return Number(rated.value); });
}
Observed ReadBenchmarkDistance(const EvaluatedAccount& of, const Path& path) {
  return IfTiered(of, path, [&](const BenchmarkResult&) {
    const auto distance = ExplainBenchmark(of.plan, of.evaluation, path.index).distance_to_better;
    return distance ? Number(*distance) : Nothing("no tier is better");
  });
}

}  // namespace bellwether::paths
