// The alerts of one account, from look to look, as a store would keep them in between.
#include "server/book/alert_course.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/book/alert_desk.h"
#include "server/book/stored_body.h"
#include "tests/server/test_packs.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// `yellow` waits a day, is told by day alone, and asks for two steps; `red` joins it at once.
constexpr char kPack[] = R"(pack: alerting
version: 1.0.0
severities: [red, yellow]
signals:
  usage: {type: ratio}
alerts:
  red:
    when: "usage < 0.1"
    severity: red
    reason: No use
    dedupe: health
    route: [csm, management]
    escalate_after: 2d
    escalate_to: [board]
  yellow:
    when: "usage < 0.5"
    severity: yellow
    reason: Low use
    dedupe: health
    route: [csm]
    for: 1d
    playbook: call
    quiet_hours: {from: "18:00", to: "08:00"}
  busy:
    when: "usage > 0.9"
    severity: yellow
    reason: Much use
    playbook: call
    capacity: 1
playbooks:
  call:
    steps:
      - {do: Call them, owner: csm, due_days: 1}
      - {do: Write it down, owner: csm}
)";

enum Rule { kRed, kYellow, kBusy };

class AlertCourseTest : public ::testing::Test {
 protected:
  static absl::Time Day(int day, int hour = 12) {
    return absl::FromCivil(absl::CivilHour(2026, 1, day, hour), absl::UTCTimeZone());
  }

  AlertCourse Course(absl::Time now) {
    return AlertCourse(*snapshot_->plan, {"", "acme"}, kept_, now);
  }
  // As a store does it: true, where something was written.
  bool Keep(AlertCourse course) {
    next_.reset();
    events_.clear();
    const auto change = course.Finish(next_);
    interventions_.clear();
    if (!change) return false;
    interventions_ = change->interventions;
    EXPECT_EQ(change->version, kept_.version);
    store::KeptAlerts kept;
    kept.version = kept_.version + 1;
    kept.state = change->state;
    std::vector<int64_t> numbers;
    for (const auto& alert : change->alerts) {
      store::StoredAlert row = alert.row;
      if (row.number == 0) row.number = ++alerts_;
      if (row.standing == store::AlertStanding::kUndecided) row.standing = standing_;
      if (alert.held_out) row.standing = store::AlertStanding::kHeldOut;
      numbers.push_back(row.number);
      last_ = row;
      if (!row.resolved_at) kept.open.push_back(row);
    }
    std::vector<store::StoredTask> tasks = kept_.tasks;
    for (const auto& task : change->tasks) {
      store::StoredTask row = task.row;
      if (row.number == 0) {
        row.number = ++tasks_;
        row.alert = numbers[task.alert];
        tasks.push_back(row);
        continue;
      }
      for (auto& before : tasks) {
        if (before.number == row.number) before = row;
      }
    }
    for (const auto& task : tasks) {
      if (task.standing == store::TaskStanding::kOpen) kept.tasks.push_back(task);
    }
    for (const auto& event : change->events) {
      v1::AlertEvent told;
      EXPECT_TRUE(DecodeBody(event.body, "an event", told).ok());
      events_.push_back(absl::StrCat(
          v1::AlertEventKind_Name(told.kind()).substr(std::string("ALERT_EVENT_KIND_").size()), " ",
          told.alert(), told.by().empty() ? "" : " by ", told.by()));
      told_at_ = event.told_at;
      told_ = told;
      if (event.told_at > change->now &&
          (!kept.next_told_at || event.told_at < *kept.next_told_at)) {
        kept.next_told_at = event.told_at;
      }
    }
    kept_ = kept;
    return true;
  }
  // Looks at the account while these rules hold.
  bool Look(absl::Time now, const std::vector<Rule>& holding) {
    AlertCourse course = Course(now);
    std::vector<Ternary> holds(3, Ternary::kFalse);
    for (const Rule rule : holding) holds[rule] = Ternary::kTrue;
    course.Observe(holds, {absl::UTCTimeZone(), "kim", 100, "poor"});
    return Keep(std::move(course));
  }

  // The first one that is open, as it is told.
  v1::Alert Told() {
    v1::Alert alert;
    if (!kept_.open.empty()) {
      EXPECT_TRUE(DecodeBody(kept_.open[0].body, "an alert", alert).ok());
    }
    return alert;
  }
  static absl::Time TimeOf(const google::protobuf::Timestamp& at) {
    return absl::FromUnixSeconds(at.seconds());
  }

