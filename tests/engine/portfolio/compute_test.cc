// What every metric shares: breakdowns by attributes as they were (P2), small counts (P6), tiers,
// trends, and no answer that depends on the order of records (P5).
#include "engine/portfolio/compute.h"

#include <algorithm>
#include <cmath>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using testing::ElementsAre;

std::string GroupsOf(const Breakdown& breakdown) {
  std::string text;
  for (const Group& group : breakdown.groups) {
    absl::StrAppend(&text, group.key.empty() ? "(none)" : group.key, " ",
                    TextOf(group.summary.value), group.tier ? " " + group.tier->name : "", "\n");
  }
  return text;
}

constexpr std::string_view kTiers = R"(
  judged:
    measure: days_to_first_value
    min_count: 2
    better: lower
    tiers: [good, bad]
    sets: {OM: {small: [10], large: [90]}}
  rated:
    measure: net_promoter_score
    min_count: 1
    better: higher
    tiers: [best, good, poor]
    sets: {PM: {default: [{above: 50}, 0]}}
)";

std::string Reached(std::string_view account, std::string_view day) {
  return absl::StrCat("- {kind: value, id: v-", std::string(account),
                      ", account: ", std::string(account), ", at: ", std::string(day),
                      ", outcome: x, confirmed_by: y}\n");
}

// P2: attributes at the start, whatever they are now; P6: too few have no tier.
TEST(ComputeTest, BreaksDownByAttributesAsTheyWere) {
  const std::string book =
      absl::StrCat(Started("a", "2026-01-01", "segment: small"), Reached("a", "2026-01-21"),
                   "- {kind: account, id: moved, account: a, at: 2026-02-01, segment: large}\n",
                   Started("b", "2026-01-01", "segment: small"), Reached("b", "2026-01-21"),
                   Started("c", "2026-01-01", "segment: large"), Reached("c", "2026-01-21"),
                   Started("d", "2026-01-01"), Reached("d", "2026-01-21"));
  const auto plan = SmallPack(std::string(kTiers));
  Request request;
  request.by = {"segment", "shoe_size"};
  const MetricResult result = MetricOf(*plan, book::BookOf(book), "judged", "2026-03-01", request);
  ASSERT_EQ(result.breakdowns.size(), 2U);
  EXPECT_EQ(GroupsOf(result.breakdowns[0]),
            "small 20 of 2 bad\n(none) few 20 of 1\nlarge few 20 of 1\n");
  EXPECT_EQ(result.breakdowns[1].why, "no account has an attribute or a signal `shoe_size`");
  EXPECT_FALSE(result.tier.has_value());  // there are bounds of segments alone
}

// What a pack declares for itself is a signal: reports group by it all the same, as it was (P2).
TEST(ComputeTest, BreaksDownBySignals) {
  const std::string book = absl::StrCat(
      Started("a", "2026-01-01", "signals: {plan: gold, rooms: 2, trained: true}"),
      Reached("a", "2026-01-21"),
      "- {kind: account, id: moved, account: a, at: 2026-02-01, signals: {plan: tin}}\n",
      Started("b", "2026-01-01", "signals: {plan: gold, rooms: 2.5, trained: false}"),
      Reached("b", "2026-01-21"),
      Started("c", "2026-01-01", "source: partner, signals: {source: none_of_it}"),
      Reached("c", "2026-01-21"));
  const auto plan = SmallPack(std::string(kTiers));
  Request request;
  request.by = {"plan", "rooms", "trained", "source"};
  const MetricResult result = MetricOf(*plan, book::BookOf(book), "judged", "2026-03-01", request);
  ASSERT_EQ(result.breakdowns.size(), 4U);
  EXPECT_EQ(GroupsOf(result.breakdowns[0]), "gold 20 of 2\n(none) few 20 of 1\n");
  EXPECT_EQ(GroupsOf(result.breakdowns[1]), "(none) few 20 of 1\n2 few 20 of 1\n2.5 few 20 of 1\n");
  EXPECT_EQ(GroupsOf(result.breakdowns[2]),
            "(none) few 20 of 1\nfalse few 20 of 1\ntrue few 20 of 1\n");
  // An attribute goes before a signal of its name.
  EXPECT_EQ(GroupsOf(result.breakdowns[3]), "(none) 20 of 2\npartner few 20 of 1\n");
}

