// Alerts that a store's accounts raise, as functions and over real connections.
#include "server/rpc/alerts_handlers.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/alerts.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "protos/wire/time_to_proto.h"
#include "server/book/continuous_evaluation.h"
#include "server/rpc/kept_texts.h"
#include "tests/server/accounts_fixture.h"
#include "tests/server/error_details.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kPack[] = R"(pack: alerting
version: 1.0.0
stages: [onboarding]
severities: [red, yellow]
signals:
  usage: {type: ratio}
  nps: {type: number}
alerts:
  low:
    when: "usage < 0.5"
    severity: red
    reason: Low use
    route: [csm]
    playbook: call
    remind_every: 2d
  unhappy:
    when: "nps < 0"
    severity: yellow
    reason: They are unhappy
    capacity: 1
    for: 1d
playbooks:
  call:
    steps:
      - {do: {en: Call them, id: Telepon mereka}, owner: csm, due_days: 0}
titles: {playbooks: {call: Panggilan}}
)";

class AlertsHandlersTest : public AccountsTest {
 protected:
  AlertsHandlersTest() {
    packs_.Publish(SnapshotOf(kPack));
    ContinuousEvaluation::Settings settings;
    settings.changes.rest = absl::ZeroDuration();
    settings.now = [this] { return now_; };
    continuous_ = std::make_unique<ContinuousEvaluation>(
        settings, *store_, [this](const std::string&) { return packs_.Pin(); }, Limits{}, log_);
    reader_ = std::make_unique<AlertReader>(AlertSource(*store_), continuous_->feed(), log_);
  }
  ~AlertsHandlersTest() override {
    server_.reset();
    reader_.reset();
    continuous_.reset();
  }

  AlertsHandlers Alerting() {
    return MakeAlertsHandlers({*store_, *reader_, *continuous_, continuous_->feed(),
                               [this](const std::string&) { return packs_.Pin(); }, log_});
  }
  void Work() {
    for (int i = 0; i < 100 && continuous_->Step(); ++i) {
    }
  }
  void Tell(const std::string& account, double usage, double nps = 40,
            const std::string& csm = "kim") {
    ++told_;  // what is told later happened later
    v1::Record record =
        RecordOfAccount(account, absl::StrCat(account, told_), 5 + told_, usage, nps);
    v1::RecordField& field = *record.add_fields();
    field.set_name("csm");
    field.set_text(csm);
    Put({record});
    continuous_->Changed("", std::vector<std::string>{account});
    Work();
  }

