#include "engine/portfolio/mondays.h"

#include "engine/base/civil_day.h"
#include "gtest/gtest.h"

namespace bellwether::portfolio {
namespace {

std::string Between(absl::CivilDay first, absl::CivilDay last) {
  std::string text;
  for (const int32_t day : MondaysBetween(DayNumber(first), DayNumber(last))) {
    text += absl::FormatCivilTime(DayOfNumber(day)) + " ";
  }
  return text;
}

TEST(MondaysTest, AreTheSameForEveryReport) {
  const absl::CivilDay monday(2026, 1, 5);
  EXPECT_EQ(Between(monday, monday), "2026-01-05 ");
  EXPECT_EQ(Between(monday + 1, monday + 6), "");
  EXPECT_EQ(Between(monday - 1, monday + 7), "2026-01-05 2026-01-12 ");
}

}  // namespace
}  // namespace bellwether::portfolio
