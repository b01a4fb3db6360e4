// Stories of one account: what holds when, what people do, and what comes of it.
#include "engine/alerts/account_alerts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/support/scored_account.h"

namespace bellwether::alerts {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing_support::PlanPointer;

constexpr Ternary kYes = Ternary::kTrue;
constexpr Ternary kNo = Ternary::kFalse;
constexpr Ternary kUnsure = Ternary::kUnknown;

// 2026-03-02 is a Monday; hours count from its beginning.
absl::Time At(double hours) {
  return absl::FromCivil(absl::CivilHour(2026, 3, 2, 0), absl::UTCTimeZone()) +
         absl::Hours(1) * hours;
}
constexpr double kDay = 24;

// A pack whose alerts are these lines; what they are about does not matter here.
PlanPointer Pack(const std::string& alerts) {
  return testing_support::PlanOf(absl::StrCat(R"(
severities: [red, yellow]
signals: {use: {type: ratio, description: x}}
alerts:
)",
                                              alerts));
}

std::string Alert(const char* name, const std::string& keys, const char* severity = "red") {
  return absl::StrCat("  ", name, ": {when: \"use < 0.5\", reason: x, severity: ", severity,
                      keys.empty() ? "" : ", ", keys, "}\n");
}

// One account; what came of each step, as "raised a @24" in hours, with "/told 32" where that is
// later.
class Story {
 public:
  explicit Story(PlanPointer plan) : plan_(std::move(plan)), alerts_(*plan_) {}

  std::vector<std::string> See(double hour, const std::vector<Ternary>& holds) {
    std::vector<AlertEvent> events;
    alerts_.Observe(At(hour), holds, absl::UTCTimeZone(), events);
    return Texts(events);
  }
  std::vector<std::string> Wait(double hour) {
    std::vector<AlertEvent> events;
    alerts_.Advance(At(hour), absl::UTCTimeZone(), events);
    return Texts(events);
  }
  absl::Status Do(AlertAction::Kind kind, const char* key, double hour, double until = 0) {
    std::vector<AlertEvent> events;
    return alerts_.Act({kind, key, At(hour), At(until), "kim"}, absl::UTCTimeZone(), events);
  }
  std::optional<double> Next() const {
    const auto next = alerts_.NextDue();
    if (!next) return std::nullopt;
    return absl::ToDoubleHours(*next - At(0));
  }
  const AlertState& state() const { return alerts_.state(); }

 private:
  static std::vector<std::string> Texts(const std::vector<AlertEvent>& events) {
    std::vector<std::string> texts;
    for (const AlertEvent& event : events) {
      std::string text = absl::StrCat(AlertEventName(event.kind), " ", event.alert, " @",
                                      absl::ToInt64Hours(event.at - At(0)));
      if (event.told_at > event.at) {
        absl::StrAppend(&text, "/told ", absl::ToInt64Hours(event.told_at - At(0)));
      }
      texts.push_back(text);
    }
    return texts;
  }

  PlanPointer plan_;
  AccountAlerts alerts_;
};

TEST(AccountAlertsTest, IsRaisedOnceWhenItsConditionBeginsAndEndsWithIt) {
  Story story(Pack(Alert("a", "")));
  EXPECT_THAT(story.See(0, {kNo}), IsEmpty());
  EXPECT_THAT(story.See(1, {kYes}), ElementsAre("raised a @1"));
  EXPECT_THAT(story.See(2, {kYes}), IsEmpty());
  EXPECT_THAT(story.See(3, {kNo}), ElementsAre("resolved a @3"));
  EXPECT_THAT(story.See(4, {kNo}), IsEmpty());
  EXPECT_THAT(story.See(5, {kYes}), ElementsAre("raised a @5"));
}

