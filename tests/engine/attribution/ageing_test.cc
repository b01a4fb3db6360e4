// What has aged between two moments, and what has not because somebody looked again.
#include "engine/attribution/ageing.h"

#include <gtest/gtest.h>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::AccountOf;

Moment At(std::string_view text) { return *ParseMoment(text); }

// When the first signal of `old` counts as observed, 31 days later; "" for whenever it is asked.
std::string ObservedAfterMarch(const std::string& old, const std::string& fresh) {
  const Passage passage = {absl::UTCTimeZone(), At("2026-03-01"), At("2026-04-01")};
  const Account aged = Aged(AccountOf(old), AccountOf(fresh), passage);
  if (!aged.series.empty()) return FormatMoment(aged.series[0].points.back().at);
  return aged.signals[0].observed_at ? FormatMoment(*aged.signals[0].observed_at) : "";
}

constexpr char kOld[] = "signals: {a: {value: 1, observed_at: 2026-02-20}}";

TEST(AgeingTest, TheSameObservationGrowsOlder) {
  EXPECT_EQ(ObservedAfterMarch(kOld, kOld), "2026-02-20");
  EXPECT_EQ(ObservedAfterMarch(kOld, "signals: {a: {value: 2, observed_at: 2026-02-20}}"),
            "2026-02-20");
}

TEST(AgeingTest, WhatNobodyTellsAnyMoreGrowsOlder) {
  EXPECT_EQ(ObservedAfterMarch(kOld, "signals: {}"), "2026-02-20");
  EXPECT_EQ(ObservedAfterMarch(kOld, "signals: {a: {not_applicable: true}}"), "2026-02-20");
}

TEST(AgeingTest, WhatWasObservedAgainKeepsItsAge) {
  EXPECT_EQ(ObservedAfterMarch(kOld, "signals: {a: {value: 1, observed_at: 2026-03-30}}"),
            "2026-03-23");  // 9 days before April as it was before March
  EXPECT_EQ(ObservedAfterMarch(kOld, "signals: {a: 1}"), "2026-03-23");
  EXPECT_EQ(ObservedAfterMarch("signals: {a: 1}", "signals: {a: 1}"), "");
}

TEST(AgeingTest, AnInstantMovesByTheTimeBetween) {
  const Passage passage = {absl::UTCTimeZone(), At("2026-03-01T12:00:00Z"),
                           At("2026-03-02T06:00:00Z")};
  const Account aged =
      Aged(AccountOf("signals: {a: {value: 1, observed_at: 2026-03-01T11:00:00Z}}"),
           AccountOf("signals: {a: 1}"), passage);
  EXPECT_EQ(FormatMoment(*aged.signals[0].observed_at), "2026-03-02T05:00:00Z");
}

TEST(AgeingTest, ASeriesIsAsOldAsItsLastPoint) {
  const std::string old = "signals: {s: [[2026-02-01, 1], [2026-02-20, 2]]}";
  EXPECT_EQ(ObservedAfterMarch(old, old), "2026-02-20");
  EXPECT_EQ(ObservedAfterMarch(old, "signals: {s: [[2026-02-20, 2], [2026-03-20, 3]]}"),
            "2026-03-23");
}

}  // namespace
}  // namespace bellwether
