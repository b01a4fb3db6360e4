// What a mapping may say about records: every mistake at once, each at its place.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/imports/mapping_text.h"

namespace bellwether::imports {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// One record, from its sixth line on.
std::string Record(const std::string& lines) {
  return "sources:\n  desk:\n    columns: {n: {from: N, type: number}, day: {from: D, date: "
         "\"%Y-%m-%d\"}}\n    records:\n" +
         lines;
}

std::string Ticket(const std::string& lines) {
  return Record("      - {kind: ticket, id: Id, account: Org, at: Created" + lines + "}\n");
}

TEST(RecordMappingTest, FieldsAreThoseOfTheKind) {
  const Mapping mapping =
      MappingOf(Ticket(", fields: {type: T, escalated: {from: E, type: bool}}"));
  EXPECT_TRUE(mapping.makes_records());
  EXPECT_TRUE(mapping.streams());
  EXPECT_THAT(Mistakes(Ticket(", fields: {escalatd: E}")),
              ElementsAre("5:68: a record of kind ticket has no field `escalatd`; did you mean "
                          "`escalated`?"));
}

TEST(RecordMappingTest, WhatEveryRecordSaysIsNeeded) {
  EXPECT_THAT(Mistakes(Record("      - {kind: ticket, account: Org}\n")),
              ElementsAre("5:9: `records` needs the key `id`; what the record is called: unique "
                          "within its kind, and the same again in the next export",
                          "5:9: `records` needs the key `at`; when it happened"));
}

TEST(RecordMappingTest, AKindNeedsItsOwnFields) {
  EXPECT_THAT(Mistakes(Record("      - {kind: contract, id: Id, account: Org, at: D, fields: "
                              "{term_start: From}}\n")),
              ElementsAre("5:16: a record of kind contract needs the field `term_end`; fields: "
                          "{term_end: Name of the column}"));
}

TEST(RecordMappingTest, KindsAreKnown) {
  EXPECT_THAT(Mistakes(Record("      - {kind: tickt, id: Id, account: Org, at: D}\n")),
              ElementsAre("5:16: there are no records of kind `tickt`; did you mean `ticket`?"));
}

TEST(RecordMappingTest, WordsOfAClosedListAreKnown) {
  EXPECT_THAT(Mistakes(Record("      - {kind: onboarding, id: Id, account: Org, at: D, fields: "
                              "{event: {from: E, map: {Go: startd}}}}\n")),
              ElementsAre("5:93: unknown value `startd`; did you mean `started`?"));
  EXPECT_THAT(Mistakes(Record("      - {kind: onboarding, id: Id, account: Org, at: D, fields: "
                              "{event: {is: startd}}}\n")),
              ElementsAre("5:78: unknown value `startd`; did you mean `started`?"));
}

TEST(RecordMappingTest, AFieldTakesOneTypeOnly) {
  EXPECT_THAT(Mistakes(Ticket(", fields: {escalated: {from: E, type: number}}")),
              ElementsAre("5:95: this gives a number; what it is for takes true or false"));
  EXPECT_THAT(Mistakes(Ticket(", fields: {escalated: {expr: n}}")).size(), 1U);
  EXPECT_THAT(Mistakes(Ticket(", fields: {escalated: {is: often}}")).size(), 1U);
}

TEST(RecordMappingTest, AFieldComesFromOneThing) {
  EXPECT_THAT(Mistakes(Ticket(", fields: {type: {from: T, is: bug}}")),
              ElementsAre("5:74: `type` states both `from` and `is`; keep one of them"));
  EXPECT_THAT(Mistakes(Ticket(", fields: {type: {map: {a: b}}}")),
              ElementsAre("5:68: `type` does not say where it comes from; write `from: Name of the "
                          "column`, `expr:` with a formula over `columns`, or `is:` with a word "
                          "that is the same for each row"));
}

TEST(RecordMappingTest, CountsHaveNames) {
  const std::string usage = "      - {kind: usage, id: Id, account: Org, at: D, fields: {";
  EXPECT_THAT(Mistakes(Record(usage + "features.reports: R}}\n")), IsEmpty());
  EXPECT_THAT(Mistakes(Record(usage + "features: R}}\n")),
              ElementsAre("5:61: a record of kind usage has no field `features`; known: window, "
                          "active_users, daily, weekly, monthly, features.NAME, logins"));
  EXPECT_THAT(Mistakes(Record(usage + "logins.web: R}}\n")).size(), 1U);
}

TEST(RecordMappingTest, SignalsAreOfAccountRecordsAndOfThePack) {
  const std::string account = "      - {kind: account, id: Id, account: Org, at: D, ";
  EXPECT_THAT(Mistakes(Record(account + "fields: {segment: S}, signals: {nps: N}}\n")), IsEmpty());
  EXPECT_THAT(Mistakes(Record(account + "signals: {nsp: N}}\n")),
              ElementsAre("5:64: the pack declares no signal `nsp`; did you mean `nps`?"));
  EXPECT_THAT(Mistakes(Record(account + "fields: {segmnt: S}}\n")),
              ElementsAre("5:63: a record of kind account has no field `segmnt`; did you mean "
                          "`segment`?"));
  EXPECT_THAT(Mistakes(Record(account + "fields: {segment: {from: S, map: {Big: enterprize}}}}\n")),
              ElementsAre("5:93: unknown value `enterprize`; did you mean `enterprise`?"));
  EXPECT_THAT(Mistakes(Ticket(", signals: {nps: N}")),
              ElementsAre("5:69: signals are told by records of kind account; write `kind: "
                          "account`, in a record of its own"));
}

// P1: what a record says does not change with the day on which its export is read.
TEST(RecordMappingTest, NoFormulaAsksForToday) {
  EXPECT_THAT(
      Mistakes(Record("      - {kind: cost, id: Id, account: Org, at: D, fields: {item: "
                      "{is: tools}, amount: {expr: days_since(day)}}}\n")),
      ElementsAre("5:94: a record does not depend on the day on which it is read; leave out "
                  "days_since() and happened(); compare two columns instead"));
  EXPECT_THAT(Mistakes(Ticket(", where: happened(day)")).size(), 1U);
  EXPECT_THAT(Mistakes(Ticket(", where: has(day)")), IsEmpty());
}

TEST(RecordMappingTest, ASourceMakesAccountsOrRecords) {
  EXPECT_THAT(Mistakes("sources: {desk: {file: a.csv}}\n"),
              ElementsAre("1:11: `desk` does not say what its rows make; write `account: {id: "
                          "Record ID}`, or `records:` with a list of records"));
  EXPECT_THAT(Mistakes(Ticket("") + "    account: {id: Id}\n"),
              ElementsAre("3:5: `desk` states both `account` and `records`; keep one of them"));
  EXPECT_THAT(Mistakes(Ticket("") + "  crm: {account: {id: Id}}\n"),
              ElementsAre("6:3: a mapping makes accounts or records; `crm` makes accounts and "
                          "`desk` does not; write two mappings, which may read the same exports"));
}

}  // namespace
}  // namespace bellwether::imports