TEST(AccountAlertsTest, WhatIsUnknownNeitherBeginsNorEndsIt) {
  Story story(Pack(Alert("a", "")));
  EXPECT_THAT(story.See(0, {kUnsure}), IsEmpty());
  EXPECT_THAT(story.See(1, {kYes}), ElementsAre("raised a @1"));
  EXPECT_THAT(story.See(2, {kUnsure}), IsEmpty());
  EXPECT_THAT(story.See(3, {kYes}), IsEmpty()) << "it never ended";
  EXPECT_THAT(story.See(4, {kNo}), ElementsAre("resolved a @4"));
}

TEST(AccountAlertsTest, MustHoldForAsLongAsItSays) {
  Story story(Pack(Alert("a", "for: 2d")));
  EXPECT_THAT(story.See(0, {kYes}), IsEmpty());
  EXPECT_EQ(story.Next(), 2 * kDay);
  EXPECT_THAT(story.See(kDay, {kNo}), IsEmpty());
  EXPECT_EQ(story.Next(), std::nullopt);
  EXPECT_THAT(story.See(2 * kDay, {kYes}), IsEmpty());
  EXPECT_THAT(story.See(10 * kDay, {kYes}), ElementsAre("raised a @96"))
      << "when the time was over, not when somebody looked";
}

TEST(AccountAlertsTest, WhatEndsAtTheVeryMomentIsNotRaised) {
  Story story(Pack(Alert("a", "for: 2d")));
  story.See(0, {kYes});
  EXPECT_THAT(story.See(2 * kDay, {kNo}), IsEmpty());
}

TEST(AccountAlertsTest, ACooldownPutsOffAndLosesNothing) {
  Story story(Pack(Alert("a", "cooldown: 3d")));
  story.See(0, {kYes});
  EXPECT_THAT(story.See(kDay, {kNo}), ElementsAre("resolved a @24"));
  EXPECT_THAT(story.See(2 * kDay, {kYes}), IsEmpty());
  EXPECT_EQ(story.Next(), 4 * kDay);
  EXPECT_THAT(story.See(5 * kDay, {kYes}), ElementsAre("raised a @96"));
}

TEST(AccountAlertsTest, WhatIsOverBeforeTheCooldownIsNotRaised) {
  Story story(Pack(Alert("a", "cooldown: 3d")));
  story.See(0, {kYes});
  story.See(kDay, {kNo});
  story.See(2 * kDay, {kYes});
  EXPECT_THAT(story.See(3 * kDay, {kNo}), IsEmpty());
  EXPECT_THAT(story.See(9 * kDay, {kNo}), IsEmpty());
}

TEST(AccountAlertsTest, AlertsWithOneKeyAreOneAndTheWorstLeads) {
  Story story(
      Pack(Alert("mild", "dedupe: health", "yellow") + Alert("grave", "dedupe: health", "red")));
  EXPECT_THAT(story.See(0, {kYes, kNo}), ElementsAre("raised mild @0"));
  ASSERT_TRUE(story.Do(AlertAction::Kind::kAcknowledge, "health", 1).ok());
  EXPECT_THAT(story.See(2, {kNo, kYes}), ElementsAre("grouped grave @2"))
      << "yellow that turns red goes on";
  ASSERT_EQ(story.state().open.size(), 1u);
  EXPECT_EQ(story.state().open[0].lead, "grave");
  EXPECT_EQ(story.state().open[0].times, 2u);
  EXPECT_FALSE(story.state().open[0].acknowledged_at.has_value()) << "that was of less";
  EXPECT_THAT(story.See(3, {kYes, kYes}), ElementsAre("grouped mild @3"));
  EXPECT_EQ(story.state().open[0].lead, "grave");
  EXPECT_THAT(story.See(4, {kYes, kNo}), IsEmpty());
  EXPECT_THAT(story.See(5, {kNo, kNo}), ElementsAre("resolved grave @5"));
}

