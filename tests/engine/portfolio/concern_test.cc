// P20: customers that give concern as the pack says, and how many of them stay.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/watched_book.h"

namespace bellwether::portfolio {
namespace {

using testing::HasSubstr;

constexpr std::string_view kMetrics = R"(
  worrying: {measure: accounts_of_concern, bands: [poor, bad], severities: [grave], edges: [30, 90], min_count: 1}
  flagged: {measure: accounts_of_concern, severities: [light], min_count: 1}
  stayed: {measure: kept_after_concern, bands: [poor, bad], severities: [grave], horizon: 90d, edges: [30, 90], months: 12, min_count: 1}
)";

MetricResult Of(const std::string& book, std::string_view metric, std::string_view as_of) {
  static const auto* const plan =
      new std::shared_ptr<const Plan>(WatchedPack(std::string(kMetrics)));
  return MetricOf(**plan, book::BookOf(book), metric, as_of);
}

// a is poor, b is well but complains, c is bad and complains, d is well and only grumbles; e says
// nothing. Of f only a complaint is known.
std::string Six() {
  return absl::StrCat(
      Started("a", "2025-06-01"), Told("a", "2025-06-02", "usage: 0.3"),
      Monthly("a", "2025-06-02", 10), Term("a", "2026-01-20"),  //
      Started("b", "2025-06-01"), Told("b", "2025-06-02", "usage: 0.9, complains: true"),
      Monthly("b", "2025-06-02", 20), Term("b", "2026-03-12"),  //
      Started("c", "2025-06-01"), Told("c", "2025-06-02", "usage: 0.1, complains: true"),
      Monthly("c", "2025-06-02", 30), Term("c", "2026-06-20"),  //
      Started("d", "2025-06-01"), Told("d", "2025-06-02", "usage: 0.9, grumbles: true"),
      Monthly("d", "2025-06-02", 40), Term("d", "2026-01-20"),  //
      Started("e", "2025-06-01"),                               //
      Started("f", "2025-06-01"), Told("f", "2025-06-02", "complains: true"));
}

TEST(AccountsOfConcernTest, AreSplitByWhatGaveIt) {
  const MetricResult result = Of(Six(), "worrying", "2026-01-01");
  EXPECT_EQ(TextOf(result.summary.value), "0.8 of 5");  // a, b, c, f; not d
  EXPECT_EQ(TextOf(LineOf(result.summary, "poor")), "0.2 of 5");
  EXPECT_EQ(TextOf(LineOf(result.summary, "bad")), "0.2 of 5");
  EXPECT_EQ(LineOf(result.summary, "with a raised flag that is grave").events, 3U);  // b, c, f
  EXPECT_EQ(LineOf(result.summary, "by both").events, 1U);                           // c
  EXPECT_EQ(TextOf(LineOf(result.summary, "their yearly revenue")), "720 of 3");
  EXPECT_EQ(result.missing.at(0),
            "1 customer has neither a band nor such a flag, and is not counted");
  EXPECT_EQ(result.accounts.at(0).account, "c");
  EXPECT_EQ(result.accounts.at(0).what,
            "bad, a flag that is grave; 360 a year, renews in 170 days");
}

TEST(AccountsOfConcernTest, RevenueThatNoRecordTellsIsNotZero) {
  const MetricResult result = Of(Started("a", "2025-06-01") + Told("a", "2025-06-02", "usage: 0.1"),
                                 "worrying", "2026-01-01");
  EXPECT_FALSE(LineOf(result.summary, "their yearly revenue").value.has_value());
  EXPECT_EQ(result.accounts.at(0).what, "bad; revenue not known");
}

// a in 19 days, b in 70, c in 170; of f nobody knows.
TEST(AccountsOfConcernTest, TellTheTimeToTheirRenewal) {
  const Summary summary = Of(Six(), "worrying", "2026-01-01").summary;
  EXPECT_EQ(TextOf(LineOf(summary, "days until they renew, median")), "70 of 3");
  EXPECT_EQ(TextOf(LineOf(summary, "up to 30 days before the renewal")), "0.25 of 4");
  EXPECT_EQ(TextOf(LineOf(summary, "more than 30, up to 90 days before the renewal")), "0.25 of 4");
  EXPECT_EQ(TextOf(LineOf(summary, "more than 90 days before the renewal")), "0.25 of 4");
  EXPECT_EQ(TextOf(LineOf(summary, "renewal not known")), "0.25 of 4");
}

// What gives concern is the pack's to say, and flags alone need no band.
TEST(AccountsOfConcernTest, AreWhatThePackSays) {
  const MetricResult result = Of(Six(), "flagged", "2026-01-01");
  EXPECT_EQ(result.summary.value.events, 1U);
  EXPECT_EQ(result.summary.value.n, 6U);
}

// Monday 2025-06-09 is the first on which a, b and c give concern; a is lost on day 91, b on day
// 90, c recovers and stays. d never gives any. e does since 2025-12-29 alone.
std::string Five() {
  return absl::StrCat(Started("a", "2025-06-03"), Told("a", "2025-06-03", "usage: 0.3"),
                      Term("a", "2025-09-08", "lost"),  // day 91
                      Started("b", "2025-06-03"), Told("b", "2025-06-03", "usage: 0.1"),
                      Term("b", "2025-09-07", "lost"),  // day 90
                      Started("c", "2025-06-03"),
                      Told("c", "2025-06-03", "usage: 0.9, complains: true"),
                      Told("c", "2025-06-10", "complains: false"),
                      Term("c", "2025-06-30", "renewed"), Started("d", "2025-06-03"),
                      Told("d", "2025-06-03", "usage: 0.9"), Term("d", "2025-12-01", "lost"),  //
                      Started("e", "2025-06-03"), Told("e", "2025-06-03", "usage: 0.9"),
                      Told("e", "2025-12-23", "usage: 0.3"), Term("e", "2026-01-01", "lost"));
}

TEST(KeptAfterConcernTest, CountsFromTheFirstConcern) {
  const MetricResult result = Of(Five(), "stayed", "2026-01-01");
  // Of a, b, c: b was lost within 90 days. e is too young, although it was lost already.
  EXPECT_EQ(result.summary.value.events, 2U);
  EXPECT_EQ(result.summary.value.n, 3U);
  EXPECT_EQ(TextOf(LineOf(result.summary, "of concern for less than 90 days, not counted")),
            "0.25 of 4");
  EXPECT_EQ(result.accounts.at(0).account, "b");
  EXPECT_EQ(result.accounts.at(0).what, "of concern since 2025-06-09 (bad), lost");
  EXPECT_EQ(TextOf(result.summary.grids.at(0)),
            "poor: 1 of 1 \nbad: 0 of 1 \na flag that is grave: 1 of 1 \n");
}

// a had 91 days left, b 90, c 21.
TEST(KeptAfterConcernTest, ByDaysBeforeTheRenewal) {
  const Summary summary = Of(Five(), "stayed", "2026-01-01").summary;
  EXPECT_EQ(TextOf(LineOf(summary, "up to 30 days before the renewal")), "1 of 1");
  EXPECT_EQ(TextOf(LineOf(summary, "more than 30, up to 90 days before the renewal")), "0 of 1");
  EXPECT_EQ(TextOf(LineOf(summary, "more than 90 days before the renewal")), "1 of 1");
}

// P1: a concern that was learned later was none on the day.
TEST(KeptAfterConcernTest, SeesADayAsTheBookKnewIt) {
  const std::string book = absl::StrCat(
      Started("a", "2025-06-03"), Told("a", "2025-06-03", "usage: 0.9"),
      "- {kind: account, id: late, account: a, at: 2025-06-20, known_at: 2025-07-10, signals: "
      "{usage: 0.1}}\n");
  const MetricResult result = Of(book, "stayed", "2026-01-01");
  EXPECT_EQ(result.summary.value.n, 1U);
  const MetricResult then = Of(book, "stayed", "2025-07-09");
  EXPECT_TRUE(then.summary.value.n == 0);
  Request all;
  all.accounts = 5;
  EXPECT_THAT(result.definition, HasSubstr("Mondays"));
}

// Domain §9: of ten accounts that gave concern six are kept, a save rate of 60 %.
TEST(KeptAfterConcernTest, SixOfTen) {
  std::string book;
  for (int i = 0; i < 10; ++i) {
    const std::string name = absl::StrCat("a", i);
    absl::StrAppend(&book, Started(name, "2025-06-03"), Told(name, "2025-06-03", "usage: 0.3"),
                    Term(name, "2025-08-01", i < 4 ? "lost" : "renewed"));
  }
  EXPECT_EQ(TextOf(Of(book, "stayed", "2026-01-01").summary.value), "0.6 of 10");
}

}  // namespace
}  // namespace bellwether::portfolio