  SnapshotPointer snapshot_ = SnapshotOf(kPack);
  store::KeptAlerts kept_;
  store::AlertStanding standing_ = store::AlertStanding::kShown;  // of new ones
  int64_t alerts_ = 0, tasks_ = 0;
  std::optional<absl::Time> next_;
  std::vector<std::string> events_;                              // of the last look
  std::vector<store::AlertChange::Intervention> interventions_;  // likewise
  absl::Time told_at_;
  v1::AlertEvent told_;
  store::StoredAlert last_;
};

TEST_F(AlertCourseTest, WhatDoesNotHoldIsNothingToKeep) {
  EXPECT_FALSE(Look(Day(5), {}));
  EXPECT_FALSE(next_);
}

TEST_F(AlertCourseTest, IsRaisedWhenItHasHeldForSoLong) {
  EXPECT_TRUE(Look(Day(5), {kYellow}));
  EXPECT_THAT(events_, IsEmpty());
  EXPECT_EQ(next_, Day(6));
  EXPECT_FALSE(Look(Day(5, 13), {kYellow}));  // nothing new: nothing is written
  EXPECT_EQ(next_, Day(6));
  EXPECT_TRUE(Look(Day(6), {kYellow}));
  EXPECT_THAT(events_, ElementsAre("RAISED yellow"));
  EXPECT_EQ(told_.severity(), "yellow");
  EXPECT_EQ(told_.reason(), "Low use");
  EXPECT_EQ(told_.to(0), "csm");
  EXPECT_EQ(told_.csm(), "kim");
  ASSERT_THAT(kept_.open, SizeIs(1));
  EXPECT_EQ(kept_.open[0].key, "health");
  EXPECT_EQ(kept_.open[0].csm, "kim");
  EXPECT_EQ(kept_.open[0].stake, 100);
}

TEST_F(AlertCourseTest, StepsBecomeTasksThatAreDueAtTheEndOfADay) {
  Look(Day(5), {kYellow});
  Look(Day(6), {kYellow});
  ASSERT_THAT(kept_.tasks, SizeIs(2));
  EXPECT_EQ(kept_.tasks[0].owner, "csm");
  EXPECT_EQ(kept_.tasks[0].due_at, Day(8, 0));  // told on the sixth, and a day more
  EXPECT_EQ(kept_.tasks[1].due_at, std::nullopt);
  v1::Task task;
  ASSERT_TRUE(DecodeBody(kept_.tasks[0].body, "a task", task).ok());
  EXPECT_EQ(task.action(), "Call them");
  EXPECT_EQ(task.playbook(), "call");
  EXPECT_EQ(task.step(), 1);
  EXPECT_EQ(next_, Day(8, 0));
  EXPECT_FALSE(Look(Day(7), {kYellow}));  // they are made once
  EXPECT_TRUE(Look(Day(8, 0), {kYellow}));
  EXPECT_THAT(events_, ElementsAre("TASK_OVERDUE yellow"));
  EXPECT_EQ(told_.task(), 1);
  EXPECT_EQ(told_at_, Day(8, 8));  // it is quiet until then
  EXPECT_EQ(next_, Day(8, 8));
  EXPECT_TRUE(Look(Day(8, 8), {kYellow}));  // they are told, and nothing happens anew
  EXPECT_THAT(events_, IsEmpty());
}

TEST_F(AlertCourseTest, TasksAreDoneOrDroppedWithTheirAlert) {
  Look(Day(5), {kYellow});
  Look(Day(6), {kYellow});
  AlertCourse course = Course(Day(6, 13));
  ASSERT_TRUE(course.CompleteTask(1, {"kim", "called"}).ok());
  EXPECT_TRUE(absl::IsNotFound(course.CompleteTask(1, {"kim", ""})));
  EXPECT_TRUE(absl::IsNotFound(course.CompleteTask(9, {"kim", ""})));
  Keep(std::move(course));
  EXPECT_THAT(events_, ElementsAre("TASK_DONE yellow by kim"));
  EXPECT_EQ(told_.why(), "called");
  EXPECT_THAT(kept_.tasks, SizeIs(1));
  Look(Day(7), {});
  EXPECT_THAT(events_, ElementsAre("RESOLVED yellow by condition"));
  EXPECT_THAT(kept_.tasks, IsEmpty());
  EXPECT_THAT(kept_.open, IsEmpty());
  EXPECT_EQ(last_.resolved_at, Day(7));
}

