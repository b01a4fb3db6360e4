// Changed lines of folders in a repository that is made anew for each test.
#include "rules/reader/git_changes.h"

#include <filesystem>
#include <string>

#include "engine/base/string_bridge.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/scratch_repository.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

LinesByFile Changed(const std::string& folder, const std::string& revision) {
  auto lines = ChangedLines(folder, revision);
  EXPECT_TRUE(lines.ok()) << lines.status();
  return lines.ok() ? *std::move(lines) : LinesByFile();
}

TEST(GitChangesTest, CommittedStagedAndNotEvenTracked) {
  ScratchRepository repository;
  repository.Write("rules/a.yaml", "1\n2\n3\n4\n5\n");
  repository.Write("rules/b.yaml", "1\n");
  repository.Write("other/c.yaml", "1\n");
  const std::string base = repository.Commit();
  EXPECT_EQ(Changed("rules", base), LinesByFile());
  repository.Write("rules/a.yaml", "1\nzwei\n3\n4\n5\n");
  repository.Commit();
  repository.Write("rules/a.yaml", "1\nzwei\n3\n4\nfünf\nsechs\n");  // in the work tree alone
  repository.Write("rules/new/d.yaml", "1\n2\n");
  repository.Write("other/c.yaml", "2\n");
  EXPECT_EQ(Changed("rules", base),
            (LinesByFile{{"a.yaml", {{2, 2}, {5, 6}}}, {"new/d.yaml", {{1, 2}}}}));
  EXPECT_EQ(Changed(".", "HEAD"), (LinesByFile{{"other/c.yaml", {{1, 1}}},
                                               {"rules/a.yaml", {{5, 6}}},
                                               {"rules/new/d.yaml", {{1, 2}}}}));
}

TEST(GitChangesTest, LinesThatAreGoneLeaveNoRange) {
  ScratchRepository repository;
  repository.Write("a.yaml", "1\n2\n3\n");
  repository.Write("b.yaml", "1\n");
  repository.Commit();
  repository.Write("a.yaml", "1\n3\n");
  std::filesystem::remove("b.yaml");
  EXPECT_EQ(Changed(".", "HEAD"), LinesByFile());
}

TEST(GitChangesTest, ARenamedFileIsChangedWhereItsTextIs) {
  ScratchRepository repository;
  const std::string lines = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n";
  repository.Write("a.yaml", lines);
  repository.Commit();
  std::filesystem::remove("a.yaml");
  repository.Write("b.yaml", lines + "nine\n");
  EXPECT_EQ(Changed(".", "HEAD"), (LinesByFile{{"b.yaml", {{9, 9}}}}));
}

TEST(GitChangesTest, SaysWhatToDo) {
  ScratchRepository repository;
  repository.Write("a.yaml", "1\n");
  repository.Commit();
  EXPECT_THAT(ToStd(ChangedLines(".", "mian").status().message()),
              HasSubstr("there is no revision mian"));
  EXPECT_THAT(ToStd(ChangedLines("/", "HEAD").status().message()),
              HasSubstr("lies in no git repository"));
  EXPECT_FALSE(ChangedLines("nowhere", "HEAD").ok());
}

}  // namespace
}  // namespace bellwether
