// Numbers of a rule in its texts: as they are, per cent, in weeks, nearly; and what is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/engine/lint/lint_pack.h"

namespace bellwether::lint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Said(const std::string& when, const std::string& reason,
                              const std::string& more = "") {
  return FoundIn(ScoredPackOf(absl::StrCat("flags:\n  f: {severity: red, when: '", when,
                                           "', reason: '", reason, "'}\n", more)));
}

TEST(NumbersInTextsTest, PerCent) {
  EXPECT_THAT(Said("usage < 0.4", "Fewer than 40 % are active"),
              ElementsAre("number-in-text: the text of `f` says `40 %`, its rule too: 0.4"));
  EXPECT_THAT(Said("usage < 0.4", "Fewer than 40 per cent are active"),
              ElementsAre("number-in-text: the text of `f` says `40`, its rule too: 0.4"));
}

TEST(NumbersInTextsTest, AsItIsAndInWeeks) {
  EXPECT_THAT(Said("tickets > 12", "More than 12 tickets"),
              ElementsAre("number-in-text: the text of `f` says `12`, its rule too: 12"));
  EXPECT_THAT(Said("tickets > 14", "Open for 2 weeks"),
              ElementsAre("number-in-text: the text of `f` says `2`, its rule too: 14"));
}

// What the rule said once.
TEST(NumbersInTextsTest, Nearly) {
  EXPECT_THAT(
      Said("usage < 0.42", "Fewer than 40 % are active"),
      ElementsAre("number-in-text: the text of `f` says `40 %`, its rule nearly the same: 0.42"));
  EXPECT_THAT(Said("usage < 0.6", "Fewer than 40 % are active"), IsEmpty());
}

TEST(NumbersInTextsTest, InEveryLanguage) {
  EXPECT_THAT(
      FoundIn(ScoredPackOf("flags:\n  f:\n    severity: red\n    when: usage < 0.4\n"
                           "    reason: {en: 'Fewer than 40 %', id: 'Kurang dari 40 persen'}\n")),
      ElementsAre("number-in-text: the text of `f` says `40 %`, its rule too: 0.4",
                  "number-in-text: the text of `f` says `40`, its rule too: 0.4"));
}

TEST(NumbersInTextsTest, ThroughDerivedFacts) {
  EXPECT_THAT(Said("few", "Fewer than 40 % are active",
                   "derived: {few: {type: bool, expr: usage < 0.4}}\n"),
              ElementsAre("number-in-text: the text of `f` says `40 %`, its rule too: 0.4"));
}

TEST(NumbersInTextsTest, OfAConstant) {
  const std::string constants = "constants: {least: {value: 0.4}}\n";
  EXPECT_THAT(Said("usage < least", "Fewer than {least:percent} are active", constants), IsEmpty());
  EXPECT_THAT(
      Said("usage < least", "Fewer than 40 % are active", constants),
      ElementsAre("number-in-text: the text of `f` says `40 %`, its rule too: `least`, 0.4"));
}

TEST(NumbersInTextsTest, NamesDatesAndSmallWordsAreNone) {
  EXPECT_THAT(Said("tickets > 26", "Since 2026-03-26, v26, 26x, by plan26"), IsEmpty());
  EXPECT_THAT(Said("tickets > 1", "At least 1 ticket"), IsEmpty());
}

TEST(NumbersInTextsTest, UnusedConstants) {
  EXPECT_THAT(FoundIn(ScoredPackOf("constants: {least: {value: 0.4}}\n")),
              ElementsAre("unused-constant: no rule and no text uses the constant `least`"));
}

}  // namespace
}  // namespace bellwether::lint
