// What a metric says is in the language that is asked for, and its names are the same in all.
#include <string>
#include <variant>

#include "engine/portfolio/accounts_in_number.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using testing::ElementsAre;

std::string Book() {
  return absl::StrCat(
      Started("a", "2025-01-01", "segment: small, seats: 10"),
      Started("b", "2025-01-01", "segment: large, seats: 50"),
      "- {kind: account, id: a-c, account: c, at: 2025-01-01}\n",
      R"(- {kind: value, id: v1, account: a, at: 2025-01-21, outcome: live, confirmed_by: x}
- {kind: milestone, id: m1, account: a, at: 2025-01-05, key: setup, planned_at: 2025-01-10, completed_at: 2025-01-25, cause: our_process}
- {kind: milestone, id: m2, account: b, at: 2025-01-05, key: training, planned_at: 2025-01-10}
- {kind: contract, id: k1, account: b, at: 2025-06-01, term_start: 2025-01-01, term_end: 2025-06-01, outcome: lost}
)");
}

Request In(std::string language) {
  Request request;
  request.language = std::move(language);
  return request;
}

TEST(LanguagesTest, ReasonsAndAccountsAreSaidInIt) {
  const std::string book = Book();
  const MetricResult english = MetricOf(book, "speed", "2025-12-01");
  const MetricResult indonesian = MetricOf(book, "speed", "2025-12-01", In("id-ID"));
  const MetricResult malay = MetricOf(book, "speed", "2025-12-01", In("ms"));
  EXPECT_THAT(english.missing, ElementsAre("1 account has no start"));
  EXPECT_THAT(indonesian.missing, ElementsAre("1 akun tanpa awal"));
  EXPECT_THAT(malay.missing, ElementsAre("1 akaun tanpa permulaan"));
  ASSERT_EQ(english.summary.lines.size(), indonesian.summary.lines.size());
  for (size_t i = 0; i < english.summary.lines.size(); ++i) {
    const Line& line = english.summary.lines[i];
    EXPECT_EQ(line.title, line.name);
    EXPECT_EQ(indonesian.summary.lines[i].name, line.name);
    EXPECT_NE(indonesian.summary.lines[i].title, line.name);
    EXPECT_NE(malay.summary.lines[i].title, line.name);
  }
  EXPECT_EQ(english.summary.curves.at(0).title, "share that still waits, by day");
  EXPECT_EQ(indonesian.summary.curves.at(0).title, "bagian yang masih menunggu, menurut hari");
  EXPECT_EQ(indonesian.summary.curves.at(0).name, english.summary.curves.at(0).name);
}

TEST(LanguagesTest, FiltersAreSaidInItToo) {
  Request request = In("id");
  request.where = {{"segment", {"small"}}};
  EXPECT_THAT(MetricOf(Book(), "speed", "2025-12-01", request).missing,
              ElementsAre("dari semua akun: 1 akun tanpa awal"));
}

TEST(LanguagesTest, NamesOfGridsStayAndTheirTitlesAreSaid) {
  const MetricResult kept = MetricOf(Book(), "kept", "2025-12-01", In("id"));
  const Grid& cohorts = kept.summary.grids.at(0);
  EXPECT_EQ(cohorts.name, "cohorts by month of the start");
  EXPECT_EQ(cohorts.title, "kohort menurut bulan awal");
  EXPECT_EQ(cohorts.columns.at(0), "day 30");
  EXPECT_EQ(cohorts.column_titles.at(0), "hari ke-30");
  EXPECT_THAT(cohorts.row_titles, ElementsAre("2025-01"));
}

// What people call milestones is said in rows and sentences; English sentences keep the names.
TEST(LanguagesTest, MilestonesAreCalledAsThePackCallsThem) {
  const std::string titles = R"(titles:
  milestones:
    setup: {en: Set up, id: Penyiapan}
    training: {en: Training, id: Pelatihan}
)";
  std::string text = R"(
pack: small
version: 1.0.0
onboarding: {start: {default: contract_signed_at}}
milestones:
  order: [{setup: {critical: true}}, training]
