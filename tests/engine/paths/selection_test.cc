#include "engine/paths/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/paths/course.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> Names(const Selection& selection) {
  std::vector<std::string> names;
  for (const Column& column : selection.columns) names.push_back(column.path.text);
  return names;
}

TEST(SelectionTest, ColumnsStandInTheOrderAskedEachOnce) {
  const Selection selection =
      ReadSelection(*CoursePlan(), "id, health.study.band ,health.*.band,flag.*, id");
  EXPECT_THAT(selection.mistakes, IsEmpty());
  EXPECT_THAT(Names(selection),
              ElementsAre("id", "health.study.band", "flag.absent", "flag.unhappy"));
}

TEST(SelectionTest, ColumnsKnowTheirTypes) {
  const Selection selection = ReadSelection(
      *CoursePlan(), "acv,health.study.certain,fact.kickoff_at,fact.mood,flags.red,tutor");
  std::vector<PathType> types;
  for (const Column& column : selection.columns) types.push_back(column.type);
  EXPECT_THAT(types, ElementsAre(PathType::kNumber, PathType::kTruth, PathType::kDate,
                                 PathType::kName, PathType::kNames, PathType::kTruth));
}

TEST(SelectionTest, AllMistakesAreToldAtOnce) {
  const Selection selection =
      ReadSelection(*CoursePlan(), "id,health.study.scor,,flag.abesnt,graduation.total,homwork");
  ASSERT_THAT(selection.mistakes, SizeIs(4));
  EXPECT_EQ(selection.mistakes[0].message, "unknown path `health.study.scor`");
  EXPECT_EQ(selection.mistakes[0].hint, "did you mean `health.study.score`?");
  EXPECT_EQ(selection.mistakes[1].message, "a path is empty");
  EXPECT_EQ(selection.mistakes[2].message, "the pack has no flag `abesnt`");
  EXPECT_EQ(selection.mistakes[2].hint, "did you mean `absent`?");
  EXPECT_EQ(selection.mistakes[3].hint, "did you mean `homework`?");
}

}  // namespace
}  // namespace bellwether
