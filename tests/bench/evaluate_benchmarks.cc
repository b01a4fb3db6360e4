// The engine alone: rules/saas in full, with and without what SUMMARY shows, and what loading the
// pack costs.
#include "benchmark/benchmark.h"
#include "rules/reader/pack_folder.h"
#include "tests/bench/bench_accounts.h"
#include "tests/bench/bound_accounts.h"
#include "tests/support/counted_allocations.h"

namespace bellwether::bench {
namespace {

// What is counted between its making and Report.
class AllocationCount {
 public:
  void Report(benchmark::State& state) const {
    state.counters["allocations"] =
        benchmark::Counter(static_cast<double>(testing_support::AllocationsSoFar() - before_),
                           benchmark::Counter::kAvgIterations);
  }

 private:
  const size_t before_ = testing_support::AllocationsSoFar();
};

void EvaluateAll(benchmark::State& state, const BoundAccounts& bound) {
  Scratch scratch;
  Evaluation evaluation;
  size_t next = 0;
  bool good =
      Evaluate(*bound.plan, bound.facts[0], scratch, evaluation, {Arithmetic::kOutcomes}).ok();
  const AllocationCount counted;
  for (auto _ : state) {
    good = Evaluate(*bound.plan, bound.facts[next], scratch, evaluation, {Arithmetic::kOutcomes})
               .ok() &&
           good;
    benchmark::DoNotOptimize(evaluation.components.data());
    next = (next + 1) % bound.facts.size();
  }
  counted.Report(state);
  if (!good) state.SkipWithError("an account was not evaluated");
}

void EvaluateSaas(benchmark::State& state) { EvaluateAll(state, SaasAccounts()); }
BENCHMARK(EvaluateSaas)->Name("evaluate/saas");

// Each thread with memory of its own: what an offline run could reach if files cost nothing.
void EvaluateExported(benchmark::State& state) { EvaluateAll(state, ExportedAccounts()); }
BENCHMARK(EvaluateExported)->Name("evaluate/exported")->Threads(2)->UseRealTime();

// What SUMMARY shows beside the outcomes: sub-score, share of the weight and points of every
// component of every model.
double ReadContributions(const Plan& plan, const Evaluation& evaluation) {
  double sum = 0;
  for (const PlanModel& model : plan.models) {
    for (uint32_t i = model.components.first; i < model.components.end(); ++i) {
      const ComponentResult& component = evaluation.components[i];
      sum += component.score + component.share + component.contribution;
    }
  }
  return sum;
}

void EvaluateSaasSummary(benchmark::State& state) {
  const BoundAccounts& bound = SaasAccounts();
  Scratch scratch;
  Evaluation evaluation;
  size_t next = 0;
  for (auto _ : state) {
    if (!Evaluate(*bound.plan, bound.facts[next], scratch, evaluation).ok()) {
      state.SkipWithError("an account was not evaluated");
      break;
    }
    benchmark::DoNotOptimize(ReadContributions(*bound.plan, evaluation));
    next = (next + 1) % bound.facts.size();
  }
}
BENCHMARK(EvaluateSaasSummary)->Name("evaluate/saas_summary");

void LoadSaas(benchmark::State& state) {
  const auto sources = ReadPackFolder(FromTop(kBenchPack));
  if (!sources.ok()) GiveUp(sources.status().ToString());
  for (auto _ : state) {
    const auto loaded = Load(*sources);
    if (!loaded.ok()) state.SkipWithError("the pack has errors");
    benchmark::DoNotOptimize(loaded.value.get());
  }
}
BENCHMARK(LoadSaas)->Name("load/saas")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bellwether::bench
