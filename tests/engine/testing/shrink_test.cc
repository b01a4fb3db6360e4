#include "engine/testing/shrink.h"

#include <gtest/gtest.h>

namespace bellwether {
namespace {

PropertyTrial Large() {
  PropertyTrial trial;
  Account& account = trial.account;
  account.id = "account-000017";
  account.segment = "enterprise";
  account.stage = "new";
  account.acv = 48'213.5;
  account.date(EventField::kKickoffAt) = Moment::Date(absl::CivilDay(2026, 1, 5));
  account.signals = {{"usage", 0.73152, Moment::Date(absl::CivilDay(2026, 2, 1))},
                     {"mood", std::string("good"), std::nullopt},
                     {"calls", 17.0, std::nullopt}};
  SeriesInput series;
  series.name = "points";
  for (int day = 1; day < 9; ++day) {
    series.points.push_back({Moment::Date(absl::CivilDay(2026, 2, day)), 3.21});
  }
  account.series.push_back(series);
  account.milestones.push_back(
      {"training", Moment::Date(absl::CivilDay(2026, 2, 1)), NotYet{}, true});
  trial.more = 0.9134;
  return trial;
}

double Usage(const PropertyTrial& trial) {
  const auto value = StatedValue(trial.account, "usage");
  return value ? std::get<double>(*value) : -1;
}

TEST(ShrunkTest, WhatNothingDependsOnGoes) {
  const PropertyTrial small = Shrunk(Large(), [](const PropertyTrial&) { return true; });
  EXPECT_EQ(small.account.id, "account");
  EXPECT_TRUE(small.account.signals.empty() && small.account.series.empty());
  EXPECT_TRUE(small.account.milestones.empty());
  EXPECT_FALSE(small.account.acv.has_value());
  EXPECT_EQ(small.account.segment + small.account.stage, "");
  EXPECT_EQ(small.account.date(EventField::kKickoffAt).index(), 0u);
}

TEST(ShrunkTest, WhatItTakesStaysWithSimplerNumbers) {
  const PropertyTrial small = Shrunk(Large(), [](const PropertyTrial& trial) {
    return trial.account.stage == "new" && Usage(trial) > 0.5 &&
           std::get<double>(trial.more) > Usage(trial);
  });
  EXPECT_EQ(small.account.stage, "new");
  ASSERT_EQ(small.account.signals.size(), 1u);
  EXPECT_FALSE(small.account.signals[0].observed_at.has_value());
  EXPECT_EQ(Usage(small), 0.7);
  EXPECT_EQ(std::get<double>(small.more), 1);
}

TEST(ShrunkTest, ListsLoseTheirItemsOneByOne) {
  const PropertyTrial small = Shrunk(Large(), [](const PropertyTrial& trial) {
    return trial.account.series.size() == 1 && trial.account.series[0].points.size() >= 3 &&
           trial.account.milestones.size() == 1 && trial.account.milestones[0].planned_at;
  });
  EXPECT_EQ(small.account.series[0].points.size(), 3u);
  EXPECT_EQ(small.account.series[0].points[0].value, 0);
  EXPECT_TRUE(small.account.milestones[0].planned_at.has_value());
  EXPECT_FALSE(small.account.milestones[0].critical.has_value());
  EXPECT_EQ(small.account.milestones[0].completed_at.index(), 0u);
}

TEST(ShrunkTest, WhatNothingCanLeaveStays) {
  const PropertyTrial large = Large();
  int calls = 0;
  const PropertyTrial small = Shrunk(large, [&calls](const PropertyTrial&) {
    ++calls;
    return false;
  });
  EXPECT_EQ(small.account.id, large.account.id);
  EXPECT_EQ(small.account.signals.size(), large.account.signals.size());
  EXPECT_EQ(Usage(small), Usage(large));
  EXPECT_GT(calls, 10);
  EXPECT_LT(calls, 500);
}

}  // namespace
}  // namespace bellwether
