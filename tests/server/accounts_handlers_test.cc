// What is kept of accounts, and what is answered from it.
#include "server/rpc/accounts_handlers.h"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/account_list_store.h"
#include "server/store/record_export_store.h"
#include "tests/server/accounts_fixture.h"
#include "tests/server/error_details.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

// The small pack: 100 x usage and 2 x nps, weighed alike.
TEST_F(AccountsTest, EvaluatesAnAccountFromWhatIsKeptOfIt) {
  EXPECT_EQ(Put({RecordOfAccount("acme", "1", 5, 0.9)}).stored(), 1);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(10)), 85);
  OpenAgain();
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(10)), 85);
}

// P1: what was learned later counts from then on, and not before.
TEST_F(AccountsTest, AnswersAboutAnyMomentFromWhatWasKnownThen) {
  v1::Record correction = RecordOfAccount("acme", "1", 5, 0.5);
  *correction.mutable_known_at() = MomentOfDay(20);
  Put({RecordOfAccount("acme", "1", 5, 0.9), correction, RecordOfAccount("acme", "2", 25, 0.3)});
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(4)), -2);  // not known yet
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(10)), 85);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(20)), 65);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(25)), 55);
}

TEST_F(AccountsTest, ARecordThatIsWrongDoesNotFailTheOthers) {
  v1::Record wrong = RecordOfAccount("acme", "", 5, 0.9);
  const v1::PutRecordsResponse response =
      Put({RecordOfAccount("acme", "1", 5, 0.9), wrong, RecordOfAccount("acme", "2", 6, 0.8)});
  EXPECT_EQ(response.stored(), 2);
  ASSERT_EQ(response.results_size(), 3);
  EXPECT_EQ(response.results(0).outcome(), v1::RECORD_OUTCOME_STORED);
  EXPECT_EQ(response.results(1).outcome(), v1::RECORD_OUTCOME_REFUSED);
  EXPECT_EQ(response.results(1).problems(0).field(), "id");
  EXPECT_EQ(response.results(2).outcome(), v1::RECORD_OUTCOME_STORED);
}

// A database may end a text there: two accounts would be one.
TEST_F(AccountsTest, AnIdWithACharacterOfCode0IsRefused) {
  const std::string id("ac\0me", 5);
  const v1::PutRecordsResponse response =
      Put({RecordOfAccount(id, "1", 5, 0.9), RecordOfAccount("acme", id, 5, 0.9)});
  EXPECT_EQ(response.stored(), 0);
  ASSERT_EQ(response.results_size(), 2);
  EXPECT_EQ(response.results(0).problems(0).field(), "account");
  EXPECT_EQ(response.results(1).problems(0).field(), "id");
  v1::DeleteAccountRequest request;
  request.set_account_id(id);
  request.set_request_id(id);
  v1::DeleteAccountResponse erased;
  EXPECT_THAT(FieldsOf(Ask(Handlers().delete_account, request, erased)),
              ElementsAre("account_id BAD_TEXT", "request_id BAD_TEXT"));
}

// As a reader of CSV sends it: the pack says what it is.
TEST_F(AccountsTest, ATextWithoutATypeIsReadByThePack) {
  v1::Record record = RecordOfAccount("acme", "1", 5, 0);
  record.mutable_signals(0)->set_untyped("0.9");
  EXPECT_EQ(Put({record}).stored(), 1);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(10)), 85);
}

TEST_F(AccountsTest, TellsWhatWasThereAlready) {
  Put({RecordOfAccount("acme", "1", 5, 0.9)});
  const v1::PutRecordsResponse response =
      Put({RecordOfAccount("acme", "1", 5, 0.9), RecordOfAccount("acme", "1", 5, 0.8)});
  EXPECT_EQ(response.stored(), 0);
  EXPECT_EQ(response.results(0).outcome(), v1::RECORD_OUTCOME_ALREADY_THERE);
  EXPECT_EQ(response.results(1).outcome(), v1::RECORD_OUTCOME_CONFLICT);
}

TEST_F(AccountsTest, ARequestThatIsSentAgainChangesNothing) {
  EXPECT_EQ(Put({RecordOfAccount("acme", "1", 5, 0.9)}, "request-1").stored(), 1);
  EXPECT_EQ(Put({RecordOfAccount("acme", "1", 5, 0.9)}, "request-1").stored(), 1);
  v1::PutRecordsRequest other;
  *other.add_records() = RecordOfAccount("acme", "2", 5, 0.9);
  other.set_request_id("request-1");
  v1::PutRecordsResponse response;
  const grpc::Status status = Ask(Handlers().put_records, other, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::ALREADY_EXISTS);
  EXPECT_THAT(status.error_message(), HasSubstr("request-1"));
}

