// What metrics say of alerts, counted in a real store.
#include "server/book/alert_monitor.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/alerts.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/book/stored_body.h"
#include "server/store/open_store.h"
#include "tests/server/exposed_text.h"
#include "tests/server/pack_on_disk.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const absl::Time kBegin = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01

std::vector<store::DeskVerdict> ShowOrHold(const store::DeskQueue& queue) {
  std::vector<store::DeskVerdict> verdicts;
  for (size_t i = 0; i < queue.entries.size(); ++i) {
    const bool held = queue.entries[i].alert.csm == "busy";
    verdicts.push_back(
        {i, held ? store::AlertStanding::kHeldBack : store::AlertStanding::kShown, queue.now, ""});
  }
  return verdicts;
}

class AlertMonitorTest : public ::testing::Test {
 protected:
  AlertMonitorTest() {
    std::filesystem::create_directories(folder_);
    auto opened = store::OpenStore("sqlite:" + (folder_ / "store.db").string(), {}, kBegin);
    EXPECT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
    Begin();
  }
  ~AlertMonitorTest() override {
    monitor_.reset();
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  void Begin(size_t most_rules = 500) {
    AlertMonitor::Settings settings;
    settings.in_charge = [this] { return in_charge_; };
    settings.most_rules = most_rules;
    settings.now = [this] { return now_; };
    monitor_ = std::make_unique<AlertMonitor>(settings, *store_, log_.log());
    monitor_->Look();
  }

  // That an account raises an alert of the rule, with a task that is due an hour later, and one
  // that is due in a week.
  static store::EvaluatedAlerts Raised(const std::string& account, const std::string& rule) {
    store::EvaluatedAlerts both;
    both.evaluation.of = {"", account};
    both.evaluation.as_of = kBegin;
    both.evaluation.body = "{}";
    both.evaluation.records = 2;  // a record and its kind
    both.alert_version = 0;
    store::AlertChange& change = both.alerts.emplace();
    change.of = both.evaluation.of;
    change.now = kBegin;
    store::AlertChange::Alert alert;
    alert.people_see = true;
    alert.row.key = alert.row.lead = rule;
    alert.row.severity = "red";
    alert.row.raised_at = kBegin;
    alert.row.body = "{}";
    change.alerts.push_back(alert);
    for (const absl::Duration due : {absl::Hours(1), absl::Hours(24 * 7)}) {
      store::AlertChange::Task task;
      task.row.due_at = kBegin + due;
      task.row.body = "{}";
      change.tasks.push_back(task);
    }
    v1::AlertEvent raised;
    raised.set_kind(v1::ALERT_EVENT_KIND_RAISED);
    raised.set_alert(rule);
    raised.set_lead(rule);
    raised.set_severity("red");
    change.events.push_back({0, kBegin, EncodeBody(raised)});
    return both;
  }
  void Put(const store::EvaluatedAlerts& one) {
    const std::string& account = one.evaluation.of.account;
    const std::vector<store::StoredRecord> records = {
        {account, "survey", account, kBegin, kBegin, "{}"}};
    ASSERT_TRUE(store_->PutRecords({"", "", kBegin}, records).ok());
    const std::vector<store::EvaluatedAlerts> evaluated = {one};
    const auto put = store_->alerts().PutEvaluated(evaluated, &ShowOrHold);
    ASSERT_TRUE(put.ok()) << put.status();
  }
  double Alerts(const std::string& rule, const std::string& state) {
    return SampleOf(TextOf(*monitor_), absl::StrCat("bellwether_alerts{alert=\"", rule,
                                                    "\",severity=\"red\",state=\"", state, "\"}"));
  }
  double Events(const std::string& rule, const std::string& kind) {
    return SampleOf(TextOf(*monitor_), absl::StrCat("bellwether_alert_events_total{alert=\"", rule,
                                                    "\",severity=\"red\",kind=\"", kind, "\"}"));
  }
  double Of(const std::string& sample) { return SampleOf(TextOf(*monitor_), sample); }

  const std::filesystem::path folder_ = testing_support::FolderOfTest();
  LogOfTest log_;
  std::unique_ptr<store::Store> store_;
  bool in_charge_ = true;
  absl::Time now_ = kBegin;
  std::unique_ptr<AlertMonitor> monitor_;
};

TEST_F(AlertMonitorTest, SaysHowAlertsAndTasksStand) {
  Put(Raised("acme", "turned_red"));
  store::EvaluatedAlerts held = Raised("bolt", "turned_red");
  held.alerts->alerts[0].row.csm = "busy";
  Put(held);
  store::EvaluatedAlerts taken = Raised("corp", "turned_red");
  taken.alerts->alerts[0].row.csm = "busy";
  taken.alerts->alerts[0].row.acknowledged_at = kBegin;
  Put(taken);
  store::EvaluatedAlerts quiet = Raised("dune", "silent");
  quiet.alerts->alerts[0].row.snoozed_until = kBegin + absl::Hours(3);
  Put(quiet);
  store::EvaluatedAlerts over = Raised("echo", "silent");
  over.alerts->alerts[0].row.resolved_at = kBegin;
  over.alerts->tasks.clear();
  Put(over);
  now_ = kBegin + absl::Hours(2);
  monitor_->Look();
  EXPECT_EQ(Alerts("turned_red", "open"), 1);
  EXPECT_EQ(Alerts("turned_red", "held_back"), 1);
  EXPECT_EQ(Alerts("turned_red", "acknowledged"), 1);
  EXPECT_EQ(Alerts("turned_red", "snoozed"), 0);
  EXPECT_EQ(Alerts("silent", "snoozed"), 1);
  EXPECT_EQ(Alerts("silent", "open"), 0);
  EXPECT_EQ(Events("turned_red", "raised"), 3);
  EXPECT_EQ(Events("silent", "raised"), 2);
  EXPECT_EQ(Events("silent", "escalated"), 0);
  EXPECT_EQ(Of("bellwether_tasks{state=\"overdue\"}"), 4);
  EXPECT_EQ(Of("bellwether_tasks{state=\"open\"}"), 4);
  EXPECT_EQ(Of("bellwether_alerts_untold_seconds"), 0);
  // The snooze ends, and nothing is counted twice.
  now_ = kBegin + absl::Hours(4);
  monitor_->Look();
  EXPECT_EQ(Alerts("silent", "open"), 1);
  EXPECT_EQ(Alerts("silent", "snoozed"), 0);
  EXPECT_EQ(Events("silent", "raised"), 2);
}

TEST_F(AlertMonitorTest, OneOfSeveralServersTells) {
  in_charge_ = false;
  Begin();
  Put(Raised("acme", "turned_red"));
  monitor_->Look();
  EXPECT_THAT(TextOf(*monitor_), Not(HasSubstr("bellwether_alerts{")));
  EXPECT_EQ(Of("bellwether_alerts_untold_seconds"), -1);
  in_charge_ = true;
  Put(Raised("bolt", "turned_red"));
  monitor_->Look();
  EXPECT_EQ(Alerts("turned_red", "open"), 2);
  EXPECT_EQ(Events("turned_red", "raised"), 1);  // the other server has counted the first one
  in_charge_ = false;
  monitor_->Look();
  EXPECT_THAT(TextOf(*monitor_), Not(HasSubstr("bellwether_alerts{")));
  EXPECT_EQ(Events("turned_red", "raised"), 1);
}

TEST_F(AlertMonitorTest, SaysForHowLongSomethingIsLate) {
  store::EvaluatedAlerts one = Raised("acme", "turned_red");
  one.alerts->events[0].told_at = kBegin + absl::Hours(1);
  one.evaluation.next_change_at = kBegin + absl::Hours(2);
  Put(one);
  const auto untold = [this] { return Of("bellwether_alerts_untold_seconds"); };
  const auto late = [this] { return Of("bellwether_continuous_evaluations_late_seconds"); };
  monitor_->Look();
  EXPECT_EQ(untold(), 0);
  EXPECT_EQ(late(), 0);
  // Counted from when it is seen, and the clock goes on also when nobody looks.
  now_ = kBegin + absl::Hours(1);
  monitor_->Look();
  now_ += absl::Minutes(5);
  EXPECT_EQ(untold(), 300);
  EXPECT_EQ(late(), 0);
  now_ = kBegin + absl::Hours(2);
  monitor_->Look();
  now_ += absl::Minutes(1);
  monitor_->Look();
  EXPECT_EQ(untold(), 3'660);
  EXPECT_EQ(late(), 60);
}

TEST_F(AlertMonitorTest, RulesBeyondTheBoundAreOthers) {
  Begin(1);
  for (const char* account : {"acme", "bolt", "corp"}) Put(Raised(account, account));
  monitor_->Look();
  EXPECT_EQ(Events("acme", "raised"), 1);
  EXPECT_EQ(Events("bolt", "raised"), -1);
  EXPECT_EQ(Alerts("acme", "open"), 1);
  EXPECT_EQ(Of("bellwether_alert_events_total{alert=\"other\",severity=\"other\",kind=\"raised\"}"),
            2);
  EXPECT_EQ(Of("bellwether_alerts{alert=\"other\",severity=\"other\",state=\"open\"}"), 2);
}

}  // namespace
}  // namespace bellwether
