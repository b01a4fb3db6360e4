// Records as messages: they read back as they were, and what a file may not say a message may not.
#include "protos/wire/records.h"

#include <limits>
#include <string>
#include <vector>

#include "engine/records/record_reader.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"

namespace bellwether::wire {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

v1::Record Message(const std::string& text) {
  v1::Record message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

std::vector<std::string> ProblemsOf(const v1::Record& message) {
  std::vector<std::string> problems;
  for (const Violation& violation : RecordFromProto(message, Limits{}).violations) {
    problems.push_back(violation.path + " " + violation.reason);
  }
  return problems;
}

constexpr char kEveryForm[] = R"(
- {kind: account, id: a, account: acme, at: 2026-01-01, known_at: 2026-01-02T10:00:00Z, segment: smb,
   acv: 48000.1, contract_signed_at: 2026-01-01, kickoff_at: not_yet, renewal_at: {not_applicable: true},
   signals: {nps: 41, mood: good, sso: true, seen: {value: 3, observed_at: 2025-12-31}, off: not_yet,
             none: {not_applicable: true}, trend: [[2026-01-01, 0.5], [2026-01-08, 0.6]]}}
- {kind: contract, id: c, account: acme, at: "2026-01-01T08:00:00.25", term_start: 2026-01-01,
   term_end: 2027-01-01, value: 48000, auto_renews: true, reason: [price, fit]}
- {kind: usage, id: u, account: acme, at: 2026-01-01T08:00:00Z, features: {reports: 12, export: 0.5}}
- {kind: value, id: v, account: acme, at: 2026-01-01, outcome: 'Über 30 %', baseline: -0.1}
)";

// What a record says, in a form that can be compared.
std::string TextOf(const records::Record& record) {
  v1::Record message;
  RecordToProto(record, message);
  return message.DebugString();
}

TEST(RecordsTest, ReadBackAsTheyWere) {
  const auto reads = records::ReadRecords(kEveryForm, AccountFormat::kYaml);
  ASSERT_EQ(reads.size(), 4u);
  for (const auto& read : reads) {
    ASSERT_TRUE(read.ok()) << read.violations.front().message;
    v1::Record message;
    RecordToProto(read.record, message);
    const auto again = RecordFromProto(message, Limits{});
    ASSERT_TRUE(again.ok()) << again.violations.front().path << again.violations.front().message;
    EXPECT_EQ(TextOf(again.record), TextOf(read.record));
    EXPECT_EQ(again.record.cells.size(), read.record.cells.size());
    EXPECT_EQ(again.record.changes.size(), read.record.changes.size());
    EXPECT_EQ(again.record.kind, read.record.kind);
  }
}

TEST(RecordsTest, AnUntypedTextStaysOne) {
  const auto read = RecordFromProto(Message(R"(
    kind: "account" id: "a" account: "acme" at { date { year: 2026 month: 1 day: 1 } }
    signals { name: "nps" untyped: "41" })"),
                                    Limits{});
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read.record.changes.size(), 1u);
  EXPECT_EQ(std::get<Untyped>(read.record.changes[0].value).text, "41");
}

TEST(RecordsTest, EveryProblemIsNamed) {
  EXPECT_THAT(ProblemsOf(Message(R"(kind: "contract" at {}
                fields { name: "valeu" number: 1 }
                fields { name: "value" text: "many" }
                fields { name: "term_start" time { seconds: 999999999999 } }
                fields { name: "outcome" text: "renwed" }
                fields { name: "auto_renews" text: "yes" })")),
              UnorderedElementsAre("at MISSING_FIELD", "term_start BAD_DATE", "id MISSING_FIELD",
                                   "account MISSING_FIELD", "valeu UNKNOWN_FIELD",
                                   "value WRONG_TYPE", "outcome UNKNOWN_VALUE",
                                   "auto_renews WRONG_TYPE", "term_end MISSING_FIELD"));
}

TEST(RecordsTest, ANameStandsOnce) {
  const std::string head =
      R"(kind: "account" id: "a" account: "acme" at { date { year: 2026 month: 1 day: 1 } })";
  EXPECT_THAT(ProblemsOf(Message(head + R"(
                fields { name: "segment" text: "smb" } fields { name: "segment" text: "smb" })")),
              ElementsAre("segment DUPLICATE"));
  EXPECT_THAT(ProblemsOf(Message(head + R"(
                signals { name: "nps" number: 1 } series { name: "nps" })")),
              ElementsAre("signals.nps DUPLICATE"));
  EXPECT_THAT(ProblemsOf(Message(head + R"(fields { name: "account" text: "other" })")),
              ElementsAre("account UNKNOWN_FIELD"));
  EXPECT_THAT(ProblemsOf(Message(head + R"(fields { name: "signals" text: "other" })")),
              ElementsAre("signals UNKNOWN_FIELD"));
}

// Nothing that is no number gets into a book.
TEST(RecordsTest, ANumberIsFinite) {
  for (const double number :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    v1::Record cost = Message(R"(kind: "cost" id: "c" account: "acme"
      at { date { year: 2026 month: 1 day: 1 } } fields { name: "item" text: "x" })");
    v1::RecordField& amount = *cost.add_fields();
    amount.set_name("amount");
    amount.set_number(number);
    EXPECT_THAT(ProblemsOf(cost), ElementsAre("amount WRONG_TYPE"));
    v1::Record account = Message(R"(kind: "account" id: "c" account: "acme"
      at { date { year: 2026 month: 1 day: 1 } } signals { name: "nps" number: 1 })");
    account.mutable_signals(0)->set_number(number);
    EXPECT_THAT(ProblemsOf(account), ElementsAre("signals.nps BAD_NUMBER"));
  }
}

TEST(RecordsTest, LimitsAreThoseOfFiles) {
  Limits limits;
  limits.max_record_words = 2;
  limits.max_text_bytes = 8;
  v1::Record message = Message(R"(kind: "contract" id: "0123456789" account: "acme"
    at { date { year: 2026 month: 1 day: 1 } }
    fields { name: "term_start" date { year: 2026 month: 1 day: 1 } }
    fields { name: "term_end" date { year: 2027 month: 1 day: 1 } }
    fields { name: "reason" words { words: ["a", "b", "c"] } })");
  std::vector<std::string> problems;
  for (const Violation& violation : RecordFromProto(message, limits).violations) {
    problems.push_back(violation.path + " " + violation.reason);
  }
  EXPECT_THAT(problems, UnorderedElementsAre("id TOO_LARGE", "reason TOO_LARGE"));
}

}  // namespace
}  // namespace bellwether::wire
