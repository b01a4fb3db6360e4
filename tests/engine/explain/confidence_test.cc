// How sure an outcome is, in one sentence.
#include "engine/explain/confidence.h"

#include <gtest/gtest.h>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::AccountOf;
using testing_support::AsOf;
using testing_support::PlanOf;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kPack[] = R"yaml(
stages: [trial, live]
signals:
  usage: {type: ratio}
  mood: {type: enum, values: [good, bad]}
  left: {type: bool}
  busy: {type: bool}
  answered_at: {type: timestamp}
health:
  m:
    applies_when: 'stage == "live"'
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components:
      usage: {weight: 3, of: usage}
      mood: {weight: 1, of: mood, map: {good: 100, bad: 0}}
    caps: [{when: left, at_most: 49, reason: LEFT}]
graduation:
  thresholds: {ready: 8, close: 6}
  dimensions: {d: {weight: 1, criteria: {u: {weight: 1, of: usage}}}}
extension:
  max_total_days: 30
  escalate: {silent: {when: "days_since(answered_at) >= 14", reason: Silent}}
  extend: {busy: {when: "busy && !known(days_since(answered_at) >= 7)",
               days : 14, reason : Busy
}
}
)yaml";

struct BandCase {
  const char* name;
  const char* account;
  const char* english;
  const char* indonesian;
  const char* malay;
};
class BandTest : public testing::TestWithParam<BandCase> {};

TEST_P(BandTest, IsOneSentence) {
  const ScoredAccount scored = Score(PlanOf(kPack), GetParam().account);
  const BandGround ground = GroundOf(*scored.plan, scored.evaluation, 0, "en");
  EXPECT_EQ(BandConfidence(ground, "en"), GetParam().english);
  EXPECT_EQ(BandConfidence(ground, "id"), GetParam().indonesian);
  EXPECT_EQ(BandConfidence(ground, "ms"), GetParam().malay);
}

constexpr BandCase kBands[] = {
    {"Known", "stage: live\nsignals: {usage: 0.9, mood: good, left: false}", "Green: all is known.",
     "Green: semua sudah diketahui.", "Green: semua sudah diketahui."},
    {"WhateverIsMissing", "stage: live\nsignals: {usage: 0.2, left: false}",
     "Red, whatever is missing.", "Red, apa pun yang belum diketahui.",
     "Red, apa jua yang belum diketahui."},
    {"OneAnswer", "stage: live\nsignals: {usage: 0.9, left: false}",
     "Green now; the one missing answer could make it yellow.",
     "Green saat ini; satu jawaban yang belum ada dapat mengubahnya menjadi yellow.",
     "Green sekarang; satu jawapan yang belum ada boleh mengubahnya menjadi yellow."},
    {"ACapThatNobodyAnswered", "stage: live\nsignals: {usage: 0.9, mood: good}",
     "Green now; what is missing could make it yellow or red.",
     "Green saat ini; yang belum diketahui dapat mengubahnya menjadi yellow atau red.",
     "Green sekarang; yang belum diketahui boleh mengubahnya menjadi yellow atau red."},
    {"TooLittle", "stage: live\nsignals: {mood: good, left: false}",
     "No band yet: 25 % known, 50 % needed; green, yellow or red possible.",
     "Belum ada kategori: 25 % diketahui, perlu 50 %; green, yellow atau red mungkin.",
     "Belum ada kategori: 25 % diketahui, perlu 50 %; green, yellow atau red mungkin."},
    {"ByHand",
     "stage: live\noverrides: [{model: m, kind: SET, value: 70, author: dana, reason: known, "
     "expires_at: 2026-12-31}]",
     "Yellow, set by hand.", "Yellow, ditetapkan secara manual.",
     "Yellow, ditetapkan secara manual."},
    {"NobodyKnowsWhetherItApplies", "signals: {usage: 0.9}",
     "Whether it applies is not known: stage missing.",
     "Belum diketahui apakah berlaku: stage belum ada.",
     "Belum diketahui sama ada ia terpakai: stage belum ada."},
    {"DoesNotApply", "stage: trial", "", "", ""},
};
INSTANTIATE_TEST_SUITE_P(All, BandTest, testing::ValuesIn(kBands),
                         [](const auto& test) { return std::string(test.param.name); });

