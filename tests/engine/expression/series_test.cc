// last, falls, fall and change (S8).
#include <gtest/gtest.h>

#include <vector>

#include "engine/expression/print.h"
#include "engine/expression/time_text.h"
#include "tests/engine/expression/sample_facts.h"

namespace bellwether::expression {
namespace {

// Evaluates over a series with a point a day, the last on 1 March.
std::string Over(const std::vector<double>& values, const char* text, uint32_t run_start = 0) {
  const absl::Time last = ParseTimestamp("2026-03-01T00:00:00Z").as_timestamp();
  std::vector<SeriesPoint> points;
  for (size_t i = 0; i < values.size(); ++i) {
    points.push_back({last - absl::Hours(24) * static_cast<int>(values.size() - 1 - i), values[i]});
  }
  const SeriesView view{points.data(), static_cast<uint32_t>(points.size()), run_start};
  SampleFacts facts;
  facts.Set("weekly_active_history", Value::Series(&view));
  std::string call = text;
  call.replace(call.find("s)") == call.npos ? call.find("s,") : call.find("s)"), 1,
               "weekly_active_history");
  return Evaluate(call, facts, SampleContext());
}

const char kMissing[] = "missing: weekly_active_history";

TEST(SeriesTest, Last) {
  EXPECT_EQ(Over({1, 2}, "last(s)"), "2.0");
  EXPECT_EQ(Over({}, "last(s)"), kMissing);
}

TEST(SeriesTest, FallsCountsStrictDecreasesAtTheEnd) {
  EXPECT_EQ(Over({5}, "falls(s)"), "0.0");
  EXPECT_EQ(Over({1, 2}, "falls(s)"), "0.0");
  EXPECT_EQ(Over({9, 3, 5, 4, 2}, "falls(s)"), "2.0");
  EXPECT_EQ(Over({5, 4, 4}, "falls(s)"), "0.0");
  EXPECT_EQ(Over({5, 4, 4, 3}, "falls(s)"), "1.0");
  EXPECT_EQ(Over({}, "falls(s)"), kMissing);
}

TEST(SeriesTest, ARunDoesNotReachBehindAnEmptyBin) {
  EXPECT_EQ(Over({9, 8, 7, 6}, "falls(s)", 2), "1.0");
  EXPECT_EQ(Over({9, 8, 7, 6}, "falls(s)", 3), "0.0");
  EXPECT_EQ(Over({10, 8, 4}, "fall(s)", 1), "0.5");
}

TEST(SeriesTest, FallIsRelativeToTheValueBeforeTheRun) {
  EXPECT_EQ(Over({5, 10, 8, 5}, "fall(s)"), "0.5");
  EXPECT_EQ(Over({5, 10}, "fall(s)"), "0.0");
  EXPECT_EQ(Over({7}, "fall(s)"), "0.0");
  EXPECT_EQ(Over({0, -1}, "fall(s)"), kMissing);
  EXPECT_EQ(Over({}, "fall(s)"), kMissing);
}

TEST(SeriesTest, ChangeIsAbsoluteAgainstThePointAtOrBefore) {
  EXPECT_EQ(Over({1, 2, 4, 8}, "change(s, days(1))"), "4.0");
  EXPECT_EQ(Over({1, 2, 4, 8}, "change(s, days(3))"), "7.0");
  EXPECT_EQ(Over({1, 2, 4, 8}, "change(s, duration(\"60h\"))"), "7.0");
  EXPECT_EQ(Over({1, 2, 4, 8}, "change(s, days(4))"), kMissing);
  EXPECT_EQ(Over({1}, "change(s, days(0))"), "0.0");
  EXPECT_EQ(Over({}, "change(s, days(1))"), kMissing);
}

TEST(SeriesTest, AMissingSeriesIsMissing) {
  SampleFacts facts;
  facts.Set("weekly_active_history", Value::Missing());
  EXPECT_EQ(Evaluate("falls(weekly_active_history) > 2", facts, SampleContext()), kMissing);
  EXPECT_EQ(Evaluate("has(weekly_active_history)", facts, SampleContext()), "false");
}

}  // namespace
}  // namespace bellwether::expression
