// What a component costs, in generated packs of 10 to 1,000 of them: a model whose groups hold ten
// leaves each, every leaf a curve through three points over a signal of its own.
#include <string>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "tests/bench/bound_accounts.h"

namespace bellwether::bench {
namespace {

constexpr int64_t kLeavesOfAGroup = 10;

std::string PackOf(int64_t leaves) {
  std::string signals;
  std::string groups;
  for (int64_t i = 0; i < leaves; ++i) {
    absl::StrAppend(&signals, "  s", i, ": {type: ratio}\n");
    if (i % kLeavesOfAGroup == 0) {
      absl::StrAppend(&groups, "      g", i / kLeavesOfAGroup, ":\n        weight: 1\n",
                      "        components:\n");
    }
    absl::StrAppend(&groups, "          c", i, ": {weight: ", 1 + i % 3, ", of: s", i,
                    ", points: [[0, 0], [0.7, 80], [1, 100]]}\n");
  }
  return absl::StrCat("pack: generated\nversion: 1.0.0\nsignals:\n", signals,
                      "health:\n  m:\n    bands: [{green: 80}, {yellow: 50}, {red: 0}]\n",
                      "    components:\n", groups);
}

Account AccountOf(int64_t leaves) {
  Account account;
  account.id = "generated";
  for (int64_t i = 0; i < leaves; ++i) {
    const double ratio = static_cast<double>(i * 37 % 101) / 100;
    account.signals.push_back({absl::StrCat("s", i), ratio, {}});
  }
  return account;
}

BoundAccounts Generate(int64_t leaves) {
  const Sources sources({SourceFile{"pack.yaml", PackOf(leaves)}});
  const auto loaded = Load(sources);
  if (!loaded.ok()) GiveUp(RenderAll(loaded.diagnostics, sources));
  return BindAll(loaded.value, {AccountOf(leaves)});
}

void EvaluateComponents(benchmark::State& state) {
  const BoundAccounts bound = Generate(state.range(0));
  Scratch scratch;
  Evaluation evaluation;
  for (auto _ : state) {
    if (!Evaluate(*bound.plan, bound.facts[0], scratch, evaluation).ok()) {
      state.SkipWithError("the account was not evaluated");
      break;
    }
    benchmark::DoNotOptimize(evaluation.components.data());
  }
  state.counters["components"] = static_cast<double>(bound.plan->components.size());
}
BENCHMARK(EvaluateComponents)->Name("evaluate/components")->RangeMultiplier(10)->Range(10, 1000);

}  // namespace
}  // namespace bellwether::bench
