// Accounts that move away from a baseline are told of, once.
#include "server/drift/drift_monitor.h"

#include <cmath>
#include <memory>
#include <string>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/handlers_fixture.h"
#include "tests/server/pack_on_disk.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

drift::Baseline ByHand() {
  drift::Baseline baseline;
  baseline.distributions.push_back({"signal.usage", {0.5}, {}, {50, 50}, 0});
  baseline.distributions.push_back({"score.onboarding", {50}, {}, {0, 100}, 0});
  return baseline;
}

class DriftMonitorTest : public HandlersTest {
 protected:
  DriftMonitorTest() {
    Publish(SmallPack());
    settings_.least_accounts = 100;
    settings_.look_every = absl::ZeroDuration();
    settings_.most_waiting = 100'000;
  }
  void Begin() {
    monitor_ = std::make_unique<DriftMonitor>(ByHand(), settings_, told_.log());
    handlers_ = MakeScoringHandlers({packs_, Limits{}, log_, nullptr, nullptr, monitor_.get()});
  }
  void Evaluate(double usage, int times) {
    v1::EvaluateResponse response;
    for (int i = 0; i < times; ++i) {
      ASSERT_TRUE(Ask(handlers_.evaluate,
                      "account { id: 'a' stage: 'onboarding' signals { name: 'usage' number: " +
                          std::to_string(usage) + " } signals { name: 'nps' number: 50 } }",
                      response)
                      .ok());
    }
  }
  void Await(uint64_t counted) {
    while (monitor_->Counts().counted < counted) absl::SleepFor(absl::Milliseconds(2));
  }

  DriftSettings settings_;
  LogOfTest told_;
  std::unique_ptr<DriftMonitor> monitor_;
};

TEST_F(DriftMonitorTest, TellsOfDriftAndOfItsEnd) {
  Begin();
  Evaluate(0.9, 50);
  Evaluate(0.1, 49);
  Await(99);
  EXPECT_FALSE(monitor_->Values()[0].psi);
  Evaluate(0.1, 1);
  Await(100);
  EXPECT_EQ(monitor_->Values()[0].name, "signal.usage");
  EXPECT_NEAR(*monitor_->Values()[0].psi, 0, 1e-12);
  Evaluate(0.9, 400);
  Await(500);
  // Half and half became a tenth and nine: -0.4 ln 0.2 + 0.4 ln 1.8.
  EXPECT_NEAR(*monitor_->Values()[0].psi, 0.4 * std::log(9), 1e-12);
  EXPECT_EQ(monitor_->Values()[0].accounts, 500u);
  EXPECT_THAT(told_.text(), Not(HasSubstr("score.onboarding")));
  Evaluate(0.1, 400);
  Await(900);
  monitor_->Stop();
  const std::string text = told_.text();
  EXPECT_THAT(text, HasSubstr("drifted far name=signal.usage psi="));
  EXPECT_THAT(text, HasSubstr("drift is over name=signal.usage psi=0.0"));
}

TEST_F(DriftMonitorTest, AnotherPackIsHeldAgainstTheSameBaseline) {
  Begin();
  Evaluate(0.9, 60);
  std::string other = SmallPack();
  other.replace(other.find("1.2.3"), 5, "1.2.4");
  Publish(other);
  Evaluate(0.1, 60);
  Await(120);
  EXPECT_EQ(monitor_->Values()[0].accounts, 120u);
}

TEST_F(DriftMonitorTest, WhatFindsNoRoomIsCounted) {
  settings_.most_waiting = 1;
  Begin();
  Evaluate(0.9, 500);
  monitor_->Stop();
  const DriftCounts counts = monitor_->Counts();
  EXPECT_EQ(counts.counted + counts.dropped, 500u);
}

}  // namespace
}  // namespace bellwether