portfolio:
  punctuality: {measure: milestone_punctuality, min_count: 1, months: 24}
)";
  const Sources sources({{"pack.yaml", text + titles}});
  const auto loaded = Load(sources);
  ASSERT_NE(loaded.value, nullptr) << RenderAll(loaded.diagnostics, sources);
  const book::Book book = book::BookOf(Book());
  const auto in = [&](const char* language) {
    return MetricOf(*loaded.value, book, "punctuality", "2025-12-01", In(language));
  };
  const Grid english = in("").summary.grids.at(0), indonesian = in("id").summary.grids.at(0);
  EXPECT_EQ(english.rows.at(0).first, "setup, critical (our_process 1)");
  EXPECT_EQ(english.row_titles.at(0), "Set up, critical (our_process 1)");
  EXPECT_EQ(indonesian.rows.at(0).first, english.rows.at(0).first);
  EXPECT_EQ(indonesian.row_titles.at(0), "Penyiapan, kritis (our_process 1)");
  EXPECT_EQ(in("").accounts.at(0).what, "training open, 325 days past its plan");
  EXPECT_EQ(in("id").accounts.at(0).what, "Pelatihan terbuka, 325 hari melewati rencananya");
}

TEST(LanguagesTest, GroupsBetweenEdgesAreSaidInIt) {
  const auto plan = SmallPack("groupings:\n  size: {of: seats, edges: [20]}\n");
  Request request = In("id");
  request.by = {{"size"}};
  const MetricResult result = MetricOf(*plan, book::BookOf(Book()), "kept", "2025-12-01", request);
  const std::vector<Group>& groups = result.breakdowns.at(0).groups;
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].key, "up to 20");
  EXPECT_EQ(groups[0].title, "sampai 20");
  EXPECT_EQ(groups[1].title, "lebih dari 20");
  request.by = {{"shoe"}};
  EXPECT_EQ(
      MetricOf(*plan, book::BookOf(Book()), "kept", "2025-12-01", request).breakdowns.at(0).why,
      "tidak ada akun yang punya atribut atau sinyal `shoe`");
}

// A number is asked for by its name, whatever the language.
TEST(LanguagesTest, ANumberIsFoundByItsNameAndCalledByItsTitle) {
  const auto plan = SmallPack();
  const book::Book book = book::BookOf(Book());
  Views views(book, *plan, *ParseMoment("2025-12-01"));
  NumberRequest request;
  request.number = {.row = "2025-01", .column = "day 180"};
  request.language = "ms";
  const auto told = TellAccounts(views, *FindMetric(*plan, "kept"), std::nullopt, request);
  const auto* const found = std::get_if<AccountsInNumber>(&told);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->title, "2025-01, hari ke-180");
  EXPECT_EQ(found->accounts.at(0).what, "hilang selepas 151 hari");
  request.number.column = "hari ke-180";
  EXPECT_TRUE(std::holds_alternative<Violation>(
      TellAccounts(views, *FindMetric(*plan, "kept"), std::nullopt, request)));
}

TEST(LanguagesTest, ARefusalIsSaidInItAlsoAtAnotherMoment) {
  const std::string book = R"(
- {kind: account, id: a, account: a, at: 2024-01-01, contract_signed_at: 2024-01-01, currency: EUR}
- {kind: account, id: b, account: b, at: 2024-01-01, contract_signed_at: 2024-01-01, currency: USD}
)";
  const MetricResult result = MetricOf(book, "net", "2025-12-01", In("id"));
  EXPECT_EQ(result.summary.value.why,
            "jumlah dalam lebih dari satu mata uang tidak pernah dijumlahkan: EUR (1), USD (1)");
  const auto plan = SmallPack();
  const book::Book made = book::BookOf(book);
  Views then(made, *plan, *ParseMoment("2025-06-01"));
  EXPECT_EQ(Compare(result, then, *FindMetric(*plan, "net"), std::nullopt, "id").then.why,
            result.summary.value.why);
}

}  // namespace
}  // namespace bellwether::portfolio