TEST_F(AlertCourseTest, QuietHoursEndAtAMomentThatIsLookedForward) {
  Look(Day(5, 20), {kYellow});
  Look(Day(6, 20), {kYellow});
  EXPECT_THAT(events_, ElementsAre("RAISED yellow"));
  EXPECT_EQ(told_at_, Day(7, 8));
  EXPECT_EQ(next_, Day(7, 8));
}

TEST_F(AlertCourseTest, AWorseRuleJoinsAndIsEscalatedWhenNobodyActs) {
  Look(Day(5), {kYellow});
  Look(Day(6), {kYellow});
  Look(Day(7), {kYellow, kRed});
  EXPECT_THAT(events_, ElementsAre("GROUPED red"));
  EXPECT_EQ(told_.severity(), "red");
  EXPECT_EQ(kept_.open[0].number, 1);
  EXPECT_EQ(kept_.open[0].lead, "red");
  EXPECT_EQ(kept_.open[0].severity, "red");
  Look(Day(9), {kYellow, kRed});
  EXPECT_THAT(events_, ElementsAre("ESCALATED red", "TASK_OVERDUE red"));
}

TEST_F(AlertCourseTest, WhoeverActsIsNotReminded) {
  Look(Day(5), {kRed});
  AlertCourse course = Course(Day(5, 13));
  ASSERT_TRUE(course.Acknowledge(1, {"kim", "on it"}).ok());
  Keep(std::move(course));
  EXPECT_THAT(events_, ElementsAre("ACKNOWLEDGED red by kim"));
  EXPECT_EQ(kept_.open[0].acknowledged_at, Day(5, 13));
  EXPECT_FALSE(next_);
  EXPECT_FALSE(Look(Day(20), {kRed}));
}

TEST_F(AlertCourseTest, ASnoozePutsOffAndItsEndIsLookedForward) {
  Look(Day(5), {kRed});
  EXPECT_EQ(next_, Day(7));
  AlertCourse course = Course(Day(5, 13));
  EXPECT_TRUE(absl::IsInvalidArgument(course.Snooze(1, Day(5, 13), {"kim", ""})));
  ASSERT_TRUE(course.Snooze(1, Day(9), {"kim", ""}).ok());
  Keep(std::move(course));
  EXPECT_EQ(kept_.open[0].snoozed_until, Day(9));
  EXPECT_EQ(next_, Day(9));
  Look(Day(9), {kRed});
  EXPECT_THAT(events_, ElementsAre("ESCALATED red"));
  EXPECT_EQ(told_.to(0), "board");
}

// What an alert says of itself beside its events: who did what, and what comes next.
TEST_F(AlertCourseTest, SaysWhoActedAndWhatComesNext) {
  Look(Day(5), {kRed});
  v1::Alert told = Told();
  EXPECT_FALSE(told.has_next_reminder());
  ASSERT_TRUE(told.has_next_escalation());
  EXPECT_EQ(TimeOf(told.next_escalation().at()), Day(7));
  EXPECT_EQ(TimeOf(told.next_escalation().told_at()), Day(7));
  EXPECT_THAT(told.next_escalation().to(), ElementsAre("board"));
  AlertCourse snoozing = Course(Day(5, 13));
  ASSERT_TRUE(snoozing.Snooze(1, Day(9), {"kim", "they are away"}).ok());
  Keep(std::move(snoozing));
  told = Told();
  EXPECT_EQ(told.snoozed().by(), "kim");
  EXPECT_EQ(told.snoozed().why(), "they are away");
  EXPECT_EQ(TimeOf(told.snoozed().at()), Day(5, 13));
  EXPECT_EQ(TimeOf(told.next_escalation().at()), Day(9));
  AlertCourse acknowledging = Course(Day(6));
  ASSERT_TRUE(acknowledging.Acknowledge(1, {"ana", "I call them"}).ok());
  Keep(std::move(acknowledging));
  told = Told();
  EXPECT_EQ(told.acknowledged().by(), "ana");
  EXPECT_EQ(told.acknowledged().why(), "I call them");
  EXPECT_EQ(told.snoozed().by(), "kim");
  EXPECT_FALSE(told.has_next_escalation());
  Look(Day(10), {});  // it is over, and says still who took care of it
  v1::Alert over;
  ASSERT_TRUE(DecodeBody(last_.body, "an alert", over).ok());
  EXPECT_EQ(over.acknowledged().by(), "ana");
  EXPECT_EQ(over.resolved_by(), "condition");
}

