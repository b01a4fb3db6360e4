#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "engine/paths/forms.h"
#include "engine/paths/names.h"
#include "engine/paths/observe.h"
#include "engine/paths/resolve.h"
#include "tests/engine/paths/course.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> Texts(const ExpandedPath& expanded) {
  std::vector<std::string> texts;
  for (const Path& path : expanded.paths) texts.push_back(path.text);
  return texts;
}

TEST(PathsTest, EveryPatternStandsOnceAndHasAReader) {
  std::set<std::string_view> patterns;
  for (const PathForm& form : PathForms()) {
    EXPECT_TRUE(patterns.insert(form.pattern).second) << form.pattern;
    EXPECT_NE(form.read, nullptr) << form.pattern;
    EXPECT_GT(form.meaning.size(), 5u) << form.pattern;
    const bool has_words = !form.words.text.empty() || form.words.names != nullptr;
    const bool needs_words = form.type == PathType::kWord || form.type == PathType::kName ||
                             form.type == PathType::kNames;
    EXPECT_TRUE(has_words || !needs_words) << form.pattern;
  }
}

TEST(PathsTest, FindsNamesOfThePack) {
  const auto plan = CoursePlan();
  const Path path = ResolvePath(*plan, "component.study.effort.homework.score").path;
  ASSERT_NE(path.form, nullptr);
  EXPECT_EQ(path.form->pattern, "component.<model>.<component>.score");
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
  EXPECT_THAT(words("health.primary.band"), ElementsAre("green", "yellow", "red"));
  EXPECT_THAT(words("benchmark.days_to_value.tier"), ElementsAre("fast", "usual", "slow"));
  EXPECT_THAT(words("flag.absent.severity"), ElementsAre("red", "yellow"));
  EXPECT_THAT(words("flags.red"), ElementsAre("absent", "unhappy"));
  EXPECT_THAT(words("health.study.intervene"), ElementsAre("unknown", "true", "false"));
  EXPECT_THAT(words("extension.reasons"), ElementsAre("unhappy", "busy"));
  EXPECT_THAT(words("fact.mood"), ElementsAre("good", "bad"));
  EXPECT_THAT(words("segment"), ElementsAre("evening", "daytime"));
  EXPECT_THAT(words("health.study.score"), IsEmpty());
  EXPECT_THAT(words("forecast.latest"), IsEmpty());
}

TEST(PathsTest, ReasonsOfOneListAreNotThoseOfTheOther) {
  const auto plan = CoursePlan();
  EXPECT_NE(ResolvePath(*plan, "escalate.unhappy").path.form, nullptr);
  EXPECT_EQ(ResolvePath(*plan, "escalate.busy").message, "the pack has no reason `busy`");
  EXPECT_EQ(ResolvePath(*plan, "extend.unhappy").message, "the pack has no reason `unhappy`");
}

TEST(PathsTest, ALiteralPathWinsOverOneWithANameInItsPlace) {
  const auto plan = CoursePlan();
  EXPECT_EQ(ResolvePath(*plan, "flags.raised").path.form->pattern, "flags.raised");
  EXPECT_EQ(ResolvePath(*plan, "flags.yellow").path.form->pattern, "flags.<severity>");
  EXPECT_EQ(ResolvePath(*plan, "flags.mild").message, "the pack has no severity `mild`");
}

TEST(PathsTest, PrimaryStandsForAModelOfHealthAlone) {
  const auto plan = CoursePlan();
  EXPECT_EQ(ResolvePath(*plan, "health.primary.score").path.index, kNoIndex);
  EXPECT_EQ(ResolvePath(*plan, "component.primary.mood.score").message,
            "the pack has no model `primary`");
}

TEST(PathsTest, AStarStandsForEveryNameInThePacksOrder) {
  const auto plan = CoursePlan();
  EXPECT_THAT(Texts(ExpandPath(*plan, "health.*.band")), ElementsAre("health.study.band"));
  EXPECT_THAT(Texts(ExpandPath(*plan, "flag.*")), ElementsAre("flag.absent", "flag.unhappy"));
  EXPECT_THAT(Texts(ExpandPath(*plan, "criterion.*.*")),
              ElementsAre("criterion.knowledge.attendance", "criterion.knowledge.homework",
                          "criterion.conduct.mood"));
  EXPECT_THAT(Texts(ExpandPath(*plan, "component.study.*.share")),
              ElementsAre("component.study.effort.attendance.share",
                          "component.study.effort.homework.share", "component.study.effort.share",
                          "component.study.mood.share"));
  EXPECT_EQ(ResolvePath(*plan, "flag.*").message, "the pack has no flag `*`");
}

TEST(PathsTest, AStarForWhatThePackLacksIsAMistake) {
  const auto plan = testing_support::PlanOf("signals: {x: {type: ratio}}\n");
  const ExpandedPath expanded = ExpandPath(*plan, "health.*.band");
  EXPECT_THAT(expanded.paths, IsEmpty());
  EXPECT_EQ(expanded.message, "the pack has no model");
}

TEST(PathsTest, AFactNeedsNoPrefixInAnOutput) {
  const auto plan = CoursePlan();
  const ExpandedPath homework = ExpandPath(*plan, "homework");
  ASSERT_THAT(homework.paths, SizeIs(1));
  EXPECT_EQ(homework.paths[0].text, "homework");
  EXPECT_EQ(homework.paths[0].form->pattern, "fact.<fact>");
  EXPECT_EQ(TypeOf(*plan, homework.paths[0]), PathType::kNumber);
  EXPECT_EQ(ExpandPath(*plan, "homwork").hint, "did you mean `homework`?");
  // A path that is called like a fact is the path.
  EXPECT_EQ(ExpandPath(*plan, "segment").paths[0].form->pattern, "segment");
}

TEST(PathsTest, ASeriesHasNoPlaceInAnOutput) {
  const auto plan = CoursePlan();
  const ExpandedPath points = ExpandPath(*plan, "fact.points");
  EXPECT_THAT(points.paths, IsEmpty());
  EXPECT_EQ(points.message, "`fact.points` is a series");
  for (const Path& path : ExpandPath(*plan, "fact.*").paths) {
    EXPECT_NE(path.text, "fact.points");
  }
}

TEST(PathsTest, AWrongPathSaysWhatMayHaveBeenMeant) {
  const auto plan = CoursePlan();
  EXPECT_EQ(ResolvePath(*plan, "health.study.scor").hint, "did you mean `health.study.score`?");
  EXPECT_EQ(ResolvePath(*plan, "helth.study.score").hint, "did you mean `health`?");
  EXPECT_THAT(ResolvePath(*plan, "zzzzzz").hint, HasSubstr("paths begin with "));
  EXPECT_EQ(ResolvePath(*plan, "").message, "unknown path ``");
}

}  // namespace
}  // namespace bellwether
