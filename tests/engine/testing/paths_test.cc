#include "engine/testing/paths.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/engine/testing/suites.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(PathsTest, PassingTestAsksAtEveryPath) {
  const TestSuite suite = SuiteOf(GoldenTests({"fixtures.yaml", "passing_test.yaml"}));
  std::set<std::string_view> asked;
  for (const TestCase& test : suite.cases) {
    for (const Expectation& expectation : test.expectations) {
      asked.insert(expectation.path.form->pattern);
    }
  }
  for (const PathForm& form : kPathForms) {
    EXPECT_TRUE(asked.contains(form.pattern)) << form.pattern << " is asked by no case";
  }
}

TEST(PathsTest, FormsStandInTheOrderOfTheirKinds) {
  auto kind = static_cast<uint8_t>(PathKind::kPrimary);
  for (const PathForm& form : kPathForms) {
    // A text in a language asks what the form before it asks.
    if (form.pattern.ends_with(".<language>")) --kind;
    EXPECT_EQ(static_cast<uint8_t>(form.kind), kind) << form.pattern;
    ++kind;
  }
}

TEST(PathsTest, FindsNamesOfThePack) {
  const auto plan = CoursePlan();
  const Path path = ResolvePath(*plan, "component.study.effort.homework.score").path;
  ASSERT_NE(path.form, nullptr);
  EXPECT_EQ(path.form->kind, PathKind::kComponentScore);
  EXPECT_EQ(plan->component_notes[path.part].name, "effort.homework");
}

TEST(PathsTest, FindsLanguagesOfThePack) {
  const auto plan = CoursePlan();
  EXPECT_THAT(LanguagesOf(*plan), ElementsAre("en", "id"));
  EXPECT_EQ(ResolvePath(*plan, "flag.absent.reason.id").path.language, "id");
  EXPECT_EQ(ResolvePath(*plan, "flag.absent.reason").path.language, "");
  const ResolvedPath unknown = ResolvePath(*plan, "extension.message.fr");
  EXPECT_EQ(unknown.path.form, nullptr);
  EXPECT_EQ(unknown.message, "the pack has no text in the language `fr`");
  EXPECT_EQ(unknown.hint, "known: en, id");
}

TEST(PathsTest, SaysWhatAPathCanHold) {
  const auto plan = CoursePlan();
  const auto words = [&plan](const char* path) {
    return WordsOf(*plan, ResolvePath(*plan, path).path);
  };
  EXPECT_THAT(words("health.study.band"), ElementsAre("green", "yellow", "red"));
  EXPECT_THAT(words("benchmark.days_to_value.tier"), ElementsAre("fast", "usual", "slow"));
  EXPECT_THAT(words("flag.absent.severity"), ElementsAre("red", "yellow"));
  EXPECT_THAT(words("health.study.intervene"), ElementsAre("unknown", "true", "false"));
  EXPECT_THAT(words("extension.reasons"), ElementsAre("unhappy", "busy"));
  EXPECT_THAT(words("fact.mood"), ElementsAre("good", "bad"));
  EXPECT_THAT(words("health.study.score"), IsEmpty());
}

}  // namespace
}  // namespace bellwether