TEST(AccountAlertsTest, IsEscalatedWhenNobodyActs) {
  Story story(Pack(Alert("a", "escalate_after: 2d, escalate_to: [boss]")));
  story.See(0, {kYes});
  EXPECT_EQ(story.Next(), 2 * kDay);
  EXPECT_THAT(story.Wait(9 * kDay), ElementsAre("escalated a @48")) << "once";
  EXPECT_THAT(story.See(10 * kDay, {kNo}), ElementsAre("resolved a @240"));
}

TEST(AccountAlertsTest, SomebodyWhoActsStopsEscalationAndReminders) {
  Story story(Pack(Alert("a", "escalate_after: 2d, remind_every: 1d")));
  story.See(0, {kYes});
  EXPECT_THAT(story.Wait(1.5 * kDay), ElementsAre("reminded a @24"));
  ASSERT_TRUE(story.Do(AlertAction::Kind::kAcknowledge, "a", 1.5 * kDay).ok());
  EXPECT_EQ(story.Next(), std::nullopt);
  EXPECT_THAT(story.Wait(9 * kDay), IsEmpty());
}

TEST(AccountAlertsTest, WhatIsSnoozedIsQuietUntilThen) {
  Story story(Pack(Alert("a", "escalate_after: 2d, remind_every: 1d")));
  story.See(0, {kYes});
  ASSERT_TRUE(story.Do(AlertAction::Kind::kSnooze, "a", 1, 5 * kDay).ok());
  EXPECT_THAT(story.Wait(5 * kDay - 1), IsEmpty());
  EXPECT_THAT(story.Wait(5 * kDay), ElementsAre("escalated a @120", "reminded a @120"));
  EXPECT_THAT(story.Wait(6 * kDay), ElementsAre("reminded a @144"));
}

TEST(AccountAlertsTest, PeopleEndItAndItIsNotRaisedAgainBeforeItBeginsAnew) {
  Story story(Pack(Alert("a", "")));
  story.See(0, {kYes});
  ASSERT_TRUE(story.Do(AlertAction::Kind::kResolve, "a", 1).ok());
  EXPECT_THAT(story.state().open, IsEmpty());
  EXPECT_THAT(story.See(2, {kYes}), IsEmpty());
  EXPECT_THAT(story.See(3, {kNo}), IsEmpty());
  EXPECT_THAT(story.See(4, {kYes}), ElementsAre("raised a @4"));
}

TEST(AccountAlertsTest, WhatPeopleAloneEndOutlivesItsCondition) {
  Story story(Pack(Alert("a", "resolve: person")));
  story.See(0, {kYes});
  EXPECT_THAT(story.See(1, {kNo}), IsEmpty());
  EXPECT_THAT(story.See(2, {kYes}), ElementsAre("grouped a @2")) << "again, while it is open";
  story.See(3, {kNo});
  EXPECT_TRUE(story.Do(AlertAction::Kind::kResolve, "a", 4).ok());
  EXPECT_THAT(story.state().open, IsEmpty());
}

TEST(AccountAlertsTest, ActionsOnWhatIsNotOpenAreRefusedAndSayWhatIs) {
  Story story(Pack(Alert("a", "")));
  EXPECT_EQ(story.Do(AlertAction::Kind::kAcknowledge, "a", 0).code(), absl::StatusCode::kNotFound);
  story.See(1, {kYes});
  const absl::Status status = story.Do(AlertAction::Kind::kResolve, "b", 2);
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("open: a"));
  EXPECT_EQ(story.Do(AlertAction::Kind::kSnooze, "a", 3, 2).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(story.state().open.size(), 1u);
}

TEST(AccountAlertsTest, QuietHoursPutOffWhatIsToldAndWhatCountsFromThen) {
  Story story(
      Pack(Alert("a", "escalate_after: 2h, quiet_hours: {from: \"18:00\", to: \"08:00\"}")));
  EXPECT_THAT(story.See(20, {kYes}), ElementsAre("raised a @20/told 32"));
  EXPECT_EQ(story.Next(), 34) << "two hours after people were told";
  EXPECT_THAT(story.Wait(40), ElementsAre("escalated a @34"));
  EXPECT_THAT(story.See(43, {kNo}), ElementsAre("resolved a @43/told 56"));
}

