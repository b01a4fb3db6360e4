// What is mixed of two accounts: what both give by one rule, what one of them gives by the other.
#include "engine/attribution/account_between.h"

#include <gtest/gtest.h>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::AccountOf;

constexpr char kOld[] = R"(
segment: small
acv: 100
kickoff_at: 2026-01-01
first_value_at: not_yet
renewal_at: {not_applicable: true}
signals: {both: 1, gone: 2, asked: {not_applicable: true}}
milestones:
  - {key: kickoff, planned_at: 2026-01-01, completed_at: 2026-01-02}
  - {key: dropped, planned_at: 2026-02-01}
)";
constexpr char kNew[] = R"(
segment: large
seats: 7
kickoff_at: 2026-01-05
first_value_at: 2026-02-20
renewal_at: 2026-12-01
signals: {both: 10, come: 30, asked: 40}
milestones:
  - {key: kickoff, planned_at: 2026-01-01, completed_at: 2026-01-05}
  - {key: added, planned_at: 2026-03-01}
)";

Account Between(IsNew is_new) { return AccountBetween(AccountOf(kOld), AccountOf(kNew), is_new); }

// "both=1 gone=2 asked=n/a".
std::string SignalsOf(const Account& account) {
  std::string text;
  for (const SignalInput& signal : account.signals) {
    const double* number = std::get_if<double>(&signal.value);
    text += (text.empty() ? "" : " ") + signal.name + "=" +
            (number == nullptr ? "n/a" : std::to_string(static_cast<int>(*number)));
  }
  return text;
}

std::string MilestonesOf(const Account& account) {
  std::string text;
  for (const MilestoneInput& milestone : account.milestones) {
    text += (text.empty() ? "" : " ") + milestone.key;
  }
  return text;
}

std::string DateOf(const Account& account, EventField field) {
  const EventDate& date = account.date(field);
  if (const Moment* moment = std::get_if<Moment>(&date)) return FormatMoment(*moment);
  if (std::holds_alternative<NotYet>(date)) return "not yet";
  return std::holds_alternative<NotApplicable>(date) ? "not applicable" : "";
}

TEST(AccountBetweenTest, NothingNewIsTheOldAccount) {
  const Account account = Between({false, false});
  EXPECT_EQ(SignalsOf(account), "both=1 gone=2 asked=n/a");
  EXPECT_EQ(MilestonesOf(account), "kickoff dropped");
  EXPECT_EQ(account.segment, "small");
  EXPECT_EQ(account.acv, 100);
  EXPECT_FALSE(account.seats);
  EXPECT_EQ(DateOf(account, EventField::kFirstValueAt), "not yet");
  EXPECT_EQ(DateOf(account, EventField::kRenewalAt), "not applicable");
}

TEST(AccountBetweenTest, AllNewIsTheNewAccount) {
  const Account account = Between({true, true});
  EXPECT_EQ(SignalsOf(account), "both=10 asked=40 come=30");
  EXPECT_EQ(MilestonesOf(account), "kickoff added");
  EXPECT_EQ(account.segment, "large");
  EXPECT_FALSE(account.acv);
  EXPECT_EQ(account.seats, 7);
  EXPECT_EQ(DateOf(account, EventField::kRenewalAt), "2026-12-01");
}

// A date that has not happened is a value, one that does not apply is none (S2).
TEST(AccountBetweenTest, NewValuesOfWhatBothGive) {
  const Account account = Between({true, false});
  EXPECT_EQ(SignalsOf(account), "both=10 gone=2 asked=n/a");
  EXPECT_EQ(MilestonesOf(account), "kickoff dropped");
  EXPECT_EQ(DateOf(account, EventField::kKickoffAt), "2026-01-05");
  EXPECT_EQ(DateOf(account, EventField::kFirstValueAt), "2026-02-20");
  EXPECT_EQ(DateOf(account, EventField::kRenewalAt), "not applicable");
  EXPECT_EQ(FormatMoment(std::get<Moment>(account.milestones[0].completed_at)), "2026-01-05");
}

TEST(AccountBetweenTest, NewPresenceWithOldValues) {
  const Account account = Between({false, true});
  EXPECT_EQ(SignalsOf(account), "both=1 asked=40 come=30");
  EXPECT_EQ(MilestonesOf(account), "kickoff added");
  EXPECT_EQ(account.segment, "small");
  EXPECT_EQ(DateOf(account, EventField::kFirstValueAt), "not yet");
  EXPECT_EQ(DateOf(account, EventField::kRenewalAt), "2026-12-01");
}

}  // namespace
}  // namespace bellwether
