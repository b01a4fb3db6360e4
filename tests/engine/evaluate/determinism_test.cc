// The same account gives the same bits: in any order, from any thread, with memory new or used
// (rules language, section 5).
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <numeric>
#include <random>
#include <thread>

#include "rules/reader/pack_folder.h"
#include "tests/support/files.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::AccountsOfFile;
using testing_support::AsOf;
using testing_support::SourcePath;

void Add(double number, std::vector<uint64_t>& bits) {
  bits.push_back(std::bit_cast<uint64_t>(number));
}

// Every number and state of an evaluation.
std::vector<uint64_t> BitsOf(const Evaluation& evaluation) {
  std::vector<uint64_t> bits = {evaluation.primary};
  for (const ModelResult& model : evaluation.models) {
    for (const double number :
         {model.raw, model.effective, model.displayed, model.coverage, model.low, model.high}) {
      Add(number, bits);
    }
    bits.insert(bits.end(), {model.causes, model.band, static_cast<uint64_t>(model.state),
                             static_cast<uint64_t>(model.intervene), model.certain});
  }
  for (const ComponentResult& component : evaluation.components) {
    for (const double number : {component.score, component.coverage, component.low, component.high,
                                component.decay, component.share, component.contribution}) {
      Add(number, bits);
    }
    bits.insert(bits.end(),
                {component.causes, component.choice, static_cast<uint64_t>(component.state),
                 static_cast<uint64_t>(component.reason)});
  }
  for (const BenchmarkResult& benchmark : evaluation.benchmarks) {
    Add(benchmark.value, bits);
    bits.insert(bits.end(),
                {benchmark.row, benchmark.tier, static_cast<uint64_t>(benchmark.state)});
  }
  for (const MissingReason reason : evaluation.reasons) {
    bits.push_back(static_cast<uint64_t>(reason));
  }
  return bits;
}

class DeterminismTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto sources = ReadPackFolder(SourcePath("rules/saas"));
    ASSERT_TRUE(sources.ok()) << sources.status();
    plan_ = Load(*sources).value;
    ASSERT_NE(plan_, nullptr);
    for (const char* file : {"book.jsonl", "book.csv", "acme.json", "borealis.json"}) {
      for (Account& account : AccountsOfFile(std::string("rules/saas/accounts/") + file)) {
        accounts_.push_back(std::move(account));
      }
    }
    for (const Account& account : accounts_) {
      Evaluation evaluation;
      Facts facts;
      Scratch scratch;
      expected_.push_back(EvaluateWith(account, facts, scratch, evaluation));
    }
  }

  std::vector<uint64_t> EvaluateWith(const Account& account, Facts& facts, Scratch& scratch,
                                     Evaluation& evaluation) const {
    EXPECT_TRUE(Bind(*plan_, account, AsOf("2026-03-01"), Limits{}, facts).empty());
    EXPECT_TRUE(Evaluate(*plan_, facts, scratch, evaluation).ok());
    return BitsOf(evaluation);
  }

  // All accounts in a random order, with memory that is used again.
  bool SameInOrderOf(uint32_t seed) const {
    std::vector<size_t> order(accounts_.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::shuffle(order.begin(), order.end(), std::mt19937(seed));
    Facts facts;
    Scratch scratch;
    Evaluation evaluation;
    return std::all_of(order.begin(), order.end(), [&](size_t i) {
      return EvaluateWith(accounts_[i], facts, scratch, evaluation) == expected_[i];
    });
  }

  testing_support::PlanPointer plan_;
  std::vector<Account> accounts_;
  std::vector<std::vector<uint64_t>> expected_;
};

TEST_F(DeterminismTest, AnyOrderAndUsedMemory) {
  for (uint32_t seed = 1; seed <= 20; ++seed) EXPECT_TRUE(SameInOrderOf(seed)) << seed;
}

TEST_F(DeterminismTest, AnyThread) {
  std::vector<std::thread> threads;
  std::vector<int> same(4, 0);
  for (uint32_t t = 0; t < 4; ++t) {
    threads.emplace_back([this, t, &same] {
      for (uint32_t round = 0; round < 10; ++round) same[t] += SameInOrderOf(100 * t + round);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(same, std::vector<int>(4, 10));
}

// What an evaluation left behind for another plan must not shine through.
TEST_F(DeterminismTest, MemoryOfAnotherPlan) {
  const auto other = testing_support::PlanOf(
      "signals: {x: {type: ratio}}\nhealth:\n  m:\n    bands: [{ok: 0}]\n"
      "    components: {c: {weight: 1, of: x}}\n");
  Facts facts;
  Scratch scratch;
  Evaluation evaluation;
  const Account account = testing_support::AccountOf("signals: {x: 0.5}");
  for (size_t i = 0; i < accounts_.size(); ++i) {
    ASSERT_TRUE(Bind(*other, account, AsOf("2026-03-01"), Limits{}, facts).empty());
    ASSERT_TRUE(Evaluate(*other, facts, scratch, evaluation).ok());
    EXPECT_EQ(evaluation.models[0].displayed, 50);
    EXPECT_EQ(EvaluateWith(accounts_[i], facts, scratch, evaluation), expected_[i]);
  }
}

}  // namespace
}  // namespace bellwether