  std::vector<v1::Alert> List(v1::ListAlertsRequest request = {}) {
    v1::ListAlertsResponse page;
    const grpc::Status status = Ask(Alerting().list_alerts, request, page);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return {page.alerts().begin(), page.alerts().end()};
  }
  std::vector<v1::Task> Tasks(v1::ListTasksRequest request = {}) {
    v1::ListTasksResponse page;
    const grpc::Status status = Ask(Alerting().list_tasks, request, page);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return {page.tasks().begin(), page.tasks().end()};
  }
  v1::ListAlertEventsResponse Course(const v1::ListAlertEventsRequest& request) {
    v1::ListAlertEventsResponse page;
    const grpc::Status status = Ask(Alerting().list_alert_events, request, page);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return page;
  }
  static std::vector<std::string> KindsOf(const v1::ListAlertEventsResponse& page) {
    std::vector<std::string> kinds;
    for (const v1::AlertEvent& one : page.events()) {
      kinds.push_back(v1::AlertEventKind_Name(one.kind()).substr(17));
    }
    return kinds;
  }
  template <typename Request>
  static Request About(int64_t number, const std::string& reason = "") {
    Request request;
    request.set_number(number);
    request.mutable_context()->set_author("kim");
    request.mutable_context()->set_reason(reason);
    return request;
  }
  // "KIND #number account" of everything that was told.
  std::vector<std::string> Events() {
    std::vector<std::string> texts;
    const auto found = store_->alerts().After("", 0, 1'000);
    EXPECT_TRUE(found.ok()) << found.status();
    for (const auto& one : found.value_or(std::vector<store::StoredAlertEvent>())) {
      const size_t from = one.body.find("ALERT_EVENT_KIND_") + 17;
      texts.push_back(absl::StrCat(one.body.substr(from, one.body.find('"', from) - from), " #",
                                   one.alert, " ", one.account));
    }
    return texts;
  }
  void Serve(const ServerOptions& options = SmallOptions()) {
    reader_->Start();
    ServedHandlers handlers{MakeScoringHandlers({packs_, Limits{}, log_})};
    handlers.evaluations = MakeEvaluationsHandlers(
        {*store_, evaluations_, [this](const std::string&) { return packs_.Pin(); }, log_});
    handlers.alerts = Alerting();
    StartWith(options, std::move(handlers));
  }

  absl::Time now_ = absl::FromCivil(absl::CivilHour(2026, 3, 1, 0), absl::UTCTimeZone());
  std::unique_ptr<ContinuousEvaluation> continuous_;
  std::unique_ptr<AlertReader> reader_;
  PackFeed nobody_;
  EvaluationReader evaluations_{EvaluationSource(*store_), nobody_, log_};

 private:
  int told_ = 0;
};

TEST_F(AlertsHandlersTest, RaisesListsAndEndsAnAlert) {
  Tell("acme", 0.9);
  EXPECT_THAT(List(), IsEmpty());
  Tell("acme", 0.2);
  const auto alerts = List();
  ASSERT_THAT(alerts, SizeIs(1));
  const v1::Alert& alert = alerts[0];
  EXPECT_EQ(alert.account_id(), "acme");
  EXPECT_EQ(alert.alert(), "low");
  EXPECT_EQ(alert.severity(), "red");
  EXPECT_EQ(alert.reason(), "Low use");
  EXPECT_EQ(alert.state(), v1::ALERT_STATE_OPEN);
  EXPECT_EQ(alert.csm(), "kim");
  EXPECT_EQ(alert.playbook(), "call");
  EXPECT_FALSE(alert.held_back());
  EXPECT_NE(alert.etag(), "");
  const auto tasks = Tasks();
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks[0].alert(), alert.number());
  EXPECT_EQ(tasks[0].action(), "Call them");
  EXPECT_EQ(tasks[0].owner(), "csm");
  v1::ListTasksRequest indonesian;
  indonesian.set_language("id");
  EXPECT_EQ(Tasks(indonesian)[0].action(), "Telepon mereka");
  EXPECT_EQ(Tasks(indonesian)[0].playbook(), "call");
  Tell("acme", 0.8);
  EXPECT_THAT(List(), IsEmpty());
  EXPECT_THAT(Tasks(), IsEmpty());
  v1::ListAlertsRequest over;
  over.add_states(v1::ALERT_STATE_RESOLVED);
  ASSERT_THAT(List(over), SizeIs(1));
  EXPECT_EQ(List(over)[0].resolved_by(), "condition");
  EXPECT_THAT(Events(), ElementsAre("RAISED #1 acme", "RESOLVED #1 acme"));
}

// What time does comes with nobody asking.
TEST_F(AlertsHandlersTest, TimeAloneRemindsAndTellsWhatIsOverdue) {
  Tell("acme", 0.2);
  const auto next = store_->evaluations().NextDue();
  ASSERT_TRUE(next.ok() && next->has_value());
  EXPECT_LE(**next, now_ + absl::Hours(24));  // the task is due
  now_ += absl::Hours(24);
  Work();
  now_ += absl::Hours(24);
  Work();
  EXPECT_THAT(Events(), ElementsAre("RAISED #1 acme", "TASK_OVERDUE #1 acme", "REMINDED #1 acme"));
}

