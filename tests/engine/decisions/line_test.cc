// A line reads back as what was written, bit for bit; whatever else stands in a log is told.
#include <limits>

#include "absl/strings/str_cat.h"
#include "engine/accounts/account_json.h"
#include "engine/accounts/json_text.h"
#include "engine/decisions/read_line.h"
#include "engine/decisions/write_line.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/decisions/logged.h"

namespace bellwether::decisions {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing_support::PlanOf;

std::string Without(std::string text) {
  EXPECT_EQ(text.back(), '\n');
  text.pop_back();
  EXPECT_EQ(text.find('\n'), std::string::npos);
  return text;
}

Decision ReadBack(const Decision& decision) {
  const ReadLineResult read = ReadLine(Without(WriteLine(decision)), Limits{});
  EXPECT_THAT(read.problems, IsEmpty());
  return std::get<Decision>(read.line);
}

std::string ProblemsOf(std::string_view text) {
  std::string all;
  for (const Violation& problem : ReadLine(text, Limits{}).problems) {
    all += problem.path + " " + problem.reason + ": " + problem.message + "\n";
  }
  return all;
}

TEST(DecisionLineTest, ReadsBackAsWhatWasWritten) {
  Decision decision =
      Logged(PlanOf(kPack),
             "id: acme\nsegment: large\nacv: 48000.5\nkickoff_at: 2026-01-12\n"
             "signals: {usage: 0.1, support: {value: 3, observed_at: 2026-02-20}, silent: false, "
             "mood: 'fine \"so\" far', seen_at: 2026-02-01T10:00:00.25Z, "
             "history: [[2026-02-09, 0.61], [2026-02-16, 0.66]]}");
  decision.report_unknown_signals = true;
  decision.benchmark_set = "b2b";
  decision.redacted = {{"signals.mood", "drop"}, {"caller", "hash"}};
  const Decision read = ReadBack(decision);
  EXPECT_EQ(read.time, decision.time);
  EXPECT_EQ(read.request_id, "r-1");
  EXPECT_EQ(read.trace_id, decision.trace_id);
  EXPECT_EQ(read.method, decision.method);
  EXPECT_EQ(read.caller, "billing");
  EXPECT_EQ(read.pack.digest, decision.pack.digest);
  EXPECT_EQ(read.pack.label, "active");
  EXPECT_EQ(FormatMoment(read.as_of), "2026-03-01");
  EXPECT_TRUE(read.report_unknown_signals);
  EXPECT_EQ(read.benchmark_set, "b2b");
  EXPECT_EQ(read.outcome, decision.outcome);
  EXPECT_EQ(read.redacted, decision.redacted);
  EXPECT_EQ(AccountJson(read.account, kOneLine), AccountJson(decision.account, kOneLine));
  EXPECT_EQ(WriteLine(read), WriteLine(decision));
}

TEST(DecisionLineTest, NumbersKeepEveryBit) {
  Decision decision = Logged(PlanOf(kPack), "signals: {usage: 0.1}");
  const double numbers[] = {0.1 + 0.2,          1.0 / 3, 5e-324, std::numeric_limits<double>::max(),
                            79.999999999999986, -1e-17,  100};
  decision.outcome.clear();
  for (const double number : numbers) {
    decision.outcome.push_back({absl::StrCat("x", decision.outcome.size()), number});
  }
  EXPECT_EQ(ReadBack(decision).outcome, decision.outcome);
}

// A text that is read by the type that the pack declares is not a text signal.
TEST(DecisionLineTest, UntypedValuesStayUntyped) {
  Decision decision = Logged(PlanOf(kPack), "signals: {usage: 0.5, mood: fine}");
  decision.account.signals[0].value = Untyped{"0,5"};
  const Decision read = ReadBack(decision);
  EXPECT_EQ(std::get<Untyped>(read.account.signals[0].value).text, "0,5");
  EXPECT_EQ(std::get<std::string>(read.account.signals[1].value), "fine");
}

TEST(DecisionLineTest, OtherLinesReadBack) {
  Dropped dropped;
  dropped.time = absl::FromUnixSeconds(1'767'225'600);
  dropped.count = 12;
  dropped.reason = "queue_full";
  EXPECT_EQ(WriteLine(Line(dropped)),
            "{\"kind\":\"dropped\",\"time\":\"2026-01-01T00:00:00Z\",\"count\":12,"
            "\"reason\":\"queue_full\"}\n");
  ReadLineResult read = ReadLine(Without(WriteLine(Line(dropped))), Limits{});
  ASSERT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(std::get<Dropped>(read.line).count, 12u);
  Opened opened;
  opened.server = "1.2.3";
  read = ReadLine(Without(WriteLine(Line(opened))), Limits{});
  ASSERT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(std::get<Opened>(read.line).server, "1.2.3");
}

TEST(DecisionLineTest, SaysEverythingThatIsWrong) {
  EXPECT_THAT(ProblemsOf(""), HasSubstr("SYNTAX"));
  EXPECT_THAT(ProblemsOf("[]"), HasSubstr("a line of a decision log is an object"));
  EXPECT_THAT(ProblemsOf("{}"), HasSubstr("kind MISSING_FIELD"));
  EXPECT_THAT(ProblemsOf(R"({"kind":"news"})"), HasSubstr("`news` is no kind of line"));
  EXPECT_THAT(
      ProblemsOf(R"({"kind":"opened","time":"2026-01-01T00:00:00Z","format":2,"server":""})"),
      HasSubstr("format 2, and this program reads 1"));
  const std::string problems = ProblemsOf(
      R"({"kind":"evaluation","time":"today","method":"m","pack":{},"outcome":{"a":true},)"
      R"("account":{"id":"a","acv":"much"}})");
  EXPECT_THAT(problems, HasSubstr("time BAD_DATE"));
  EXPECT_THAT(problems, HasSubstr("pack.digest MISSING_FIELD"));
  EXPECT_THAT(problems, HasSubstr("as_of MISSING_FIELD"));
  EXPECT_THAT(problems, HasSubstr("outcome.a WRONG_TYPE"));
  EXPECT_THAT(problems, HasSubstr("account.acv WRONG_TYPE"));
}

// However a line is cut off, it is no line, and nothing else happens.
TEST(DecisionLineTest, ATornLineIsRefused) {
  const std::string line = Without(WriteLine(Logged(PlanOf(kPack), "signals: {usage: 0.5}")));
  for (size_t size = 0; size < line.size(); ++size) {
    EXPECT_FALSE(ReadLine(line.substr(0, size), Limits{}).problems.empty()) << size;
  }
}

TEST(DecisionLineTest, KeysOfLaterReleasesArePassedOver) {
  std::string line = Without(WriteLine(Logged(PlanOf(kPack), "signals: {usage: 0.5}")));
  line.insert(1, R"("later":{"x":[1,2]},)");
  EXPECT_THAT(ReadLine(line, Limits{}).problems, SizeIs(0));
}

}  // namespace
}  // namespace bellwether::decisions
