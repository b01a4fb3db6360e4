// Everything of a tenant, taken out of a server by one call and put into another by the other.
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/alerts.pb.h"
#include "bellwether/v1/evaluations.pb.h"
#include "bellwether/v1/transfer.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/book/account_evaluator.h"
#include "server/book/alert_state.h"
#include "server/book/book_observer.h"
#include "server/book/stored_body.h"
#include "server/rpc/transfer_handlers.h"
#include "tests/server/decisions_fixture.h"
#include "tests/server/error_details.h"

namespace bellwether {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

const absl::Time kNight = absl::FromUnixSeconds(1'768'000'000);  // 2026-01-09

class Told final : public BookObserver {
 public:
  void Changed(const std::string&, std::span<const std::string> its) override {
    accounts.insert(accounts.end(), its.begin(), its.end());
  }
  std::vector<std::string> accounts;
};

class TransferHandlersTest : public DecisionsTest {
 protected:
  TransferHandlers Moving() {
    return MakeTransferHandlers({{packs_, Limits{}, log_}, *store_, &told_});
  }

  void Serve() {
    ServedHandlers served{MakeScoringHandlers({packs_, Limits{}, log_}), std::nullopt, std::nullopt,
                          Handlers()};
    served.transfer = Moving();
    StartWith(SmallOptions(), std::move(served));
  }

  // The account as a server leaves it that has evaluated it twice, and raised an alert.
  void Fill() {
    Put({RecordOfAccount("acme", "r1", 5, 0.9), RecordOfAccount("acme", "r2", 6, 0.8)});
    Extend(7, 7);
    PutEvaluated("green", std::nullopt);
    PutEvaluated("red", OpenAlert());
  }
  void PutEvaluated(const std::string& band, std::optional<store::AlertChange> alerts) {
    v1::StoredEvaluation answer;
    v1::StoredModelScore& model = *answer.add_models();
    model.set_model("onboarding");
    model.set_score(40.5);
    model.set_band(band);
    model.set_primary(true);
    store::EvaluatedAlerts both;
    both.evaluation.of = {"", "acme"};
    both.evaluation.as_of = kNight + absl::Hours(++looks_);
    both.evaluation.facts_digest = "f";
    both.evaluation.pack_digest = "p";
    both.evaluation.body = EncodeAnswer(answer);
    both.evaluation.band = band;
    both.evaluation.records = 3;
    both.evaluation.next_change_at = kNight + absl::Hours(24);
    if (alerts) both.alert_version = 0;
    both.alerts = std::move(alerts);
    const auto put = store_->alerts().PutEvaluated(std::vector{both}, [](const store::DeskQueue&) {
      return std::vector<store::DeskVerdict>();
    });
    ASSERT_TRUE(put.ok()) << put.status();
  }
  static google::protobuf::Timestamp Stamp(absl::Time time) {
    google::protobuf::Timestamp stamp;
    stamp.set_seconds(absl::ToUnixSeconds(time));
    return stamp;
  }
  static store::AlertChange OpenAlert() {
    RememberedAlerts remembered;
    alerts::OpenAlert open;
    open.key = "health";
    open.lead = "turned_red";
    open.rules = {"turned_red"};
    open.raised_at = open.told_at = open.last_told_at = kNight;
    remembered.state.open.push_back(open);
    remembered.state.at = kNight;
    store::AlertChange change;
    change.of = {"", "acme"};
    change.state = EncodeAlertState(remembered);
    change.now = kNight;
    v1::Alert message;
    message.set_key("health");
    message.set_alert("turned_red");
    message.set_severity("red");
    message.set_reason("it is \"red\"");
    message.add_rules("turned_red");
    *message.mutable_raised_at() = Stamp(kNight);
    *message.mutable_told_at() = Stamp(kNight);
    *message.mutable_acknowledged_at() = Stamp(kNight + absl::Hours(1));
    store::AlertChange::Alert alert;
    alert.people_see = true;
    alert.row.key = "health";
    alert.row.lead = "turned_red";
    alert.row.severity = "red";
    alert.row.csm = "kim";
    alert.row.stake = 12.5;
    alert.row.raised_at = kNight;
    alert.row.acknowledged_at = kNight + absl::Hours(1);
    alert.row.body = EncodeBody(message);
    change.alerts.push_back(alert);
    v1::Task step;
    step.set_step(1);
    step.set_action("Call them");
    *step.mutable_due_at() = Stamp(kNight + absl::Hours(48));
    store::AlertChange::Task task;
    task.row.owner = "csm";
    task.row.csm = "kim";
    task.row.due_at = kNight + absl::Hours(48);
    task.row.body = EncodeBody(step);
    change.tasks.push_back(task);
    v1::AlertEvent event;
    event.set_kind(v1::ALERT_EVENT_KIND_RAISED);
    event.set_key("health");
    event.set_alert("turned_red");
    *event.mutable_at() = Stamp(kNight);
    change.events.push_back({0, kNight, EncodeBody(event)});
    change.interventions.push_back(
        {0, "save", "turned_red", "red", store::Lots{0.25, 7, false}, kNight});
    return change;
  }

  std::vector<v1::TransferItem> ExportAll() {
    CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_, nullptr, origin_};
    std::unique_ptr<Pages<v1::ExportAllResponse>> pages;
    EXPECT_TRUE(Moving().export_all(call, {}, pages).ok());
    std::vector<v1::TransferItem> items;
    while (!pages->is_over()) {
      const grpc::Status next = pages->Next(Stop(), [&](const v1::ExportAllResponse& response) {
        items.insert(items.end(), response.items().begin(), response.items().end());
      });
      EXPECT_TRUE(next.ok()) << next.error_message();
      if (!next.ok()) break;
    }
    return items;
  }
  // As one message of a call.
  grpc::Status Import(const std::vector<v1::TransferItem>& items, v1::ImportAllResponse& response) {
    CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_, nullptr, origin_};
    v1::ImportAllRequest request;
    for (const v1::TransferItem& item : items) *request.add_items() = item;
    const auto upload = Moving().import_all();
    const grpc::Status taken = upload->Take(call, request);
    if (!taken.ok()) return taken;
    return upload->WorkOfMessage()(Stop(),
                                   [&](const v1::ImportAllResponse& answer) { response = answer; });
  }
  static std::vector<v1::TransferOutcome> OutcomesOf(const v1::ImportAllResponse& response) {
    std::vector<v1::TransferOutcome> outcomes;
    for (const v1::TransferResult& result : response.results()) {
      outcomes.push_back(result.outcome());
    }
    return outcomes;
  }
  static std::vector<std::string> TextsOf(const std::vector<v1::TransferItem>& items) {
    std::vector<std::string> texts;
    for (const v1::TransferItem& item : items) texts.push_back(item.DebugString());
    return texts;
  }
  v1::TransferItem& StandingOf(std::vector<v1::TransferItem>& items) {
    for (v1::TransferItem& item : items) {
      if (item.has_standing()) return item;
    }
    ADD_FAILURE() << "there is none";
    return items.front();
  }
  void Forget() { ASSERT_TRUE(store_->Erase({"", "", received_}, "acme").ok()); }

