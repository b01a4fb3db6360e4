// Commits of a repository that is made anew for each test.
#include "rules/reader/git_history.h"

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/string_bridge.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/scratch_repository.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string TextOf(const absl::StatusOr<Sources>& sources) {
  return sources.ok() ? sources->files()[0].text : "-";
}

// "before -> after" of each commit.
std::vector<std::string> History(const std::string& folder, size_t most = 100) {
  std::vector<std::string> edits;
  const absl::Status read = ReadPackHistory(folder, "HEAD", Limits(), [&](const PackEdit& edit) {
    edits.push_back(TextOf(edit.before) + " -> " + TextOf(edit.after));
    return edits.size() < most;
  });
  EXPECT_TRUE(read.ok()) << read;
  return edits;
}

TEST(GitHistoryTest, CommitsThatChangedThePackNewestFirst) {
  ScratchRepository repository;
  repository.Write("README", "no pack yet");
  repository.Commit();
  repository.Write("rules/pack.yaml", "1");
  repository.Commit();
  repository.Write("README", "text");
  repository.Commit();
  repository.Write("rules/pack.yaml", "2");
  const std::string last = repository.Commit();
  EXPECT_THAT(History("rules"), ElementsAre("1 -> 2", "- -> 1"));
  EXPECT_THAT(History("rules", 1), ElementsAre("1 -> 2"));
  ReadPackHistory("rules", "HEAD", Limits(), [&last](const PackEdit& edit) {
    EXPECT_EQ(edit.commit, last);
    EXPECT_EQ(edit.author, "Author");
    EXPECT_EQ(edit.subject, "change");
    EXPECT_EQ(edit.time, absl::FromUnixSeconds(1'700'000'000));
    return false;
  }).IgnoreError();
}

TEST(GitHistoryTest, APackAtTheTop) {
  ScratchRepository repository;
  repository.Write("pack.yaml", "1");
  repository.Commit();
  repository.Write("pack.yaml", "2");
  repository.Commit();
  EXPECT_THAT(History("."), ElementsAre("1 -> 2", "- -> 1"));
}

TEST(GitHistoryTest, SaysWhatToDo) {
  ScratchRepository repository;
  repository.Write("rules/pack.yaml", "1");
  repository.Commit();
  const auto visit = [](const PackEdit&) { return true; };
  EXPECT_THAT(ToStd(ReadPackHistory("rules", "mian", Limits(), visit).message()),
              HasSubstr("there is no revision mian"));
  EXPECT_THAT(ToStd(ReadPackHistory("/", "HEAD", Limits(), visit).message()),
              HasSubstr("lies in no git repository"));
  EXPECT_THAT(ToStd(ReadPackHistory("ruels", "HEAD", Limits(), visit).message()),
              HasSubstr("ruels"));
}

}  // namespace
}  // namespace bellwether
