// P17. Domain §9: 15 of 500 is 3 % a quarter, 12 % a year simply, 11.47 % compounded.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

std::string FiveHundred() {
  std::string book;
  for (int i = 0; i < 500; ++i) {
    const std::string account = absl::StrCat("a", 1000 + i);
    absl::StrAppend(&book, Started(account, "2025-01-01"));
    if (i >= 15) continue;
    absl::StrAppend(&book, "- {kind: contract, id: c-", account, ", account: ", account,
                    ", at: 2025-01-01, term_start: 2025-01-01, term_end: 2025-11-15, outcome: lost",
                    i < 6   ? ", reason: product_fit}\n"
                    : i < 9 ? ", reason: [price, competition]}\n"
                            : "}\n");
  }
  return book;
}

TEST(ChurnTest, FifteenOfFiveHundredInAQuarter) {
  const MetricResult result = MetricOf(FiveHundred(), "quarter", "2026-01-01");
  EXPECT_EQ(TextOf(result.summary.value), "0.03 of 500");
  EXPECT_EQ(result.summary.value.events, 15U);
  EXPECT_NEAR(*LineOf(result.summary, "a year, simple (× 12 ÷ months)").value, 0.12, 1e-12);
  EXPECT_NEAR(*LineOf(result.summary, "a year, compounded").value, 0.1147, 5e-5);
}

// Who names two reasons counts half for each: shares make 100 % of those lost.
TEST(ChurnTest, ReasonsMakeTheWhole) {
  const Grid reasons = MetricOf(FiveHundred(), "quarter", "2026-01-01").summary.grids.at(0);
  EXPECT_EQ(TextOf(reasons),
            "no reason given: 0.4 of 15 | 0.4 of 15 \n"
            "product_fit: 0.4 of 15 | 0.4 of 15 \n"
            "competition: 0.1 of 15 | 0.2 of 15 \n"
            "price: 0.1 of 15 | 0.2 of 15 \n");
}

TEST(ChurnTest, CountsCustomersAtTheStart) {
  const std::string book = absl::StrCat(
      Started("stays", "2025-01-01"), Started("young", "2025-12-01"), Started("old", "2024-01-01"),
      "- {kind: contract, id: c1, account: old, at: 2024-01-01, term_start: 2024-01-01, term_end: "
      "2025-09-01, outcome: lost}\n",
      Started("notice", "2025-01-01"),
      "- {kind: contract, id: c2, account: notice, at: 2025-01-01, term_start: 2025-01-01, "
      "term_end: "
      "2026-06-01, outcome: lost}\n");
  EXPECT_EQ(TextOf(MetricOf(book, "quarter", "2026-01-01").summary.value), "0 of 2");
}

}  // namespace
}  // namespace bellwether::portfolio
