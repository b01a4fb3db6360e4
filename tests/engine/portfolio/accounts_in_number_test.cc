// The accounts behind a number make it: of a share the counted ones are its events and all of them
// its n, of a sum their amounts are its value, whatever the number.
#include "engine/portfolio/accounts_in_number.h"

#include <cmath>

#include "absl/strings/str_join.h"
#include "engine/base/sum.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/watched_book.h"

namespace bellwether::portfolio {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr uint64_t kAll = 1'000;

std::string Moved(std::string_view account, std::string_view day, std::string_view movement,
                  double mrr) {
  return absl::StrCat("- {kind: revenue, id: ", std::string(account), "-", std::string(day),
                      ", account: ", std::string(account), ", at: ", std::string(day),
                      ", movement: ", std::string(movement), ", mrr: ", FormatNumber(mrr), "}\n");
}

ToldAccounts Tell(const Plan& plan, const book::Book& book, std::string_view metric,
                  std::string_view as_of, NumberRequest request,
                  const std::vector<book::AttributeFilter>& where = {}) {
  const Moment moment = *ParseMoment(as_of);
  Views views(book, plan, moment);
  const auto found = FindMetric(plan, metric);
  EXPECT_TRUE(found.has_value()) << metric;
  return TellAccounts(views, found.value_or(0), ChooseAccounts(views.Before(0), where),
                      std::move(request));
}

ToldAccounts Tell(std::string_view book, std::string_view metric, std::string_view as_of,
                  NumberRequest request) {
  return Tell(*SmallPack(), book::BookOf(book), metric, as_of, std::move(request));
}

AccountsInNumber Found(const ToldAccounts& told) {
  if (const auto* const problem = std::get_if<Violation>(&told)) {
    ADD_FAILURE() << problem->path << ": " << problem->message;
    return {};
  }
  return std::get<AccountsInNumber>(told);
}

Violation Problem(const ToldAccounts& told) {
  if (const auto* const problem = std::get_if<Violation>(&told)) return *problem;
  ADD_FAILURE() << "there is no problem";
  return {};
}

NumberRequest Cell(std::string row, std::string column) {
  return {{"", std::move(row), std::move(column)}, {}, 0, kAll};
}
NumberRequest Line(std::string name) { return {{std::move(name), "", ""}, {}, 0, kAll}; }

// "a counted, b", with amounts where there are any.
std::string TextOf(const AccountsInNumber& told) {
  std::vector<std::string> texts;
  for (const AccountInNumber& one : told.accounts) {
    texts.push_back(absl::StrCat(one.account, one.counted ? " counted" : "",
                                 one.amount ? " " + FormatNumber(*one.amount) : "",
                                 one.ongoing ? " ongoing" : ""));
  }
  return absl::StrJoin(texts, ", ");
}

std::string Lost(std::string_view account, std::string_view start, std::string_view end) {
  return absl::StrCat(Started(account, start), Moved(account, start, "new", 9),
                      Moved(account, end, "churn", 9));
}

// P15, P8: who left before the day and who stayed; who was not followed so long is in neither.
TEST(AccountsInNumberTest, ACellOfACohortHasThoseThatStayedAndThoseThatLeft) {
  const std::string book =
      absl::StrCat(Started("a", "2026-01-01"), Lost("b", "2026-01-10", "2026-02-20"),
                   Lost("c", "2026-01-05", "2026-01-20"), Lost("d", "2026-01-03", "2026-04-20"),
                   Started("e", "2026-01-31"), Started("f", "2026-02-01"));
  const AccountsInNumber sixty = Found(Tell(book, "kept", "2026-03-28", Cell("2026-01", "day 60")));
  EXPECT_EQ(TextOf(sixty), "c, b, a counted, d counted");  // e was followed for 56 days
  EXPECT_FALSE(sixty.number.mature);
  EXPECT_EQ(TextOf(sixty.number.quantity), "0.5 of 4");
  EXPECT_EQ(sixty.accounts.at(0).what, "lost after 15 days");
  EXPECT_FALSE(sixty.amount_unit.has_value());
  // The same cell later: d was lost after the day, and stayed until then.
  const AccountsInNumber later = Found(Tell(book, "kept", "2026-06-01", Cell("2026-01", "day 60")));
  EXPECT_TRUE(later.number.mature);
  EXPECT_EQ(TextOf(later), "c, b, a counted, d counted, e counted");
  EXPECT_EQ(later.accounts.at(3).what, "lost after 107 days");
}

// P15, P12: a curve is of all, and so is the line that leads to them: who was lost, whenever it
// was, and of waits who came so far.
TEST(AccountsInNumberTest, ALineHasAllThatItsCurveIsMadeOf) {
  const std::string book =
      absl::StrCat(Started("a", "2026-01-01"), Lost("b", "2026-01-10", "2026-02-20"),
                   Started("c", "2026-03-20"), Lost("d", "2026-01-05", "2026-01-20"));
  constexpr char kPooled[] =
      "of all that started, followed as far as they are (Kaplan–Meier, day 90)";
  const AccountsInNumber all = Found(Tell(book, "kept", "2026-03-28", Line(kPooled)));
  EXPECT_EQ(TextOf(all), "d counted, b counted, a, c");
  EXPECT_EQ(all.number.quantity.n, 4U);
  EXPECT_EQ(all.number.quantity.events, 2U);
  EXPECT_EQ(all.number.quantity.value, std::nullopt);  // nobody was followed so long
  EXPECT_EQ(all.accounts.at(3).what, "a customer for 8 days");
  const std::string waits = absl::StrCat(
      book, "- {kind: value, id: v1, account: a, at: 2026-01-21, outcome: x, confirmed_by: y}\n");
  EXPECT_EQ(TextOf(Found(Tell(waits, "speed", "2026-03-28", Line("up to 30 days")))),
            "c ongoing, b, a counted, d");
  EXPECT_EQ(TextOf(Found(Tell(waits, "speed", "2026-03-28", Line("still waiting")))),
            "c counted ongoing, b, a, d");
  EXPECT_EQ(TextOf(Found(Tell(waits, "speed", "2026-03-28", Line("lost before value")))),
            "c ongoing, b counted, a, d counted");
  // A share that foresees is nobody's.
  EXPECT_EQ(Problem(Tell(waits, "speed", "2026-03-28", Line("reached value by day 30"))).reason,
            "NOT_ALLOWED");
  const std::string kickoff =
      absl::StrCat(Started("a", "2026-01-01"),
                   "- {kind: onboarding, id: o1, account: a, at: 2026-01-05, event: started}\n");
  EXPECT_EQ(TextOf(Found(Tell(kickoff, "duration", "2026-03-01", Line("still waiting")))),
            "a counted ongoing");
}

// P16: what each account adds, the largest first.
TEST(AccountsInNumberTest, AStepOfTheWaterfallHasEachAmount) {
  const std::string book = absl::StrCat(
      Moved("grows", "2024-06-01", "new", 80), Moved("grows", "2025-06-01", "expansion", 15),
      Moved("grows", "2025-07-01", "expansion", 5), Moved("leaves", "2024-06-01", "new", 8),
      Moved("leaves", "2025-07-01", "churn", 8), Moved("shrinks", "2024-06-01", "new", 12),
      Moved("shrinks", "2025-08-01", "contraction", 2),
      Moved("shrinks", "2025-09-01", "expansion", 1), Moved("joins", "2025-09-01", "new", 30));
  const auto step = [&](std::string name) {
    NumberRequest request = Line(std::move(name));
    request.counted = true;
    return TextOf(Found(Tell(book, "flow", "2026-01-01", std::move(request))));
  };
  EXPECT_EQ(step("start"), "grows counted 80, shrinks counted 12, leaves counted 8");
  EXPECT_EQ(step("new"), "joins counted 30");
  EXPECT_EQ(step("expansion"), "grows counted 20, shrinks counted 1");
  EXPECT_EQ(step("contraction"), "shrinks counted -2");
  EXPECT_EQ(step("churn"), "leaves counted -8");
  EXPECT_EQ(step("reactivation"), "");
  EXPECT_EQ(step("end"), "grows counted 100, joins counted 30, shrinks counted 11");
}

// P4: amounts that cannot be added are nobody's.
TEST(AccountsInNumberTest, ARefusedNumberHasNobody) {
  const std::string book =
      absl::StrCat("- {kind: account, id: a1, account: a, at: 2024-01-01, currency: USD}\n",
                   "- {kind: account, id: b1, account: b, at: 2024-01-01, currency: EUR}\n",
                   Moved("a", "2025-06-01", "new", 5), Moved("b", "2025-06-01", "new", 5));
  const AccountsInNumber told = Found(Tell(book, "flow", "2026-01-01", Line("new")));
  EXPECT_EQ(told.number.quantity.standing, Standing::kRefused);
  EXPECT_THAT(told.number.quantity.why, HasSubstr("EUR (1), USD (1)"));
  EXPECT_THAT(told.accounts, IsEmpty());
}

std::string Milestone(std::string_view account, std::string_view planned,
                      std::string_view completed) {
  return absl::StrCat(
      "- {kind: milestone, id: ", std::string(account), "-setup, account: ", std::string(account),
      ", at: 2026-01-01, key: setup, cause: our_process", ", planned_at: ", std::string(planned),
      completed.empty() ? "" : ", completed_at: ", std::string(completed), "}\n");
}

// P14: who waits at a milestone now comes first, with how long.
TEST(AccountsInNumberTest, ABottleneckHasThoseThatWait) {
  const std::string book =
      absl::StrCat(Milestone("a", "2026-02-01", "2026-02-03"),  // in the days of grace
                   Milestone("b", "2026-01-01", "2026-02-10"),  // 40 days late, and over
                   Milestone("c", "2026-02-20", ""), Milestone("d", "2026-02-10", ""),
                   Milestone("e", "2026-02-01", "2026-01-30"));
  // A row is known by its beginning; the rest of its name changes with the causes.
  const AccountsInNumber late =
      Found(Tell(book, "punctuality", "2026-03-01", Cell("setup", "late")));
  EXPECT_EQ(TextOf(late), "d counted 19 ongoing, c counted 9 ongoing, b counted 40, a 2, e -2");
  EXPECT_EQ(late.amount_unit, MeasureUnit::kDays);
  EXPECT_EQ(late.accounts.at(0).what, "setup open, 19 days past its plan");
  const AccountsInNumber delays =
      Found(Tell(book, "punctuality", "2026-03-01", Cell("setup", "mean delay of late ones")));
  EXPECT_EQ(TextOf(delays), "d counted 19 ongoing, c counted 9 ongoing, b counted 40");
  EXPECT_NEAR(*delays.number.quantity.value, (19 + 9 + 40) / 3.0, 1e-12);
  const Violation stake =
      Problem(Tell(book, "punctuality", "2026-03-01", Cell("setup", "days of median at stake")));
  EXPECT_EQ(stake.path + " " + stake.reason, "metric NOT_ALLOWED");
}

constexpr std::string_view kHealthMetrics = R"(
  moved: {measure: band_migration, months: 3, min_count: 1}
  well: {measure: band_share, of: well, min_count: 1}
)";

