// What is read without a tree is what the decoder of trees reads, and whatever that one has
// something to say about is left to it.
#include "engine/records/plain_line.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/accounts/json_tree.h"
#include "engine/records/format.h"
#include "engine/records/record_json.h"
#include "engine/records/record_tree.h"
#include "engine/statistics/draws.h"
#include "gtest/gtest.h"
#include "tests/engine/records/drawn_record.h"
#include "tests/engine/records/record_text.h"

namespace bellwether::records {
namespace {

constexpr int kRecordsOfAKind = 150;
constexpr int kChangesOfALine = 12;

ReadRecord ByTree(const std::string& line, std::optional<Kind> usual, const Limits& limits) {
  Violations violations(limits.max_diagnostics);
  const JsonTree tree = ParseJson(line, {1, 1}, limits, violations);
  return violations.empty() ? RecordOfTree(tree.root, 1, usual, limits)
                            : RecordOfBeginning(tree.root, 1, violations.Take(), limits);
}

std::string Told(const ReadRecord& read) {
  return absl::StrCat(TextOf(read.record), ProblemsOf(read));
}

// Whether the line is plain. Whatever it is, it is read as its tree is.
bool Compare(const std::string& line, std::optional<Kind> usual = std::nullopt,
             const Limits& limits = {}) {
  const ReadRecord expected = ByTree(line, usual, limits);
  Record plain;
  const bool is_plain = ReadPlainLine(line, usual, limits, plain);
  if (is_plain) {
    EXPECT_TRUE(expected.ok()) << line << "\n" << ProblemsOf(expected);
    EXPECT_EQ(TextOf(plain), TextOf(expected.record)) << line;
  }
  if (!usual) {
    EXPECT_EQ(Told(RecordOfLine(line, limits)), Told(expected)) << line;
  }
  return is_plain;
}

TEST(PlainLineTest, ReadsWhatIsWrittenOfARecord) {
  for (const KindInfo& kind : Kinds()) {
    RecordDrawing drawing(static_cast<uint64_t>(kind.kind) + 100);
    int plain = 0, expected = 0;
    for (int i = 0; i < kRecordsOfAKind; ++i) {
      const std::string line = RecordJson(drawing.Next(kind.kind));
      if (Compare(line)) ++plain;
      // Escapes are all that is unusual in a good record that was drawn.
      if (!absl::StrContains(line, '\\') && ByTree(line, std::nullopt, {}).ok()) ++expected;
    }
    EXPECT_EQ(plain, expected) << kind.name;
    EXPECT_GT(plain, 0) << kind.name;
  }
}

// Bytes that mean something to JSON or to a decoder, and pieces of records.
const std::vector<std::string>& Pieces() {
  static const auto* const pieces = new std::vector<std::string>{"\"",         "{",
                                                                 "}",          "[",
                                                                 "]",          ",",
                                                                 ":",          "\\",
                                                                 " ",          "\t",
                                                                 "\n",         "-",
                                                                 "0",          "9",
                                                                 ".",          "e",
                                                                 "\x01",       "\x7f",
                                                                 "\xc3",       "\xed\xa0",
                                                                 "é",          "null",
                                                                 "true",       "false",
                                                                 "1e400",      "-0",
                                                                 "1e-400",     "\"\"",
                                                                 "\" x\"",     "\\u0041",
                                                                 "{}",         "[]",
                                                                 "\"at\"",     "\"id\"",
                                                                 "not_yet",    "2026-02-30",
                                                                 "signals",    "not_applicable",
                                                                 "\"value\":1"};
  return *pieces;
}

// The line with one thing in it that is otherwise.
std::string Changed(std::string line, statistics::Draws& draws) {
  const size_t at = draws.Below(line.size());
  const size_t count = 1 + draws.Below(6);
  const std::string& piece = Pieces()[draws.Below(Pieces().size())];
  switch (draws.Below(6)) {
    case 0:
      return line.erase(at, count);
    case 1:
      return line.insert(at, piece);
    case 2:
      return line.replace(at, count, piece);
    case 3:
      return line.substr(0, at);
    case 4:  // part of it twice
      return line.insert(draws.Below(line.size()), line.substr(at, draws.Below(40)));
    default: {  // an entry twice, or elsewhere
      const size_t comma = line.find(',', at);
      const size_t end = comma == std::string::npos ? comma : line.find(',', comma + 1);
      if (end == std::string::npos || !line.ends_with('}')) return line + piece;
      const std::string entry = line.substr(comma, end - comma);
      if (draws.Below(2) == 0) line.erase(comma, entry.size());
      return line.insert(line.rfind('}'), entry);
    }
  }
}

TEST(PlainLineTest, LeavesWhateverIsWrongToTheDecoderOfTrees) {
  statistics::Draws draws(7, 0);
  int plain = 0, refused = 0;
  for (const KindInfo& kind : Kinds()) {
    RecordDrawing drawing(static_cast<uint64_t>(kind.kind) + 200);
    for (int i = 0; i < kRecordsOfAKind; ++i) {
      const std::string line = RecordJson(drawing.Next(kind.kind));
      for (int change = 0; change < kChangesOfALine; ++change) {
        std::string changed = Changed(line, draws);
        if (draws.Below(4) == 0) changed = Changed(changed + " ", draws);
        Compare(changed) ? ++plain : ++refused;
        if (HasFailure()) return;  // one is enough
      }
    }
  }
  EXPECT_GT(plain, 100);
  EXPECT_GT(refused, 100);
}

struct LineCase {
  bool is_plain;
  std::string fields;  // behind the head
};

std::string LineOf(std::string_view kind, const std::string& fields) {
  return absl::StrCat(R"({"kind":")", std::string(kind), R"(","id":"r1","account":"acme",)",
                      R"("at":"2026-01-05")", fields.empty() ? "" : ",", fields, "}");
}

TEST(PlainLineTest, KnowsWhatIsUnusual) {
  const std::vector<std::pair<std::string, LineCase>> cases = {
      {"cost", {true, R"("item":"tools","amount":5)"}},
      {"cost", {true, R"("amount":5.0e2,"item":"tools")"}},
      {"cost", {true, R"( "item" : "tools" ,	"amount" : 0 )"}},
      {"cost", {true, R"("item":"é","amount":123456789012345678)"}},
      {"cost", {true, R"("item":"tools","amount":-0)"}},
      {"cost", {false, R"("item":"tools","amount":1234567890123456789)"}},
      {"cost", {false, R"("item":"tools","amount":12345678901234567890123)"}},
      {"cost", {false, R"("item":"tools","amount":01)"}},
      {"cost", {false, R"("item":"tools","amount":1.)"}},
      {"cost", {false, R"("item":"tools","amount":.5)"}},
      {"cost", {false, R"("item":"tools","amount":+5)"}},
      {"cost", {false, R"("item":"tools","amount":1e999)"}},
      {"cost", {false, R"("item":"tools","amount":"5")"}},
      {"cost", {false, R"("item":"tools","amount":-1)"}},
      {"cost", {false, R"("item":"tools","amount":null)"}},
      {"cost", {false, R"("item":4711,"amount":5)"}},
      {"cost", {false, R"("item":" ","amount":5)"}},
      {"cost", {false, R"("item":"","amount":5)"}},
      {"cost", {false, R"("item":"a\u0041","amount":5)"}},
      {"cost", {false, "\"item\":\"\xc3\",\"amount\":5"}},
      {"cost", {false, R"("item":"tools","amount":5,"item":"tools")"}},
      {"cost", {false, R"("item":"tools","amount":5,"kind":"cost")"}},
      {"cost", {false, R"("item":"tools","amount":5,"amuont":5)"}},
      {"cost", {false, R"("item":"tools")"}},
      {"cost", {false, R"("item":"tools","amount":5,)"}},
      {"cost", {false, R"("item":"tools","amount":5}{)"}},
      {"Costs", {true, R"("item":"tools","amount":5)"}},
      {"costly", {false, R"("item":"tools","amount":5)"}},
      {"contract", {true, R"("term_start":"2026-01-01","term_end":"2027-01-01T00:00:00Z")"}},
      {"contract", {false, R"("term_start":"2027-01-01","term_end":"2026-01-01")"}},
      {"contract", {false, R"("term_start":"1026-01-01","term_end":"2026-01-01")"}},
      {"survey", {true, R"("instrument":"nps","score":10)"}},
      {"survey", {false, R"("instrument":"nps","score":11)"}},
      {"survey", {false, R"("instrument":"mps","score":10)"}},
      {"revenue", {true, R"("movement":"churn","mrr":5,"reason":"price")"}},
      {"revenue", {true, R"("movement":"churn","mrr":5,"reason":["price","price"])"}},
      {"revenue", {false, R"("movement":"churn","mrr":5,"reason":[])"}},
      {"revenue", {false, R"("movement":"churn","mrr":5,"reason":["",null])"}},
      {"usage", {true, R"("features":{"reports":12,"a b":0.5})"}},
      {"usage", {false, R"("features":{"reports":12,"reports":12})"}},
      {"usage", {false, R"("features":{"":12})"}},
      {"usage", {false, R"("features":{})"}},
      {"activity", {true, R"("type":"call","held":true,"proactive":false)"}},
      {"activity", {false, R"("type":"call","held":"true")"}},
      {"activity", {false, R"("type":"call","held":truer)"}},
      {"account", {true, ""}},
      {"account", {true, R"("acv":0,"kickoff_at":"not_yet","signals":{"a":1,"b":"","c":true})"}},
      {"account", {true, R"("graduated_at":{"not_applicable":true})"}},
      {"account", {true, R"("signals":{"s":[["2026-01-01",1],["2026-01-02",2]],"a":1})"}},
      {"account", {true, R"("signals":{"a":{"value":"x","untyped":true}},"csm":"Ana")"}},
      {"account", {true, R"("signals":{"a":{"value":1,"observed_at":"2026-01-01"}})"}},
      {"account", {true, R"("signals":{"a":{"not_applicable":true}})"}},
      {"account", {false, R"("signals":{"a":{"value":1,"not_applicable":true}})"}},
      {"account", {false, R"("signals":{"a":{"value":1,"untyped":true}})"}},
      {"account", {false, R"("signals":{"a":{"observed_at":"2026-01-01"}})"}},
      {"account", {false, R"("signals":{"a":1,"a":2})"}},
      {"account", {false, R"("signals":{"a":[["2026-01-01",1]],"a":2})"}},
      {"account", {true, R"("signals":{"a":null,"b":{"value":null}})"}},
      {"account", {false, R"("signals":{"a":nul})"}},
      {"account", {false, R"("signals":{"a":{"value":null,"untyped":true}})"}},
      {"account", {false, R"("csm":null)"}},
      {"account", {false, R"("signals":{"a":[]})"}},
      {"account", {false, R"("signals":{})"}},
      {"account", {false, R"("signals":[])"}},
      {"account", {false, R"("acv":-1)"}},
      {"account", {false, R"("kickoff_at":"yesterday")"}},
      {"account", {false, R"("Segment":"smb")"}},
  };
  for (const auto& [kind, one] : cases) {
    EXPECT_EQ(Compare(LineOf(kind, one.fields)), one.is_plain) << kind << " " << one.fields;
  }
  for (const std::string line :
       {"", " ", "{}", "[]", "null", "{", R"({"kind":"cost"})",
        R"({"kind":"account","id":"r1","account":"acme"})", R"({"item":"tools","kind":"cost"})"}) {
    EXPECT_FALSE(Compare(line)) << line;
  }
}

TEST(PlainLineTest, TakesTheUsualKindWhereNoneIsNamed) {
  const std::string fields =
      R"("id":"r1","account":"acme","at":"2026-01-05","item":"a","amount":5)";
  EXPECT_TRUE(Compare(absl::StrCat("{", fields, "}"), Kind::kCost));
  EXPECT_FALSE(Compare(absl::StrCat("{", fields, R"(,"kind":"cost"})"), Kind::kCost));
  EXPECT_FALSE(Compare(absl::StrCat("{", fields, "}"), Kind::kSurvey));
  EXPECT_TRUE(Compare(absl::StrCat(R"({"kind":"cost",)", fields, "}"), Kind::kSurvey));
  EXPECT_FALSE(Compare(absl::StrCat("{", fields, "}")));
}

// As many fields of an object as are compared one by one, and one more.
TEST(PlainLineTest, LeavesLargeObjectsToTheDecoderOfTrees) {
  for (const auto& [count, is_plain] : {std::pair(32, true), {33, false}, {200, false}}) {
    std::string signals, features;
    for (int i = 0; i < count; ++i) {
      absl::StrAppend(&signals, i == 0 ? "" : ",", "\"s", i, "\":", i);
      absl::StrAppend(&features, i == 0 ? "" : ",", "\"f", i, "\":", i);
    }
    EXPECT_EQ(Compare(LineOf("account", absl::StrCat("\"signals\":{", signals, "}"))), is_plain);
    EXPECT_EQ(Compare(LineOf("usage", absl::StrCat("\"features\":{", features, "}"))), is_plain);
  }
}

TEST(PlainLineTest, KeepsWithinEveryLimit) {
  const std::string lines[] = {
      LineOf(
          "account",
          R"("csm":"Ana Lima","signals":{"name":"four","a":1,"s":[["2026-01-01",1],["2026-01-02",2]]})"),
      LineOf("usage", R"("window":"week","features":{"reports":12,"api":3})"),
      LineOf("revenue", R"("movement":"churn","mrr":5,"reason":["price","competition"])")};
  uint32_t Limits::*const limits[] = {&Limits::max_text_bytes,      &Limits::max_name_bytes,
                                      &Limits::max_record_words,    &Limits::max_series_points,
                                      &Limits::max_account_signals, &Limits::max_account_depth,
                                      &Limits::max_diagnostics};
  for (const std::string& line : lines) {
    EXPECT_TRUE(Compare(line)) << line;
    for (const auto limit : limits) {
      for (uint32_t most = 0; most < 12; ++most) {
        Limits tight;
        tight.*limit = most;
        Compare(line, std::nullopt, tight);
      }
    }
  }
}

}  // namespace
}  // namespace bellwether::records
