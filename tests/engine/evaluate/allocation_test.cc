// S32: after a first call, Evaluate asks for no memory, whatever the facts.
#include <gtest/gtest.h>

#include "rules/reader/pack_folder.h"
#include "tests/support/counted_allocations.h"
#include "tests/support/files.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::AccountOf;
using testing_support::AccountsOfFile;
using testing_support::AllocationsSoFar;
using testing_support::AsOf;
using testing_support::PlanOf;
using testing_support::PlanPointer;
using testing_support::SourcePath;

std::vector<Facts> BindAll(const Plan& plan, const std::vector<Account>& accounts) {
  std::vector<Facts> bound(accounts.size());
  for (size_t i = 0; i < accounts.size(); ++i) {
    for (const Violation& violation :
         Bind(plan, accounts[i], AsOf("2026-03-01"), Limits{}, bound[i])) {
      ADD_FAILURE() << violation.path << ": " << violation.message;
    }
  }
  return bound;
}

// Allocations of evaluating every account after a first call with `first`.
size_t AllocationsAfterWarmUp(const Plan& plan, const Facts& first, const std::vector<Facts>& all) {
  Scratch scratch;
  Evaluation evaluation;
  EXPECT_TRUE(Evaluate(plan, first, scratch, evaluation).ok());
  const size_t before = AllocationsSoFar();
  bool ok = true;
  for (int round = 0; round < 3; ++round) {
    for (const Facts& facts : all) ok = Evaluate(plan, facts, scratch, evaluation).ok() && ok;
  }
  const size_t counted = AllocationsSoFar() - before;
  EXPECT_TRUE(ok);
  return counted;
}

TEST(AllocationTest, NoneForTheDefaultPack) {
  const auto sources = ReadPackFolder(SourcePath("rules/saas"));
  ASSERT_TRUE(sources.ok()) << sources.status();
  const auto loaded = Load(*sources);
  ASSERT_NE(loaded.value, nullptr);
  std::vector<Account> accounts = AccountsOfFile("rules/saas/accounts/book.jsonl");
  accounts.push_back(AccountOf("id: empty"));
  accounts.push_back(AccountOf(R"(id: overridden
stage: onboarding
contract_signed_at: 2026-01-01
previous_bands: {onboarding: green, early_stage: red}
overrides:
  - {model: onboarding, kind: set, value: 90, author: ann, reason: because}
  - {model: early_stage, kind: cap, value: 90, author: ann, reason: because})"));
  const std::vector<Facts> facts = BindAll(*loaded.value, accounts);
  EXPECT_EQ(AllocationsAfterWarmUp(*loaded.value, facts[accounts.size() - 2], facts), 0u);
}

struct AllocationCase {
  const char* name;
  const char* curve;
};

class CurveAllocationTest : public testing::TestWithParam<AllocationCase> {};

TEST_P(CurveAllocationTest, None) {
  const PlanPointer plan = PlanOf(R"(
signals:
  x: {type: number, max_age: 10d, stale: decay, half_life: 5d}
  flag: {type: bool}
  mood: {type: enum, values: [good, bad]}
  note: {type: text}
  history: {type: series, of: number}
derived: {doubled: {type: number, expr: "x * 2"}}
benchmarks:
  speed: {value: x, better: lower, tiers: [fast, slow], points: {fast: 100, slow: 30},
          sets: {OM: {default: [10]}}}
health:
  m:
    min_coverage: 0
    bands: [{good: 50}, {bad: 0}]
    caps: [{when: 'flag && mood == "bad"', at_most: 40, reason: r}]
    components:
      c: {weight: 1, )" + std::string(GetParam().curve) +
                                  "}\n");
  std::string history = "history: [[2025-01-01, 2]";
  for (int i = 0; i < 300; ++i) {
    history += ", [2025-02-01T" + std::to_string(10 + i / 60) + ":" + std::to_string(10 + i % 50) +
               ":" + std::to_string(10 + i / 50) + "Z, " + std::to_string(i) + "]";
  }
  history += "]";
  const std::vector<Account> accounts = {
      AccountOf("id: empty"), AccountOf("signals: {x: 7, flag: true, mood: bad, note: hello}"),
      AccountOf("signals: {x: {value: 70, observed_at: 2026-01-01}}"),
      AccountOf("signals: {x: {not_applicable: true}, flag: false, " + history + "}")};
  const std::vector<Facts> facts = BindAll(*plan, accounts);
  EXPECT_EQ(AllocationsAfterWarmUp(*plan, facts[0], facts), 0u);
}

const AllocationCase kAllocationCases[] = {
    {"Linear", "of: x, linear: {from: 1, to: 9}"},
    {"Points", "of: doubled, points: [[1, 0], [9, 100]]"},
    {"Steps", "of: x, steps: [{at_most: 5, points: 10}, {else: 90}]"},
    {"Map", "of: mood, map: {good: 100, bad: 0}"},
    {"Given", "of: flag"},
    {"Benchmark", "benchmark: speed"},
    {"Tier", "of: benchmark.speed.tier, map: {fast: 100, slow: 0}"},
    {"Baseline", "of: history, baseline: {grace: 0.85}"},
    {"Formula", "expr: 'min(100.0, x * 3 + (flag ? 5.0 : 0.0))'"},
    {"FormulaOfASeries", "expr: 'last(history)'"},
    {"FormulaOfTexts", "expr: 'note == \"hello\" || mood in [\"good\"] ? 100.0 : 0.0'"},
};

INSTANTIATE_TEST_SUITE_P(All, CurveAllocationTest, testing::ValuesIn(kAllocationCases),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace bellwether
