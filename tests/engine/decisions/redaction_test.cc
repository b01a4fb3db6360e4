// What is kept out of a line is not in it, in any spelling.
#include "engine/decisions/redaction.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/decisions/read_line.h"
#include "engine/decisions/write_line.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/decisions/logged.h"

namespace bellwether::decisions {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing_support::PlanOf;

Staged<Redaction> Read(const std::string& yaml) {
  return ReadRedaction(*PlanOf(kPack), Sources({{"redact.yaml", yaml}}), Limits{});
}

Redaction Good(const std::string& yaml) {
  Staged<Redaction> read = Read(yaml);
  EXPECT_TRUE(read.ok()) << RenderAll(read.diagnostics, Sources({{"redact.yaml", yaml}}));
  if (read.value.uses_key()) read.value.SetKey("0123456789abcdef");
  return read.value;
}

std::string ProblemsOf(const std::string& yaml) {
  return RenderAll(Read(yaml).diagnostics, Sources({{"redact.yaml", yaml}}));
}

Decision Redact(const std::string& yaml, std::string_view account) {
  Decision decision = Logged(PlanOf(kPack), account);
  Good(yaml).Apply(*PlanOf(kPack), decision);
  return decision;
}

std::string NamesOf(const Decision& decision) {
  std::string names;
  for (const Redacted& one : decision.redacted) names += one.name + ":" + one.how + " ";
  return names;
}

constexpr char kAccount[] =
    "id: acme\ncsm: Ana Lima\nacv: 48250\nkickoff_at: 2026-01-12\nmilestones: [{key: go}]\n"
    "signals: {usage: 0.87, support: 7.6, mood: furious, silent: true, "
    "seen_at: 2026-02-17T10:00:00Z, history: [[2026-02-09, 0.61]]}";

TEST(RedactionTest, KeepsWhatIsNotNamed) {
  const Decision decision = Redact("signals: {}\n", kAccount);
  EXPECT_THAT(decision.redacted, IsEmpty());
  EXPECT_EQ(WriteLine(decision), WriteLine(Logged(PlanOf(kPack), kAccount)));
}

TEST(RedactionTest, Drops) {
  const Decision decision = Redact(
      "fields: {csm: drop, acv: drop, kickoff_at: drop, milestones: drop, caller: drop}\n"
      "signals: {mood: drop, history: drop}\n",
      kAccount);
  const std::string line = WriteLine(decision);
  for (const char* gone : {"Ana", "48250", "2026-01-12", "\"key\"", "billing", "furious", "0.61"}) {
    EXPECT_THAT(line, Not(HasSubstr(gone)));
  }
  EXPECT_EQ(NamesOf(decision),
            "caller:drop account.csm:drop account.acv:drop account.kickoff_at:drop "
            "account.milestones:drop signals.mood:drop signals.history:drop ");
  EXPECT_THAT(ReadLine(line.substr(0, line.size() - 1), Limits{}).problems, IsEmpty());
}

TEST(RedactionTest, MakesCoarse) {
  const Decision decision = Redact(
      "fields: {acv: {step: 10000}, kickoff_at: month}\n"
      "signals: {support: {step: 2.5}, seen_at: month, history: {step: 0.5}}\n",
      kAccount);
  EXPECT_EQ(decision.account.acv, 40'000);
  EXPECT_EQ(FormatMoment(std::get<Moment>(decision.account.date(EventField::kKickoffAt))),
            "2026-01-01");
  const std::string line = WriteLine(decision);
  EXPECT_THAT(line, HasSubstr(R"("support":7.5)"));
  // A file gives it as a text.
  EXPECT_THAT(line, HasSubstr(R"("seen_at":"2026-02-01")"));
  EXPECT_THAT(line, Not(HasSubstr("2026-02-17")));
  EXPECT_THAT(line, HasSubstr(R"("history":[["2026-02-09",0.5]])"));
}

// As a caller of the server sends it.
TEST(RedactionTest, MakesAMomentCoarse) {
  Decision decision = Logged(PlanOf(kPack), kAccount);
  for (SignalInput& signal : decision.account.signals) {
    if (signal.name == "seen_at") signal.value = *ParseMoment("2026-02-17T10:00:00Z");
  }
  Good("signals: {seen_at: month}\n").Apply(*PlanOf(kPack), decision);
  EXPECT_THAT(WriteLine(decision), HasSubstr(R"("seen_at":"2026-02-01")"));
}

// The value of a signal, in the ways in which a caller may send it, after the redaction.
std::vector<std::string> ValuesOf(const std::string& yaml, const std::string& name,
                                  const std::vector<decltype(SignalInput::value)>& ways) {
  std::vector<std::string> values;
  for (const auto& way : ways) {
    Decision decision = Logged(PlanOf(kPack), "id: acme");
    decision.account.signals.push_back({name, way, {}});
    Good(yaml).Apply(*PlanOf(kPack), decision);
    const std::string line = WriteLine(decision);
    EXPECT_THAT(line, Not(HasSubstr("\"untyped\"")));
    const std::string key = "\"" + name + "\":";
    const size_t at = line.rfind(key);
    values.push_back(at == std::string::npos
                         ? "dropped"
                         : line.substr(at + key.size(), line.find('}', at) - at - key.size()));
  }
  return values;
}

TEST(RedactionTest, TextsAreReadByTheTypeOfTheirSignal) {
  const Moment day = *ParseMoment("2026-02-17");
  EXPECT_THAT(
      ValuesOf("signals: {seen_at: month}\n", "seen_at",
               {day, std::string("2026-02-17"), Untyped{"2026-02-17T10:00:00Z"}, Untyped{"soon"}}),
      ElementsAre("\"2026-02-01\"", "\"2026-02-01\"", "\"2026-02-01\"", "dropped"));
  EXPECT_THAT(ValuesOf("signals: {support: {step: 2.5}}\n", "support", {7.6, Untyped{"7.60"}}),
              ElementsAre("7.5", "7.5"));
}

TEST(RedactionTest, EqualValuesHaveOneHashHoweverTheyCame) {
  const std::string key = "key_file: k\n";
  const auto are_one = [](const std::vector<std::string>& hashes) {
    return hashes[0].find("hmac:") == 1 &&
           std::all_of(hashes.begin(), hashes.end(),
                       [&hashes](const std::string& one) { return one == hashes[0]; });
  };
  EXPECT_TRUE(are_one(
      ValuesOf(key + "signals: {seen_at: hash}\n", "seen_at",
               {*ParseMoment("2026-02-17"), std::string("2026-02-17"), Untyped{"2026-02-17"}})));
  EXPECT_TRUE(
      are_one(ValuesOf(key + "signals: {support: hash}\n", "support", {7.5, Untyped{"7.50"}})));
  EXPECT_TRUE(
      are_one(ValuesOf(key + "signals: {silent: hash}\n", "silent", {true, Untyped{"true"}})));
}

// That a date is still to come says no day.
TEST(RedactionTest, NotYetHasNoMonth) {
  Decision decision = Logged(PlanOf(kPack), "id: acme");
  decision.account.signals.push_back({"seen_at", NotYet{}, {}});
  Good("signals: {seen_at: month}\n").Apply(*PlanOf(kPack), decision);
  ASSERT_EQ(decision.account.signals.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<NotYet>(decision.account.signals[0].value));
  EXPECT_EQ(NamesOf(decision), "signals.seen_at:month ");
}

TEST(RedactionTest, HashesOfOneNameCanBeCompared) {
  const std::string yaml =
      "key_file: k\nfields: {id: hash, csm: hash}\nsignals: {mood: hash, usage: hash}\n";
  const Decision one = Redact(yaml, kAccount);
  const Decision two = Redact(yaml, kAccount);
  const std::string line = WriteLine(one);
  EXPECT_THAT(line, Not(HasSubstr("acme")));
  EXPECT_THAT(line, Not(HasSubstr("furious")));
  EXPECT_EQ(one.account.id, two.account.id);
  EXPECT_THAT(one.account.id, HasSubstr("hmac:"));
  EXPECT_EQ(one.account.id.size(), 5u + 32u);
  // Of another name, or by another key, it is another text.
  const Decision other = Redact(yaml, "id: Ana Lima\ncsm: Ana Lima");
  EXPECT_NE(other.account.id, other.account.csm);
  Redaction keyed = Good(yaml);
  keyed.SetKey("fedcba9876543210");
  Decision by_other_key = Logged(PlanOf(kPack), kAccount);
  keyed.Apply(*PlanOf(kPack), by_other_key);
  EXPECT_NE(by_other_key.account.id, one.account.id);
  EXPECT_THAT(keyed.Describe(), Not(HasSubstr("fedcba")));
}

// printf 'account.id\0acme' | openssl dgst -sha256 -hmac 0123456789abcdef
TEST(RedactionTest, TheHashIsAnHmacOfNameAndValue) {
  const Decision decision = Redact("key_file: k\nfields: {id: hash}\n", kAccount);
  EXPECT_EQ(decision.account.id, "hmac:c38a05b9532748b10120580ccbab9c21");
}

TEST(RedactionTest, WhatDoesNotFitIsDropped) {
  Decision decision = Logged(PlanOf(kPack), kAccount);
  for (SignalInput& signal : decision.account.signals) {
    if (signal.name == "support") signal.value = std::string("7.6 or so");
  }
  Good("signals: {support: {step: 1}}\n").Apply(*PlanOf(kPack), decision);
  EXPECT_THAT(WriteLine(decision), Not(HasSubstr("7.6")));
  EXPECT_EQ(NamesOf(decision), "signals.support:drop ");
}

TEST(RedactionTest, OtherSignalsCanBeKeptOutAltogether) {
  const Decision decision = Redact("signals: {usage: keep}\nother_signals: drop\n", kAccount);
  EXPECT_EQ(decision.account.signals.size(), 1u);
  EXPECT_THAT(decision.account.series, IsEmpty());
  EXPECT_EQ(NamesOf(decision),
            "signals.support:drop signals.mood:drop signals.silent:drop signals.seen_at:drop "
            "signals.history:drop ");
}

TEST(RedactionTest, SaysWhatIsWrong) {
  EXPECT_THAT(ProblemsOf("signals: {supprt: drop}\n"), HasSubstr("did you mean `support`?"));
  EXPECT_THAT(ProblemsOf("fields: {csn: drop}\n"), HasSubstr("did you mean `csm`?"));
  EXPECT_THAT(ProblemsOf("signal: {}\n"), HasSubstr("did you mean `signals`?"));
  EXPECT_THAT(ProblemsOf("signals: {mood: month}\n"), HasSubstr("write keep, drop, hash"));
  EXPECT_THAT(ProblemsOf("fields: {id: drop}\n"), HasSubstr("write keep, hash"));
  EXPECT_THAT(ProblemsOf("signals: {support: {step: 0}}\n"), HasSubstr("a step is above 0"));
  EXPECT_THAT(ProblemsOf("fields: {id: hash}\n"), HasSubstr("a hash needs a key"));
  EXPECT_THAT(ProblemsOf("- id\n"), HasSubstr("must be a mapping"));
}

}  // namespace
}  // namespace bellwether::decisions