TEST_F(AccountsTest, SaysEverythingThatIsWrongWithARequest) {
  v1::PutRecordsRequest request;
  request.set_request_id(std::string(200, 'x'));
  v1::PutRecordsResponse response;
  EXPECT_THAT(FieldsOf(Ask(Handlers().put_records, request, response)),
              ElementsAre("records MISSING_FIELD", "request_id TOO_LONG"));
  for (int i = 0; i < 1'001; ++i) *request.add_records() = RecordOfAccount("acme", "1", 5, 0.9);
  EXPECT_EQ(Ask(Handlers().put_records, request, response).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
  v1::EvaluateAccountResponse evaluated;
  EXPECT_THAT(FieldsOf(Ask(Handlers().evaluate_account, {}, evaluated)),
              ElementsAre("account_id MISSING_FIELD"));
}

TEST_F(AccountsTest, TellsOfAnAccountAsEvaluateWouldBeGivenIt) {
  Put({RecordOfAccount("acme", "1", 5, 0.9)});
  v1::GetAccountRequest request;
  request.set_account_id("acme");
  *request.mutable_as_of() = MomentOfDay(10);
  v1::GetAccountResponse response;
  ASSERT_TRUE(Ask(Handlers().get_account, request, response).ok());
  EXPECT_EQ(response.records(), 1);
  EXPECT_EQ(response.account().id(), "acme");
  EXPECT_EQ(response.account().stage(), "onboarding");
  ASSERT_EQ(response.account().signals_size(), 2);
  EXPECT_TRUE(response.account().signals(0).has_observed_at());
  std::vector<std::string> origins;
  for (const v1::FactOrigin& one : response.origins()) {
    origins.push_back(absl::StrCat(one.fact(), " ", one.record().kind(), " ", one.record().id(),
                                   " ", one.age_days()));
  }
  EXPECT_THAT(origins, ElementsAre("stage account 1 5", "signals.nps account 1 5",
                                   "signals.usage account 1 5"));
  request.set_account_id("acne");
  const grpc::Status status = Ask(Handlers().get_account, request, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(status.error_message(), HasSubstr("`acne`"));
}

TEST_F(AccountsTest, WhatIfTakesThePlaceOfWhatIsKnownAndIsNotKept) {
  Put({RecordOfAccount("acme", "1", 5, 0.9)});
  v1::EvaluateAccountRequest request;
  request.set_account_id("acme");
  *request.mutable_options()->mutable_as_of() = MomentOfDay(10);
  v1::Signal& usage = *request.add_what_if();
  usage.set_name("usage");
  usage.set_number(0.1);
  v1::EvaluateAccountResponse response;
  ASSERT_TRUE(Ask(Handlers().evaluate_account, request, response).ok());
  EXPECT_EQ(response.evaluation().health(0).score().value(), 45);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(10)), 85);
  usage.set_number(7);  // a ratio is at most 1
  const grpc::Status status = Ask(Handlers().evaluate_account, request, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(AccountsTest, AnyFactMayBeSupposed) {
  Put({RecordOfAccount("acme", "1", 5, 0.9)});
  v1::EvaluateAccountRequest request;
  request.set_account_id("acme");
  *request.mutable_options()->mutable_as_of() = MomentOfDay(10);
  v1::Account& facts = *request.mutable_what_if_facts();
  v1::Signal& usage = *facts.add_signals();
  usage.set_name("usage");
  usage.set_number(0.1);
  v1::EvaluateAccountResponse response;
  ASSERT_TRUE(Ask(Handlers().evaluate_account, request, response).ok());
  EXPECT_EQ(response.evaluation().health(0).score().value(), 45);
  v1::Override& cap = *facts.add_overrides();
  cap.set_model("onboarding");
  cap.set_kind(v1::OVERRIDE_KIND_CAP);
  cap.set_value(20);
  cap.set_author("ann");
  cap.set_reason("what if");
  ASSERT_TRUE(Ask(Handlers().evaluate_account, request, response).ok());
  EXPECT_EQ(response.evaluation().health(0).score().value(), 20);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(10)), 85);  // nothing of it is kept
  facts.set_id("other");
  EXPECT_THAT(FieldsOf(Ask(Handlers().evaluate_account, request, response)),
              ElementsAre("what_if_facts.id NOT_ALLOWED"));
}

TEST_F(AccountsTest, ListsAccountsPageByPageWhileOthersCome) {
  Put({RecordOfAccount("b", "1", 5, 0.9), RecordOfAccount("c", "2", 5, 0.9),
       RecordOfAccount("d", "3", 5, 0.9)});
  v1::ListAccountsRequest request;
  request.set_page_size(2);
  v1::ListAccountsResponse page;
  ASSERT_TRUE(Ask(Handlers().list_accounts, request, page).ok());
  ASSERT_EQ(page.accounts_size(), 2);
  EXPECT_EQ(page.accounts(1).account_id(), "c");
  Put({RecordOfAccount("a", "4", 5, 0.9)});
  request.set_page_token(page.next_page_token());
  ASSERT_TRUE(Ask(Handlers().list_accounts, request, page).ok());
  ASSERT_EQ(page.accounts_size(), 1);
  EXPECT_EQ(page.accounts(0).account_id(), "d");
  EXPECT_EQ(page.next_page_token(), "");
  request.set_page_token("x");
  EXPECT_EQ(Ask(Handlers().list_accounts, request, page).error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
}

v1::Record RecordWith(const std::string& account, const std::string& id, const std::string& field,
                      const std::string& text) {
  v1::Record record = RecordOfAccount(account, id, 5, 0.9);
  v1::RecordField& added = *record.add_fields();
  added.set_name(field);
  added.set_text(text);
  return record;
}

TEST_F(AccountsTest, ListsAccountsThatAFilterLeavesInAnOrder) {
  Put({RecordWith("acme", "1", "csm", "Ana"), RecordWith("bolt", "2", "csm", "Ben"),
       RecordWith("cell", "3", "csm", "Ana"), RecordOfAccount("cell", "4", 6, 0.8)});
  v1::ListAccountsRequest request;
  request.set_filter("csm = Ana AND stage:board AND records >= 1 AND changed_at >= \"2026-01-01\"");
  request.set_order_by("records desc, account_id");
  request.set_page_size(1);
  v1::ListAccountsResponse page;
  ASSERT_TRUE(Ask(Handlers().list_accounts, request, page).ok());
  ASSERT_EQ(page.accounts_size(), 1);
  EXPECT_EQ(page.accounts(0).account_id(), "cell");
  EXPECT_EQ(page.accounts(0).csm(), "Ana");
  EXPECT_EQ(page.accounts(0).stage(), "onboarding");
  request.set_page_token(page.next_page_token());
  ASSERT_TRUE(Ask(Handlers().list_accounts, request, page).ok());
  ASSERT_EQ(page.accounts_size(), 1);
  EXPECT_EQ(page.accounts(0).account_id(), "acme");
  EXPECT_EQ(page.next_page_token(), "");
  // A token is that of its filter and its order.
  request.set_filter("csm = Ana");
  EXPECT_THAT(FieldsOf(Ask(Handlers().list_accounts, request, page)),
              ElementsAre("page_token BAD_PAGE_TOKEN"));
}

TEST_F(AccountsTest, SaysWhatIsWrongWithAFilterAndAnOrder) {
  v1::ListAccountsRequest request;
  request.set_filter("csn = Ana AND records = many");
  request.set_order_by("segment, records down");
  v1::ListAccountsResponse page;
  const grpc::Status status = Ask(Handlers().list_accounts, request, page);
  EXPECT_THAT(FieldsOf(status), ElementsAre("filter UNKNOWN_FIELD", "filter WRONG_TYPE",
                                            "order_by NOT_ALLOWED", "order_by NOT_ALLOWED"));
}

TEST_F(AccountsTest, NothingIsKnownOfAnErasedAccount) {
  Put({RecordOfAccount("acme", "1", 5, 0.9)});
  v1::DeleteAccountRequest request;
  request.set_account_id("acme");
  v1::DeleteAccountResponse response;
  ASSERT_TRUE(Ask(Handlers().delete_account, request, response).ok());
  EXPECT_EQ(response.records(), 1);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(10)), -2);
  // That it happened is told, of whom is not.
  EXPECT_THAT(written_.str(), HasSubstr("account erased"));
  EXPECT_THAT(written_.str(), Not(HasSubstr("acme")));
}

