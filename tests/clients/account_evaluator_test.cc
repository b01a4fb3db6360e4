#include "clients/cli/evaluation/account_evaluator.h"

#include <string>
#include <vector>

#include "engine/paths/resolve.h"
#include "gtest/gtest.h"
#include "protos/wire/wire.h"
#include "tests/clients/scoring_service_fake.h"

namespace bellwether::cli {
namespace {

constexpr char kPack[] = R"(
pack: tiny
version: 1.0.0
signals:
  usage: {type: ratio}
  nps: {type: number, min: -100, max: 100, missing: error}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
      nps: {weight: 1, of: nps, linear: {from: -100, to: 100}}
)";

std::shared_ptr<const Plan> TinyPlan() {
  const Sources sources(std::vector<SourceFile>{{"pack.yaml", kPack}});
  auto loaded = Load(sources);
  EXPECT_TRUE(loaded.ok()) << RenderAll(loaded.diagnostics, sources);
  return loaded.value;
}

v1::EvaluationOptions AsOf(const char* moment) {
  v1::EvaluationOptions options;
  wire::MomentToProto(*ParseMoment(moment), *options.mutable_as_of());
  return options;
}

AccountRecord RecordOf(const std::string& id, uint32_t line) {
  AccountRecord record;
  record.account.id = id;
  record.line = line;
  return record;
}

// "3 acme ok", "4 acme signals.nps:OUT_OF_RANGE"
struct Heard {
  std::vector<std::string> lines;
  AccountEvaluator::Sink sink() {
    return [this](const RecordPlace& place, const EvaluateAnswer& answer) {
      std::string line = std::to_string(place.line) + " " + place.account_id;
      if (answer.ok()) line += " ok";
      for (const Violation& violation : answer.violations) {
        line += " " + violation.path + ":" + violation.reason;
      }
      lines.push_back(line);
    };
  }
};

TEST(LocalEvaluator, AnswersAndRefuses) {
  Heard heard;
  const auto evaluator = MakeLocalEvaluator(TinyPlan(), AsOf("2026-03-01"), Limits{}, heard.sink());
  AccountRecord good = RecordOf("good", 1);
  good.account.signals = {{"usage", 0.5, {}}, {"nps", 40.0, {}}};
  AccountRecord bad = RecordOf("bad", 2);
  bad.account.signals = {{"usage", 70.0, {}}, {"nps", 400.0, {}}};
  evaluator->Evaluate(good);
  evaluator->Evaluate(bad);
  evaluator->Finish();
  ASSERT_EQ(heard.lines.size(), 2U);
  EXPECT_EQ(heard.lines[0], "1 good ok");
  EXPECT_EQ(heard.lines[1], "2 bad signals.usage:OUT_OF_RANGE signals.nps:OUT_OF_RANGE");
}

TEST(LocalEvaluator, NamesWhatThePackNeeds) {
  Heard heard;
  const auto evaluator = MakeLocalEvaluator(TinyPlan(), AsOf("2026-03-01"), Limits{}, heard.sink());
  evaluator->Evaluate(RecordOf("poor", 7));
  EXPECT_EQ(heard.lines, std::vector<std::string>{"7 poor signals.nps:REQUIRED_BUT_MISSING"});
}

TEST(LocalEvaluator, SaysWhatTheReaderFoundAndWhatThePackMakesOfTheRest) {
  Heard heard;
  const auto evaluator = MakeLocalEvaluator(TinyPlan(), AsOf("2026-03-01"), Limits{}, heard.sink());
  AccountRecord record = RecordOf("half", 3);
  record.account.signals = {{"usage", 70.0, {}}, {"nps", 1.0, {}}};
  record.violations = {{"kickoff_at", "BAD_DATE", "no date"}};
  evaluator->Evaluate(record);
  EXPECT_EQ(heard.lines,
            std::vector<std::string>{"3 half kickoff_at:BAD_DATE signals.usage:OUT_OF_RANGE"});
}

TEST(LocalEvaluator, DoesNotGuessAboutWhatCouldNotBeRead) {
  Heard heard;
  const auto evaluator = MakeLocalEvaluator(TinyPlan(), AsOf("2026-03-01"), Limits{}, heard.sink());
  AccountRecord record = RecordOf("", 9);
  record.violations = {{"", "SYNTAX", "the line ends early"}};
  evaluator->Evaluate(record);
  EXPECT_EQ(heard.lines, std::vector<std::string>{"9  :SYNTAX"});
}

// Lines of ids: what a view of one column shows.
AccountWatch Ids() {
  AccountWatch watch;
  watch.make_renderer = [] {
    View view;
    view.columns.resize(1);
    view.columns[0].column = {"id", PathType::kText};
    view.columns[0].path = ResolvePath(*TinyPlan(), "id").path;
    return std::make_unique<AnswerRenderer>(std::move(view), OutputFormat::kCsv, WriterOptions{});
  };
  return watch;
}

TEST(LocalEvaluator, AWatchRendersAnswersAndTakesTheirMessages) {
  std::vector<std::string> rendered;
  const auto evaluator = MakeLocalEvaluator(
      TinyPlan(), AsOf("2026-03-01"), Limits{},
      [&rendered](const RecordPlace&, const AccountAnswer& answer) {
        EXPECT_EQ(answer.evaluation.ByteSizeLong(), 0U);
        rendered.push_back(answer.rendered ? answer.rendered->text : "refused");
      },
      Ids());
  for (const char* id : {"one", "two", "poor"}) {
    AccountRecord record = RecordOf(id, 1);
    if (record.account.id != "poor") record.account.signals = {{"nps", 40.0, {}}};
    evaluator->Evaluate(record);
  }
  EXPECT_EQ(rendered, (std::vector<std::string>{"one\n", "two\n", "refused"}));
}

std::unique_ptr<AccountEvaluator> MakeTiny(AccountEvaluator::Sink sink) {
  return MakeLocalEvaluator(TinyPlan(), AsOf("2026-03-01"), Limits{}, std::move(sink));
}

class EvaluatorPoolTest : public testing::TestWithParam<size_t> {};

TEST_P(EvaluatorPoolTest, GivesTheSameAnswersInTheSameOrder) {
  constexpr uint32_t kRecords = 1'000;
  Heard alone, together;
  const auto one = MakeTiny(alone.sink());
  const auto pool = MakeEvaluatorPool(GetParam(), MakeTiny, together.sink());
  for (uint32_t i = 0; i < kRecords; ++i) {
    AccountRecord record = RecordOf("id" + std::to_string(i), i);
    record.account.signals = {{"usage", i % 7 == 0 ? 7.0 : 0.5, {}}};
    one->Evaluate(record);
    pool->Evaluate(std::move(record));
  }
  pool->Finish();
  EXPECT_EQ(together.lines.size(), kRecords);
  EXPECT_EQ(together.lines, alone.lines);
}

TEST_P(EvaluatorPoolTest, APollGivesWhatWasSent) {
  Heard heard;
  const auto pool = MakeEvaluatorPool(GetParam(), MakeTiny, heard.sink());
  pool->Evaluate(RecordOf("first", 1));
  while (pool->Poll(absl::Seconds(1))) continue;
  EXPECT_EQ(heard.lines.size(), 1U);
}

// What was not answered is given up.
TEST_P(EvaluatorPoolTest, CanBeLeftAtAnyTime) {
  for (uint32_t records : {0, 1, 64, 700}) {
    Heard heard;
    const auto pool = MakeEvaluatorPool(GetParam(), MakeTiny, heard.sink());
    for (uint32_t i = 0; i < records; ++i) pool->Evaluate(RecordOf("id", i));
    EXPECT_LE(heard.lines.size(), records);
  }
}

INSTANTIATE_TEST_SUITE_P(Threads, EvaluatorPoolTest, testing::Values(1, 2, 5));

EvaluationsFactory UnaryCalls(Client& client, size_t calls) {
  return [&client, calls](Evaluations::Sink sink) {
    EvaluationsLimits limits;
    limits.calls = calls;
    return MakeUnaryEvaluations(client, AsOf("2026-03-01"), limits, std::move(sink));
  };
}

TEST(RemoteEvaluator, KeepsTheOrderOfTheFile) {
  ScoringServiceFake server;
  ClientOptions options;
  options.server = server.address();
  Client client(options);
  Heard heard;
  std::vector<std::string> expected;
  const auto evaluator = MakeRemoteEvaluator(UnaryCalls(client, 4), heard.sink());
  for (uint32_t i = 1; i <= 30; ++i) {
    const std::string number = std::to_string(i);
    AccountRecord record = RecordOf((i % 4 == 0   ? "slow"
                                     : i % 5 == 0 ? "bad"
                                                  : "good") +
                                        number,
                                    i);
    std::string line = number + " " + record.account.id;
    if (i % 3 == 0) {
      record.violations = {{"", "SYNTAX", "broken"}};
      line += " :SYNTAX";
    } else {
      line += i % 4 != 0 && i % 5 == 0 ? " signals.nps:WRONG segment:WRONG" : " ok";
    }
    expected.push_back(line);
    evaluator->Evaluate(std::move(record));
  }
  evaluator->Finish();
  EXPECT_EQ(heard.lines, expected);
  EXPECT_EQ(server.calls(), 20);
}

TEST(RemoteEvaluator, AFileOfBrokenRecordsDoesNotPileUp) {
  ScoringServiceFake server;
  ClientOptions options;
  options.server = server.address();
  Client client(options);
  Heard heard;
  const auto evaluator = MakeRemoteEvaluator(UnaryCalls(client, 1), heard.sink());
  evaluator->Evaluate(RecordOf("slow", 1));
  for (uint32_t i = 2; i <= 2'500; ++i) {
    AccountRecord record = RecordOf("", i);
    record.violations = {{"", "SYNTAX", "broken"}};
    evaluator->Evaluate(std::move(record));
  }
  EXPECT_GT(heard.lines.size(), 1'400U);
  evaluator->Finish();
  EXPECT_EQ(heard.lines.size(), 2'500U);
}

}  // namespace
}  // namespace bellwether::cli
