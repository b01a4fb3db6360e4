// What is asked about evaluations, by functions and over real connections.
#include "server/rpc/evaluations_handlers.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "bellwether/v1/evaluations.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/book/continuous_evaluation.h"
#include "tests/server/accounts_fixture.h"
#include "tests/server/error_details.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class EvaluationsTest : public AccountsTest {
 protected:
  EvaluationsTest() {
    ContinuousEvaluation::Settings settings;
    settings.changes.rest = absl::ZeroDuration();
    settings.now = [] { return absl::FromUnixSeconds(1'768'000'000); };  // 2026-01-09
    continuous_ = std::make_unique<ContinuousEvaluation>(
        settings, *store_, [this](const std::string&) { return packs_.Pin(); }, Limits{}, log_);
    reader_ =
        std::make_unique<EvaluationReader>(EvaluationSource(*store_), continuous_->feed(), log_);
  }
  ~EvaluationsTest() override {
    server_.reset();
    reader_.reset();
    continuous_.reset();
  }

  EvaluationsHandlers Handlers() {
    return MakeEvaluationsHandlers(
        {*store_, *reader_, [this](const std::string&) { return packs_.Pin(); }, log_});
  }
  void Tell(const std::string& account, const std::string& id, double usage) {
    // Ids are those of all accounts: the same one again would give the record to another.
    Put({RecordOfAccount(account, absl::StrCat(account, "-", id), 5, usage)});
    continuous_->Changed("", std::vector<std::string>{account});
    for (int i = 0; i < 100 && continuous_->Step(); ++i) {
    }
  }
  grpc::Status Latest(const std::string& account, v1::StoredEvaluation& evaluation) {
    v1::GetLatestEvaluationRequest request;
    request.set_account_id(account);
    v1::GetLatestEvaluationResponse response;
    const grpc::Status status = Ask(Handlers().get_latest_evaluation, request, response);
    evaluation = response.evaluation();
    return status;
  }

  // A client that watches a real server.
  struct Watcher {
    Watcher(const std::shared_ptr<grpc::Channel>& channel,
            const v1::WatchEvaluationsRequest& request) {
      context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
      reader = v1::EvaluationsService::NewStub(channel)->WatchEvaluations(&context, request);
    }
    // "account score" of so many evaluations; an empty message begins.
    std::vector<std::string> Read(size_t count) {
      std::vector<std::string> texts;
      v1::WatchEvaluationsResponse message;
      do {
        if (!reader->Read(&message)) break;
        cursor = message.cursor();
        for (const v1::StoredEvaluation& one : message.evaluations()) {
          texts.push_back(absl::StrCat(one.account_id(), " ",
                                       one.models_size() > 0 ? one.models(0).score() : -1));
        }
      } while (texts.size() < count);
      return texts;
    }

    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<v1::WatchEvaluationsResponse>> reader;
    std::string cursor;
  };
  void Serve(const ServerOptions& options = SmallOptions()) {
    reader_->Start();
    ServedHandlers handlers{MakeScoringHandlers({packs_, Limits{}, log_})};
    handlers.evaluations = Handlers();
    StartWith(options, std::move(handlers));
  }

  std::unique_ptr<ContinuousEvaluation> continuous_;
  std::unique_ptr<EvaluationReader> reader_;
};

TEST_F(EvaluationsTest, TellsTheLastAnswerAndWhichPackGaveIt) {
  v1::StoredEvaluation evaluation;
  EXPECT_EQ(Latest("acme", evaluation).error_code(), grpc::StatusCode::NOT_FOUND);
  Tell("acme", "1", 0.9);
  ASSERT_TRUE(Latest("acme", evaluation).ok());
  EXPECT_EQ(evaluation.account_id(), "acme");
  EXPECT_EQ(evaluation.cause(), v1::EVALUATION_CAUSE_DATA);
  ASSERT_EQ(evaluation.models_size(), 1);
  EXPECT_EQ(evaluation.models(0).model(), "onboarding");
  EXPECT_EQ(evaluation.models(0).score(), 85);
  EXPECT_EQ(evaluation.models(0).band(), "green");
  EXPECT_TRUE(evaluation.models(0).primary());
  EXPECT_EQ(evaluation.pack_digest(), packs_.Pin()->plan->digest);
  EXPECT_EQ(evaluation.facts_digest().size(), 64u);
  EXPECT_GT(evaluation.outcomes_size(), 0);
  EXPECT_FALSE(evaluation.of_former_pack());
  // Until the book was evaluated by another pack, the old answer is told, and marked.
  packs_.Publish(SnapshotOf(PackWithoutHealth()));
  ASSERT_TRUE(Latest("acme", evaluation).ok());
  EXPECT_TRUE(evaluation.of_former_pack());
}

TEST_F(EvaluationsTest, AnAccountThatIsNotEvaluatedYetIsToldFromOneThatNobodyKnows) {
  v1::StoredEvaluation evaluation;
  EXPECT_THAT(Latest("acme", evaluation).error_message(), HasSubstr("nothing is known"));
  Put({RecordOfAccount("acme", "acme-1", 5, 0.9)});
  const grpc::Status latest = Latest("acme", evaluation);
  EXPECT_EQ(latest.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(latest.error_message(), HasSubstr("not evaluated yet"));
  v1::ListEvaluationsRequest request;
  request.set_account_id("acme");
  v1::ListEvaluationsResponse page;
  const grpc::Status listed = Ask(Handlers().list_evaluations, request, page);
  EXPECT_EQ(listed.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(listed.error_message(), HasSubstr("not evaluated yet"));
}

TEST_F(EvaluationsTest, ListsThemPageByPage) {
  for (const double usage : {0.1, 0.2, 0.3}) {
    Tell("acme", absl::StrCat(usage), usage);
  }
  v1::ListEvaluationsRequest request;
  request.set_account_id("acme");
  request.set_page_size(2);
  v1::ListEvaluationsResponse page;
  ASSERT_TRUE(Ask(Handlers().list_evaluations, request, page).ok());
  ASSERT_EQ(page.evaluations_size(), 2);
  EXPECT_EQ(page.evaluations(0).sequence(), 3);
  request.set_page_token(page.next_page_token());
  ASSERT_TRUE(Ask(Handlers().list_evaluations, request, page).ok());
  ASSERT_EQ(page.evaluations_size(), 1);
  EXPECT_EQ(page.evaluations(0).sequence(), 1);
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(EvaluationsTest, WhatIsWrongIsSaidAtOnce) {
  v1::StoredEvaluation evaluation;
  EXPECT_EQ(Latest("", evaluation).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  v1::ListEvaluationsRequest request;
  request.set_page_size(-1);
  request.set_page_token("x");
  v1::ListEvaluationsResponse page;
  const grpc::Status status = Ask(Handlers().list_evaluations, request, page);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  Serve();
  v1::WatchEvaluationsRequest wrong;
  wrong.set_cursor("nonsense");
  wrong.set_from_beginning(true);
  Watcher watcher(Connect(), wrong);
  EXPECT_THAT(watcher.Read(1), IsEmpty());
  const grpc::Status ended = watcher.reader->Finish();
  EXPECT_EQ(ended.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(EvaluationsTest, AWatchIsToldAsTheyAreStoredAndGoesOnWhereItEnded) {
  Tell("before", "1", 0.5);
  Serve();
  const auto channel = Connect();
  std::string cursor;
  {
    Watcher watcher(channel, {});
    v1::WatchEvaluationsResponse begins;
    ASSERT_TRUE(watcher.reader->Read(&begins));  // it is known from where on
    EXPECT_EQ(begins.evaluations_size(), 0);
    Tell("a", "1", 0.1);
    Tell("b", "1", 0.9);
    EXPECT_THAT(watcher.Read(2), ElementsAre("a 45", "b 85"));
    cursor = watcher.cursor;
    watcher.context.TryCancel();
  }
  Tell("c", "1", 0.2);
  v1::WatchEvaluationsRequest request;
  request.set_cursor(cursor);
  Watcher later(channel, request);
  EXPECT_THAT(later.Read(1), ElementsAre("c 50"));
  v1::WatchEvaluationsRequest all;
  all.set_from_beginning(true);
  Watcher beginning(channel, all);
  EXPECT_THAT(beginning.Read(4), ElementsAre("before 65", "a 45", "b 85", "c 50"));
  later.context.TryCancel();
  beginning.context.TryCancel();
}

TEST_F(EvaluationsTest, WatchesAreLimited) {
  ServerOptions options = SmallOptions();
  options.max_pack_watches = 1;
  Serve(options);
  Watcher first(Connect(), {});
  first.Read(0);  // it is open
  Watcher second(Connect(), {});
  v1::WatchEvaluationsResponse message;
  EXPECT_FALSE(second.reader->Read(&message));
  const grpc::Status status = second.reader->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), "max_pack_watches");
}

TEST_F(EvaluationsTest, AWatchEndsWhenTheServerDoes) {
  Serve();
  Watcher watcher(Connect(), {});
  v1::WatchEvaluationsResponse begins;
  ASSERT_TRUE(watcher.reader->Read(&begins));
  server_->Stop(absl::Seconds(5));
  EXPECT_FALSE(watcher.reader->Read(&begins));
  EXPECT_EQ(watcher.reader->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace bellwether
