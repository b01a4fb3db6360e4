// The book of some accounts is the book that would have been read from their records alone.
#include "absl/strings/str_cat.h"
#include "engine/base/civil_day.h"
#include "engine/book/book.h"
#include "engine/book/quality.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/small_book.h"

namespace bellwether::book {
namespace {

using records::Kind;

constexpr std::string_view kFirst = R"(
- {kind: account, id: a1, account: acme, at: 2026-01-05, time_zone: Europe/Berlin, segment: smb, acv: 100, signals: {active: 0.5}}
- {kind: account, id: a2, account: acme, at: 2026-02-05, known_at: 2026-02-20, segment: enterprise, contract_signed_at: 2026-02-01}
- {kind: revenue, id: m1, account: acme, at: 2026-01-05, movement: new, mrr: 100}
- {kind: revenue, id: m1, account: acme, at: 2026-01-05, known_at: 2026-02-01, movement: new, mrr: 120}
- {kind: usage, id: u1, account: acme, at: 2026-01-20T08:30:00Z, features: {reports: 3, export: 1}}
)";
constexpr std::string_view kSecond = R"(
- {kind: account, id: b1, account: borealis, at: 2026-01-10, segment: smb, csm: Ana, time_zone: Nowhere}
- {kind: revenue, id: m2, account: borealis, at: 2026-01-12, movement: new, mrr: 50}
- {kind: usage, id: u2, account: borealis, at: 2026-01-18, logins: 9, features: {search: 4}}
)";
constexpr std::string_view kThird = R"(
- {kind: account, id: c1, account: cedar, at: 2026-01-10, segment: plg, csm: Ben, signals: {active: 0.7, content: true}}
- {kind: contract, id: k1, account: cedar, at: 2026-01-10, term_start: 2026-01-10, term_end: 2027-01-10, reason: [price, fit]}
- {kind: usage, id: u3, account: cedar, at: 2026-01-19, features: {reports: 1}}
)";

std::string ValueText(const Book& book, const Change::Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return absl::StrCat(*number);
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* text = std::get_if<Change::Text>(&value)) {
    return std::string(book.names()[text->name]);
  }
  if (const auto* stamp = std::get_if<Stamp>(&value)) {
    return absl::StrCat("day ", stamp->day, " ", stamp->instant);
  }
  return "none";
}

void AppendRow(const Book& book, const Table& table, uint32_t row, std::string& text) {
  absl::StrAppend(&text, std::string(records::NameOf(table.kind())), " ",
                  std::string(table.id(row)), " ", table.at(row).instant, " ", table.known(row),
                  " ", table.until(row));
  for (const records::FieldInfo& field : records::InfoOf(table.kind()).fields) {
    const Column& column = table.column(field.name);
    absl::StrAppend(&text, " ", std::string(book.names()[column.word(row)]), "/",
                    column.number(row).value_or(-1), "/", column.stamp(row).value_or(Stamp{}).day);
    for (const Name word : column.words(row)) {
      absl::StrAppend(&text, " ", std::string(book.names()[word]));
    }
    for (const double count : column.counts(row)) absl::StrAppend(&text, " ", count);
  }
  absl::StrAppend(&text, "\n");
}

// Everything that can be read of a book.
std::string TextOf(const Book& book) {
  std::string text;
  for (uint32_t account = 0; account < book.account_count(); ++account) {
    absl::StrAppend(&text, "== ", std::string(book.account_id(account)), " ",
                    book.zone_of(account).name(), "\n");
    for (const records::KindInfo& kind : records::Kinds()) {
      const Table& table = book.table(kind.kind);
      const Rows rows = table.rows_of(account);
      for (uint32_t row = rows.first; row < rows.end; ++row) AppendRow(book, table, row, text);
    }
    book.history().ForEachChange(account, [&](const Change& change) {
      absl::StrAppend(&text, std::string(book.names()[change.name]), " ", change.is_signal, " ",
                      ValueText(book, change.value), " ", change.at, " ", change.known, " ",
                      change.until, " ", change.observed, "\n");
    });
    absl::StrAppend(&text, book.history().attributes_of(account).size(), " attributes\n");
  }
  for (const auto& [zone, count] : book.unknown_zones()) {
    absl::StrAppend(&text, zone, " ", count, "\n");
  }
  return text;
}

TEST(PartTest, IsTheBookOfThoseAccountsAlone) {
  const Book whole = BookOf(absl::StrCat(std::string(kFirst), std::string(kSecond).substr(1),
                                         std::string(kThird).substr(1)));
  const uint32_t ends[] = {0, 2};
  EXPECT_EQ(TextOf(whole.PartOf(ends)),
            TextOf(BookOf(absl::StrCat(std::string(kFirst), std::string(kThird).substr(1)))));
  const uint32_t middle[] = {1};
  const Book part = whole.PartOf(middle);
  EXPECT_EQ(TextOf(part), TextOf(BookOf(kSecond)));
  EXPECT_EQ(part.FindAccount("acme"), part.account_count());
  EXPECT_EQ(part.record_count(), 3U);
  EXPECT_EQ(part.unknown_zones().at("Nowhere"), 1U);
  EXPECT_EQ(TextOf(whole.PartOf({})), "");
}

// P2: attributes and signals are found by name in the part as in the whole.
TEST(PartTest, KnowsWhatWasInForce) {
  const Book whole = BookOf(absl::StrCat(std::string(kFirst), std::string(kSecond).substr(1),
                                         std::string(kThird).substr(1)));
  const uint32_t last[] = {2};
  const Book part = whole.PartOf(last);
  const Instant now = At("2026-03-01");
  const auto segment = part.history().InForce(0, part.names().Find("segment"), now, now);
  ASSERT_TRUE(segment);
  EXPECT_EQ(ValueText(part, segment->value), "plg");
  const auto active = part.history().SignalInForce(0, part.names().Find("active"), now, now);
  ASSERT_TRUE(active);
  EXPECT_EQ(ValueText(part, active->value), "0.7");
}

// P9: what is doubtful in other accounts is no doubt of these.
TEST(PartTest, HasTheDoubtsOfItsAccounts) {
  const Book whole = BookOf(R"(
- {kind: account, id: a1, account: acme, at: 2026-01-05, segment: smb}
- {kind: revenue, id: m1, account: orphan, at: 2026-01-05, movement: churn, mrr: 100}
)");
  EXPECT_EQ(FindDoubts(whole, At("2026-02-01")).size(), 2U);
  const uint32_t acme[] = {0};
  EXPECT_EQ(FindDoubts(whole.PartOf(acme), At("2026-02-01")).size(), 0U);
}

}  // namespace
}  // namespace bellwether::book
