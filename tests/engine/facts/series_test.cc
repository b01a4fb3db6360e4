#include "engine/facts/series.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

using expression::SeriesPoint;
using expression::SeriesView;

absl::TimeZone Zone(const char* name) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone(name, &zone));
  return zone;
}

const absl::Time kAsOf = absl::FromCivil(absl::CivilDay(2026, 3, 29), absl::UTCTimeZone());

struct Binning {
  const char* name;
  double every;
  std::vector<double> days_before;  // of each point, oldest first; its value is its position
  const char* kept;                 // values, with | before the first point of the last run
};

const Binning kBinnings[] = {
    {"Empty", 7, {}, "|"},
    {"One", 7, {3}, "|0"},
    {"OneEach", 7, {14, 7, 0}, "|0 1 2"},
    {"TheLastOfEach", 7, {13, 8, 7, 6, 1, 0}, "|2 5"},
    {"TheEdgeBelongsToTheOlderBin", 7, {7, 6}, "|0 1"},
    {"AnEmptyBinEndsARun", 7, {21, 7, 0}, "0 |1 2"},
    {"TwoEmptyBins", 7, {50, 28, 7, 0}, "0 1 |2 3"},
    {"NothingLately", 7, {30, 22}, "|0 1"},
    {"Hours", 0.5, {1.0, 0.75, 0.5, 0.25}, "|0 2 3"},
};

TEST(SeriesTest, BinsKeepTheirLastPoint) {  // S8
  for (const Binning& test : kBinnings) {
    std::vector<SeriesPoint> points;
    for (const double days : test.days_before) {
      points.push_back({kAsOf - days * absl::Hours(24), static_cast<double>(points.size())});
    }
    const uint32_t run = BinSeries(points, kAsOf, test.every, absl::UTCTimeZone());
    std::string kept;
    for (uint32_t i = 0; i <= points.size(); ++i) {
      if (i == run) kept += "|";
      if (i == points.size()) break;
      absl::StrAppend(&kept, FormatNumber(points[i].value), i + 1 < points.size() ? " " : "");
    }
    EXPECT_EQ(kept, test.kept) << test.name;
  }
}

TEST(SeriesTest, WeeklyDatesStayInTheirBinsWhenTheClocksChange) {  // S4
  for (const char* name : {"UTC", "Europe/Berlin", "America/New_York"}) {
    const absl::TimeZone zone = Zone(name);
    for (const absl::CivilDay last : {absl::CivilDay(2026, 4, 1), absl::CivilDay(2026, 11, 4)}) {
      std::vector<SeriesPoint> points;
      for (int week = 8; week >= 0; --week) {
        points.push_back({absl::FromCivil(last - 7 * week, zone), 1.0});
      }
      EXPECT_EQ(BinSeries(points, absl::FromCivil(last, zone), 7, zone), 0u);
      EXPECT_EQ(points.size(), 9u) << name << " " << absl::FormatCivilTime(last);
    }
  }
}

std::optional<double> Ratio(const std::vector<double>& values) {
  std::vector<SeriesPoint> points;
  for (const double value : values) {
    points.push_back({kAsOf + absl::Hours(static_cast<int>(points.size())), value});
  }
  SeriesView view;
  view.points = points.data();
  view.size = static_cast<uint32_t>(points.size());
  std::vector<double> scratch = {9, 9, 9};  // what a call before left there
  return RatioToBaseline(view, scratch);
}

TEST(SeriesTest, TheLatestIsHeldAgainstTheMedianOfTheOthers) {  // S8
  EXPECT_EQ(Ratio({4, 1, 2, 3}), 1.5);                          // 3 ÷ median(1, 2, 4)
  EXPECT_EQ(Ratio({4, 1, 2, 8, 6}), 2);                         // 6 ÷ mean of 2 and 4
  EXPECT_EQ(Ratio({2, 2, 2, 0}), 0);
}

TEST(SeriesTest, ThereIsNoBaselineWithoutThreeEarlierPointsAboveZero) {
  EXPECT_EQ(Ratio({}), std::nullopt);
  EXPECT_EQ(Ratio({1, 2, 3}), std::nullopt);
  EXPECT_EQ(Ratio({0, 0, 5, 3}), std::nullopt);
  EXPECT_EQ(Ratio({-1, -2, 5, 3}), std::nullopt);
}

}  // namespace
}  // namespace bellwether
