// Rows to records of a book, and what is wrong with them.
#include "engine/imports/build_records.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/imports/mapping_text.h"

namespace bellwether::imports {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct ToText {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(NotApplicable) const { return "not_applicable"; }
  std::string operator()(const Untyped& untyped) const { return untyped.text; }
  std::string operator()(NotYet) const { return "not_yet"; }
  std::string operator()(double number) const { return FormatNumber(number); }
  std::string operator()(bool truth) const { return truth ? "true" : "false"; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const Moment& moment) const { return FormatMoment(moment); }
  std::string operator()(const records::Words& words) const { return absl::StrJoin(words, "|"); }
  std::string operator()(const records::Counts& counts) const {
    std::vector<std::string> parts;
    for (const auto& [name, count] : counts) parts.push_back(name + ": " + FormatNumber(count));
    return "{" + absl::StrJoin(parts, ", ") + "}";
  }
};

// "ticket 17 of acme at 2026-01-05: type=bug"
std::string TextOf(const records::Record& record) {
  const records::KindInfo& info = records::InfoOf(record.kind);
  std::string text(info.name);
  absl::StrAppend(&text, " ", record.id, " of ", record.account, " at ", FormatMoment(record.at),
                  ":");
  for (size_t i = 0; i < record.cells.size(); ++i) {
    const std::string cell = std::visit(ToText{}, record.cells[i]);
    if (!cell.empty()) absl::StrAppend(&text, " ", std::string(info.fields[i].name), "=", cell);
  }
  for (const records::Change& change : record.changes) {
    absl::StrAppend(&text, " ", change.is_signal ? "signals." : "", change.name, "=",
                    std::visit(ToText{}, change.value));
  }
  return text;
}

// The records that one row makes, a line each; of a refused one its problems.
std::vector<std::string> Made(const std::string& source, const std::vector<std::string>& cells) {
  const Mapping mapping = MappingOf("sources:\n  desk:\n" + source);
  const ImportRow row{7, cells};
  EXPECT_EQ(mapping.sources[0].columns.size(), cells.size());
  std::vector<std::string> lines;
  for (const records::ReadRecord& read : RecordBuilder(mapping, 0, Limits()).Build(row)) {
    EXPECT_EQ(read.line, 7U);
    if (read.ok()) lines.push_back(TextOf(read.record));
    for (const Violation& violation : read.violations) {
      lines.push_back(absl::StrCat(violation.path, ": ", violation.message));
    }
  }
  return lines;
}

constexpr char kTickets[] = R"(
    empty: ["-"]
    columns: {state: State}
    records:
      - kind: ticket
        where: state != 'spam'
        id: Id
        account: Org
        at: {from: Created, date: "%d/%m/%Y"}
        fields:
          type: {from: Kind, map: {Fault: bug, "How to": how_to}}
          escalated: {from: Escalated, type: bool}
)";

// In the order of the columns: State, Id, Org, Created, Kind, Escalated.
TEST(BuildRecordsTest, CellsAreReadAsTheMappingSays) {
  EXPECT_THAT(Made(kTickets, {"open", "17", "acme", "05/01/2026", "Fault", "yes"}),
              ElementsAre("ticket 17 of acme at 2026-01-05: type=bug escalated=true"));
}

TEST(BuildRecordsTest, WhatIsEmptyIsNotGiven) {
  EXPECT_THAT(Made(kTickets, {"open", "17", "acme", "05/01/2026", "-", ""}),
              ElementsAre("ticket 17 of acme at 2026-01-05:"));
}

TEST(BuildRecordsTest, ARowThatDoesNotCountMakesNothing) {
  EXPECT_THAT(Made(kTickets, {"spam", "17", "acme", "05/01/2026", "Fault", "yes"}), IsEmpty());
}

TEST(BuildRecordsTest, ACellThatCannotBeReadNamesItsColumn) {
  const auto lines = Made(kTickets, {"open", "17", "acme", "2026-01-05", "Fault", "perhaps"});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0], testing::StartsWith("Created: "));
  EXPECT_THAT(lines[1], testing::StartsWith("Escalated: "));
}

TEST(BuildRecordsTest, WhatARecordNeedsIsMissed) {
  EXPECT_THAT(Made(kTickets, {"open", "", "acme", "05/01/2026", "Fault", "yes"}),
              ElementsAre(testing::StartsWith("ticket id: ")));
}

TEST(BuildRecordsTest, AConditionWithoutAnAnswerIsNoDecision) {
  EXPECT_THAT(
      Made(kTickets, {"", "17", "acme", "05/01/2026", "Fault", "yes"}),
      ElementsAre(testing::HasSubstr("whether the row counts for `ticket` cannot be told")));
}

// One row, three records: what it always says, a formula, and a signal. Columns: Org, Start, Seats,
// Mood, Reasons.
constexpr char kCompanies[] = R"yaml(
    columns:
      org: Org
      start: {from: Start, date: "%Y-%m-%d"}
    records:
      - kind: onboarding
        id: {expr: "'start-' + org"}
        account: Org
        at: {from: Start, date: "%Y-%m-%d"}
        fields: {event: {is: started}}
      - kind: account
        id: {expr: "'told-' + org"}
        account: Org
        at: {from: Start, date: "%Y-%m-%d"}
        fields: {seats: {from: Seats, type: number}}
        signals: {mood: {from: Mood, map: {Good: positive, None: not_applicable}}}
      - kind: contract
        id: Org
        account: Org
        at: {from: Start, date: "%Y-%m-%d"}
        fields:
          term_start: {from: Start, date: "%Y-%m-%d"}
          term_end: {expr: "start + duration('24h')"}
          reason: Reasons
)yaml";

TEST(BuildRecordsTest, OneRowMakesSeveralRecords) {
  EXPECT_THAT(Made(kCompanies, {"acme", "2026-01-05", "40", "Good", "price|support"}),
              ElementsAre("onboarding start-acme of acme at 2026-01-05: event=started",
                          "account told-acme of acme at 2026-01-05: seats=40 signals.mood=positive",
                          "contract acme of acme at 2026-01-05: term_start=2026-01-05 "
                          "term_end=2026-01-06T00:00:00Z reason=price|support"));
}

TEST(BuildRecordsTest, NotApplicableIsSaid) {
  EXPECT_THAT(Made(kCompanies, {"acme", "2026-01-05", "", "None", ""})[1],
              "account told-acme of acme at 2026-01-05: signals.mood=not_applicable");
}

// A record that is refused by the rules of its kind takes the others of its row with it not.
TEST(BuildRecordsTest, ARefusedRecordLeavesTheOthersOfItsRow) {
  const auto lines = Made(kCompanies, {"acme", "2026-01-05", "-4", "Good", ""});
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[1], "account seats: this is never negative");
  EXPECT_THAT(lines[2], testing::StartsWith("contract acme"));
}

constexpr char kUsage[] = R"(
    records:
      - kind: usage
        id: Id
        account: Org
        at: Week
        fields: {window: {is: week}, features.reports: {from: Reports, type: number}, features.alerts: Alerts}
)";

TEST(BuildRecordsTest, CountsArePutTogether) {
  EXPECT_THAT(Made(kUsage, {"u1", "acme", "2026-01-05", "12", "3"}),
              ElementsAre("usage u1 of acme at 2026-01-05: window=week features={reports: 12, "
                          "alerts: 3}"));
}

}  // namespace
}  // namespace bellwether::imports
