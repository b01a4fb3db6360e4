// Groups are held against the rest; a pattern is what is beyond noise after Holm, of groups that
// are large enough (P6, P10).
#include "engine/portfolio/group_difference.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using testing::ElementsAre;

// `n` accounts of a segment, of which the first `kept` stayed for 90 days.
std::string Segment(std::string_view name, int n, int kept, std::string_view more = "") {
  std::string book;
  for (int i = 0; i < n; ++i) {
    const std::string account = absl::StrCat(std::string(name), i);
    absl::StrAppend(&book,
                    Started(account, "2025-06-01",
                            absl::StrCat("segment: ", std::string(name), std::string(more))));
    if (i < kept) continue;
    absl::StrAppend(&book, "- {kind: contract, id: c-", account, ", account: ", account,
                    ", at: 2025-06-01, term_start: 2025-06-01, term_end: 2025-07-01, outcome: "
                    "lost}\n");
  }
  return book;
}

std::shared_ptr<const Plan> Pack() {
  return SmallPack(
      "  many: {measure: retention, horizon: 90d, months: 24}\n"
      "  pace: {measure: days_to_first_value, months: 24}\n");
}

Comparisons Compare(const std::string& book_text, std::string_view metric,
                    const std::vector<std::string>& attributes, bool milestones = false) {
  const auto plan = Pack();
  const book::Book book = book::BookOf(book_text);
  const View view(book, *plan, *ParseMoment("2026-01-01"));
  GroupComparisons comparisons(view);
  const uint32_t found = *FindMetric(*plan, metric);
  for (const std::string& attribute : attributes) comparisons.ByAttribute(found, attribute);
  if (milestones) comparisons.ByLateMilestone(found);
  return std::move(comparisons).Finish();
}

TEST(GroupDifferenceTest, SharesDifferByNewcombeAndPearson) {
  // 40 of 40 against 20 of 40: by the two by two table χ² = 26.667, p = 2.4e-7; both groups are
  // each other's rest, so Holm doubles it.
  const Comparisons found =
      Compare(Segment("large", 40, 40) + Segment("small", 40, 20), "many", {"segment"});
  EXPECT_EQ(found.compared, 2U);
  EXPECT_EQ(found.beyond_noise, 2U);
  const GroupDifference& first = found.groups.at(0);
  EXPECT_EQ(first.key, "large");
  EXPECT_EQ(*first.difference, 0.5);
  EXPECT_NEAR(*first.p, 2.42e-7, 1e-9);
  EXPECT_NEAR(*first.adjusted, 4.84e-7, 2e-9);
  // Newcombe's, by statsmodels' confint_proportions_2indep(20, 40, 40, 40, method="newcomb").
  EXPECT_NEAR(first.interval->low, 0.32800, 1e-4);
  EXPECT_NEAR(first.interval->high, 0.64800, 1e-4);
}

TEST(GroupDifferenceTest, NoiseIsNoPattern) {
  const Comparisons found =
      Compare(Segment("large", 40, 34) + Segment("small", 40, 31), "many", {"segment"});
  EXPECT_EQ(found.compared, 2U);
  EXPECT_EQ(found.beyond_noise, 0U);
  EXPECT_FALSE(found.groups.at(0).beyond_noise);
}

TEST(GroupDifferenceTest, ManyGroupsMakeOneOfThemLookOdd) {
  // 10 of 20 against 75 of 100 has p = 0.025 alone; among six groups Holm makes it noise.
  std::string book = Segment("odd", 20, 10);
  for (const std::string_view name : {"a", "b", "c", "d", "e"}) book += Segment(name, 20, 15);
  const Comparisons found = Compare(book, "many", {"segment"});
  EXPECT_EQ(found.groups.at(0).key, "odd");
  EXPECT_LT(*found.groups.at(0).p, 0.05);
  EXPECT_GT(*found.groups.at(0).adjusted, 0.05);
  EXPECT_EQ(found.beyond_noise, 0U);
}

TEST(GroupDifferenceTest, FewAreNotCompared) {
  const Comparisons found =
      Compare(Segment("large", 40, 40) + Segment("tiny", 9, 0), "many", {"segment", "csm", "kind"});
  EXPECT_EQ(found.compared, 0U);
  EXPECT_FALSE(found.groups.at(0).p.has_value());
  EXPECT_EQ(found.groups.at(0).why, "fewer than 10 others");
  EXPECT_EQ(found.groups.at(1).why, "fewer than 10");
  EXPECT_THAT(found.notes, ElementsAre("no account has an attribute `csm`",
                                       "no account has an attribute `kind`"));
}

TEST(GroupDifferenceTest, ASingleGroupIsNoComparison) {
  const Comparisons found = Compare(Segment("large", 40, 40), "many", {"segment"});
  EXPECT_TRUE(found.groups.empty());
  EXPECT_THAT(found.notes, ElementsAre("all accounts have the same `segment`"));
}

// P12: waits are compared with those who still wait, and by the milestone that was late.
TEST(GroupDifferenceTest, LateMilestonesSetWaitsApart) {
  std::string book;
  for (int i = 0; i < 24; ++i) {
    const bool late = i % 2 == 0;
    const std::string account = absl::StrCat("a", i);
    absl::StrAppend(&book, Started(account, "2025-06-01"), "- {kind: milestone, id: m-", account,
                    ", account: ", account,
                    ", at: 2025-06-02, key: setup, planned_at: 2025-06-10, "
                    "completed_at: ",
                    late ? "2025-06-30" : "2025-06-10", "}\n");
    if (late && i % 4 == 0) continue;  // still waits
    absl::StrAppend(&book, "- {kind: value, id: v-", account, ", account: ", account,
                    ", at: ", late ? "2025-09-0" : "2025-07-0", 1 + i % 9,
                    ", outcome: x, confirmed_by: y}\n");
  }
  const Comparisons found = Compare(book, "pace", {}, true);
  ASSERT_EQ(found.groups.size(), 1U);
  const GroupDifference& setup = found.groups.at(0);
  EXPECT_EQ(setup.attribute, "");
  EXPECT_EQ(setup.key, "setup");
  EXPECT_EQ(setup.group.n, 12U);
  EXPECT_EQ(setup.rest.n, 12U);
  EXPECT_LT(*setup.p, 1e-4);
  EXPECT_TRUE(setup.beyond_noise);
  EXPECT_FALSE(setup.interval.has_value());
}

}  // namespace
}  // namespace bellwether::portfolio