// The pack's own word where it has no title, and its first title where the language has none.
TEST(BandConfidenceTest, CallsBandsByTheirTitles) {
  const std::string pack = std::string(kPack) +
                           "titles: {bands: {green: {en: fine, id: hijau, ms: hijau}, "
                           "yellow: {en: so-so, id: kuning}}}\n";
  const ScoredAccount scored =
      Score(PlanOf(pack), "stage: live\nsignals: {usage: 0.9, mood: good}");
  const auto told = [&](const char* language) {
    return BandConfidence(GroundOf(*scored.plan, scored.evaluation, 0, language), language);
  };
  EXPECT_EQ(told("en"), "Fine now; what is missing could make it so-so or red.");
  EXPECT_EQ(told("id"),
            "Hijau saat ini; yang belum diketahui dapat mengubahnya menjadi kuning atau red.");
  EXPECT_EQ(told("ms"),
            "Hijau sekarang; yang belum diketahui boleh mengubahnya menjadi so-so atau red.");
}

struct DecisionCase {
  const char* name;
  const char* account;
  const char* confidence;
  const char* turns_on;
};
class DecisionSentenceTest : public testing::TestWithParam<DecisionCase> {};

TEST_P(DecisionSentenceTest, SaysWhatOneAnswerWouldDo) {
  const auto plan = PlanOf(kPack);
  const Account account = AccountOf(GetParam().account);
  const ScoredAccount scored = Score(plan, account);
  const Answered answered{*plan, scored.facts, scored.evaluation, "en"};
  EXPECT_EQ(DecisionConfidence(answered), GetParam().confidence);
  const Questions questions =
      Ask(*plan, account, AsOf("2026-03-01"), Limits{}, scored.facts, scored.evaluation);
  EXPECT_EQ(DecisionTurnsOn(answered, *questions.Find(Outcome::kDecision)), GetParam().turns_on);
}

constexpr DecisionCase kDecisions[] = {
    {"ForWantOfAnAnswer",
     "target_graduation_at: 2026-02-28\nsignals: {usage: 0.1, answered_at: 2026-02-28}",
     "ESCALATE now; what is missing could change it.",
     "ESCALATE only because busy is missing; were it true: EXTEND 14 days."},
    {"ByAReasonThatOneAnswerTakesBack",
     "target_graduation_at: 2026-02-28\nsignals: {usage: 0.1, busy: true}",
     "EXTEND 14 days now; what is missing could change it.",
     "EXTEND 14 days now; were answered_at 2026-02-22 or earlier: ESCALATE."},
    {"ForGood", "target_graduation_at: 2026-02-28\nsignals: {usage: 0.1, answered_at: 2026-02-01}",
     "ESCALATE, whatever is missing.", ""},
    {"BeforeTheTarget",
     "target_graduation_at: 2026-03-28\nsignals: {usage: 0.1, answered_at: 2026-02-28}",
     "CONTINUE, whatever is missing.", ""},
};
INSTANTIATE_TEST_SUITE_P(All, DecisionSentenceTest, testing::ValuesIn(kDecisions),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(GraduationSentenceTest, SaysWhetherItIsOpen) {
  const auto sentence = [](const char* account) {
    const ScoredAccount scored = Score(PlanOf(kPack), account);
    return GraduationConfidence({*scored.plan, scored.facts, scored.evaluation, "en"});
  };
  EXPECT_EQ(sentence(""), "NOT_YET now; what is missing could make it GRADUATE.");
  EXPECT_EQ(sentence("signals: {usage: 0.1}"), "NOT_YET, whatever is missing.");
  EXPECT_EQ(sentence("signals: {usage: 0.9}"), "GRADUATE, whatever is missing.");
}

TEST(AnswerWordsTest, ReadLikeALine) {
  AnswerRange numbers;
  numbers.from = 0.4;
  EXPECT_EQ(AnswerWords(numbers, "en"), "at least 0.4");
  numbers.from_inclusive = false;
  EXPECT_EQ(AnswerWords(numbers, "en"), "above 0.4");
  numbers.to = 0.8;
  numbers.to_inclusive = false;
  EXPECT_EQ(AnswerWords(numbers, "en"), "above 0.4 and below 0.8");
  AnswerRange one;
  one.from = one.to = 3;
  EXPECT_EQ(AnswerWords(one, "en"), "3");
  AnswerRange days;
  days.to_day = absl::CivilDay(2026, 3, 1);
  EXPECT_EQ(AnswerWords(days, "en"), "2026-03-01 or earlier");
  days.from_day = absl::CivilDay(2026, 2, 1);
  EXPECT_EQ(AnswerWords(days, "id"), "2026-02-01 sampai 2026-03-01");
  AnswerRange words;
  words.words = {"true", "not_yet"};
  EXPECT_EQ(AnswerWords(words, "id"), "ya atau belum");
  EXPECT_EQ(AnswerWords({}, "en"), "anything");
}

}  // namespace
}  // namespace bellwether