TEST_F(AccountsTest, TenantsHaveTheirOwnAccounts) {
  Put({RecordOfAccount("acme", "1", 5, 0.9)});
  origin_.caller = std::make_shared<const Caller>(Caller{"crm", "two", RoleSet::All()});
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(10)), -2);
  Put({RecordOfAccount("acme", "1", 5, 0.1)});
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(10)), 45);
}

TEST_F(AccountsTest, ServesThemOverAConnection) {
  StartWith(SmallOptions(), {MakeScoringHandlers({packs_, Limits{}, log_}), std::nullopt,
                             std::nullopt, Handlers()});
  const auto stub = v1::AccountsService::NewStub(Connect());
  v1::PutRecordsRequest put;
  *put.add_records() = RecordOfAccount("acme", "1", 5, 0.9);
  v1::PutRecordsResponse stored;
  {
    grpc::ClientContext context;
    ASSERT_TRUE(stub->PutRecords(&context, put, &stored).ok());
    EXPECT_EQ(stored.stored(), 1);
  }
  v1::EvaluateAccountRequest request;
  request.set_account_id("acme");
  *request.mutable_options()->mutable_as_of() = MomentOfDay(10);
  v1::EvaluateAccountResponse response;
  grpc::ClientContext context;
  ASSERT_TRUE(stub->EvaluateAccount(&context, request, &response).ok());
  EXPECT_EQ(response.evaluation().health(0).score().value(), 85);
}

