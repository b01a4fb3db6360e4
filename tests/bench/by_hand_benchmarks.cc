// The rules of rules/saas by hand, and the engine on the same accounts: the full account's
// variations, and accounts drawn at random, which lack much. A benchmark of the hand-written rules
// says an error unless they are equal to the engine on all thousand random accounts and on all
// variations.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "tests/bench/bench_accounts.h"
#include "tests/bench/bound_accounts.h"
#include "tests/bench/by_hand/differences.h"
#include "tests/bench/by_hand/input_of_facts.h"
#include "tests/bench/by_hand/random_accounts.h"
#include "tests/bench/by_hand/saas.h"

namespace bellwether::bench {
namespace {

using Inputs = std::vector<std::unique_ptr<saas::OwnedInput>>;

constexpr size_t kMeasured = 64;  // of the random accounts: so many stay in the second cache

Inputs InputsOf(const Plan& plan, const std::vector<Facts>& facts) {
  const auto reader = saas::InputReader::For(plan);
  if (!reader.ok()) GiveUp(reader.status().ToString());
  Inputs inputs;
  for (const Facts& one : facts) {
    auto input = reader->Read(one);
    if (!input.ok()) GiveUp(input.status().ToString());
    inputs.push_back(*std::move(input));
  }
  return inputs;
}

const Plan& SaasPlan() { return *SaasAccounts().plan; }

const std::vector<Facts>& RandomFacts() {
  static const std::vector<Facts>* const facts = [] {
    const std::vector<saas::RandomAccount> accounts = saas::RandomAccounts();
    auto* bound = new std::vector<Facts>(accounts.size());
    for (size_t i = 0; i < accounts.size(); ++i) {
      BindOptions options;
      options.as_of = accounts[i].as_of;
      const auto violations = Bind(SaasPlan(), accounts[i].account, options, Limits(), (*bound)[i]);
      if (!violations.empty()) GiveUp(violations[0].message);
    }
    return bound;
  }();
  return *facts;
}

// "" when engine and hand say the same about each.
std::string Disagreement(const std::vector<Facts>& facts) {
  const Inputs inputs = InputsOf(SaasPlan(), facts);
  Scratch scratch;
  Evaluation evaluation;
  saas::Output output;
  for (size_t i = 0; i < facts.size(); ++i) {
    if (!Evaluate(SaasPlan(), facts[i], scratch, evaluation).ok()) return "not evaluated";
    saas::Evaluate(inputs[i]->input, output);
    for (const std::string& difference : saas::Differences(SaasPlan(), evaluation, output)) {
      return absl::StrCat("not equal to the engine: ", difference);
    }
  }
  return "";
}

const std::string& AnyDisagreement() {
  static const std::string* const found = [] {
    const std::string random = Disagreement(RandomFacts());
    return new std::string(random.empty() ? Disagreement(SaasAccounts().facts) : random);
  }();
  return *found;
}

void ByHand(benchmark::State& state, const std::vector<Facts>& facts) {
  if (!AnyDisagreement().empty()) return state.SkipWithError(AnyDisagreement().c_str());
  const Inputs inputs = InputsOf(SaasPlan(), facts);
  const size_t count = std::min(inputs.size(), kMeasured);
  saas::Output output;
  size_t next = 0;
  for (auto _ : state) {
    saas::Evaluate(inputs[next]->input, output);
    benchmark::DoNotOptimize(output);
    benchmark::ClobberMemory();
    next = (next + 1) % count;
  }
}

void ByHandVariations(benchmark::State& state) { ByHand(state, SaasAccounts().facts); }
BENCHMARK(ByHandVariations)->Name("evaluate/by_hand");

void ByHandRandom(benchmark::State& state) { ByHand(state, RandomFacts()); }
BENCHMARK(ByHandRandom)->Name("evaluate/random_by_hand");

void EngineRandom(benchmark::State& state) {
  const std::vector<Facts>& facts = RandomFacts();
  Scratch scratch;
  Evaluation evaluation;
  size_t next = 0;
  for (auto _ : state) {
    if (!Evaluate(SaasPlan(), facts[next], scratch, evaluation, {Arithmetic::kOutcomes}).ok()) {
      state.SkipWithError("an account was not evaluated");
      break;
    }
    benchmark::DoNotOptimize(evaluation.components.data());
    next = (next + 1) % kMeasured;
  }
}
BENCHMARK(EngineRandom)->Name("evaluate/random_saas");

}  // namespace
}  // namespace bellwether::bench
