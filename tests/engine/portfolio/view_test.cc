// An account's course as it was known at a moment.
#include "engine/portfolio/view.h"

#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

std::string DayOf(const std::optional<book::Stamp>& stamp) {
  return stamp ? absl::FormatCivilTime(DayOfNumber(stamp->day)) : "-";
}

constexpr std::string_view kCourse = R"(
- {kind: account, id: a1, account: acme, at: 2026-01-05, contract_signed_at: 2026-01-05, kickoff_at: 2026-01-12, target_graduation_at: 2026-03-01}
- {kind: account, id: a2, account: acme, at: 2026-02-20, target_graduation_at: 2026-04-01}
- {kind: value, id: v1, account: acme, at: 2026-02-01, outcome: unconfirmed}
- {kind: value, id: v2, account: acme, at: 2026-02-10, outcome: x, confirmed_by: Ana}
- {kind: onboarding, id: o1, account: acme, at: 2026-01-20, event: held}
- {kind: onboarding, id: o2, account: acme, at: 2026-01-25, event: resumed}
- {kind: onboarding, id: o3, account: acme, at: 2026-02-25, event: extended, days: 14}
- {kind: onboarding, id: o4, account: acme, at: 2026-03-10, event: graduated}
- {kind: onboarding, id: o5, account: acme, at: 2026-03-20, event: held}
)";

TEST(ViewTest, ReadsTheCourseOfAnAccount) {
  const auto plan = SmallPack();
  const book::Book book = book::BookOf(kCourse);
  const View view(book, *plan, *ParseMoment("2026-04-01"));
  const Life& life = view.life(0);
  EXPECT_EQ(DayOf(life.start), "2026-01-05");
  EXPECT_EQ(DayOf(life.kickoff), "2026-01-12");
  EXPECT_EQ(DayOf(life.first_value), "2026-02-10");  // the first that was confirmed
  EXPECT_EQ(DayOf(life.graduated), "2026-03-10");
  EXPECT_EQ(DayOf(life.target), "2026-03-01");  // the original one
  EXPECT_EQ(life.extension_days, 14);
  EXPECT_EQ(DayOf(life.lost), "-");
  ASSERT_EQ(life.holds.size(), 2U);
  EXPECT_EQ(life.holds[1].second.day, view.today());  // still held
}

// P1, S3: what lies ahead has not happened.
TEST(ViewTest, KnowsNothingOfTheFuture) {
  const auto plan = SmallPack();
  const book::Book book = book::BookOf(kCourse);
  const View view(book, *plan, *ParseMoment("2026-02-09"));
  EXPECT_EQ(DayOf(view.life(0).first_value), "-");
  EXPECT_EQ(DayOf(view.life(0).graduated), "-");
  EXPECT_EQ(view.life(0).extension_days, 0);
}

// P15: the last contract was lost, or revenue fell to nothing; who comes back is not lost.
TEST(ViewTest, KnowsWhoWasLost) {
  const auto plan = SmallPack();
  const book::Book book = book::BookOf(R"(
- {kind: contract, id: c1, account: a, at: 2025-01-01, term_start: 2025-01-01, term_end: 2026-01-01, outcome: lost}
- {kind: contract, id: c2, account: b, at: 2025-01-01, term_start: 2025-01-01, term_end: 2026-01-01, outcome: lost}
- {kind: contract, id: c3, account: b, at: 2026-02-01, term_start: 2026-02-01, term_end: 2027-01-01}
- {kind: revenue, id: m1, account: c, at: 2025-01-01, movement: new, mrr: 0.1}
- {kind: revenue, id: m2, account: c, at: 2025-02-01, movement: expansion, mrr: 0.2}
- {kind: revenue, id: m3, account: c, at: 2025-06-01, movement: churn, mrr: 0.3}
- {kind: revenue, id: m4, account: d, at: 2025-01-01, movement: new, mrr: 5}
- {kind: revenue, id: m5, account: d, at: 2025-06-01, movement: churn, mrr: 5}
- {kind: revenue, id: m6, account: d, at: 2025-07-01, movement: reactivation, mrr: 4}
- {kind: contract, id: c4, account: e, at: 2025-01-01, term_start: 2025-01-01, term_end: 2026-12-01, outcome: lost}
)");
  const View view(book, *plan, *ParseMoment("2026-04-01"));
  EXPECT_EQ(DayOf(view.life(0).lost), "2026-01-01");
  EXPECT_EQ(DayOf(view.life(1).lost), "-");
  EXPECT_EQ(DayOf(view.life(2).lost), "2025-06-01");
  EXPECT_EQ(DayOf(view.life(3).lost), "-");
  EXPECT_EQ(DayOf(view.life(4).lost), "-");  // it gave notice, and is a customer to the end
}

// S7: a milestone that is the same fact as a date.
TEST(ViewTest, MilestonesMayBeDates) {
  const std::string pack = R"(
pack: small
version: 1.0.0
onboarding: {start: {default: contract_signed_at}}
milestones: {order: [kickoff, graduation], same_as: {kickoff: kickoff_at, graduation: graduated_at}}
)";
  const Sources sources({{"pack.yaml", pack}});
  const auto loaded = Load(sources);
  ASSERT_NE(loaded.value, nullptr) << RenderAll(loaded.diagnostics, sources);
  const book::Book book = book::BookOf(R"(
- {kind: milestone, id: m1, account: a, at: 2026-01-01, key: kickoff, completed_at: 2026-01-03}
- {kind: milestone, id: m2, account: a, at: 2026-01-01, key: graduation, completed_at: 2026-02-03}
)");
  const View view(book, *loaded.value, *ParseMoment("2026-04-01"));
  EXPECT_EQ(DayOf(view.life(0).kickoff), "2026-01-03");
  EXPECT_EQ(DayOf(view.life(0).graduated), "2026-02-03");
}

TEST(ViewTest, GoesBackByCalendarMonths) {
  const auto plan = SmallPack();
  const book::Book book = book::BookOf(std::vector<records::Record>());
  const auto before = [&](std::string_view as_of, int64_t months) {
    return DayOf(View(book, *plan, *ParseMoment(as_of)).MonthsBefore(months));
  };
  EXPECT_EQ(before("2026-03-31", 1), "2026-02-28");
  EXPECT_EQ(before("2026-03-01", 12), "2025-03-01");
  EXPECT_EQ(before("2024-02-29", 12), "2023-02-28");
}

}  // namespace
}  // namespace bellwether::portfolio