// A database that does not answer until it is told to.
class SlowStore final : public store::Store,
                        public store::AccountListStore,
                        public store::RecordExportStore {
 public:
  absl::StatusOr<std::vector<store::PutOutcome>> PutRecords(
      const store::Request&, std::span<const store::StoredRecord>) override {
    return std::vector<store::PutOutcome>();
  }
  absl::StatusOr<store::AccountRecords> RecordsOf(const std::string&, const std::string&,
                                                  absl::Time) override {
    return store::AccountRecords();
  }
  absl::StatusOr<store::AccountTotals> Totals(const std::string&) override {
    return store::AccountTotals();
  }
  absl::StatusOr<store::AccountPage> Find(const std::string&,
                                          const store::AccountListing&) override {
    ++asked;
    answers.Wait();
    return store::AccountPage();
  }
  absl::StatusOr<std::unique_ptr<store::RecordExport>> Begin(const std::string&) override {
    return absl::UnavailableError("it has none");
  }
  store::AccountListStore& account_list() override { return *this; }
  store::RecordExportStore& exports() override { return *this; }
  absl::StatusOr<uint64_t> Erase(const store::Request&, const std::string&) override { return 0; }
  store::DecisionStore& decisions() override { std::abort(); }          // nobody asks for them
  store::EvaluationStore& evaluations() override { std::abort(); }      // nobody asks here
  store::AlertStore& alerts() override { std::abort(); }                // nor here
  store::InterventionStore& interventions() override { std::abort(); }  // nor here
  store::OutboxStore& outbox() override { std::abort(); }               // nor here
  store::EntryTransferStore& entry_transfer() override { std::abort(); }
  store::RetentionStore& retention() override { std::abort(); }
  store::TransferStore& transfer() override { std::abort(); }
  store::AuditStore& audit() override { std::abort(); }

  std::atomic<int> asked{0};
  Latch answers;
};

TEST_F(AccountsTest, CallsBeyondThoseThatMayWaitForTheDatabaseAreRefused) {
  SlowStore slow;
  ServerOptions options = SmallOptions();
  options.store_threads = 1;
  options.max_store_waiting = 1;
  StartWith(options, {MakeScoringHandlers({packs_, Limits{}, log_}), std::nullopt, std::nullopt,
                      MakeAccountsHandlers({{packs_, Limits{}, log_}, slow})});
  const auto ask = [this] {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    v1::ListAccountsResponse page;
    return v1::AccountsService::NewStub(Connect())->ListAccounts(&context, {}, &page);
  };
  std::thread runs([&] { EXPECT_TRUE(ask().ok()); });
  while (slow.asked == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::thread waits([&] { EXPECT_TRUE(ask().ok()); });
  EXPECT_TRUE(CallsInFlightBecome(2));
  const grpc::Status refused = ask();
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(refused).metadata().at("limit"), "max_store_waiting");
  slow.answers.Open();
  runs.join();
  waits.join();
}

}  // namespace
}  // namespace bellwether