TEST_F(AlertCourseTest, WhatWasSaidOfLessIsGoneWhenAWorseRuleJoins) {
  Look(Day(5), {kYellow});
  Look(Day(6), {kYellow});
  AlertCourse course = Course(Day(6, 13));
  ASSERT_TRUE(course.Acknowledge(1, {"kim", "on it"}).ok());
  Keep(std::move(course));
  EXPECT_TRUE(Told().has_acknowledged());
  Look(Day(7), {kYellow, kRed});
  EXPECT_FALSE(Told().has_acknowledged());
  EXPECT_EQ(TimeOf(Told().next_escalation().at()), Day(9));
  Look(Day(9), {kYellow, kRed});  // it is escalated once
  EXPECT_FALSE(Told().has_next_escalation());
}

// Alerts of a server that did not say it yet do so from the next look on.
TEST_F(AlertCourseTest, WhatIsMissingIsSaidAtTheNextLook) {
  Look(Day(5), {kRed});
  v1::Alert old = Told();
  old.clear_next_escalation();
  kept_.open[0].body = EncodeBody(old);
  EXPECT_TRUE(Look(Day(5, 13), {kRed}));
  EXPECT_THAT(events_, IsEmpty());
  EXPECT_TRUE(Told().has_next_escalation());
}

TEST_F(AlertCourseTest, WhatPeopleResolvedIsRaisedAgainWhenItBeginsAnew) {
  Look(Day(5), {kRed});
  AlertCourse course = Course(Day(6));
  ASSERT_TRUE(course.Resolve(1, {"kim", "the sponsor is back"}).ok());
  Keep(std::move(course));
  EXPECT_THAT(events_, ElementsAre("RESOLVED red by kim"));
  v1::Alert message;
  ASSERT_TRUE(DecodeBody(last_.body, "an alert", message).ok());
  EXPECT_EQ(message.resolved_by(), "kim");
  EXPECT_EQ(message.resolution(), "the sponsor is back");
  EXPECT_TRUE(absl::IsNotFound(Course(Day(6)).Resolve(1, {"kim", ""})));
  EXPECT_FALSE(Look(Day(7), {kRed}));
  Look(Day(8), {});
  Look(Day(9), {kRed});
  EXPECT_THAT(events_, ElementsAre("RAISED red"));
  EXPECT_EQ(kept_.open[0].number, 2);
}

TEST_F(AlertCourseTest, WhatIsHeldBackHasNoTasksUntilItIsShown) {
  standing_ = store::AlertStanding::kHeldBack;
  Look(Day(5), {kBusy});
  EXPECT_THAT(events_, ElementsAre("RAISED busy"));
  EXPECT_THAT(kept_.tasks, IsEmpty());
  EXPECT_TRUE(Look(Day(6), {kBusy}));  // whether there is room is asked again
  EXPECT_THAT(kept_.tasks, IsEmpty());
  kept_.open[0].standing = store::AlertStanding::kShown;
  EXPECT_TRUE(Look(Day(7), {kBusy}));
  ASSERT_THAT(kept_.tasks, SizeIs(2));
  EXPECT_EQ(kept_.tasks[0].due_at, Day(9, 0));  // counted from when it was shown
}

TEST_F(AlertCourseTest, APackThatRefusesTheAccountLeavesItsAlerts) {
  Look(Day(5), {kRed});
  AlertCourse course = Course(Day(7));
  course.ObserveNothing();
  Keep(std::move(course));
  EXPECT_THAT(events_, ElementsAre("ESCALATED red"));
  EXPECT_THAT(kept_.open, SizeIs(1));
}

