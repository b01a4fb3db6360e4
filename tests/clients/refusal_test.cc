#include "clients/cli/evaluation/refusal.h"

#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

EvaluateAnswer Refused(std::vector<Violation> violations) {
  EvaluateAnswer answer;
  answer.status = absl::InvalidArgumentError("2 problems");
  answer.violations = std::move(violations);
  return answer;
}

TEST(RefusalLines, OneForEachViolation) {
  const EvaluateAnswer answer = Refused(
      {{"signals.nps", "OUT_OF_RANGE", "170 is too much"}, {"", "SYNTAX", "the line ends early"}});
  EXPECT_EQ(RefusalLines("book.jsonl", {12, "acme"}, answer, Style(false)),
            "book.jsonl:12: acme: signals.nps: 170 is too much [OUT_OF_RANGE]\n"
            "book.jsonl:12: acme: the line ends early [SYNTAX]\n");
}

TEST(RefusalLines, SayWhatIsKnownWhenThereIsNoId) {
  EXPECT_EQ(RefusalLines("book.csv", {0, ""}, Refused({{"id", "", "is missing"}}), Style(false)),
            "book.csv: id: is missing\n");
}

TEST(RefusalLines, FallBackOnTheStatus) {
  EvaluateAnswer answer;
  answer.status = absl::DeadlineExceededError("Deadline Exceeded");
  EXPECT_EQ(RefusalLines("book.csv", {3, "acme"}, answer, Style(false)),
            "book.csv:3: acme: Deadline Exceeded [DEADLINE_EXCEEDED]\n");
}

TEST(RefusalLines, TakePowerFromControlCharacters) {
  const std::string lines =
      RefusalLines("f", {1, "\x1b[2J"}, Refused({{"signals.\n", "R", "\x1b]0;x"}}), Style(false));
  EXPECT_EQ(lines, "f:1: ?[2J: signals.?: ?]0;x [R]\n");
}

TEST(OutcomeOf, TellsThisAccountFromThisServer) {
  EvaluateAnswer answer;
  EXPECT_EQ(OutcomeOf(answer), Outcome::kAnswered);
  answer.status = absl::InvalidArgumentError("");
  EXPECT_EQ(OutcomeOf(answer), Outcome::kRefused);
  answer.status = absl::FailedPreconditionError("");
  EXPECT_EQ(OutcomeOf(answer), Outcome::kRefused);
  answer.status = absl::DeadlineExceededError("");
  EXPECT_EQ(OutcomeOf(answer), Outcome::kFailed);
  answer.status = absl::UnavailableError("");
  EXPECT_EQ(OutcomeOf(answer), Outcome::kLost);
  answer.status = absl::UnauthenticatedError("");
  EXPECT_EQ(OutcomeOf(answer), Outcome::kLost);
}

}  // namespace
}  // namespace bellwether::cli
