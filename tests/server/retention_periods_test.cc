// For how long something is kept, as people write it.
#include "server/settings/retention_periods.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(RetentionPeriodsTest, AreReadInDaysHoursAndForEver) {
  EXPECT_EQ(ReadKeptPeriod("400d"), absl::Hours(9'600));
  EXPECT_EQ(ReadKeptPeriod("36h"), absl::Hours(36));
  EXPECT_EQ(ReadKeptPeriod("forever"), absl::InfiniteDuration());
  for (const char* text :
       {"", "d", "h", "400", "4 d", "-4d", "4.5d", "4D", "4days", "4m", "ever"}) {
    EXPECT_EQ(ReadKeptPeriod(text), std::nullopt) << text;
  }
}

TEST(RetentionPeriodsTest, AreShownAsTheyAreRead) {
  for (const char* text : {"400d", "36h", "1d", "25h", "forever"}) {
    EXPECT_EQ(ShowKeptPeriod(*ReadKeptPeriod(text)), text);
  }
  EXPECT_EQ(ShowKeptPeriod(absl::Hours(48)), "2d");
}

TEST(RetentionPeriodsTest, AreTakenFromTheOptionsByKind) {
  ServerOptions options;
  options.keep_records = {"usage=400d", "ticket=forever"};
  EXPECT_THAT(KeptRecordsOf(options), ElementsAre(Pair("ticket", absl::InfiniteDuration()),
                                                  Pair("usage", absl::Hours(9'600))));
}

}  // namespace
}  // namespace bellwether