// On 2025-10-01 a, b and c were well, d poor; c leaves, b falls, and d rises.
std::string Watched() {
  return absl::StrCat(Started("a", "2025-06-01"), Told("a", "2025-06-02", "usage: 0.9"),
                      Started("b", "2025-06-01"), Told("b", "2025-06-02", "usage: 0.9"),
                      Told("b", "2025-11-01", "usage: 0.3"), Started("c", "2025-06-01"),
                      Told("c", "2025-06-02", "usage: 0.9"), Term("c", "2025-12-01", "lost"),
                      Started("d", "2025-06-01"), Told("d", "2025-06-02", "usage: 0.3"),
                      Told("d", "2025-10-02", "usage: 0.8"));
}

// P22, P7.
TEST(AccountsInNumberTest, ACellOfTheMatrixHasThoseThatMovedSo) {
  const auto plan = WatchedPack(std::string(kHealthMetrics));
  const book::Book book = book::BookOf(Watched());
  const auto moved = [&](NumberRequest request) {
    request.counted = true;
    return TextOf(Found(Tell(*plan, book, "moved", "2026-01-01", std::move(request))));
  };
  EXPECT_EQ(moved(Cell("well", "well")), "a counted");
  EXPECT_EQ(moved(Cell("well", "poor")), "b counted");
  EXPECT_EQ(moved(Cell("well", "lost")), "c counted");
  EXPECT_EQ(moved(Cell("poor", "well")), "d counted");
  EXPECT_EQ(moved(Cell("bad", "well")), "");
  EXPECT_EQ(moved(Line("rose")), "d counted");
  EXPECT_EQ(moved(Line("lost since, of all")), "c counted");
  EXPECT_EQ(Found(Tell(*plan, book, "moved", "2026-01-01", Cell("well", "poor"))).accounts.size(),
            3U);
  EXPECT_EQ(TextOf(Found(Tell(*plan, book, "well", "2026-01-01", Line("poor")))),
            "b counted, a, d");
}

