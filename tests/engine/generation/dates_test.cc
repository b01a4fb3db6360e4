// Dates come in an order that may be, and say both how it went and how it stands.
#include "engine/generation/dates.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/generation/account_generator.h"
#include "tests/rules/packs.h"
#include "tests/support/scored_account.h"

namespace bellwether::generation {
namespace {

using testing_support::PlanOf;
using testing_support::Score;

constexpr char kPack[] = R"(
segments: [sold, trial]
severities: [red]
onboarding: {start: {default: contract_signed_at, segments: {trial: trial_started_at}}}
milestones:
  order: [kickoff, access, training, value, graduation]
  grace_days: 2
  same_as: {kickoff: kickoff_at, value: first_value_at, graduation: graduated_at}
flags:
  slow: {severity: red, when: "days_since_start > 90", reason: It takes long}
  late: {severity: red, when: "milestone_days_late_open_max >= 30", reason: It is late}
  gone: {severity: red, when: "days_past_target > 30", reason: It is over}
)";

class DatesTest : public ::testing::Test {
 protected:
  static constexpr uint64_t kAccounts = 1'000;

  DatesTest()
      : plan_(PlanOf(kPack)), accounts_(*plan_, 1, Moment::Date(absl::CivilDay(2026, 3, 1))) {}

  static std::optional<absl::CivilDay> DayOf(const EventDate& date) {
    const Moment* moment = std::get_if<Moment>(&date);
    if (moment == nullptr) return std::nullopt;
    return moment->date_only ? moment->day : absl::ToCivilDay(moment->time, absl::UTCTimeZone());
  }

  testing_support::PlanPointer plan_;
  AccountGenerator accounts_;
};

TEST_F(DatesTest, OneComesAfterTheOther) {
  for (uint64_t i = 0; i < kAccounts; ++i) {
    const Account account = accounts_.At(i);
    std::optional<absl::CivilDay> before;
    for (const EventField field : {EventField::kContractSignedAt, EventField::kKickoffAt,
                                   EventField::kFirstValueAt, EventField::kGraduatedAt}) {
      const auto day = DayOf(account.date(field));
      if (!day) continue;
      ASSERT_GE(*day, before.value_or(*day)) << account.id;
      before = day;
    }
  }
}

TEST_F(DatesTest, OnlyTrialsStartWithATrial) {
  int trials = 0;
  for (uint64_t i = 0; i < kAccounts; ++i) {
    const Account account = accounts_.At(i);
    const bool has_trial = account.date(EventField::kTrialStartedAt).index() != 0;
    trials += has_trial;
    EXPECT_FALSE(has_trial && account.segment == "sold") << account.id;
  }
  EXPECT_GT(trials, 300);
}

TEST_F(DatesTest, SomeAreEarlySomeLateAndSomeHaveGraduated) {
  int graduated = 0, on_time = 0, late = 0, open_late = 0, no_plan = 0;
  for (uint64_t i = 0; i < kAccounts; ++i) {
    const Account account = accounts_.At(i);
    const auto scored = Score(plan_, account);
    const auto value = [&](BuiltinFact fact) { return scored.evaluation.values[SlotOf(fact)]; };
    graduated += DayOf(account.date(EventField::kGraduatedAt)).has_value();
    no_plan += account.milestones.empty();
    const auto ratio = value(BuiltinFact::kMilestoneOnTimeRatio);
    if (ratio.kind == expression::Kind::kDouble) ++(ratio.number == 1 ? on_time : late);
    const auto open = value(BuiltinFact::kMilestoneDaysLateOpenMax);
    open_late += open.kind == expression::Kind::kDouble && open.number >= 30;
  }
  EXPECT_GT(graduated, 100);
  EXPECT_GT(on_time, 100);
  EXPECT_GT(late, 200);
  EXPECT_GT(open_late, 30);
  EXPECT_GT(no_plan, 20);
}

}  // namespace
}  // namespace bellwether::generation
