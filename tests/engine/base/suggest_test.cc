#include "engine/base/suggest.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bellwether {
namespace {

const std::vector<std::string> kKnown = {"weight", "invert", "missing", "components", "of"};

TEST(ClosestNameTest, FindsWhatWasMeant) {
  const struct {
    const char* unknown;
    const char* want;
  } cases[] = {
      {"wieght", "weight"},  // neighbours swapped
      {"weigh", "weight"},   // one left out
      {"missng", "missing"},
      {"component", "components"},
      {"fo", "of"},  // one edit is forgiven in the shortest name
      {"weight", "weight"},
      {"threshold", ""},  // nothing close
      {"", ""},
  };
  for (const auto& one : cases) EXPECT_EQ(ClosestName(one.unknown, kKnown), one.want);
}

TEST(ClosestNameTest, PrefersTheNearest) {
  EXPECT_EQ(ClosestName("score", std::vector<std::string>{"store", "scores", "score"}), "score");
}

TEST(ClosestNameTest, CaseAndSeparatorsMakeNoDifference) {
  const std::vector<std::string> known = {"id", "stage", "nps", "kickoff_at",
                                          "weekly_active_ratio"};
  EXPECT_EQ(ClosestName("NPS", known), "nps");
  EXPECT_EQ(ClosestName("Kickoff At", known), "kickoff_at");
  EXPECT_EQ(ClosestName("kickoffat", known), "kickoff_at");
  EXPECT_EQ(ClosestName("Kickoff date", known), "kickoff_at");
  EXPECT_EQ(ClosestName("WEEKLY-ACTIV-RATIO", known), "weekly_active_ratio");
}

TEST(ClosestNameTest, AHeadingIsCloseToTheNameAmongItsWords) {
  const std::vector<std::string> known = {"id", "stage", "nps", "active_ratio", "ratio"};
  EXPECT_EQ(ClosestName("Account ID", known), "id");
  EXPECT_EQ(ClosestName("Lifecycle Stage", known), "stage");
  EXPECT_EQ(ClosestName("Weekly Active Ratio", known), "active_ratio") << "the longest";
  EXPECT_EQ(ClosestName("Bid amount", known), "") << "whole words alone";
  EXPECT_EQ(ClosestName("lifecycle_stage", known), "") << "no heading";
  EXPECT_EQ(SameWords("nps", known), "") << "that is the name itself";
}

TEST(ClosestNameTest, IgnoresWhatIsTooLongToBeAName) {
  EXPECT_EQ(ClosestName(std::string(5'000, 'a'), std::vector<std::string>{std::string(4'999, 'a')}),
            "");
}

TEST(DidYouMeanTest, SuggestsOrLists) {
  EXPECT_EQ(DidYouMean("wieght", kKnown), "did you mean `weight`?");
  EXPECT_EQ(DidYouMean("zzzzzz", kKnown), "known: weight, invert, missing, components, of");
  EXPECT_EQ(DidYouMean("zzzzzz", std::vector<std::string>(9, "long_name")), "");
  EXPECT_EQ(DidYouMean("zzzzzz", {}), "");
}

TEST(QuotedTest, IsShortAndPrintable) {
  EXPECT_EQ(Quoted("x"), "`x`");
  EXPECT_EQ(Quoted("a \"b\" 'c' \\"), "`a \"b\" 'c' \\`");
  EXPECT_EQ(Quoted("a\nb\x1b[0m"), "`a\\nb\\033[0m`");
  EXPECT_EQ(Quoted("größer"), "`größer`");
  EXPECT_EQ(Quoted(std::string(101, 'a')), "`" + std::string(100, 'a') + "…`");
}

TEST(QuotedTest, NeverCutsACharacter) {
  EXPECT_EQ(Quoted(std::string(99, 'a') + "ö" + "b"), "`" + std::string(99, 'a') + "…`");
}

TEST(DidYouMeanTest, SaysBothOfTwoThatAreAsNear) {
  const std::vector<std::string> known = {"load_a", "load_b", "mood"};
  EXPECT_EQ(DidYouMean("load_c", known), "did you mean `load_a` or `load_b`?");
  EXPECT_EQ(DidYouMean("moot", known), "did you mean `mood`?");
  EXPECT_EQ(DidYouMean("LOAD_A", known), "did you mean `load_a`?");
}

}  // namespace
}  // namespace bellwether
