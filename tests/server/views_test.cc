// What each call answers by itself, and when a view or a mask is asked for.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/batch_frames.h"
#include "tests/server/error_details.h"
#include "tests/server/handlers_fixture.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

constexpr char kAccount[] = R"({ id: "acme" stage: "onboarding" time_zone: "Asia/Tokyo"
    signals { name: "usage" number: 0.9 } })";

class ViewsTest : public HandlersTest {
 protected:
  ViewsTest() { Publish(SmallPack()); }

  static std::string One(const std::string& options) {
    return std::string("account ") + kAccount + " options { " + options + " }";
  }
  v1::Evaluation Evaluate(const std::string& options) {
    v1::EvaluateResponse response;
    EXPECT_TRUE(Ask(handlers_.evaluate, One(options), response).ok());
    return response.evaluation();
  }
  v1::Evaluation Stream(const std::string& options) {
    v1::StreamEvaluateResponse response;
    EXPECT_TRUE(Ask(handlers_.stream_evaluate, One(options), response).ok());
    return response.evaluation();
  }
  // With the pack that the response has for all.
  v1::Evaluation Batch(const std::string& options) {
    const auto request = Parse<v1::EvaluateBatchRequest>(std::string("accounts ") + kAccount +
                                                         " options { " + options + " }");
    v1::EvaluateBatchResponse response;
    const auto evaluate = [&](const auto& asked, auto& answered) {
      return Ask(handlers_.evaluate_batch, asked, answered);
    };
    EXPECT_TRUE(EvaluateFrames(request, response, evaluate).ok());
    v1::Evaluation evaluation = response.items(0).evaluation();
    *evaluation.mutable_pack() = response.pack();
    if (!evaluation.has_as_of()) *evaluation.mutable_as_of() = response.as_of();
    return evaluation;
  }
};

// Every problem that the status names, a line each.
std::string DetailsOf(const grpc::Status& status) {
  std::string lines;
  const auto details = DetailOf<google::rpc::BadRequest>(status);
  for (const auto& violation : details.field_violations()) {
    lines += violation.field() + " " + violation.description() + "\n";
  }
  return lines;
}

constexpr char kBasic[] = "view: EVALUATION_VIEW_BASIC";
constexpr char kFull[] = "view: EVALUATION_VIEW_FULL";
constexpr char kSummary[] = "explanation: EXPLANATION_LEVEL_SUMMARY";

TEST_F(ViewsTest, IsFullForOneAccountAndBasicForMany) {
  const std::string basic = Evaluate(kBasic).DebugString();
  const std::string full = Evaluate(kFull).DebugString();
  ASSERT_NE(basic, full);
  EXPECT_EQ(Evaluate("").DebugString(), full);
  EXPECT_EQ(Stream("").DebugString(), basic);
  EXPECT_EQ(Batch("").DebugString(), basic);
  EXPECT_EQ(Stream(kFull).DebugString(), full);
  EXPECT_EQ(Batch(kFull).DebugString(), full);
}

TEST_F(ViewsTest, IsFullWhereAnExplanationIsAskedFor) {
  const std::string explained = Evaluate(kSummary).DebugString();
  EXPECT_THAT(explained, HasSubstr("components"));
  EXPECT_EQ(Stream(kSummary).DebugString(), explained);
  EXPECT_EQ(Batch(kSummary).DebugString(), explained);
}

TEST_F(ViewsTest, CountsInTheBasicViewWhatTheFullOneNames) {
  const v1::Evaluation basic = Batch("");
  const v1::Evaluation full = Batch(kFull);
  EXPECT_EQ(basic.data().missing_count(), full.data().missing_size());
  EXPECT_GT(basic.data().missing_count(), 0);
  EXPECT_EQ(basic.data().missing_size(), 0);
  EXPECT_EQ(basic.health(0).score().value(), full.health(0).score().value());
  EXPECT_EQ(full.data().missing_count(), full.data().missing_size());
}

TEST_F(ViewsTest, KeepsWhatTheMaskNames) {
  const std::string mask = "read_mask { paths: 'health.score.band' paths: 'health.model' }";
  const std::string expected = R"(health { model: "onboarding" score { band: "green" } })";
  EXPECT_EQ(Evaluate(mask).ShortDebugString(), expected);
  EXPECT_EQ(Stream(mask).ShortDebugString(), expected);
  EXPECT_EQ(Stream(mask + kBasic).ShortDebugString(), expected);
}

// The account's day begins at another moment than the pack's, which the item says only when asked.
TEST_F(ViewsTest, KeepsTheMomentOfABatchItemOnlyWhereTheMaskHasIt) {
  const std::string day = "as_of { date { year: 2026 month: 1 day: 2 } } read_mask { paths: ";
  EXPECT_EQ(Batch(day + "'health' }").as_of().seconds(), 1'767'312'000);  // that of the response
  EXPECT_EQ(Batch(day + "'as_of' }").as_of().seconds(), 1'767'312'000 - 9 * 3'600);
}

TEST_F(ViewsTest, AsksQuestionsOnlyWhereTheMaskHasThem) {
  const std::string full = "explanation: EXPLANATION_LEVEL_FULL ";
  const v1::Evaluation whole = Evaluate(full);
  ASSERT_GT(whole.health(0).questions_size(), 0);
  const v1::Evaluation questions = Evaluate(full + "read_mask { paths: 'health.questions' }");
  ASSERT_EQ(questions.health(0).questions_size(), whole.health(0).questions_size());
  EXPECT_EQ(questions.health(0).questions(0).DebugString(),
            whole.health(0).questions(0).DebugString());
  EXPECT_EQ(questions.health(0).model(), "");
  const v1::Evaluation flags = Evaluate(full + "read_mask { paths: 'graduation.questions' }");
  EXPECT_EQ(flags.health_size(), 0);
}

TEST_F(ViewsTest, RefusesWhatItCannotGiveWithEveryProblem) {
  v1::EvaluateResponse response;
  const grpc::Status status = Ask(handlers_.evaluate,
                                  One("view: EVALUATION_VIEW_BASIC explanation: "
                                      "EXPLANATION_LEVEL_FULL read_mask { paths: 'helth' paths: "
                                      "'stage.name' }"),
                                  response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(DetailsOf(status), HasSubstr("the basic view holds no explanation"));
  EXPECT_THAT(DetailsOf(status), HasSubstr("did you mean `health`?"));
  EXPECT_THAT(DetailsOf(status), HasSubstr("options.read_mask.paths[1]"));
}

TEST_F(ViewsTest, IsNotForTheCallsForOneOutcome) {
  v1::ScoreHealthResponse response;
  const grpc::Status status = Ask(handlers_.score_health, One(kBasic), response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(DetailsOf(status), HasSubstr("options.view"));
  EXPECT_TRUE(Ask(handlers_.score_health, One(kFull), response).ok());
}

TEST_F(ViewsTest, IsNotForColumns) {
  v1::EvaluateColumnsResponse response;
  const grpc::Status status =
      Ask(handlers_.evaluate_columns,
          std::string("accounts { ids: 'a' } options { view: EVALUATION_VIEW_FULL read_mask { "
                      "paths: 'health' } }"),
          response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(DetailsOf(status), HasSubstr("columns are chosen by `outcomes`"));
}

}  // namespace
}  // namespace bellwether
