// When an account is looked at: steps back from the last moment to the first.
#include "engine/portfolio/steps_back.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether::portfolio {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Steps(const char* begin, const char* last, uint32_t days,
                               const absl::TimeZone& zone = absl::UTCTimeZone()) {
  const StepsBack moments(*ParseMoment(begin), *ParseMoment(last), days, zone);
  std::vector<std::string> texts;
  for (uint64_t i = 0; i < moments.size(); ++i) texts.push_back(FormatMoment(moments[i]));
  return texts;
}

TEST(StepsBackTest, CountBackFromTheLastMoment) {
  EXPECT_THAT(Steps("2026-01-01", "2026-01-29", 14),
              ElementsAre("2026-01-01", "2026-01-15", "2026-01-29"));
  EXPECT_THAT(Steps("2026-01-02", "2026-01-29", 14), ElementsAre("2026-01-15", "2026-01-29"));
  EXPECT_THAT(Steps("2026-01-29", "2026-01-29", 7), ElementsAre("2026-01-29"));
}

TEST(StepsBackTest, TheLastIsAsItWasAskedAndTheOthersAreDates) {
  EXPECT_THAT(Steps("2026-01-01", "2026-01-03T09:30:00Z", 1),
              ElementsAre("2026-01-01", "2026-01-02", "2026-01-03T09:30:00Z"));
}

TEST(StepsBackTest, NoneIsBeforeTheBeginning) {
  EXPECT_THAT(Steps("2026-01-01T10:00:00Z", "2026-01-03", 1),
              ElementsAre("2026-01-02", "2026-01-03"));
  EXPECT_THAT(Steps("2026-01-03T10:00:00Z", "2026-01-03T11:00:00Z", 1),
              ElementsAre("2026-01-03T11:00:00Z"));
  EXPECT_THAT(Steps("2026-01-04", "2026-01-03", 1), IsEmpty());
  EXPECT_THAT(Steps("2026-01-03T12:00:00Z", "2026-01-03T11:00:00Z", 1), IsEmpty());
}

TEST(StepsBackTest, DaysAreThoseOfTheAccountsZone) {
  absl::TimeZone tokyo;
  ASSERT_TRUE(absl::LoadTimeZone("Asia/Tokyo", &tokyo));
  // There it is the 4th already.
  EXPECT_THAT(Steps("2026-01-02", "2026-01-03T20:00:00Z", 1, tokyo),
              ElementsAre("2026-01-02", "2026-01-03", "2026-01-03T20:00:00Z"));
}

TEST(StepsBackTest, AnyNumberOfThemIsOnlyCounted) {
  const StepsBack moments(*ParseMoment("0001-01-01"), *ParseMoment("9999-12-31"), 1,
                          absl::UTCTimeZone());
  EXPECT_EQ(moments.size(), 3'652'059u);
  EXPECT_EQ(FormatMoment(moments[0]), "0001-01-01");
  EXPECT_EQ(FormatMoment(moments[moments.size() - 1]), "9999-12-31");
}

}  // namespace
}  // namespace bellwether::portfolio
