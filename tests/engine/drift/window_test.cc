// Drift that can be counted by hand.
#include "engine/drift/window.h"

#include <cmath>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/scored_account.h"

namespace bellwether::drift {
namespace {

using testing_support::PlanOf;

constexpr char kPack[] = R"(
signals:
  nps: {type: number, min: -100, max: 100}
  mood: {type: enum, values: [good, bad, odd]}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      nps: {weight: 1, of: nps, linear: {from: -100, to: 100}}
)";

// 500 accounts: 100, 200, 150 in three bins, 50 without a value; words 250 and 250.
Baseline ByHand() {
  Baseline baseline;
  baseline.accounts = 500;
  baseline.distributions.push_back({"signal.nps", {0, 10}, {}, {100, 200, 150}, 50});
  baseline.distributions.push_back({"signal.mood", {}, {"bad", "good"}, {250, 250, 0}, 0});
  baseline.distributions.push_back({"score.only", {50}, {}, {250, 250}, 0});
  baseline.distributions.push_back({"signal.gone", {1}, {}, {250, 250}, 0});
  return baseline;
}

class WindowTest : public ::testing::Test {
 protected:
  void Add(uint64_t count, double nps, double mood, double score) {
    for (uint64_t i = 0; i < count; ++i) window_.Add(binding_, {nps, mood, score});
  }
  const Baseline baseline_ = ByHand();
  const Variables variables_{*PlanOf(kPack)};
  const Binding binding_{baseline_, variables_};
  Window window_{baseline_, 3};
};

TEST_F(WindowTest, NothingIsKnownOfFew) {
  Add(499, 5, 0, 60);
  for (const DriftValue& value : window_.Values()) EXPECT_FALSE(value.psi) << value.name;
  EXPECT_EQ(window_.Values()[0].accounts, 499u);
  Add(1, 5, 0, 60);
  EXPECT_TRUE(window_.Values()[0].psi);
  EXPECT_FALSE(window_.Values()[3].psi);  // the pack has no such signal
}

TEST_F(WindowTest, AccountsThatDidNotMoveHaveNone) {
  Add(100, -5, 0, 10);
  Add(150, 0, 0, 10);  // an edge belongs to the bin above it
  Add(50, 9.999, 1, 50);
  Add(150, 10, 1, 50);
  Add(50, kMissing, 1, 50);
  const std::vector<DriftValue> values = window_.Values();
  EXPECT_EQ(values[0].psi, 0);
  EXPECT_EQ(values[1].psi, 0);
  EXPECT_EQ(values[2].psi, 0);
  EXPECT_DOUBLE_EQ(values[0].missing_before, 0.1);
  EXPECT_DOUBLE_EQ(values[0].missing_now, 0.1);
}

// 0.2, 0.4, 0.3, 0.1 before, 0.1, 0.2, 0.3, 0.4 after:
// 0.1 ln 2 + 0.2 ln 2 + 0 + 0.3 ln 4 = 0.9 ln 2.
TEST_F(WindowTest, TheSumOfWhatEachBinSays) {
  Add(50, -5, 0, 10);
  Add(100, 5, 0, 10);
  Add(150, 50, 0, 10);
  Add(200, kMissing, 0, 10);
  EXPECT_NEAR(*window_.Values()[0].psi, 0.9 * std::log(2), 1e-12);
}

// numpy: p = [250.5, 250.5, .5] / 501.5, q = [200.5, 200.5, 100.5] / 501.5; sum((q - p) * log(q /
// p))
TEST_F(WindowTest, AWordThatTheBaselineDoesNotKnowIsAnother) {
  Add(200, 5, 0, 60);
  Add(200, 5, 1, 60);
  Add(100, 5, 2, 60);
  EXPECT_NEAR(*window_.Values()[1].psi, 1.1018842635767443, 1e-12);
}

TEST_F(WindowTest, WhatWasNotAskedForSaysNothing) {
  Add(600, 5, 0, kNotAsked);
  EXPECT_EQ(window_.Values()[2].accounts, 0u);
  EXPECT_EQ(window_.Values()[0].accounts, 600u);
}

TEST_F(WindowTest, TheOldestSliceIsForgotten) {
  Add(600, -5, 0, 60);
  window_.NextSlice();
  Add(500, 50, 0, 60);
  window_.NextSlice();
  EXPECT_EQ(window_.Values()[0].accounts, 1100u);
  window_.NextSlice();
  EXPECT_EQ(window_.Values()[0].accounts, 500u);
  window_.NextSlice();
  EXPECT_EQ(window_.Values()[0].accounts, 0u);
  EXPECT_FALSE(window_.Values()[0].psi);
}

}  // namespace
}  // namespace bellwether::drift
