// A book is what was known at a moment (P1), in whatever order it was told (P5).
#include "engine/book/book.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cli/book/do_at_once.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/small_book.h"

namespace bellwether::book {
namespace {

using records::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kBook = R"(
- {kind: account, id: a1, account: acme, at: 2026-01-05, segment: smb, csm: Ana, acv: 100, signals: {active: 0.5}}
- {kind: account, id: a2, account: acme, at: 2026-02-05, known_at: 2026-02-20, segment: enterprise}
- {kind: account, id: a3, account: borealis, at: 2026-01-10, segment: smb}
- {kind: revenue, id: m1, account: acme, at: 2026-01-05, movement: new, mrr: 100}
- {kind: revenue, id: m1, account: acme, at: 2026-01-05, known_at: 2026-02-01, movement: new, mrr: 120}
- {kind: revenue, id: m2, account: borealis, at: 2026-01-12, movement: new, mrr: 50}
- {kind: usage, id: u1, account: acme, at: 2026-01-20T08:30:00Z, features: {reports: 3, export: 1}}
- {kind: usage, id: u2, account: acme, at: 2026-01-18, logins: 9}
)";

// What is known at a moment, in one text for each row.
std::vector<std::string> RevenueAt(const Book& book, std::string_view moment) {
  const Table& table = book.table(Kind::kRevenue);
  std::vector<std::string> rows;
  for (uint32_t row = 0; row < table.size(); ++row) {
    if (!table.KnownAt(row, At(moment))) continue;
    rows.push_back(absl::StrCat(std::string(table.id(row)), " ",
                                std::string(book.account_id(table.account(row))), " ",
                                *table.column("mrr").number(row)));
  }
  return rows;
}

// P1: nothing before it was known, and a correction only from when it was known.
TEST(BookTest, KnowsOnlyWhatWasKnownAtTheTime) {
  const Book book = BookOf(kBook);
  EXPECT_THAT(RevenueAt(book, "2026-01-04"), IsEmpty());
  EXPECT_THAT(RevenueAt(book, "2026-01-05"), ElementsAre("m1 acme 100"));
  EXPECT_THAT(RevenueAt(book, "2026-01-31T23:59:59Z"),
              ElementsAre("m1 acme 100", "m2 borealis 50"));
  EXPECT_THAT(RevenueAt(book, "2026-02-01"), ElementsAre("m1 acme 120", "m2 borealis 50"));
  EXPECT_EQ(book.table(Kind::kRevenue).repeats().replaced, 1U);
}

// From the first record to the last, as they are known today: a date that was corrected is gone.
TEST(BookTest, ReachesFromItsFirstRecordToItsLast) {
  const std::optional<Book::Span> span = BookOf(kBook).span();
  ASSERT_TRUE(span.has_value());
  EXPECT_EQ(span->first, At("2026-01-05"));
  EXPECT_EQ(span->last, At("2026-02-05"));
  EXPECT_FALSE(BookBuilder().Finish().span().has_value());
  const Book corrected = BookOf(R"(
- {kind: cost, id: c1, account: acme, at: 2062-01-01, known_at: 2026-01-01, item: x, amount: 1}
- {kind: cost, id: c1, account: acme, at: 2026-01-01, known_at: 2026-01-02, item: x, amount: 1}
)");
  EXPECT_EQ(corrected.span()->last, At("2026-01-01"));
}

// P2: the attribute in force at a moment, as far as was known at another.
TEST(BookTest, AttributesAreThoseInForce) {
  const Book book = BookOf(kBook);
  const uint32_t acme = book.FindAccount("acme");
  const Name segment = book.names().Find("segment");
  const auto in_force = [&](std::string_view moment, std::string_view as_of) {
    const auto change = book.history().InForce(acme, segment, At(moment), At(as_of));
    return !change ? "none" : std::string(book.names()[std::get<Change::Text>(change->value).name]);
  };
  EXPECT_EQ(in_force("2026-01-04", "2026-03-01"), "none");
  EXPECT_EQ(in_force("2026-02-04", "2026-03-01"), "smb");
  EXPECT_EQ(in_force("2026-02-05", "2026-03-01"), "enterprise");
  EXPECT_EQ(in_force("2026-02-05", "2026-02-19"), "smb");  // not learned of yet
  // A signal is no attribute, even of the same name.
  const Name active = book.names().Find("active");
  EXPECT_FALSE(book.history().InForce(acme, active, kNever - 1, kNever - 1).has_value());
  EXPECT_TRUE(book.history().SignalInForce(acme, active, kNever - 1, kNever - 1).has_value());
  EXPECT_FALSE(book.history().SignalInForce(acme, segment, kNever - 1, kNever - 1).has_value());
  // A name that no account has, and none at all.
  EXPECT_FALSE(book.history().InForce(acme, active + 10'000, kNever - 1, kNever - 1).has_value());
  EXPECT_FALSE(book.history().InForce(acme, kNoName, kNever - 1, kNever - 1).has_value());
}

TEST(BookTest, DatesAndTextsInForceAreAskedForAsSuch) {
  const Book book = BookOf(R"(
- {kind: account, id: a1, account: acme, at: 2026-01-05, segment: smb, acv: 100, kickoff_at: 2026-01-20}
- {kind: account, id: a2, account: acme, at: 2026-02-05, kickoff_at: not_yet}
)");
  const History& history = book.history();
  const auto changes = [&](std::string_view name) {
    return history.attributes_of(0, book.names().Find(name));
  };
  const Instant now = At("2026-03-01"), before = At("2026-02-04");
  EXPECT_EQ(history.StampInForce(changes("kickoff_at"), before, now)->instant, At("2026-01-20"));
  EXPECT_FALSE(history.StampInForce(changes("kickoff_at"), now, now).has_value());  // taken back
  EXPECT_FALSE(history.StampInForce(changes("segment"), now, now).has_value());
  EXPECT_EQ(book.names()[history.TextInForce(changes("segment"), now, now)], "smb");
  EXPECT_EQ(history.TextInForce(changes("segment"), At("2026-01-04"), now), kNoName);
  EXPECT_EQ(history.TextInForce(changes("acv"), now, now), kNoName);
  std::vector<std::string> names;
  history.ForEachAttribute(0, [&](Name name, Rows rows) {
    names.push_back(absl::StrCat(std::string(book.names()[name]), " ", rows.size()));
  });
  EXPECT_THAT(names, ElementsAre("acv 1", "kickoff_at 2", "segment 1"));
}

// P1, S3: known by then, happened by then, and of that word alone.
TEST(BookTest, RowsWithAWordAreThoseOfTheMoment) {
  const Book book = BookOf(kBook);
  const Table& revenue = book.table(Kind::kRevenue);
  const auto rows = [&](std::string_view word, std::string_view from, std::string_view as_of) {
    std::vector<std::string> texts;
    for (const uint32_t row : revenue.RowsWith(revenue.column("movement"), book.names().Find(word),
                                               At(from), At(as_of))) {
      texts.push_back(
          absl::StrCat(std::string(revenue.id(row)), " ", *revenue.column("mrr").number(row)));
    }
    return texts;
  };
  EXPECT_THAT(rows("new", "2026-01-01", "2026-01-31"), ElementsAre("m1 100", "m2 50"));
  EXPECT_THAT(rows("new", "2026-01-01", "2026-02-01"), ElementsAre("m1 120", "m2 50"));
  EXPECT_THAT(rows("new", "2026-01-06", "2026-02-01"), ElementsAre("m2 50"));
  EXPECT_THAT(rows("new", "2026-01-01", "2026-01-11"), ElementsAre("m1 100"));
  EXPECT_THAT(rows("smb", "2026-01-01", "2026-02-01"), IsEmpty());
}

std::string TextOf(const Book& book) {
  std::string text;
  for (const records::KindInfo& kind : records::Kinds()) {
    const Table& table = book.table(kind.kind);
    for (uint32_t row = 0; row < table.size(); ++row) {
      absl::StrAppend(&text, std::string(kind.name), " ", std::string(table.id(row)), " ",
                      table.account(row), " ", table.at(row).instant, " ", table.known(row), " ",
                      table.until(row));
      for (const records::FieldInfo& field : kind.fields) {
        const Column& column = table.column(field.name);
        absl::StrAppend(&text, "|", std::string(book.names()[column.word(row)]),
                        column.number(row).value_or(-1));
        for (const Name word : column.words(row)) {
          absl::StrAppend(&text, ",", std::string(book.names()[word]));
        }
      }
      text += "\n";
    }
  }
  for (uint32_t account = 0; account < book.account_count(); ++account) {
    book.history().ForEachChange(account, [&](const Change& change) {
      absl::StrAppend(&text, account, " ", std::string(book.names()[change.name]), " ", change.at,
                      " ", change.known, "\n");
    });
  }
  return text;
}

// P5. With a record told twice, and one told in two ways at once.
TEST(BookTest, TheOrderOfTellingChangesNothing) {
  std::vector<records::Record> records = RecordsOf(kBook);
  for (records::Record& more : RecordsOf(R"(
- {kind: usage, id: u1, account: acme, at: 2026-01-20T08:30:00Z, features: {reports: 3, export: 1}}
- {kind: usage, id: u2, account: acme, at: 2026-01-18, logins: 10}
- {kind: usage, id: u2, account: borealis, at: 2026-01-18, logins: 9}
)")) {
    records.push_back(std::move(more));
  }
  const std::string first = TextOf(BookOf(records));
  for (int turn = 1; turn < 200; ++turn) {
    // Every order that a shift and a swap reach.
    std::rotate(records.begin(), records.begin() + 1, records.end());
    if (turn % 3 == 0) std::swap(records[0], records[records.size() / 2]);
    BookOptions options;
    if (turn % 2 == 0) options.do_both = cli::DoAtOnce;
    ASSERT_EQ(TextOf(BookOf(records, options)), first) << turn;
  }
  const Book book = BookOf(records);
  const Table::Repeats& repeats = book.table(Kind::kUsage).repeats();
  EXPECT_EQ(repeats.duplicates, 1U);
  EXPECT_THAT(repeats.duplicate_ids, ElementsAre("u1"));
  EXPECT_EQ(repeats.conflicts, 2U);
  EXPECT_THAT(repeats.conflict_ids, ElementsAre("u2"));
}

TEST(BookTest, RowsStandByAccountAndTime) {
  const Book book = BookOf(kBook);
  const Table& usage = book.table(Kind::kUsage);
  const Rows rows = usage.rows_of(book.FindAccount("acme"));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(usage.id(rows.first), "u2");
  EXPECT_EQ(usage.rows_of(book.FindAccount("borealis")).size(), 0U);
  const Column& features = usage.column("features");
  EXPECT_THAT(features.words(rows.first), IsEmpty());
  ASSERT_EQ(features.words(rows.first + 1).size(), 2U);
  EXPECT_EQ(book.names()[features.words(rows.first + 1)[0]], "reports");
  EXPECT_THAT(features.counts(rows.first + 1), ElementsAre(3, 1));
  EXPECT_EQ(book.FindAccount("cirrus"), book.account_count());
  EXPECT_EQ(book.record_count(), 8U);
}

// P3: a day is the account's, and a date is a day in every zone.
TEST(BookTest, DaysAreThoseOfTheAccountsZone) {
  const Book book = BookOf(R"(
- {kind: account, id: a1, account: tokyo, at: 2026-01-05, time_zone: Asia/Tokyo}
- {kind: account, id: a2, account: nowhere, at: 2026-01-05, time_zone: Mars/Olympus}
- {kind: usage, id: u1, account: tokyo, at: 2026-01-20T20:00:00Z}
- {kind: usage, id: u2, account: tokyo, at: 2026-01-22}
- {kind: usage, id: u3, account: nowhere, at: 2026-01-20T20:00:00Z}
)");
  const Table& usage = book.table(Kind::kUsage);
  const auto day = [&](std::string_view account, uint32_t row) {
    return DayOfNumber(usage.at(usage.rows_of(book.FindAccount(account)).first + row).day).day();
  };
  EXPECT_EQ(day("tokyo", 0), 21);
  EXPECT_EQ(day("tokyo", 1), 22);
  EXPECT_EQ(usage.at(usage.rows_of(book.FindAccount("tokyo")).first + 1).instant,
            At("2026-01-21T15:00:00Z"));
  EXPECT_EQ(day("nowhere", 0), 20);
  EXPECT_THAT(book.unknown_zones(),
              ElementsAre(std::pair<const std::string, uint64_t>("Mars/Olympus", 1)));
}

TEST(BookTest, OfNothingIsABook) {
  const Book book = BookOf(std::vector<records::Record>());
  EXPECT_EQ(book.account_count(), 0U);
  EXPECT_EQ(book.record_count(), 0U);
  EXPECT_EQ(book.table(Kind::kUsage).rows_of(0).size(), 0U);
}

}  // namespace
}  // namespace bellwether::book
