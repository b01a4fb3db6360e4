// Local times where the clocks are changed, wherever in an account they stand.
#include "engine/facts/local_times.h"

#include <string>

#include "gtest/gtest.h"

namespace bellwether {
namespace {

std::string Found(const Account& account) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone("America/New_York", &zone));
  const auto found = FirstDoubtfulTime(account, zone);
  if (!found) return "";
  return found->path + (found->skipped ? " skipped " : " twice ") +
         FormatMoment(Moment::Instant(found->read_as));
}

const Moment kSkipped = *ParseMoment("2026-03-08 02:30:00");
const Moment kTwice = *ParseMoment("2026-11-01 01:30:00");

TEST(LocalTimesTest, SkippedAndRepeatedOnesAreFound) {
  Account account;
  account.date(EventField::kKickoffAt) = kSkipped;
  EXPECT_EQ(Found(account), "kickoff_at skipped 2026-03-08T07:30:00Z");
  account.date(EventField::kKickoffAt) = kTwice;
  EXPECT_EQ(Found(account), "kickoff_at twice 2026-11-01T05:30:00Z");
}

TEST(LocalTimesTest, OtherMomentsAreNot) {
  Account account;
  account.date(EventField::kKickoffAt) = *ParseMoment("2026-03-08 03:30:00");
  account.date(EventField::kRenewalAt) = *ParseMoment("2026-03-08");
  account.date(EventField::kFirstLoginAt) = *ParseMoment("2026-11-01T05:30:00Z");
  account.signals.push_back({"note", std::string("2026-03-08"), {}});
  EXPECT_EQ(Found(account), "");
}

TEST(LocalTimesTest, EveryPartOfAnAccountIsLookedAt) {
  Account milestones;
  milestones.milestones.push_back({"a", {}, {}, {}});
  milestones.milestones.push_back({"b", kSkipped, kTwice, {}});
  EXPECT_EQ(Found(milestones), "milestones[1].planned_at skipped 2026-03-08T07:30:00Z");
  milestones.milestones[1].planned_at.reset();
  EXPECT_EQ(Found(milestones), "milestones[1].completed_at twice 2026-11-01T05:30:00Z");
  for (const auto& value : {decltype(SignalInput::value)(kSkipped),
                            decltype(SignalInput::value)(std::string("2026-03-08T02:30:00")),
                            decltype(SignalInput::value)(Untyped{"2026-03-08 02:30:00"})}) {
    Account signal;
    signal.signals.push_back({"seen", value, {}});
    EXPECT_EQ(Found(signal), "signals.seen skipped 2026-03-08T07:30:00Z");
  }
  Account observed;
  observed.signals.push_back({"seen", 1.0, kSkipped});
  EXPECT_EQ(Found(observed), "signals.seen.observed_at skipped 2026-03-08T07:30:00Z");
  Account series;
  series.series.push_back({"use", {{*ParseMoment("2026-03-08"), 1}, {kTwice, 2}}});
  EXPECT_EQ(Found(series), "signals.use[1] twice 2026-11-01T05:30:00Z");
  Account overridden;
  overridden.overrides.emplace_back().expires_at = kTwice;
  EXPECT_EQ(Found(overridden), "overrides[0].expires_at twice 2026-11-01T05:30:00Z");
}

}  // namespace
}  // namespace bellwether