  Told told_;
  int looks_ = 0;
};

TEST_F(TransferHandlersTest, AnotherServerHasEverything) {
  Fill();
  auto items = ExportAll();
  ASSERT_THAT(items, SizeIs(1 + 2 + 1 + 1 + 1));
  const v1::AccountStanding& standing = StandingOf(items).standing();
  EXPECT_EQ(standing.account_id(), "acme");
  EXPECT_EQ(standing.last_evaluation().evaluation().sequence(), 2);
  EXPECT_EQ(standing.last_evaluation().evaluation().models(0).band(), "red");
  EXPECT_EQ(standing.last_evaluation().records(), 3);
  ASSERT_EQ(standing.band_changes_size(), 2);
  ASSERT_EQ(standing.open_alerts_size(), 1);
  const v1::KeptAlert& alert = standing.open_alerts(0);
  EXPECT_EQ(alert.alert().reason(), "it is \"red\"");
  EXPECT_EQ(alert.alert().csm(), "kim");
  EXPECT_EQ(alert.alert().etag(), "");
  EXPECT_EQ(alert.place(), v1::ALERT_PLACE_UNDECIDED);
  EXPECT_EQ(alert.tasks(0).task().action(), "Call them");
  EXPECT_EQ(alert.events(0).sequence(), 1);
  EXPECT_EQ(alert.interventions(0).arm(), v1::ALERT_ARM_TREATED);
  const double score = ScoreAt("acme", MomentOfDay(7));

  Forget();
  ASSERT_THAT(ExportAll(), SizeIs(1));  // that such kinds are told
  v1::ImportAllResponse response;
  ASSERT_TRUE(Import(items, response).ok());
  auto outcomes = OutcomesOf(response);
  EXPECT_EQ(outcomes.front(), v1::TRANSFER_OUTCOME_ALREADY_THERE);  // the kinds
  outcomes.erase(outcomes.begin());
  EXPECT_THAT(outcomes, Each(v1::TRANSFER_OUTCOME_STORED)) << response.DebugString();
  EXPECT_EQ(response.stored(), 5);
  EXPECT_THAT(told_.accounts, ElementsAre("acme"));
  EXPECT_EQ(TextsOf(ExportAll()), TextsOf(items));
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(7)), score);
  EXPECT_EQ(GrantedAt(8), 7);

  ASSERT_TRUE(Import(items, response).ok());
  EXPECT_THAT(OutcomesOf(response), Each(v1::TRANSFER_OUTCOME_ALREADY_THERE));
  EXPECT_EQ(response.already_there(), 6);
  EXPECT_EQ(response.stored(), 0);
  EXPECT_THAT(told_.accounts, SizeIs(1));
  EXPECT_EQ(TextsOf(ExportAll()), TextsOf(items));
}