TEST_F(AlertCourseTest, AnotherPackGoesOnWithRulesOfTheSameName) {
  Look(Day(5), {kRed});
  std::string pack = kPack;
  pack.replace(pack.find("No use"), 6, "Unused");
  snapshot_ = SnapshotOf(pack);
  EXPECT_TRUE(Look(Day(6), {kRed}));
  EXPECT_THAT(events_, IsEmpty());
  v1::Alert message;
  ASSERT_TRUE(DecodeBody(kept_.open[0].body, "an alert", message).ok());
  EXPECT_EQ(message.reason(), "Unused");
  EXPECT_FALSE(Look(Day(6), {kRed}));
  // Where there is none of that name it ends.
  pack.replace(pack.find("  red:"), 6, "  rot:");
  snapshot_ = SnapshotOf(pack);
  EXPECT_TRUE(Look(Day(6), {}));
  EXPECT_THAT(events_, ElementsAre("RESOLVED red by rules"));
}

TEST_F(AlertCourseTest, WhatCannotBeReadIsRaisedAnew) {
  Look(Day(5), {kRed});
  kept_.state = "this is no state";
  Look(Day(6), {kRed});
  EXPECT_THAT(events_, ElementsAre("RESOLVED red by rules", "RAISED red"));
  ASSERT_THAT(kept_.open, SizeIs(1));
  EXPECT_EQ(kept_.open[0].number, 2);
}

// Whatever happens when: it makes no difference that all of it is put away after each step.
TEST_F(AlertCourseTest, GoesAsTheMachineThatIsNeverPutAway) {
  for (uint32_t seed = 0; seed < 50; ++seed) {
    std::mt19937 random(seed);
    const auto pick = [&random](uint32_t below) { return random() % below; };
    kept_ = {};
    alerts::AccountAlerts machine(*snapshot_->plan);
    absl::Time now = Day(5);
    for (int step = 0; step < 60; ++step) {
      now += absl::Minutes(pick(40 * 60));
      AlertCourse course = Course(now);
      std::vector<alerts::AlertEvent> expected;
      if (kept_.open.empty() || pick(4) > 0) {
        std::vector<Ternary> holds(3);
        for (Ternary& one : holds) {
          one = pick(5) == 0 ? Ternary::kUnknown : pick(2) == 0 ? Ternary::kTrue : Ternary::kFalse;
        }
        course.Observe(holds, {absl::UTCTimeZone(), "kim", 1});
        machine.Observe(now, holds, absl::UTCTimeZone(), expected);
      } else {
        const store::StoredAlert& open = kept_.open[pick(static_cast<uint32_t>(kept_.open.size()))];
        alerts::AlertAction action;
        action.kind = static_cast<alerts::AlertAction::Kind>(pick(3));
        action.key = open.key;
        action.at = now;
        action.until = now + absl::Hours(1 + pick(100));
        action.by = "kim";
        const AlertActor kim = {"kim", "because"};
        const absl::Status done = action.kind == alerts::AlertAction::Kind::kAcknowledge
                                      ? course.Acknowledge(open.number, kim)
                                  : action.kind == alerts::AlertAction::Kind::kSnooze
                                      ? course.Snooze(open.number, action.until, kim)
                                      : course.Resolve(open.number, kim);
        EXPECT_EQ(done, machine.Act(action, absl::UTCTimeZone(), expected));
      }
      std::vector<std::string> told;
      for (const alerts::AlertEvent& event : expected) {
        told.push_back(absl::StrCat(absl::AsciiStrToUpper(alerts::AlertEventName(event.kind)), " ",
                                    event.alert, event.by.empty() ? "" : " by ", event.by));
      }
      Keep(std::move(course));
      std::erase_if(events_, [](const std::string& one) { return one.starts_with("TASK_"); });
      ASSERT_EQ(events_, told) << "seed " << seed << ", step " << step;
      ASSERT_EQ(kept_.open.size(), machine.state().open.size());
    }
  }
}

// The lots of `call` by 7, a half: acme is helped, dune is left alone.
class HeldOutTest : public AlertCourseTest {
 protected:
  HeldOutTest() {
    std::string pack = kPack;
    pack.replace(pack.find("  call:\n"), 8, "  call:\n    holdout: {share: 0.5, seed: 7}\n");
    pack.replace(pack.find("    for: 1d\n"), 12, "    remind_every: 1d\n");
    snapshot_ = SnapshotOf(pack);
  }
  bool LookAtDune(absl::Time now, const std::vector<Rule>& holding) {
    AlertCourse course(*snapshot_->plan, {"", "dune"}, kept_, now);
    std::vector<Ternary> holds(3, Ternary::kFalse);
    for (const Rule rule : holding) holds[rule] = Ternary::kTrue;
    course.Observe(holds, {absl::UTCTimeZone(), "kim", 100, "poor"});
    return Keep(std::move(course));
  }
  v1::Alert Message() {
    v1::Alert message;
    EXPECT_TRUE(DecodeBody(last_.body, "an alert", message).ok());
    return message;
  }
};