// Every number of a measure that tells its accounts is made of them.
void ExpectAddsUp(const Plan& plan, const book::Book& book, std::string_view metric,
                  std::string_view as_of, const NumberRequest& request) {
  const AccountsInNumber told = Found(Tell(plan, book, metric, as_of, request));
  const Quantity& quantity = told.number.quantity;
  SCOPED_TRACE(absl::StrCat(std::string(metric), " ", request.number.line, request.number.row, " ",
                            request.number.column));
  EXPECT_EQ(told.accounts_in_all, quantity.n);
  EXPECT_EQ(told.accounts.size(), quantity.n);
  uint64_t counted = 0;
  Sum sum;
  for (const AccountInNumber& one : told.accounts) {
    counted += one.counted;
    sum.Add(one.amount.value_or(0));
  }
  EXPECT_EQ(counted, quantity.events.value_or(counted));
  if (quantity.unit == MeasureUnit::kMoney && quantity.value) {
    EXPECT_NEAR(sum.value(), *quantity.value, 1e-9 * (1 + std::abs(*quantity.value)));
  }
}

TEST(AccountsInNumberTest, AccountsMakeTheirNumber) {
  const auto plan = WatchedPack(std::string(kHealthMetrics));
  const auto small = SmallPack();
  const book::Book watched = book::BookOf(Watched());
  const book::Book small_book = book::BookOf(absl::StrCat(
      Lost("a", "2025-01-10", "2025-02-20"), Started("b", "2025-01-05"),
      Lost("c", "2025-02-03", "2025-12-20"), Started("d", "2025-12-31"),
      Moved("b", "2025-02-01", "new", 0.1), Moved("b", "2025-03-01", "expansion", 0.2),
      Moved("b", "2025-04-01", "contraction", 0.3), Moved("b", "2025-05-01", "reactivation", 7),
      Milestone("a", "2025-02-01", "2025-02-03"), Milestone("b", "2025-02-01", "2025-03-03"),
      Milestone("c", "2025-12-01", "")));
  const auto check = [](const Plan& of, const book::Book& book, std::string_view metric) {
    const Summary summary = MetricOf(of, book, metric, "2026-01-01").summary;
    uint64_t numbers = 0;
    for (const portfolio::Line& line : summary.lines) {
      ++numbers;
      ExpectAddsUp(of, book, metric, "2026-01-01", Line(line.name));
    }
    for (const Grid& grid : summary.grids) {
      for (const auto& [row, cells] : grid.rows) {
        for (const std::string& column : grid.columns) {
          if (column == "days of median at stake") continue;
          ++numbers;
          ExpectAddsUp(of, book, metric, "2026-01-01", Cell(row, column));
        }
      }
    }
    EXPECT_GT(numbers, 0U) << metric;
  };
  check(*plan, watched, "moved");
  check(*plan, watched, "well");
  check(*small, small_book, "kept");
  check(*small, small_book, "flow");
  check(*small, small_book, "punctuality");
}