// A filter keeps accounts by what they are at the moment of the report, in trends as well, and they
// are judged by the bounds of their segment.
TEST(ComputeTest, AFilterKeepsAccountsAsTheyAre) {
  const std::string book = absl::StrCat(
      Started("a", "2026-01-01", "segment: small"), Reached("a", "2026-01-21"),
      "- {kind: account, id: moved, account: a, at: 2026-02-01, segment: large}\n",
      Started("b", "2026-01-01", "segment: small, csm: Ana"), Reached("b", "2026-01-12"),
      Started("c", "2026-01-01", "segment: large"), Reached("c", "2026-01-06"),
      Started("d", "2026-01-01"), Reached("d", "2026-01-03"));
  const auto plan = SmallPack(std::string(kTiers));
  const auto where = [&](std::vector<book::AttributeFilter> filters) {
    Request request;
    request.where = std::move(filters);
    request.trend_points = 2;
    return MetricOf(*plan, book::BookOf(book), "judged", "2026-03-01", request);
  };
  // a is large since February.
  EXPECT_EQ(TextOf(where({{"segment", {"large"}}}).summary.value), "5 of 2");
  EXPECT_EQ(TextOf(where({{"segment", {"large"}}}).trend->points[0].value), "5 of 2");
  EXPECT_EQ(where({{"segment", {"large"}}}).accounts_in_all, 2U);
  EXPECT_EQ(TextOf(where({{"segment", {"small", "large"}}}).summary.value), "11 of 3");
  EXPECT_FALSE(where({{"segment", {"small", "large"}}}).tier.has_value());
  EXPECT_EQ(TextOf(where({{"segment", {""}}}).summary.value), "few 2 of 1");
  EXPECT_EQ(TextOf(where({{"segment", {"small"}}, {"csm", {"Ana"}}}).summary.value), "few 11 of 1");
  EXPECT_EQ(TextOf(where({{"segment", {"none"}}}).summary.value), "nobody of 0");
}

TEST(ComputeTest, AComparisonIsFilteredAlike) {
  const auto plan = SmallPack();
  const auto book = book::BookOf(
      absl::StrCat(Started("a", "2026-01-01", "segment: small"), Reached("a", "2026-01-21"),
                   Started("b", "2026-01-01", "segment: large"), Reached("b", "2026-01-11")));
  Request request;
  request.where = {{"segment", {"small"}}};
  const MetricResult now = MetricOf(*plan, book, "speed", "2026-03-01", request);
  Views then(book, *plan, *ParseMoment("2026-02-01"));
  const View view(book, *plan, *ParseMoment("2026-03-01"));
  const book::KeptAccounts kept = ChooseAccounts(view, request.where);
  EXPECT_EQ(TextOf(Compare(now, then, *FindMetric(*plan, "speed"), kept).then), "20 of 1");
}

// Whoever stops it is not asked again, wherever it was.
TEST(ComputeTest, StopsWhereItIsTold) {
  std::string text;
  for (const char* account : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}) {
    absl::StrAppend(&text, Started(account, "2026-01-01", "segment: small"),
                    Reached(account, "2026-01-21"));
  }
  const auto plan = SmallPack();
  const auto book = book::BookOf(text);
  const Moment as_of = *ParseMoment("2026-03-01");
  Request request;
  request.as_of = as_of;
  request.by = {"segment"};
  request.trend_points = 3;
  const auto steps_until = [&](int most) {
    int steps = 0;
    Views views(book, *plan, as_of);
    views.StopWhen(Stop([&] { return ++steps >= most; }));
    Compute(views, *FindMetric(*plan, "speed"), request);
    EXPECT_EQ(views.stopped(), steps >= most);
    return steps;
  };
  const int whole = steps_until(1'000'000) - 1;
  ASSERT_GT(whole, 20);
  for (int most = 1; most <= whole; ++most) EXPECT_EQ(steps_until(most), most);
}

