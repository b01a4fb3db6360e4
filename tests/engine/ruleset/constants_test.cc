// Constants in expressions and texts, names that clash, variants and their digest.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/document/document.h"
#include "engine/ruleset/ruleset.h"
#include "tests/engine/ruleset/packs.h"

namespace bellwether::ruleset {
namespace {

using ::testing::HasSubstr;

constexpr char kRules[] =
    "segments: [smb, large]\n"
    "severities: [red]\n"
    "signals: {usage: {type: ratio}}\n"
    "flags: {quiet: {severity: red, when: usage < least, reason: 'below {least:percent}'}}\n";

std::string With(const std::string& constants) {
  return absl::StrCat(kRules, "constants: ", constants, "\n");
}

Staged<std::vector<RuleSet>> VariantsOf(const std::string& yaml,
                                        const document::Overrides& overrides = {}) {
  const Sources sources = PackOf(yaml);
  const auto documents = document::ParseVariants(sources, Limits(), overrides);
  EXPECT_TRUE(documents.ok());
  return CheckVariants(documents.value, sources, Limits());
}

std::string DigestOf(const std::string& yaml, const document::Overrides& overrides = {}) {
  const auto checked = VariantsOf(yaml, overrides);
  EXPECT_TRUE(checked.ok()) << yaml;
  return checked.value.front().digest;
}

std::string Messages(const std::string& yaml) {
  std::string text;
  for (const Diagnostic& found : VariantsOf(yaml).diagnostics) {
    absl::StrAppend(&text, found.message, " [", found.code, "]\n");
  }
  return text;
}

TEST(ConstantsTest, AreLiteralsInExpressions) {
  const RuleSet rules = RulesOf(With("{least: {value: 0.4}}"));
  EXPECT_EQ(rules.flags[0].when.Canonical(), "usage < 0.4");
  EXPECT_TRUE(rules.constants[0].used);
}

TEST(ConstantsTest, AreKnownWhetherSomethingUsesThem) {
  const RuleSet rules = RulesOf(With("{least: {value: 0.4}, other: {value: 1}}"));
  EXPECT_FALSE(rules.constants[1].used);
}

TEST(ConstantsTest, AlwaysHaveAValue) {
  const std::string problems =
      Problems(PackOf("severities: [red]\nconstants: {least: {value: 1}}\n"
                      "flags: {f: {severity: red, when: has(least), reason: r}}\n"));
  EXPECT_THAT(problems, HasSubstr("`least` is a constant: it always has a value"));
}

TEST(ConstantsTest, MayNotTakeANameAway) {
  EXPECT_THAT(
      Problems(PackOf(With("{least: {value: 1}, usage: {value: 1}}"))),
      HasSubstr("the constant `usage` is also the name of what is declared at p.yaml:5:11"));
  EXPECT_THAT(Problems(PackOf(With("{least: {value: 1}, seats: {value: 1}}"))),
              HasSubstr("the constant `seats` is also a name that every pack has"));
  EXPECT_THAT(Problems(PackOf(With("{least: {value: 1}, days_left: {value: 1}}"))),
              HasSubstr("by which texts call a part of a decision"));
  EXPECT_THAT(Problems(PackOf(With("{least: {value: 1}, a b: {value: 1}}"))),
              HasSubstr("`a b` cannot name a constant"));
}

TEST(ConstantsTest, NameSegmentsThatThereAre) {
  EXPECT_THAT(Problems(PackOf(With("{least: {value: 1, segments: {lage: 2}}}"))),
              HasSubstr("unknown segment `lage`"));
}

TEST(VariantsTest, WhatIsWrongInOneNamesItsSetting) {
  EXPECT_EQ(Messages("segments: [smb, large]\nsignals: {usage: {type: ratio}}\n"
                     "constants: {good: {value: 70, segments: {large: 20}}}\n"
                     "health: {m: {bands: [{green: good}, {amber: 30}, {red: 0}],\n"
                     "  components: {usage: {weight: 1, of: usage}}}}\n"),
            "band `amber` begins at 30, which is not below the band before it (segment `large`) "
            "[band-order]\n");
}

TEST(VariantsTest, ColumnsSayPrecisionOnce) {
  EXPECT_THAT(Messages("segments: [large]\nsignals: {usage: {type: ratio}}\n"
                       "constants: {digits: {value: 0, segments: {large: 1}}}\n"
                       "health: {m: {precision: digits, bands: [{red: 0}],\n"
                       "  components: {usage: {weight: 1, of: usage}}}}\n"),
              HasSubstr("`precision` is not the same for segment `large` [variants-differ]"));
}

TEST(VariantsTest, RulesKnowWhetherTheyAreInForce) {
  const auto variants = VariantsOf(
      "severities: [red]\nflags: {f: {severity: red, when: 'true', reason: r,\n"
      "  effective: {from: 2026-07-01, until: 2026-08-01}}}\n");
  ASSERT_EQ(variants.value.size(), 3u);
  EXPECT_FALSE(variants.value[0].flags[0].effective.now);
  EXPECT_TRUE(variants.value[1].flags[0].effective.now);
  EXPECT_FALSE(variants.value[2].flags[0].effective.now);
  EXPECT_EQ(variants.value[1].flags[0].effective.Describe(),
            "in force from 2026-07-01 until 2026-08-01");
}

// S28: any change of meaning is another digest, and nothing else is.
TEST(VariantsTest, TheDigestCoversAllOfThem) {
  const std::string plain = DigestOf(With("{least: {value: 0.4}}"));
  EXPECT_EQ(plain, DigestOf(With("{least: {value: 0.40}}")));
  EXPECT_NE(plain, DigestOf(With("{least: {value: 0.5}}")));
  const std::string by_segment = DigestOf(With("{least: {value: 0.4, segments: {large: 0.6}}}"));
  EXPECT_NE(plain, by_segment);
  EXPECT_NE(by_segment, DigestOf(With("{least: {value: 0.4, segments: {large: 0.7}}}")));
  EXPECT_NE(by_segment, DigestOf(With("{least: {value: 0.4, segments: {smb: 0.6}}}")));
  const auto dated = [](const std::string& day) {
    return DigestOf(With(absl::StrCat("{least: {value: [{value: 0.4, effective: {until: ", day,
                                      "}}, {value: 0.5, effective: {from: ", day, "}}]}}")));
  };
  EXPECT_NE(plain, dated("2026-07-01"));
  EXPECT_NE(dated("2026-07-01"), dated("2026-07-02"));
  EXPECT_EQ(DigestOf(With("{least: {value: 0.4}}"), {{"least", "", 0.5}}),
            DigestOf(With("{least: {value: 0.5}}")));
  EXPECT_NE(plain, DigestOf(With("{least: {value: 0.4}}"), {{"least", "large", 0.5}}));
}

// S28: what knows no constant has the digest that it always had.
TEST(VariantsTest, APackWithoutThemKeepsItsDigest) {
  const std::string yaml =
      "severities: [red]\nsignals: {usage: {type: ratio}}\n"
      "flags: {quiet: {severity: red, when: usage < 0.4, reason: quiet}}\n";
  const Sources sources = PackOf(yaml);
  EXPECT_EQ(DigestOf(yaml), CheckPack(sources).value.digest);
  EXPECT_EQ(DigestOf(yaml), "DIGEST");
}

}  // namespace
}  // namespace bellwether::ruleset
