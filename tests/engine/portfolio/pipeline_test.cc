// P21: what is open, and of what was closed how much was won, and how fast.
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

TEST(PipelineTest, SumsWhatIsOpen) {
  const auto plan = SmallPack("  pipeline: {measure: open_pipeline, min_count: 1}\n");
  const book::Book book = book::BookOf(R"(
- {kind: opportunity, id: o1, account: a, at: 2025-06-01, type: expansion, value: 100}
- {kind: opportunity, id: o2, account: b, at: 2025-06-01, type: expansion, value: 50, closed_at: 2026-02-01, won: true}
- {kind: opportunity, id: o3, account: b, at: 2025-06-01, type: expansion, value: 70, opened_at: 2025-05-01, closed_at: 2025-06-10, won: true}
- {kind: opportunity, id: o4, account: b, at: 2025-06-01, type: expansion, value: 70, closed_at: 2025-06-21, won: false}
- {kind: opportunity, id: o5, account: b, at: 2025-06-01, type: renewal, value: 1000}
- {kind: opportunity, id: o6, account: c, at: 2025-06-01, type: expansion}
- {kind: opportunity, id: o7, account: c, at: 2023-06-01, type: expansion, value: 9, closed_at: 2023-07-01, won: true}
)");
  const MetricResult result = MetricOf(*plan, book, "pipeline", "2026-01-01");
  EXPECT_EQ(TextOf(result.summary.value), "150 of 2");
  EXPECT_EQ(TextOf(LineOf(result.summary, "mean of an open one")), "75 of 2");
  EXPECT_EQ(TextOf(LineOf(result.summary, "won of those closed")), "0.5 of 2");
  EXPECT_EQ(TextOf(LineOf(result.summary, "median days to close")), "30 of 2");
  EXPECT_EQ(result.missing.at(0), "1 open opportunity has no value, and is not counted");
  EXPECT_EQ(result.accounts.at(0).what, "100, open for 214 days");
}

}  // namespace
}  // namespace bellwether::portfolio
