// Which parts each call holds, and what is refused. That answers are these parts:
// tests/property/view_properties_test.cc.
#include "protos/wire/view.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace bellwether::wire {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

v1::EvaluationOptions Request(const std::string& text) {
  v1::EvaluationOptions message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

AnswerOptions Options(const std::string& text, AnswerCall call) {
  return AnswerOptionsFromProto(Request(text), call);
}

std::vector<std::string> Problems(const v1::EvaluationOptions& request, AnswerCall call) {
  std::vector<Violation> violations;
  CheckView(request, call, violations);
  std::vector<std::string> lines;
  for (const Violation& violation : violations) {
    lines.push_back(violation.path + " " + violation.reason + " " + violation.message);
  }
  return lines;
}

std::vector<std::string> Problems(const std::string& text, AnswerCall call) {
  return Problems(Request(text), call);
}

TEST(ViewTest, DependsOnTheCallUntilSomethingIsAskedFor) {
  EXPECT_FALSE(Options("", AnswerCall::kOne).basic);
  EXPECT_TRUE(Options("", AnswerCall::kMany).basic);
  EXPECT_TRUE(Options("explanation: EXPLANATION_LEVEL_NONE", AnswerCall::kMany).basic);
  EXPECT_FALSE(Options("explanation: EXPLANATION_LEVEL_SUMMARY", AnswerCall::kMany).basic);
  EXPECT_FALSE(Options("read_mask { paths: 'benchmarks' }", AnswerCall::kMany).basic);
  EXPECT_TRUE(Options("view: EVALUATION_VIEW_BASIC", AnswerCall::kOne).basic);
  EXPECT_FALSE(Options("view: EVALUATION_VIEW_FULL", AnswerCall::kMany).basic);
  EXPECT_TRUE(
      Options("view: EVALUATION_VIEW_BASIC read_mask { paths: 'health' }", AnswerCall::kMany)
          .basic);
}

TEST(ViewTest, LeavesOutWhatNobodyAskedFor) {
  const AnswerOptions basic = Options("", AnswerCall::kMany);
  EXPECT_EQ(WantedFor(basic).arithmetic, Arithmetic::kOutcomes);
  EXPECT_EQ(WantedFor(basic).stages,
            Stages({Stage::kHealth, Stage::kFlags, Stage::kGraduation, Stage::kExtension}));
  const AnswerOptions full = Options("explanation: EXPLANATION_LEVEL_FULL", AnswerCall::kOne);
  EXPECT_EQ(WantedFor(full).arithmetic, Arithmetic::kContributions);
  EXPECT_EQ(WantedFor(full).stages, Stages::All());
  EXPECT_TRUE(WantsQuestions(full));
  EXPECT_EQ(WantedFor(Options("", AnswerCall::kOutcome)).arithmetic, Arithmetic::kContributions);
}

Stages StagesFor(const std::string& request) {
  return WantedFor(Options(request, AnswerCall::kMany)).stages;
}

TEST(ViewTest, EvaluatesTheStagesOfAMask) {
  EXPECT_EQ(StagesFor("read_mask { paths: 'account_id' }"), Stages());
  EXPECT_EQ(StagesFor("read_mask { paths: 'health.score.band' }"), Stages({Stage::kHealth}));
  EXPECT_EQ(StagesFor("read_mask { paths: 'flags_not_evaluated' paths: 'forecast.latest' }"),
            Stages({Stage::kFlags, Stage::kForecast}));
  EXPECT_EQ(StagesFor("view: EVALUATION_VIEW_BASIC read_mask { paths: 'programme' }"), Stages());
}

TEST(ViewTest, EvaluatesWhatWordsMayName) {
  const std::string bands =
      "explanation: EXPLANATION_LEVEL_FULL read_mask { paths: 'health.score.band' }";
  EXPECT_TRUE(StagesFor(bands).Has(Stage::kExtension));
  EXPECT_FALSE(StagesFor(bands).Has(Stage::kForecast));
  EXPECT_FALSE(WantsQuestions(Options(bands, AnswerCall::kOne)));
  EXPECT_TRUE(WantsQuestions(
      Options("explanation: EXPLANATION_LEVEL_FULL read_mask { paths: 'extension.turns_on' }",
              AnswerCall::kMany)));
  EXPECT_TRUE(StagesFor("read_mask { paths: 'health.adjustments' }").Has(Stage::kExtension));
}

TEST(ViewTest, NamesWhatIsMissingForWhatIsAskedFor) {
  const auto asked = [](const std::string& request) {
    return AskedParts(Options(request, AnswerCall::kMany));
  };
  EXPECT_EQ(asked("read_mask { paths: 'data.missing' paths: 'graduation' }"),
            Stages({Stage::kGraduation}));
  EXPECT_EQ(asked("read_mask { paths: 'data.missing' }"), Stages::All());
  EXPECT_EQ(asked(""), Stages::All());
}

TEST(ViewTest, TakesAStarForEverything) {
  const std::string text = "read_mask { paths: 'account_id' paths: '*' }";
  EXPECT_TRUE(Options(text, AnswerCall::kOne).fields.all());
  EXPECT_THAT(Problems(text, AnswerCall::kOne), IsEmpty());
}

TEST(ViewTest, RefusesAnExplanationOfTheBasicView) {
  EXPECT_THAT(Problems("view: EVALUATION_VIEW_BASIC explanation: EXPLANATION_LEVEL_SUMMARY",
                       AnswerCall::kMany),
              ElementsAre(HasSubstr("options.view CONFLICT the basic view holds no explanation; "
                                    "ask for EVALUATION_VIEW_FULL, or leave out")));
  EXPECT_THAT(Problems("view: EVALUATION_VIEW_BASIC explanation: EXPLANATION_LEVEL_NONE",
                       AnswerCall::kMany),
              IsEmpty());
}

TEST(ViewTest, SaysEverythingThatIsWrongAtOnce) {
  v1::EvaluationOptions request =
      Request("read_mask { paths: 'healt' paths: 'data' paths: 'flags.rule.nam' }");
  request.set_view(static_cast<v1::EvaluationView>(9));
  EXPECT_THAT(
      Problems(request, AnswerCall::kOne),
      ElementsAre(HasSubstr("options.view UNKNOWN_VALUE"),
                  HasSubstr("options.read_mask.paths[0] UNKNOWN_NAME `healt` names no field"),
                  HasSubstr("options.read_mask.paths[2] UNKNOWN_NAME `flags.rule.nam`")));
}

TEST(ViewTest, TakesAsManyPathsAsTheLimitAndNoMore) {
  v1::EvaluationOptions request;
  for (int i = 0; i < 256; ++i) request.mutable_read_mask()->add_paths("stage");
  EXPECT_THAT(Problems(request, AnswerCall::kOne), IsEmpty());
  request.mutable_read_mask()->add_paths("stage");
  EXPECT_THAT(Problems(request, AnswerCall::kOne),
              ElementsAre(HasSubstr("options.read_mask TOO_MANY 257 paths; at most 256")));
}

TEST(ViewTest, IsNotForCallsThatAnswerSomethingElse) {
  const std::string both = "view: EVALUATION_VIEW_BASIC read_mask { paths: 'health' }";
  EXPECT_THAT(Problems(both, AnswerCall::kOutcome),
              ElementsAre(HasSubstr("options.view NOT_ALLOWED this call answers one outcome"),
                          HasSubstr("options.read_mask NOT_ALLOWED")));
  EXPECT_THAT(Problems(both, AnswerCall::kColumns),
              ElementsAre(HasSubstr("options.view NOT_ALLOWED columns are chosen by `outcomes`"),
                          HasSubstr("options.read_mask NOT_ALLOWED")));
  EXPECT_THAT(Problems("view: EVALUATION_VIEW_FULL", AnswerCall::kOutcome), IsEmpty());
  EXPECT_FALSE(Options(both, AnswerCall::kOutcome).basic);
}

}  // namespace
}  // namespace bellwether::wire
