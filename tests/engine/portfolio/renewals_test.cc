// P19: renewed ÷ due in the period, on the due date.
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

std::string Contract(std::string_view account, std::string_view end, std::string_view outcome,
                     double value) {
  return absl::StrCat("- {kind: contract, id: c-", std::string(account),
                      ", account: ", std::string(account),
                      ", at: 2024-01-01, term_start: 2024-01-01, term_end: ", std::string(end),
                      ", value: ", FormatNumber(value),
                      outcome.empty() ? "" : ", outcome: ", std::string(outcome), "}\n");
}

TEST(RenewalTest, CountsWhatWasDue) {
  const std::string book = absl::StrCat(
      Contract("a", "2025-06-01", "renewed", 100), Contract("b", "2025-06-01", "expanded", 200),
      Contract("c", "2025-06-01", "reduced", 100), Contract("d", "2026-01-01", "lost", 400),
      Contract("undecided", "2025-06-01", "", 100), Contract("before", "2025-01-01", "lost", 100),
      Contract("ahead", "2026-01-02", "renewed", 100));
  const MetricResult result = MetricOf(book, "renewed", "2026-01-01");
  EXPECT_EQ(TextOf(result.summary.value), "0.75 of 4");
  EXPECT_EQ(TextOf(LineOf(result.summary, "by value, as it was before")), "0.5 of 4");
  EXPECT_EQ(TextOf(LineOf(result.summary, "lost")), "0.25 of 4");
  EXPECT_EQ(result.missing.at(0), "1 contract was due and has no outcome, and is not counted");
  EXPECT_EQ(result.accounts.at(0).what, "due on 2026-01-01: lost");
}

}  // namespace
}  // namespace bellwether::portfolio
