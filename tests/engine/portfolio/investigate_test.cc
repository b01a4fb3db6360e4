// A guide walks its steps with the numbers of the book, and ends with whom to call.
#include "engine/portfolio/investigate.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr std::string_view kGuides = R"(
  pace:
    measure: days_to_first_value
    min_count: 2
    months: 24
    breakdowns: [csm]
    investigate:
      - {do: Draw the timeline, metrics: [punctuality]}
      - {do: Look for a pattern, breakdowns: [segment, shoe]}
      - {do: Look for a shared milestone, milestones: true}
      - {do: Categorise, causes: true}
      - {do: Talk}
  ill:
    measure: band_share
    of: red
    min_count: 2
    investigate: [{do: Check usage, components: [usage]}]
signals: {usage: {type: ratio, description: x}}
health: {only: {bands: [{green: 50}, {red: 0}], components: {usage: {weight: 1, of: usage}}}}
)";

std::string RecordsOf(std::string_view id, std::string_view segment, double usage, bool value) {
  const std::string name(id);
  return absl::StrCat(Started(id, "2025-10-01",
                              absl::StrCat("segment: ", std::string(segment),
                                           ", csm: Ana, signals: {usage: ", usage, "}")),
                      "- {kind: milestone, id: m-", name, ", account: ", name,
                      ", at: 2025-10-02, key: setup, planned_at: 2025-10-10, completed_at: ",
                      value ? "2025-10-10" : "2025-10-30, cause: our_process", "}\n",
                      value ? absl::StrCat("- {kind: value, id: v-", name, ", account: ", name,
                                           ", at: 2025-11-01, outcome: x, confirmed_by: y}\n")
                            : "");
}

Investigation Found(std::string_view metric) {
  static const auto plan = SmallPack(std::string(kGuides));
  static const book::Book book = book::BookOf(
      absl::StrCat(RecordsOf("a", "small", 0.9, true), RecordsOf("b", "small", 0.8, true),
                   RecordsOf("c", "large", 0.1, false), RecordsOf("d", "large", 0.3, false)));
  Request request;
  request.as_of = *ParseMoment("2026-01-01");
  request.accounts = 1;
  Views views(book, *plan, request.as_of);
  return Investigate(views, *FindMetric(*plan, metric), request);
}

TEST(InvestigateTest, WalksTheGuideOfTheMetric) {
  const Investigation found = Found("pace");
  ASSERT_EQ(found.steps.size(), 5U);
  EXPECT_EQ(found.steps[0].action, "Draw the timeline");
  ASSERT_EQ(found.steps[0].metrics.size(), 1U);
  EXPECT_EQ(found.steps[0].metrics[0].name, "punctuality");
  EXPECT_EQ(found.steps[0].metrics[0].summary.value.events, 2U);
  EXPECT_FALSE(found.steps[0].compares);
  EXPECT_TRUE(found.steps[1].compares);
  EXPECT_EQ(found.steps[1].comparisons.groups.size(), 2U);
  EXPECT_THAT(found.steps[1].comparisons.notes, ElementsAre("no account has an attribute `shoe`"));
  EXPECT_EQ(found.steps[2].comparisons.groups.at(0).key, "setup");
  ASSERT_EQ(found.steps[3].causes.size(), 1U);
  EXPECT_EQ(found.steps[3].causes[0].cause, "our_process");
  EXPECT_EQ(found.steps[3].causes[0].milestones, 2U);
  EXPECT_EQ(found.steps[3].causes[0].accounts, 2U);
  EXPECT_EQ(found.steps[3].causes[0].days, 40);
  EXPECT_FALSE(found.steps[4].compares || found.steps[4].counts_causes);
}

TEST(InvestigateTest, EndsWithWhomToCall) {
  const Investigation found = Found("pace");
  ASSERT_EQ(found.calls.size(), 1U);
  EXPECT_EQ(found.calls[0].account, "c");
  EXPECT_EQ(found.calls[0].what, "without value for 92 days");
  EXPECT_THAT(found.calls[0].attributes, ElementsAre(Pair("csm", "Ana"), Pair("segment", "large")));
  ASSERT_EQ(found.calls[0].timeline.size(), 2U);
  EXPECT_EQ(found.calls[0].timeline[1].what, "setup 20 days late: our_process");
}

TEST(InvestigateTest, HoldsComponentsAgainstTheOthers) {
  const ComponentDifference usage = Found("ill").steps.at(0).components.at(0);
  EXPECT_EQ(usage.behind_n, 2U);
  EXPECT_EQ(usage.others_n, 2U);
  EXPECT_DOUBLE_EQ(*usage.behind, 20);
  EXPECT_DOUBLE_EQ(*usage.others, 85);
  // Welch: 65 ± t √(200/2 + 50/2) with 1.47 degrees; p by scipy.stats.ttest_ind(equal_var=False).
  EXPECT_NEAR(*usage.p, 0.054664, 1e-5);
  EXPECT_FALSE(usage.beyond_noise);
}

}  // namespace
}  // namespace bellwether::portfolio
