// P23: an account counts once, by its last answer; who did not answer is seen in the response rate.
#include <cmath>

#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

std::string Answer(int id, std::string_view account, std::string_view day, std::string_view more) {
  return absl::StrCat("- {kind: survey, id: s", id, ", account: ", std::string(account),
                      ", at: ", std::string(day), ", instrument: nps", more.empty() ? "" : ", ",
                      std::string(more), "}\n");
}

TEST(NetPromoterScoreTest, CountsTheLastAnswerOfEachAccount) {
  const std::string book = absl::StrCat(
      Answer(1, "a", "2025-06-01", "score: 2"), Answer(2, "a", "2025-09-01", "score: 9"),
      Answer(3, "b", "2025-06-01", "score: 10"), Answer(4, "c", "2025-06-01", "score: 8"),
      Answer(5, "d", "2025-06-01", "score: 6"), Answer(6, "e", "2025-06-01", ""),
      Answer(7, "f", "2025-06-01", "scale: 5, score: 5"), Answer(8, "g", "2023-06-01", "score: 0"));
  const MetricResult result = MetricOf(book, "promoted", "2026-01-01");
  EXPECT_EQ(TextOf(result.summary.value), "25 of 4");
  // σ² = 0.5 + 0.25 - 0.25² = 0.6875
  EXPECT_NEAR(result.summary.value.interval->low, 100 * (0.25 - 1.959963985 * 0.41457809879), 1e-6);
  EXPECT_EQ(result.summary.value.interval->high, 100);
  EXPECT_EQ(TextOf(LineOf(result.summary, "by respondents")), "0 of 5");
  EXPECT_EQ(LineOf(result.summary, "answered").events, 5U);
  EXPECT_EQ(LineOf(result.summary, "answered").n, 6U);
  EXPECT_EQ(TextOf(LineOf(result.summary, "passive, 7 and 8")), "0.25 of 4");
  EXPECT_EQ(result.missing.at(0), "1 answer is on another scale than 0 to 10, and is not counted");
  EXPECT_EQ(result.accounts.at(0).account, "a");
}

TEST(NetPromoterScoreTest, NobodyAnsweredIsNoZero) {
  const MetricResult result = MetricOf(Answer(1, "a", "2025-06-01", ""), "promoted", "2026-01-01");
  EXPECT_EQ(TextOf(result.summary.value), "nobody of 0");
  EXPECT_EQ(TextOf(LineOf(result.summary, "answered")), "0 of 1");
}

TEST(MeanAnswerTest, IsOfOneInstrumentOnItsScale) {
  const auto plan = SmallPack("  csat: {measure: mean_answer, of: csat, min_count: 1}\n");
  const book::Book book = book::BookOf(R"(
- {kind: survey, id: s1, account: a, at: 2025-06-01, instrument: csat, occasion: ticket, score: 5}
- {kind: survey, id: s2, account: a, at: 2025-07-01, instrument: csat, occasion: ticket, score: 3}
- {kind: survey, id: s3, account: b, at: 2025-07-01, instrument: csat, score: 4}
- {kind: survey, id: s4, account: b, at: 2025-07-02, instrument: csat}
- {kind: survey, id: s5, account: b, at: 2025-07-03, instrument: csat, scale: 10, score: 9}
- {kind: survey, id: s6, account: b, at: 2025-07-04, instrument: ces, score: 7}
)");
  const MetricResult result = MetricOf(*plan, book, "csat", "2026-01-01");
  EXPECT_EQ(TextOf(result.summary.value), "4 of 3");
  // t(0.975, 2) = 4.302652729911275
  EXPECT_NEAR(result.summary.value.interval->low, 4 - 4.302652729911275 / std::sqrt(3.0), 1e-9);
  EXPECT_EQ(TextOf(LineOf(result.summary, "answered")), "0.75 of 4");
  EXPECT_EQ(TextOf(LineOf(result.summary, "after ticket")), "4 of 2");
  EXPECT_EQ(result.missing.at(0), "1 answer is on another scale, and is not counted");
}

}  // namespace
}  // namespace bellwether::portfolio