TEST(AccountsInNumberTest, AListIsCutWhereItIsAsked) {
  std::string book;
  for (const char* const account : {"a", "b", "c", "d", "e"}) {
    absl::StrAppend(&book, Moved(account, "2025-06-01", "new", 5));
  }
  NumberRequest request = Line("new");
  request.offset = 1;
  request.most = 2;
  const AccountsInNumber told = Found(Tell(book, "flow", "2026-01-01", request));
  EXPECT_EQ(TextOf(told), "b counted 5, c counted 5");  // who is alike is by account
  EXPECT_EQ(told.accounts_in_all, 5U);
  request.offset = 5;
  EXPECT_THAT(Found(Tell(book, "flow", "2026-01-01", request)).accounts, IsEmpty());
}

TEST(AccountsInNumberTest, FiltersKeepAccounts) {
  const book::Book book = book::BookOf(
      absl::StrCat(Started("a", "2026-01-01", "segment: small"), Started("b", "2026-01-01")));
  const AccountsInNumber told = Found(Tell(*SmallPack(), book, "kept", "2026-03-28",
                                           Cell("2026-01", "day 30"), {{"segment", {"small"}}}));
  EXPECT_EQ(TextOf(told), "a counted");
  EXPECT_EQ(told.number.quantity.n, 1U);
}