TEST(ComputeTest, SaysTheTierAndItsBound) {
  const auto plan = SmallPack(std::string(kTiers));
  const auto tier_of = [&](double score) {
    const std::string book =
        absl::StrCat("- {kind: survey, id: s, account: a, at: 2025-06-01, instrument: nps, score: ",
                     FormatNumber(score), "}\n");
    const auto tier = MetricOf(*plan, book::BookOf(book), "rated", "2026-01-01").tier;
    return tier ? absl::StrCat(tier->name, " ", tier->bounds, " ", tier->set) : "none";
  };
  EXPECT_EQ(tier_of(9), "best > 50 PM");
  EXPECT_EQ(tier_of(7), "good ≥ 0 PM");
  EXPECT_EQ(tier_of(3), "poor < 0 PM");
}

TEST(ComputeTest, ATrendIsOfTheBookAsItWasKnown) {
  const std::string book = absl::StrCat(
      "- {kind: revenue, id: m1, account: a, at: 2023-01-01, movement: new, mrr: 100}\n",
      "- {kind: revenue, id: m2, account: a, at: 2025-11-15, movement: expansion, mrr: 10}\n",
      "- {kind: revenue, id: m3, account: a, at: 2025-10-15, known_at: 2025-12-15, movement: "
      "expansion, mrr: 10}\n");
  Request request;
  request.trend_points = 4;
  const MetricResult result =
      MetricOf(*SmallPack(), book::BookOf(book), "net", "2026-01-01", request);
  ASSERT_TRUE(result.trend.has_value());
  std::vector<std::string> points;
  for (const Trend::Point& point : result.trend->points) {
    points.push_back(
        absl::StrCat(absl::FormatCivilTime(DayOfNumber(point.day)), " ", TextOf(point.value)));
  }
  EXPECT_THAT(points, ElementsAre("2025-10-01 1 of 1", "2025-11-01 1 of 1", "2025-12-01 1.1 of 1",
                                  "2026-01-01 1.2 of 1"));
  EXPECT_EQ(result.trend->judgement, Judgement::kWithinNoise);
}

// 30 of 100 against 10 of 100 is a change; against 28 it is noise.
TEST(CompareTest, AChangeIsBeyondTheNoiseOrNot) {
  const auto churned = [](int first, int second) {
    std::string book;
    for (int i = 0; i < 100; ++i) {
      const std::string account = absl::StrCat("a", 100 + i);
      absl::StrAppend(&book, Started(account, "2024-01-01"));
      const bool early = i < first;
      if (i >= first + second) continue;
      absl::StrAppend(&book, "- {kind: contract, id: c", i, ", account: ", account,
                      ", at: 2024-01-01, term_start: 2024-01-01, term_end: ",
                      early ? "2025-05-01" : "2025-08-01", ", outcome: lost}\n");
    }
    const auto plan = SmallPack();
    const book::Book known = book::BookOf(book);
    const MetricResult now = MetricOf(*plan, known, "quarter", "2025-09-01");
    Views then(known, *plan, *ParseMoment("2025-06-01"));
    return Compare(now, then, *FindMetric(*plan, "quarter"));
  };
  const Comparison more = churned(10, 30);
  EXPECT_EQ(TextOf(more.then), "0.1 of 100");
  EXPECT_NEAR(*more.difference->value, 30.0 / 90 - 0.1, 1e-12);
  EXPECT_TRUE(more.difference->interval.has_value());
  EXPECT_EQ(more.beyond_noise, true);
  EXPECT_EQ(churned(10, 12).beyond_noise, false);
  EXPECT_EQ(churned(0, 0).beyond_noise, false);
}