TEST(AccountAlertsTest, WhatIsOverBeforePeopleAreToldIsToldAllTheSame) {
  Story story(Pack(Alert("a", "quiet_hours: {from: \"18:00\", to: \"08:00\"}")));
  EXPECT_THAT(story.See(20, {kYes}), ElementsAre("raised a @20/told 32"));
  EXPECT_THAT(story.See(22, {kNo}), ElementsAre("resolved a @22/told 32"));
}

TEST(AccountAlertsTest, AClockThatIsSetBackStandsStill) {
  Story story(Pack(Alert("a", "for: 1d")));
  story.See(10, {kYes});
  EXPECT_THAT(story.See(2, {kYes}), IsEmpty());
  EXPECT_THAT(story.Wait(3), IsEmpty());
  EXPECT_THAT(story.See(40, {kYes}), ElementsAre("raised a @34"));
}

TEST(AccountAlertsTest, ARuleThatThePackNoLongerHasEndsWhatItRaised) {
  const auto before = Pack(Alert("gone", "") + Alert("stays", ""));
  const auto after = Pack(Alert("stays", ""));
  AccountAlerts first(*before);
  std::vector<AlertEvent> events;
  first.Observe(At(0), {kYes, kYes}, absl::UTCTimeZone(), events);
  AccountAlerts second(*after, first.state());
  events.clear();
  second.Observe(At(1), {kYes}, absl::UTCTimeZone(), events);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].kind, AlertEventKind::kResolved);
  EXPECT_EQ(events[0].key, "gone");
  EXPECT_EQ(events[0].by, "rules");
  ASSERT_EQ(second.state().open.size(), 1u);
  EXPECT_EQ(second.state().open[0].key, "stays");
}

// One input of a random story.
struct Step {
  double hour = 0;
  bool observes = true;
  std::vector<Ternary> holds;
  AlertAction::Kind kind = AlertAction::Kind::kAcknowledge;
  std::string key;
};

std::vector<Step> RandomSteps(std::mt19937& random) {
  std::vector<Step> steps;
  double hour = 0;
  for (int i = 0; i < 60; ++i) {
    Step step;
    hour += static_cast<double>(random() % 30);
    step.hour = hour;
    step.observes = random() % 5 != 0;
    for (int rule = 0; rule < 4; ++rule) step.holds.push_back(static_cast<Ternary>(random() % 3));
    step.kind = static_cast<AlertAction::Kind>(random() % 3);
    step.key = random() % 2 == 0 ? "health" : "alone";
    steps.push_back(step);
  }
  return steps;
}

std::vector<std::string> Tell(const Plan& plan, const std::vector<Step>& steps, bool kept) {
  std::vector<AlertEvent> events;
  AlertState state;
  AccountAlerts whole(plan);
  for (const Step& step : steps) {
    AccountAlerts taken_up(plan, state);
    AccountAlerts& alerts = kept ? taken_up : whole;
    if (step.observes) {
      alerts.Observe(At(step.hour), step.holds, absl::UTCTimeZone(), events);
    } else {
      alerts
          .Act({step.kind, step.key, At(step.hour), At(step.hour + 50), "kim"}, absl::UTCTimeZone(),
               events)
          .IgnoreError();
    }
    state = alerts.state();
  }
  std::vector<std::string> texts;
  for (const AlertEvent& event : events) {
    texts.push_back(absl::StrCat(AlertEventName(event.kind), " ", event.key, " ", event.alert, " ",
                                 absl::FormatTime(event.at), " ", absl::FormatTime(event.told_at),
                                 " ", event.times, event.by));
  }
  return texts;
}