TEST_F(HeldOutTest, WhoIsHelpedIsToldOfAsEver) {
  Look(Day(5), {kYellow});
  EXPECT_THAT(events_, ElementsAre("RAISED yellow"));
  EXPECT_EQ(told_.arm(), v1::ALERT_ARM_TREATED);
  EXPECT_EQ(told_.to(0), "csm");
  EXPECT_THAT(kept_.tasks, SizeIs(2));
  EXPECT_EQ(Message().arm(), v1::ALERT_ARM_TREATED);
  EXPECT_EQ(Message().assigned_playbook(), "call");
  ASSERT_THAT(interventions_, SizeIs(1));
  EXPECT_EQ(interventions_[0].playbook, "call");
  EXPECT_EQ(interventions_[0].rule, "yellow");
  EXPECT_EQ(interventions_[0].band, "poor");
  EXPECT_EQ(interventions_[0].begun_at, Day(5));
  ASSERT_TRUE(interventions_[0].lots);
  EXPECT_EQ(interventions_[0].lots->share, 0.5);
  EXPECT_EQ(interventions_[0].lots->seed, 7);
  EXPECT_FALSE(interventions_[0].lots->held_out);
  Look(Day(6), {kYellow});
  EXPECT_THAT(interventions_, IsEmpty());  // it began once
}

TEST_F(HeldOutTest, WhoIsLeftAloneIsShownAndNobodyIsTold) {
  LookAtDune(Day(5), {kYellow});
  EXPECT_THAT(events_, ElementsAre("RAISED yellow"));
  EXPECT_EQ(told_.arm(), v1::ALERT_ARM_HELD_OUT);
  EXPECT_EQ(told_.to_size(), 0);
  EXPECT_THAT(kept_.tasks, IsEmpty());
  EXPECT_EQ(Message().route_size(), 0);
  EXPECT_EQ(kept_.open[0].standing, store::AlertStanding::kHeldOut);
  ASSERT_TRUE(interventions_[0].lots);
  EXPECT_TRUE(interventions_[0].lots->held_out);
  // Nobody is reminded of what nobody was told.
  LookAtDune(Day(8), {kYellow});
  EXPECT_THAT(events_, IsEmpty());
  EXPECT_THAT(kept_.tasks, IsEmpty());
  LookAtDune(Day(9), {});
  EXPECT_THAT(events_, ElementsAre("RESOLVED yellow by condition"));
  EXPECT_EQ(told_.arm(), v1::ALERT_ARM_HELD_OUT);
  // The lots are those of the account: again.
  LookAtDune(Day(10), {kYellow});
  EXPECT_EQ(told_.arm(), v1::ALERT_ARM_HELD_OUT);
}

TEST_F(HeldOutTest, AWorseRuleThatJoinsIsTold) {
  LookAtDune(Day(5), {kYellow});
  LookAtDune(Day(6), {kYellow, kRed});
  EXPECT_THAT(events_, ElementsAre("GROUPED red"));
  EXPECT_EQ(told_.arm(), v1::ALERT_ARM_UNSPECIFIED);
  EXPECT_EQ(told_.to_size(), 2);
  EXPECT_EQ(Message().arm(), v1::ALERT_ARM_UNSPECIFIED);
  EXPECT_EQ(Message().assigned_playbook(), "");  // the red rule has none
  EXPECT_THAT(interventions_, IsEmpty());
  LookAtDune(Day(8), {kYellow, kRed});
  EXPECT_THAT(events_, ElementsAre("ESCALATED red"));
}

TEST_F(HeldOutTest, PeopleMayActOnItAllTheSame) {
  LookAtDune(Day(5), {kYellow});
  AlertCourse course(*snapshot_->plan, {"", "dune"}, kept_, Day(5, 13));
  ASSERT_TRUE(course.Acknowledge(1, {"kim", "seen"}).ok());
  Keep(std::move(course));
  EXPECT_THAT(events_, ElementsAre("ACKNOWLEDGED yellow by kim"));
  EXPECT_EQ(told_.arm(), v1::ALERT_ARM_HELD_OUT);
  EXPECT_THAT(kept_.tasks, IsEmpty());
}