TEST_F(TransferHandlersTest, EachItemHasItsOutcome) {
  Fill();
  auto items = ExportAll();
  Forget();
  v1::TransferItem& standing = StandingOf(items);
  standing.mutable_standing()->mutable_open_alerts(0)->mutable_alert()->set_key("another");
  v1::TransferItem record;
  record.set_record("{\"kind\": \"account\", \"id\": \"x\", \"account\": \"bolt\"}");
  items.push_back(record);
  record.set_record("nonsense");
  items.push_back(record);
  items.emplace_back();
  v1::ImportAllResponse response;
  ASSERT_TRUE(Import(items, response).ok());
  EXPECT_THAT(OutcomesOf(response),
              ElementsAre(v1::TRANSFER_OUTCOME_ALREADY_THERE, v1::TRANSFER_OUTCOME_STORED,
                          v1::TRANSFER_OUTCOME_STORED, v1::TRANSFER_OUTCOME_STORED,
                          v1::TRANSFER_OUTCOME_REFUSED, v1::TRANSFER_OUTCOME_STORED,
                          v1::TRANSFER_OUTCOME_REFUSED, v1::TRANSFER_OUTCOME_REFUSED,
                          v1::TRANSFER_OUTCOME_REFUSED));
  EXPECT_EQ(response.results(4).problems(0).field(), "open_alerts");
  EXPECT_EQ(response.results(6).problems(0).field(), "at");
  EXPECT_EQ(response.results(8).problems(0).field(), "item");
  EXPECT_EQ(response.stored(), 4);
  EXPECT_EQ(response.not_taken(), 4);
}

