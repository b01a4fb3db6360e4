#include "engine/plan/dump.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/engine/ruleset/packs.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr char kTwoModels[] = R"(
segments: [large, small]
signals: {usage: {type: ratio}, calls: {type: count}}
derived: {busy: {type: bool, expr: "calls > 3"}}
health:
  first:
    bands: [{green: 50}, {red: 0}]
    components:
      use: {weight: 2, of: usage}
      talk: {weight: 1, expr: "calls * 10"}
    segments: {small: {weights: {use: 5}}}
  second:
    priority: 1
    applies_when: "busy"
    bands: [{green: 50}, {red: 0}]
    components: {use: {weight: 1, of: usage}}
)";

Plan PlanOf(const std::string& yaml) {
  const Sources sources = ruleset::PackOf(yaml);
  const Staged<ruleset::RuleSet> checked = ruleset::CheckPack(sources);
  EXPECT_TRUE(checked.ok()) << RenderAll(checked.diagnostics, sources);
  return Compile(checked.value);
}

std::string Sections(const Plan& plan, std::vector<std::string> sections) {
  DumpOptions options;
  options.sections = std::move(sections);
  return Dump(plan, options);
}

size_t Headings(const std::string& text) {
  size_t count = 0;
  for (size_t at = text.find("\n=="); at != std::string::npos; at = text.find("\n==", at + 1)) {
    ++count;
  }
  return count;
}

TEST(DumpTest, TitlesStandInEveryLanguage) {
  const Plan plan =
      PlanOf(std::string(kTwoModels) +
             "titles: {bands: {green: {en: fine, id: baik}}, models: {first: First}}\n");
  EXPECT_EQ(Sections(plan, {"titles"}),
            "Titles\n======\n"
            "  kind   name   title\n"
            "  model  first  First\n"
            "  band   green  en: fine, id: baik\n");
  EXPECT_EQ(Sections(PlanOf(kTwoModels), {"titles"}), "");
}

TEST(DumpTest, NamesStandBesideIndices) {
  const std::string text = Dump(PlanOf(kTwoModels));
  EXPECT_THAT(text, HasSubstr("usage"));
  EXPECT_THAT(text, HasSubstr("calls > 3.0"));
  EXPECT_THAT(text, HasSubstr("greater-slot slot 33 calls 3.0"));
  EXPECT_THAT(text, HasSubstr("#1  health first, component talk\n  calls * 10.0\n"));
}

TEST(DumpTest, ASegmentHasAColumnWhereItChangesAWeight) {
  const std::string text = Sections(PlanOf(kTwoModels), {"health"});
  const size_t second = text.find("1 second");
  ASSERT_NE(second, std::string::npos);
  EXPECT_THAT(text.substr(0, second), HasSubstr("component  weight  small  missing"));
  EXPECT_THAT(text.substr(0, second), HasSubstr("use        2       5 "));
  EXPECT_THAT(text, Not(HasSubstr("large")));
  EXPECT_THAT(text.substr(second), HasSubstr("component  weight  missing"));
}

TEST(DumpTest, EverySectionCanBeShownAlone) {
  const Plan plan = PlanOf(kTwoModels);
  const std::string all = Dump(plan);
  size_t shown = 0;
  for (const std::string& name : DumpSections()) {
    const std::string text = Sections(plan, {name});
    EXPECT_LE(Headings(text), 1u) << name;
    EXPECT_THAT(all, HasSubstr(text)) << name;
    shown += Headings(text);
  }
  EXPECT_EQ(shown, Headings(all));
  EXPECT_THAT(Sections(plan, {"pack", "signals"}), StartsWith("Pack "));
  EXPECT_EQ(Headings(Sections(plan, {"pack", "signals"})), 2u);
}

TEST(DumpTest, AModelIsShownWithItsProgramsAlone) {
  DumpOptions options;
  options.model = "second";
  const std::string text = Dump(PlanOf(kTwoModels), options);
  EXPECT_THAT(text, HasSubstr("\n1 second"));
  EXPECT_THAT(text, Not(HasSubstr("0 first")));
  EXPECT_THAT(text, HasSubstr("health second, applies_when"));
  EXPECT_THAT(text, Not(HasSubstr("component talk")));
  EXPECT_THAT(text, Not(HasSubstr("derived fact")));
}

TEST(DumpTest, APlaybookSaysWhomItLeavesAlone) {
  const std::string text = Dump(PlanOf(
      "playbooks:\n"
      "  call: {steps: [{do: Call}], holdout: {share: 0.1, seed: 7}, recovery_days: 14}\n"
      "  mail: {steps: [{do: Mail}], holdout: {share: 0.5, seed: 0, worst_severity: true}}\n"));
  EXPECT_THAT(text, HasSubstr("0.1 of accounts, seed 7\n"));
  EXPECT_THAT(text, HasSubstr("14 days\n"));
  EXPECT_THAT(text, HasSubstr("0.5 of accounts, seed 0, of the worst severity too\n"));
}

// Nothing of the plan is run by nobody.
TEST(DumpTest, EveryProgramIsShown) {
  for (const char* name : {"sample", "outcomes"}) {
    const std::string path = std::string("tests/golden/plan/") + name + ".yaml";
    const Sources sources({SourceFile{
        "pack.yaml", testing_support::ReadFileOrFail(testing_support::SourcePath(path))}});
    const Staged<ruleset::RuleSet> checked = ruleset::CheckPack(sources);
    ASSERT_TRUE(checked.ok()) << RenderAll(checked.diagnostics, sources);
    const Plan plan = Compile(checked.value);
    const std::string text = Sections(plan, {"programs"});
    ASSERT_FALSE(plan.programs.empty());
    for (size_t i = 0; i < plan.programs.size(); ++i) {
      EXPECT_THAT(text, HasSubstr("\n#" + std::to_string(i) + "  ")) << name;
    }
  }
}

}  // namespace
}  // namespace bellwether