TEST(ComputeTest, DashboardsAreThePacks) {
  const auto plan = SmallPack("  shown: {measure: retention, horizon: 30d, dashboards: [mine]}\n");
  ASSERT_EQ(MetricsOf(*plan, "mine").size(), 1U);
  EXPECT_EQ(plan->portfolio_notes[MetricsOf(*plan, "mine")[0]].name, "shown");
  EXPECT_TRUE(MetricsOf(*plan, "yours").empty());
  EXPECT_EQ(FindMetric(*plan, "no such metric"), std::nullopt);
}

bool IsSound(const Quantity& quantity) {
  const bool value = !quantity.value || std::isfinite(*quantity.value);
  const bool interval = !quantity.interval || (std::isfinite(quantity.interval->low) &&
                                               std::isfinite(quantity.interval->high));
  return value && interval;
}

// No book, one account, odd records: a clear answer, never NaN, never a silent zero.
TEST(ComputeTest, OddBooksGiveSoundAnswers) {
  const std::string books[] = {
      "[]",
      Started("a", "2026-01-01"),
      "- {kind: usage, id: u1, account: ghost, at: 2026-01-01}\n",
      "- {kind: revenue, id: m1, account: a, at: 2025-01-01, movement: churn, mrr: 5}\n",
      "- {kind: revenue, id: m1, account: a, at: 2025-01-01, movement: new, mrr: 0}\n",
      absl::StrCat(Started("a", "2026-01-01"), Reached("a", "2025-12-01")),
      absl::StrCat(Started("a", "2025-06-01"),
                   "- {kind: onboarding, id: o1, account: a, at: 2025-05-01, event: graduated}\n"),
      "- {kind: milestone, id: m, account: a, at: 2026-01-01, key: nobody_knows, planned_at: "
      "2025-01-01}\n",
  };
  const auto plan = SmallPack();
  Request request;
  request.trend_points = 3;
  for (const std::string& text : books) {
    const book::Book book = book::BookOf(text);
    for (const uint32_t metric : MetricsOf(*plan)) {
      const std::string& name = plan->portfolio_notes[metric].name;
      const MetricResult result = MetricOf(*plan, book, name, "2026-02-01", request);
      EXPECT_TRUE(IsSound(result.summary.value)) << name << "\n" << text;
      for (const Line& line : result.summary.lines) EXPECT_TRUE(IsSound(line.quantity)) << name;
      if (result.summary.value.n == 0) {
        EXPECT_FALSE(result.summary.value.value.has_value()) << name;
      }
      EXPECT_FALSE(result.definition.empty());
    }
  }
}

// P5: to the last bit.
TEST(ComputeTest, TheOrderOfRecordsChangesNothing) {
  std::string yaml;
  for (int i = 0; i < 40; ++i) {
    const std::string account = absl::StrCat("a", i);
    absl::StrAppend(&yaml, Started(account, absl::StrCat("2025-01-", 10 + i % 18)),
                    "- {kind: revenue, id: n", i, ", account: ", account,
                    ", at: 2025-02-01, movement: new, mrr: ", 0.1 + i / 7.0, "}\n",
                    "- {kind: revenue, id: e", i, ", account: ", account,
                    ", at: 2026-02-01, movement: expansion, mrr: ", i / 3.0, "}\n");
  }
  std::vector<records::Record> records = book::RecordsOf(yaml);
  const auto plan = SmallPack();
  const auto values = [&] {
    std::vector<double> all;
    const book::Book book = book::BookOf(records);
    for (const std::string_view metric : {"net", "gross", "flow"}) {
      const MetricResult result = MetricOf(*plan, book, metric, "2026-03-01");
      all.push_back(*result.summary.value.value);
      for (const Line& line : result.summary.lines) all.push_back(line.quantity.value.value_or(-1));
    }
    return all;
  };
  const std::vector<double> first = values();
  for (int turn = 0; turn < 20; ++turn) {
    std::rotate(records.begin(), records.begin() + 7, records.end());
    std::reverse(records.begin(), records.begin() + 50);
    ASSERT_EQ(values(), first);
  }
}

}  // namespace
}  // namespace bellwether::portfolio