TEST_F(TransferHandlersTest, SaysAllThatIsWrongWithAnItem) {
  Fill();
  auto items = ExportAll();
  v1::AccountStanding& standing = *StandingOf(items).mutable_standing();
  standing.mutable_last_evaluation()->set_records(-1);
  standing.mutable_last_evaluation()->mutable_evaluation()->set_sequence(0);
  standing.mutable_last_evaluation()->mutable_evaluation()->clear_cause();
  standing.mutable_band_changes(0)->clear_at();
  v1::KeptAlert& alert = *standing.mutable_open_alerts(0);
  alert.mutable_alert()->set_number(0);
  alert.mutable_alert()->set_csm(std::string("a\0b", 3));
  alert.clear_place();
  alert.mutable_tasks(0)->mutable_task()->set_state(v1::TASK_STATE_UNSPECIFIED);
  alert.mutable_events(0)->clear_told_at();
  alert.mutable_interventions(0)->clear_playbook();
  v1::ImportAllResponse response;
  ASSERT_TRUE(Import({StandingOf(items)}, response).ok());
  ASSERT_EQ(response.results(0).outcome(), v1::TRANSFER_OUTCOME_REFUSED);
  std::vector<std::string> fields;
  for (const v1::RecordProblem& problem : response.results(0).problems()) {
    fields.push_back(absl::StrCat(problem.field(), " ", problem.reason()));
  }
  EXPECT_THAT(fields,
              UnorderedElementsAre("last_evaluation.records OUT_OF_RANGE",
                                   "last_evaluation.evaluation.sequence OUT_OF_RANGE",
                                   "last_evaluation.evaluation.cause UNKNOWN_NAME",
                                   "band_changes[0].at MISSING_FIELD",
                                   "open_alerts[0].alert.number OUT_OF_RANGE",
                                   ::testing::StartsWith("open_alerts[0].alert.csm "),
                                   "open_alerts[0].place MISSING_FIELD",
                                   "open_alerts[0].tasks[0].task.state UNKNOWN_NAME",
                                   "open_alerts[0].events[0].told_at MISSING_FIELD",
                                   "open_alerts[0].interventions[0].playbook MISSING_FIELD"));
}

TEST_F(TransferHandlersTest, AMessageHasAtLeastOneItemAndAtMostTenThousand) {
  v1::ImportAllResponse response;
  EXPECT_EQ(Import({}, response).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  const std::vector<v1::TransferItem> many(10'001);
  EXPECT_EQ(Import(many, response).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(TransferHandlersTest, MoreItemsInAMessageAreRefusedOverAConnection) {
  Serve();
  const auto stub = v1::TransferService::NewStub(Connect());
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  const auto stream = stub->ImportAll(&context);
  v1::ImportAllRequest request;
  for (int i = 0; i < 10'001; ++i) request.add_items();
  stream->Write(request);
  v1::ImportAllResponse response;
  EXPECT_FALSE(stream->Read(&response));
  const grpc::Status status = stream->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), "max_message_items");
}

TEST_F(TransferHandlersTest, ACallTakesMessageAfterMessageAndSumsUp) {
  Fill();
  const auto items = ExportAll();
  Forget();
  Serve();
  const auto stub = v1::TransferService::NewStub(Connect());
  grpc::ClientContext context;
  const auto stream = stub->ImportAll(&context);
  v1::ImportAllResponse response;
  for (const v1::TransferItem& item : items) {
    v1::ImportAllRequest request;
    *request.add_items() = item;
    ASSERT_TRUE(stream->Write(request));
    ASSERT_TRUE(stream->Read(&response));
    ASSERT_EQ(response.results_size(), 1);
  }
  EXPECT_EQ(response.stored(), 5);
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());

  grpc::ClientContext asked;
  const auto reader = stub->ExportAll(&asked, {});
  std::vector<v1::TransferItem> again;
  for (v1::ExportAllResponse page; reader->Read(&page);) {
    again.insert(again.end(), page.items().begin(), page.items().end());
  }
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_EQ(TextsOf(again), TextsOf(items));
}

}  // namespace
}  // namespace bellwether
