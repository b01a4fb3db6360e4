// What a mapping may say: every mistake at once, each at its place, with what to do.
#include "engine/imports/mapping.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/imports/mapping_text.h"

namespace bellwether::imports {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string Account(const std::string& lines) {
  return "sources:\n  crm:\n    account:\n      id: Id\n" + lines;
}

TEST(MappingTest, AShortFormIsTheColumn) {
  const Mapping mapping = MappingOf(Account("      segment: Tier\n      signals: {nps: NPS}\n"));
  ASSERT_EQ(mapping.sources.size(), 1u);
  EXPECT_THAT(mapping.sources[0].columns, ElementsAre("Id", "Tier", "NPS"));
  EXPECT_TRUE(mapping.streams());
}

TEST(MappingTest, FreeKeysAndMergeKeysWork) {
  const Mapping mapping = MappingOf(
      "x-day: &day {date: \"%d/%m/%Y\", when_empty: not_yet}\n" +
      Account("      kickoff_at: {from: Kickoff, <<: *day}\n      renewal_at: {from: Renewal, <<: "
              "*day, when_empty: not_given}\n"));
  EXPECT_EQ(mapping.sources[0].targets[0].cell->when_empty, WhenEmpty::kNotYet);
  EXPECT_EQ(mapping.sources[0].targets[1].cell->date_form, "%d/%m/%Y");
  EXPECT_EQ(mapping.sources[0].targets[1].cell->when_empty, WhenEmpty::kNotGiven);
}

TEST(MappingTest, NamesOfThePackAreKnown) {
  EXPECT_THAT(
      Mistakes(Account("      signals: {nsp: NPS}\n      milestones: {trainin: {planned_at: A}}\n"
                       "      dimension_scores: {tecnical: T}\n"
                       "      segment: {from: Tier, map: {Big: enterprize}}\n")),
      ElementsAre("5:17: the pack declares no signal `nsp`; did you mean `nps`?",
                  "6:20: the pack has no milestone `trainin`; did you mean `training`?",
                  "7:26: the pack has no dimension of graduation `tecnical`; did you mean "
                  "`technical`?",
                  "8:40: unknown value `enterprize`; did you mean `enterprise`?"));
}

TEST(MappingTest, AMappingIsReadAsItIsShown) {
  EXPECT_THAT(Mistakes(Account("      segment: Tier # \u202E\n")),
              ElementsAre(testing::HasSubstr("5:23: a character that nobody sees turns the text")));
}

TEST(MappingTest, KeysAndWordsAreKnown) {
  EXPECT_THAT(
      Mistakes("sources:\n  crm:\n    delimiter: ;;\n    decimal: x\n    acount: {}\n"),
      ElementsAre(
          "2:3: `crm` does not say what its rows make; write `account: {id: Record ID}`, or "
          "`records:` with a list of records",
          "3:16: `;;` is no single mark; write one character in quotes, or tab",
          "4:14: decimals cannot begin with `x`: known are `.` and `,`",
          "5:5: unknown key `acount`; did you mean `account`?"));
  EXPECT_THAT(
      Mistakes(Account("      acv: {from: A, type: currency}\n")),
      ElementsAre("5:28: `type` must be one of text, number, percent, money, bool, unix_seconds, "
                  "unix_millis, excel_serial, not `currency`"));
}

TEST(MappingTest, ConversionsFitTheirTargets) {
  EXPECT_THAT(
      Mistakes(Account("      acv: {from: A, date: \"%d/%m/%Y\"}\n"
                       "      kickoff_at: {from: K, type: percent}\n"
                       "      renewal_at: {from: R, date: \"dd/mm/yyyy\"}\n"
                       "      seats: {from: S, when_empty: not_yet}\n"
                       "      signals:\n"
                       "        signed_off: {from: B, map: {Active: maybe}}\n"
                       "        nps: {from: N, type: number, duration: hours}\n")),
      ElementsAre("5:29: this gives a date; what it is for takes a number",
                  "6:35: this gives a number; what it is for takes a date",
                  "7:36: `dd/mm/yyyy` is not the form of a date; write day, month and year as "
                  "strptime does: \"%d/%m/%Y\", \"%Y-%m-%d %H:%M\"",
                  "8:36: `not_yet` is said of dates",
                  "10:45: found `maybe`, expected true or false; other words are declared: `map: "
                  "{Active: true}`",
                  "11:14: `nps` states both `type` and `duration`; keep one of them"));
}

TEST(MappingTest, AValueSaysWhereItComesFromOnce) {
  EXPECT_THAT(
      Mistakes(Account("      acv: {type: money}\n"
                       "      seats: {from: S, expr: \"1.0\"}\n"
                       "      signals:\n"
                       "        tickets_open: {collect: count, from: T}\n"
                       "        nps: {from: N, collect: series}\n"
                       "        active_history: {from: R}\n"
                       "        mood: {from: M, collect: sum}\n")),
      ElementsAre(
          "5:7: `acv` does not say where it comes from; write `from: Name of the column`, or "
          "`expr:` with a formula over `columns`",
          "6:14: `seats` states both `from` and `expr`; keep one of them",
          "8:23: `tickets_open` states `collect: count`, which counts rows, and what to "
          "count; keep one of them",
          "9:33: this is no series; `collect: series` is for signals of the type series",
          "10:25: each point of a series has a date; say its column: `observed_at: ...`",
          "11:34: this takes no number; `first` and `latest` take any value"));
}

TEST(MappingTest, FormulasReadColumnsByTheirNames) {
  const std::string columns =
      "sources:\n  crm:\n    columns: {open: {from: Open, type: number}, state: Status}\n"
      "    account:\n      id: Id\n      signals:\n";
  EXPECT_THAT(
      Mistakes(columns + "        nps: {expr: \"open / 2.0\"}\n"
                         "        tickets_open: {collect: count, where: \"state == 'x'\"}\n"),
      IsEmpty());
  EXPECT_THAT(Mistakes(columns + "        nps: {expr: \"opn / 2.0\"}\n"
                                 "        tickets_open: {collect: count, where: \"open\"}\n"),
              ElementsAre(testing::HasSubstr("7:22: "), testing::HasSubstr("8:48: ")));
}

TEST(MappingTest, OneValueHasOneSource) {
  EXPECT_THAT(Mistakes("sources:\n"
                       "  crm: {account: {id: Id, acv: A}}\n"
                       "  billing:\n    account: {id: Id, acv: B}\n"),
              ElementsAre("4:28: `acv` comes from billing and from crm; keep it in one of them"));
  EXPECT_THAT(Mistakes("sources: {}\n"),
              ElementsAre("1:1: the mapping has no source; sources: {companies: {account: {id: "
                          "Record ID}}}"));
}

}  // namespace
}  // namespace bellwether::imports