TEST(AccountsInNumberTest, SaysWhichNumbersThereAre) {
  const std::string book = absl::StrCat(Started("a", "2026-01-01"), Started("b", "2026-02-01"),
                                        Moved("a", "2026-01-01", "new", 5));
  struct Case {
    const char* metric;
    NumberRequest request;
    const char* want;
    const char* hint;
  };
  const Case cases[] = {
      {"flow", Line("chrun"), "line UNKNOWN_NAME", "did you mean `churn`?"},
      {"flow", Line(""), "cell NOT_ALLOWED", "the metric has no grid"},
      {"kept", Cell("2025-12", "day 30"), "cell.row UNKNOWN_NAME", "2026-0"},
      {"kept", Cell("2026-", "day 30"), "cell.row UNKNOWN_NAME", "2026-0"},  // of two
      {"kept", Cell("", "day 30"), "cell.row MISSING_FIELD", "2026-01; 2026-02"},
      {"kept", Cell("2026-01", "day 31"), "cell.column UNKNOWN_NAME", "`day 30`"},
      {"renewed", Line("renewed early"), "line UNKNOWN_NAME", ""},
      {"net", Line("churn"), "metric NOT_ALLOWED", "GetMetric names those behind its value"},
  };
  for (const Case& one : cases) {
    const Violation problem = Problem(Tell(book, one.metric, "2026-04-01", one.request));
    EXPECT_EQ(problem.path + " " + problem.reason, one.want);
    EXPECT_THAT(problem.message, HasSubstr(one.hint)) << one.want;
  }
}

// Stopped, it names nobody.
TEST(AccountsInNumberTest, StopsWhenNobodyWaits) {
  const book::Book book = book::BookOf(Started("a", "2026-01-01"));
  const auto plan = SmallPack();
  Views views(book, *plan, *ParseMoment("2026-04-01"));
  views.StopWhen(Stop([] { return true; }));
  const auto told =
      TellAccounts(views, *FindMetric(*plan, "kept"), std::nullopt, Cell("2026-01", "day 30"));
  EXPECT_THAT(Found(told).accounts, IsEmpty());
}

}  // namespace
}  // namespace bellwether::portfolio