// What was decided stays so until the alert is over, whatever a new pack says.
TEST_F(HeldOutTest, AnotherPackChangesNoLotsThatWereDrawn) {
  LookAtDune(Day(5), {kYellow});
  snapshot_ = SnapshotOf(kPack);
  LookAtDune(Day(6), {kYellow});
  EXPECT_EQ(Message().arm(), v1::ALERT_ARM_HELD_OUT);
  EXPECT_THAT(kept_.tasks, IsEmpty());
  LookAtDune(Day(7), {});
  LookAtDune(Day(8), {kYellow});
  LookAtDune(Day(9), {kYellow});
  EXPECT_EQ(Message().arm(), v1::ALERT_ARM_UNSPECIFIED);
  EXPECT_THAT(kept_.tasks, SizeIs(2));
}

TEST(AlertStateTest, ReadsWhatItWrote) {
  RememberedAlerts written;
  ASSERT_TRUE(absl::LoadTimeZone("Europe/Berlin", &written.facts.zone));
  written.facts.csm = "kim";
  written.facts.stake = 0.1;
  written.facts.band = "green";
  const absl::Time at = absl::FromUnixMicros(1'767'225'600'000'001);
  written.state.at = at;
  written.state.rules = {{"red", true, true, at, at}, {"yellow", false, false, at, std::nullopt}};
  alerts::OpenAlert open;
  open.key = "health";
  open.lead = "red";
  open.rules = {"yellow", "red"};
  open.times = 3;
  open.raised_at = open.told_at = open.last_told_at = at;
  open.escalated_at = at;
  written.state.open.push_back(open);
  const auto read = DecodeAlertState(EncodeAlertState(written));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(EncodeAlertState(*read), EncodeAlertState(written));
  EXPECT_EQ(read->facts.zone.name(), "Europe/Berlin");
  EXPECT_EQ(read->facts.band, "green");
  EXPECT_EQ(read->state.at, at);
  EXPECT_EQ(read->state.open[0].escalated_at, at);
  EXPECT_FALSE(read->state.open[0].acknowledged_at);
  EXPECT_TRUE(GoOnAlike(read->state, written.state));
  EXPECT_FALSE(IsBlank(read->state));
  EXPECT_TRUE(IsBlank(DecodeAlertState("")->state));
  EXPECT_TRUE(absl::IsDataLoss(DecodeAlertState("[]").status()));
}

// By stake, and what is shown stays shown.
TEST(AlertDeskTest, ShowsWhatIsAtStakeFirst) {
  const SnapshotPointer snapshot = SnapshotOf(kPack);
  const store::SettleDesk desk = MakeAlertDesk([&](const std::string&) { return snapshot; });
  store::DeskQueue queue;
  queue.csm = "kim";
  queue.rule = "busy";
  queue.capacity = 2;
  queue.now = absl::FromUnixSeconds(1'767'225'600);
  const auto add = [&](const std::string& account, double stake, store::AlertStanding standing) {
    store::StoredAlert alert;
    alert.of = {"", account};
    alert.key = "busy";
    alert.lead = "busy";
    alert.stake = stake;
    alert.standing = standing;
    alert.body = "{}";
    queue.entries.push_back({alert, ""});
  };
  add("small", 1, store::AlertStanding::kShown);
  add("middle", 10, store::AlertStanding::kUndecided);
  add("large", 100, store::AlertStanding::kHeldBack);
  add("other", 5, store::AlertStanding::kHeldBack);
  const auto verdicts = desk(queue);
  ASSERT_THAT(verdicts, SizeIs(2));  // of `other` it was told already
  EXPECT_EQ(verdicts[0].entry, 2u);
  EXPECT_EQ(verdicts[0].standing, store::AlertStanding::kShown);
  EXPECT_THAT(verdicts[0].body, HasSubstr("SHOWN"));
  EXPECT_EQ(verdicts[1].entry, 1u);
  EXPECT_EQ(verdicts[1].standing, store::AlertStanding::kHeldBack);
  EXPECT_THAT(verdicts[1].body, HasSubstr("\"rank\":1"));
  queue.capacity.reset();
  EXPECT_THAT(desk(queue), SizeIs(3));
}

}  // namespace
}  // namespace bellwether