PlanPointer BusyPack() {
  return Pack(Alert("mild", "dedupe: health, cooldown: 2d, escalate_after: 1d", "yellow") +
              Alert("grave", "dedupe: health, for: 1d, remind_every: 8h", "red") +
              Alert("alone",
                    "resolve: person, remind_every: 1d, escalate_after: 3d, "
                    "quiet_hours: {from: \"18:00\", to: \"08:00\", weekends: true}") +
              Alert("brief", "for: 6h, cooldown: 12h", "yellow"));
}

TEST(AccountAlertsPropertyTest, KeptAndTakenUpAgainItGoesOnAsIfNothingHadBeen) {
  const auto plan = BusyPack();
  for (uint32_t seed = 1; seed <= 200; ++seed) {
    std::mt19937 random(seed);
    const std::vector<Step> steps = RandomSteps(random);
    const std::vector<std::string> whole = Tell(*plan, steps, /*kept=*/false);
    EXPECT_FALSE(whole.empty());
    ASSERT_EQ(Tell(*plan, steps, /*kept=*/true), whole) << "seed " << seed;
  }
}

// What is open was raised and is not over; what is over was raised; time never goes back.
TEST(AccountAlertsPropertyTest, EveryEndHasABeginningAndTimeGoesForward) {
  const auto plan = BusyPack();
  for (uint32_t seed = 1; seed <= 200; ++seed) {
    std::mt19937 random(seed);
    AccountAlerts alerts(*plan);
    std::vector<AlertEvent> events;
    for (const Step& step : RandomSteps(random)) {
      alerts.Observe(At(step.hour), step.holds, absl::UTCTimeZone(), events);
    }
    std::set<std::string> open;
    absl::Time last = absl::InfinitePast();
    for (const AlertEvent& event : events) {
      EXPECT_GE(event.at, last) << "seed " << seed;
      EXPECT_GE(event.told_at, event.at);
      last = event.at;
      const bool begins = event.kind == AlertEventKind::kRaised;
      EXPECT_EQ(open.contains(event.key), !begins) << "seed " << seed << " " << event.key;
      if (begins) open.insert(event.key);
      if (event.kind == AlertEventKind::kResolved) open.erase(event.key);
    }
    EXPECT_EQ(open.size(), alerts.state().open.size());
  }
}

// What comes next is what happens, if nobody acts.
TEST(AccountAlertsTest, TheOutlookIsWhatHappens) {
  const PlanPointer plan =
      Pack(Alert("a", "remind_every: 2d, escalate_after: 3d, escalate_to: [board]"));
  AccountAlerts alerts(*plan);
  std::vector<AlertEvent> events;
  alerts.Observe(At(0), {kYes}, absl::UTCTimeZone(), events);
  ASSERT_EQ(alerts.state().open.size(), 1u);
  AlertOutlook outlook = alerts.OutlookOf(alerts.state().open[0]);
  EXPECT_EQ(outlook.reminds_at, At(2 * kDay));
  EXPECT_EQ(outlook.escalates_at, At(3 * kDay));
  alerts.Advance(At(3 * kDay), absl::UTCTimeZone(), events);
  outlook = alerts.OutlookOf(alerts.state().open[0]);
  EXPECT_EQ(outlook.reminds_at, At(4 * kDay));
  EXPECT_EQ(outlook.escalates_at, std::nullopt);  // once
  AlertAction action;
  action.kind = AlertAction::Kind::kSnooze;
  action.key = alerts.state().open[0].key;
  action.at = At(3 * kDay);
  action.until = At(9 * kDay);
  ASSERT_TRUE(alerts.Act(action, absl::UTCTimeZone(), events).ok());
  EXPECT_EQ(alerts.OutlookOf(alerts.state().open[0]).reminds_at, At(9 * kDay));
  action.kind = AlertAction::Kind::kAcknowledge;
  ASSERT_TRUE(alerts.Act(action, absl::UTCTimeZone(), events).ok());
  EXPECT_EQ(alerts.OutlookOf(alerts.state().open[0]).reminds_at, std::nullopt);
}

}  // namespace
}  // namespace bellwether::alerts