TEST_F(AlertsHandlersTest, PeopleActWithWhoAndWhy) {
  Tell("acme", 0.2);
  v1::AcknowledgeAlertResponse acknowledged;
  ASSERT_TRUE(
      Ask(Alerting().acknowledge_alert, About<v1::AcknowledgeAlertRequest>(1), acknowledged).ok());
  EXPECT_EQ(acknowledged.alert().state(), v1::ALERT_STATE_ACKNOWLEDGED);
  v1::ResolveAlertResponse resolved;
  auto request = About<v1::ResolveAlertRequest>(1, "the sponsor is back");
  request.mutable_context()->set_etag("0");
  const grpc::Status other = Ask(Alerting().resolve_alert, request, resolved);
  EXPECT_EQ(other.error_code(), grpc::StatusCode::ABORTED);
  EXPECT_THAT(other.error_message(), HasSubstr(acknowledged.alert().etag()));
  request.mutable_context()->set_etag(acknowledged.alert().etag());
  request.mutable_context()->set_request_id("r-1");
  ASSERT_TRUE(Ask(Alerting().resolve_alert, request, resolved).ok());
  EXPECT_EQ(resolved.alert().state(), v1::ALERT_STATE_RESOLVED);
  EXPECT_EQ(resolved.alert().resolved_by(), "kim");
  EXPECT_EQ(resolved.alert().resolution(), "the sponsor is back");
  // The same request again changes nothing; another one finds it over.
  ASSERT_TRUE(Ask(Alerting().resolve_alert, request, resolved).ok());
  const grpc::Status over =
      Ask(Alerting().resolve_alert, About<v1::ResolveAlertRequest>(1, "again"), resolved);
  EXPECT_EQ(over.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_THAT(Events(), ElementsAre("RAISED #1 acme", "ACKNOWLEDGED #1 acme", "RESOLVED #1 acme"));
  Work();  // its condition holds still
  EXPECT_THAT(List(), IsEmpty());
}

TEST_F(AlertsHandlersTest, ASnoozePutsOffAndATaskIsDone) {
  Tell("acme", 0.2);
  auto request = About<v1::SnoozeAlertRequest>(1);
  wire::TimeToProto(received_ + absl::Hours(96), *request.mutable_until());
  v1::SnoozeAlertResponse snoozed;
  ASSERT_TRUE(Ask(Alerting().snooze_alert, request, snoozed).ok());
  EXPECT_EQ(snoozed.alert().state(), v1::ALERT_STATE_SNOOZED);
  v1::CompleteTaskResponse done;
  ASSERT_TRUE(
      Ask(Alerting().complete_task, About<v1::CompleteTaskRequest>(1, "called"), done).ok());
  EXPECT_EQ(done.task().state(), v1::TASK_STATE_DONE);
  EXPECT_EQ(done.task().done_by(), "kim");
  EXPECT_EQ(done.task().note(), "called");
  Work();
  now_ = received_ + absl::Hours(95);
  Work();
  EXPECT_THAT(Events(), ElementsAre("RAISED #1 acme", "SNOOZED #1 acme", "TASK_DONE #1 acme"));
  now_ = received_ + absl::Hours(96);
  Work();
  EXPECT_THAT(Events().back(), "REMINDED #1 acme");
}

TEST_F(AlertsHandlersTest, MoreThanACsmCanTakeUpIsHeldBack) {
  for (const char* account : {"a", "b"}) Tell(account, 0.9, -10);
  now_ += absl::Hours(24);
  Work();
  auto alerts = List();
  ASSERT_THAT(alerts, SizeIs(2));
  EXPECT_NE(alerts[0].held_back(), alerts[1].held_back());
  const v1::Alert& shown = alerts[alerts[0].held_back() ? 1 : 0];
  v1::ResolveAlertResponse resolved;
  ASSERT_TRUE(Ask(Alerting().resolve_alert,
                  About<v1::ResolveAlertRequest>(shown.number(), "they are well"), resolved)
                  .ok());
  alerts = List();
  ASSERT_THAT(alerts, SizeIs(1));
  EXPECT_FALSE(alerts[0].held_back());
  EXPECT_THAT(Events().back(), HasSubstr("SHOWN"));
}

TEST_F(AlertsHandlersTest, AnErasureShowsWhatWasHeldBackForIt) {
  for (const char* account : {"a", "b"}) Tell(account, 0.9, -10);
  now_ += absl::Hours(24);
  Work();
  auto alerts = List();
  ASSERT_THAT(alerts, SizeIs(2));
  v1::DeleteAccountRequest request;
  request.set_account_id(alerts[alerts[0].held_back() ? 1 : 0].account_id());
  v1::DeleteAccountResponse response;
  const AccountsHandlers handlers =
      MakeAccountsHandlers({{packs_, Limits{}, log_}, *store_, continuous_.get()});
  ASSERT_TRUE(Ask(handlers.delete_account, request, response).ok());
  EXPECT_EQ(continuous_->CountAll().waiting, 1u);  // nobody sleeps over it
  Work();
  alerts = List();
  ASSERT_THAT(alerts, SizeIs(1));
  EXPECT_FALSE(alerts[0].held_back());
}

TEST_F(AlertsHandlersTest, ListsPageByPageAndByWhatIsAskedFor) {
  for (const char* account : {"a", "b", "c"}) Tell(account, 0.2, 40, account);
  v1::ListAlertsRequest request;
  request.set_page_size(2);
  v1::ListAlertsResponse page;
  ASSERT_TRUE(Ask(Alerting().list_alerts, request, page).ok());
  ASSERT_EQ(page.alerts_size(), 2);
  EXPECT_EQ(page.alerts(0).account_id(), "c");
  request.set_page_token(page.next_page_token());
  ASSERT_TRUE(Ask(Alerting().list_alerts, request, page).ok());
  ASSERT_EQ(page.alerts_size(), 1);
  EXPECT_EQ(page.next_page_token(), "");
  request = {};
  request.set_csm("b");
  EXPECT_THAT(List(request), SizeIs(1));
  request = {};
  for (int i = 0; i < 5'000; ++i) request.add_states(v1::ALERT_STATE_OPEN);
  EXPECT_THAT(List(request), SizeIs(3));
  request = {};
  request.add_severities("yellow");
  EXPECT_THAT(List(request), IsEmpty());
  v1::ListTasksRequest tasks;
  tasks.set_page_size(2);
  v1::ListTasksResponse first;
  ASSERT_TRUE(Ask(Alerting().list_tasks, tasks, first).ok());
  EXPECT_EQ(first.tasks_size(), 2);
  tasks.set_page_token(first.next_page_token());
  EXPECT_THAT(Tasks(tasks), SizeIs(1));
  tasks = {};
  tasks.set_account_id("b");
  EXPECT_THAT(Tasks(tasks), SizeIs(1));
  tasks = {};
  tasks.set_overdue(true);
  EXPECT_THAT(Tasks(tasks), IsEmpty());
}

// Whatever PutRecords takes, lists are asked for: an id, a CSM and a segment of max_text_bytes.
TEST_F(AlertsHandlersTest, ListsAreFilteredByAnythingThatARecordMaySay) {
  const std::string account(kMostWordBytes, 'a');
  const std::string csm(kMostWordBytes, 'k');
  v1::Record record = RecordOfAccount(account, "r1", 6, 0.2);
  v1::RecordField& field = *record.add_fields();
  field.set_name("csm");
  field.set_text(csm);
  ASSERT_EQ(Put({record}).results(0).outcome(), v1::RECORD_OUTCOME_STORED);
  continuous_->Changed("", std::vector<std::string>{account});
  Work();
  v1::ListAlertsRequest alerts;
  alerts.set_account_id(account);
  alerts.set_csm(csm);
  EXPECT_THAT(List(alerts), SizeIs(1));
  v1::ListTasksRequest tasks;
  tasks.set_account_id(account);
  tasks.set_csm(csm);
  EXPECT_THAT(Tasks(tasks), SizeIs(1));

  record.set_account(account + "a");
  EXPECT_EQ(Put({record}).results(0).outcome(), v1::RECORD_OUTCOME_REFUSED);
  alerts.set_account_id(account + "a");
  alerts.set_csm(csm + "k");
  alerts.add_segments(csm + "k");
  v1::ListAlertsResponse page;
  EXPECT_THAT(FieldsOf(Ask(Alerting().list_alerts, alerts, page)),
              ElementsAre("segments TOO_LONG", "account_id TOO_LONG", "csm TOO_LONG"));
  tasks.set_account_id(account + "a");
  tasks.set_csm(csm + "k");
  v1::ListTasksResponse listed;
  EXPECT_THAT(FieldsOf(Ask(Alerting().list_tasks, tasks, listed)),
              ElementsAre("account_id TOO_LONG", "csm TOO_LONG"));
}

TEST_F(AlertsHandlersTest, TheCourseOfAnAlertIsOneCallInPages) {
  Tell("acme", 0.2);
  Tell("bolt", 0.2);
  v1::AcknowledgeAlertResponse acknowledged;
  ASSERT_TRUE(Ask(Alerting().acknowledge_alert,
                  About<v1::AcknowledgeAlertRequest>(1, "I call them"), acknowledged)
                  .ok());
  EXPECT_EQ(acknowledged.alert().acknowledged().why(), "I call them");
  v1::ListAlertEventsRequest request;
  request.set_number(1);
  v1::ListAlertEventsResponse page = Course(request);
  EXPECT_THAT(KindsOf(page), ElementsAre("RAISED", "ACKNOWLEDGED"));
  EXPECT_EQ(page.events(1).by(), "kim");
  EXPECT_EQ(page.events(1).why(), "I call them");
  EXPECT_EQ(page.alert().number(), 1);
  EXPECT_EQ(page.alert().state(), v1::ALERT_STATE_ACKNOWLEDGED);
  EXPECT_EQ(page.alert().acknowledged().by(), "kim");
  ASSERT_EQ(page.rules_size(), 1);
  EXPECT_EQ(page.rules(0).name(), "low");
  EXPECT_EQ(page.rules(0).when(), "usage < 0.5");
  EXPECT_EQ(page.rules(0).remind_every_seconds(), 2 * 86'400);
  EXPECT_EQ(page.rules(0).playbook(), "call");
  EXPECT_EQ(page.rules(0).playbook_title(), "Panggilan");
  ASSERT_EQ(page.rules(0).steps_size(), 1);
  EXPECT_EQ(page.rules(0).steps(0).action(), "Call them");
  EXPECT_EQ(page.rules(0).steps(0).due_days(), 0);
  request.set_page_size(1);
  page = Course(request);
  EXPECT_THAT(KindsOf(page), ElementsAre("RAISED"));
  request.set_page_token(page.next_page_token());
  page = Course(request);
  EXPECT_THAT(KindsOf(page), ElementsAre("ACKNOWLEDGED"));
  EXPECT_EQ(page.next_page_token(), "");
  request.clear_page_token();
  request.set_newest_first(true);
  EXPECT_THAT(KindsOf(Course(request)), ElementsAre("ACKNOWLEDGED"));

  request.set_number(7);
  EXPECT_EQ(Ask(Alerting().list_alert_events, request, page).error_code(),
            grpc::StatusCode::NOT_FOUND);
  request.set_number(0);
  request.set_page_size(-1);
  EXPECT_THAT(FieldsOf(Ask(Alerting().list_alert_events, request, page)),
              ElementsAre("number MISSING_FIELD", "page_size OUT_OF_RANGE"));
}

TEST_F(AlertsHandlersTest, SaysWhatComesNextUnlessSomebodyActs) {
  Tell("acme", 0.2);
  const v1::Alert alert = List()[0];
  EXPECT_EQ(alert.next_reminder().at().seconds(), alert.raised_at().seconds() + 2 * 86'400);
  EXPECT_THAT(alert.next_reminder().to(), ElementsAre("csm"));
  EXPECT_FALSE(alert.has_next_escalation());
}

TEST_F(AlertsHandlersTest, WhatIsHeldBackIsListedByItsPlace) {
  for (const char* account : {"a", "b", "c"}) Tell(account, 0.9, -10);
  now_ += absl::Hours(24);
  Work();
  v1::ListAlertsRequest request;
  request.set_shown(v1::ALERT_SHOWN_SHOWN);
  EXPECT_THAT(List(request), SizeIs(1));
  EXPECT_FALSE(List(request)[0].has_place());
  request.set_shown(v1::ALERT_SHOWN_HELD_BACK);
  request.set_order(v1::ALERT_ORDER_STAKE);
  const auto held = List(request);
  ASSERT_THAT(held, SizeIs(2));
  EXPECT_EQ(held[0].place().rank(), 1);
  EXPECT_EQ(held[1].place().rank(), 2);
  EXPECT_EQ(held[1].place().held_back(), 2);
  request.set_page_size(1);
  v1::ListAlertsResponse page;
  ASSERT_TRUE(Ask(Alerting().list_alerts, request, page).ok());
  EXPECT_EQ(page.alerts(0).number(), held[0].number());
  ASSERT_EQ(page.rules_size(), 1);
  EXPECT_EQ(page.rules(0).capacity(), 1);
  EXPECT_EQ(page.rules(0).for_seconds(), 86'400);
  request.set_page_token(page.next_page_token());
  ASSERT_TRUE(Ask(Alerting().list_alerts, request, page).ok());
  EXPECT_EQ(page.alerts(0).number(), held[1].number());
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(AlertsHandlersTest, ListsSayWhatTheyCanBeAskedFor) {
  Tell("a", 0.2, 40, "kim");
  Tell("b", 0.2, 40, "kim");
  Tell("c", 0.2, 40, "");
  v1::ListAlertsRequest request;
  request.set_page_size(1);
  v1::ListAlertsResponse page;
  ASSERT_TRUE(Ask(Alerting().list_alerts, request, page).ok());
  EXPECT_FALSE(page.has_choices());
  request.set_with_choices(true);
  ASSERT_TRUE(Ask(Alerting().list_alerts, request, page).ok());
  ASSERT_EQ(page.choices().csms_size(), 2);
  EXPECT_EQ(page.choices().csms(0).word(), "kim");
  EXPECT_EQ(page.choices().csms(0).alerts(), 2);
  EXPECT_EQ(page.choices().csms(1).word(), "");
  ASSERT_EQ(page.choices().rules_size(), 1);
  EXPECT_EQ(page.choices().rules(0).word(), "low");
  EXPECT_EQ(page.choices().severities(0).alerts(), 3);
  request = {};
  request.set_without_csm(true);
  EXPECT_THAT(List(request), SizeIs(1));
  request = {};
  request.add_rules("unhappy");
  EXPECT_THAT(List(request), IsEmpty());
  request = {};
  request.add_segments("smb");
  EXPECT_THAT(List(request), IsEmpty());
  request.set_csm("kim");
  request.set_without_csm(true);
  request.set_shown(static_cast<v1::AlertShown>(7));
  request.set_order(static_cast<v1::AlertOrder>(7));
  for (int i = 0; i < 33; ++i) request.add_rules("low");
  request.set_language(std::string(200, 'e'));
  const grpc::Status wrong = Ask(Alerting().list_alerts, request, page);
  EXPECT_EQ(wrong.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FieldsOf(wrong),
              ElementsAre("rules TOO_MANY", "without_csm CONTRADICTION", "shown UNKNOWN_NAME",
                          "order UNKNOWN_NAME", "language TOO_LONG"));
}

TEST_F(AlertsHandlersTest, WhatIsOpenIsSaidInTheLanguageThatIsAskedFor) {
  std::string pack = kPack;
  const size_t from = pack.find("reason: Low use");
  pack.replace(from, 15, "reason: {en: Low use, id: Jarang dipakai}");
  packs_.Publish(SnapshotOf(pack));
  Tell("acme", 0.2);
  v1::ListAlertsRequest request;
  EXPECT_EQ(List(request)[0].reason(), "Low use");
  request.set_language("id");
  EXPECT_EQ(List(request)[0].reason(), "Jarang dipakai");
  request.set_language("tlh");
  EXPECT_EQ(List(request)[0].reason(), "Low use");
}

TEST_F(AlertsHandlersTest, WhatIsWrongIsSaidAtOnce) {
  v1::SnoozeAlertResponse snoozed;
  v1::SnoozeAlertRequest request;
  const grpc::Status status = Ask(Alerting().snooze_alert, request, snoozed);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FieldsOf(status), ElementsAre("number MISSING_FIELD", "context.author MISSING_FIELD",
                                            "until MISSING_FIELD"));
  v1::ResolveAlertResponse resolved;
  const grpc::Status silent =
      Ask(Alerting().resolve_alert, About<v1::ResolveAlertRequest>(1), resolved);
  EXPECT_THAT(silent.error_message(), HasSubstr("context.reason"));
  const grpc::Status unknown =
      Ask(Alerting().resolve_alert, About<v1::ResolveAlertRequest>(7, "because"), resolved);
  EXPECT_EQ(unknown.error_code(), grpc::StatusCode::NOT_FOUND);
  v1::CompleteTaskResponse done;
  EXPECT_EQ(Ask(Alerting().complete_task, About<v1::CompleteTaskRequest>(7), done).error_code(),
            grpc::StatusCode::NOT_FOUND);
  v1::ListTasksRequest tasks;
  tasks.set_alert(-1);
  tasks.set_overdue(true);
  tasks.add_states(v1::TASK_STATE_DONE);
  tasks.set_page_token("x");
  v1::ListTasksResponse page;
  const grpc::Status listed = Ask(Alerting().list_tasks, tasks, page);
  EXPECT_EQ(listed.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FieldsOf(listed), ElementsAre("alert OUT_OF_RANGE", "overdue CONTRADICTION",
                                            "page_token BAD_PAGE_TOKEN"));
}

TEST_F(AlertsHandlersTest, WatchesAreLimited) {
  ServerOptions options = SmallOptions();
  options.max_pack_watches = 1;
  Serve(options);
  const auto stub = v1::AlertsService::NewStub(Connect());
  grpc::ClientContext first, second;
  for (grpc::ClientContext* context : {&first, &second}) {
    context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  }
  const auto open = stub->WatchAlerts(&first, {});
  v1::WatchAlertsResponse message;
  ASSERT_TRUE(open->Read(&message));
  const auto refused = stub->WatchAlerts(&second, {});
  EXPECT_FALSE(refused->Read(&message));
  const grpc::Status status = refused->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), "max_pack_watches");
  first.TryCancel();
}

TEST_F(AlertsHandlersTest, AWatchGoesOnAtItsCursor) {
  Serve();
  const auto stub = v1::AlertsService::NewStub(Connect());
  std::string cursor;
  {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    const auto watch = stub->WatchAlerts(&context, {});
    v1::WatchAlertsResponse message;
    ASSERT_TRUE(watch->Read(&message));  // it is known from where on
    EXPECT_EQ(message.events_size(), 0);
    Tell("acme", 0.2);
    ASSERT_TRUE(watch->Read(&message));
    ASSERT_EQ(message.events_size(), 1);
    EXPECT_EQ(message.events(0).kind(), v1::ALERT_EVENT_KIND_RAISED);
    EXPECT_EQ(message.events(0).account_id(), "acme");
    EXPECT_EQ(message.events(0).number(), 1);
    cursor = message.cursor();
    context.TryCancel();
  }
  Tell("acme", 0.9);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  v1::WatchAlertsRequest request;
  request.set_cursor(cursor);
  const auto watch = stub->WatchAlerts(&context, request);
  v1::WatchAlertsResponse message;
  ASSERT_TRUE(watch->Read(&message));
  ASSERT_EQ(message.events_size(), 1);
  EXPECT_EQ(message.events(0).kind(), v1::ALERT_EVENT_KIND_RESOLVED);
  EXPECT_EQ(message.events(0).by(), "condition");
  context.TryCancel();
}

}  // namespace
}  // namespace bellwether
