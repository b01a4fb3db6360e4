// Packs of a repository that is named with it: on this disk, and fetched by the git program.
#include "rules/reader/git_place.h"

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/string_bridge.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rules/reader/git_mirror.h"
#include "rules/reader/git_program.h"
#include "tests/support/scratch_repository.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> Parts(const std::string& place) {
  const auto parsed = ParseGitPlace(place);
  if (!parsed.ok()) return {std::string(ToStd(parsed.status().message()))};
  return {parsed->repository, parsed->ref, parsed->path, parsed->is_remote ? "remote" : "here"};
}

TEST(GitPlaceTest, TakesAPlaceApart) {
  EXPECT_THAT(Parts("git:/srv/rules.git#main:saas"),
              ElementsAre("/srv/rules.git", "main", "saas", "here"));
  EXPECT_THAT(Parts("git:rules.git#main"), ElementsAre("rules.git", "main", "", "here"));
  EXPECT_THAT(Parts("git:https://example.com/a.git#v1.2:./saas/"),
              ElementsAre("https://example.com/a.git", "v1.2", "saas", "remote"));
  EXPECT_THAT(Parts("git:git@example.com:a/b.git#main:"),
              ElementsAre("git@example.com:a/b.git", "main", "", "remote"));
}

TEST(GitPlaceTest, SaysHowAPlaceIsWritten) {
  EXPECT_THAT(Parts("git:#main:saas"), ElementsAre(HasSubstr("names no repository; write git:")));
  EXPECT_THAT(Parts("git:/srv/rules.git#:saas"), ElementsAre(HasSubstr("names no branch or tag")));
  // Words that would be options to git.
  EXPECT_THAT(Parts("git:--upload-pack=x://#main:"), ElementsAre(HasSubstr("begins with -")));
  EXPECT_THAT(Parts("git:https://example.com/a#--x"), ElementsAre(HasSubstr("begins with -")));
}

TEST(GitPlaceTest, IsToldFromARevisionByItsSign) {
  EXPECT_TRUE(IsGitPlace("git:/srv/rules.git#main:saas"));
  EXPECT_FALSE(IsGitPlace("git:main:rules/saas"));
  EXPECT_FALSE(IsGitPlace("rules/#1"));
}

// Rules, tests and revision, or why there are none.
std::vector<std::string> Read(GitMirror& mirror) {
  const auto contents = mirror.Read(Limits{});
  if (!contents.ok()) return {std::string(ToStd(contents.status().message()))};
  std::vector<std::string> files;
  for (const Sources* sources : {&contents->rules, &contents->tests}) {
    for (const SourceFile& file : sources->files()) files.push_back(file.name + "=" + file.text);
  }
  files.push_back(contents->revision);
  return files;
}

GitMirror MirrorOf(const std::string& place) { return GitMirror(*ParseGitPlace(place)); }

TEST(GitMirrorTest, ReadsARepositoryOnThisDiskWithItsTests) {
  ScratchRepository repository;
  repository.Write("saas/pack.yaml", "old");
  repository.Write("saas/tests/a_test.yaml", "a");
  repository.Write("other.yaml", "x");
  const std::string first = repository.Commit();
  GitMirror mirror = MirrorOf("git:" + repository.top().string() + "#HEAD:saas");
  EXPECT_THAT(Read(mirror), ElementsAre("pack.yaml=old", "tests/a_test.yaml=a", first));
  repository.Write("saas/pack.yaml", "new");
  const std::string second = repository.Commit();
  EXPECT_THAT(Read(mirror), ElementsAre("pack.yaml=new", "tests/a_test.yaml=a", second));
}

// "file://" goes the way of all URLs: by the git program, into a mirror.
TEST(GitMirrorTest, FetchesARepositoryAndItsNextCommit) {
  ScratchRepository repository;
  repository.Write("pack.yaml", "old");
  const std::string first = repository.Commit();
  GitMirror mirror = MirrorOf("git:file://" + repository.top().string() + "#HEAD");
  EXPECT_THAT(Read(mirror), ElementsAre("pack.yaml=old", first));
  repository.Write("pack.yaml", "new");
  const std::string second = repository.Commit();
  EXPECT_THAT(Read(mirror), ElementsAre("pack.yaml=new", second));
}

TEST(GitMirrorTest, SaysWhatCannotBeFetched) {
  ScratchRepository repository;
  repository.Write("pack.yaml", "x");
  repository.Commit();
  const std::string url = "file://" + repository.top().string();
  GitMirror no_branch = MirrorOf("git:" + url + "#nowhere");
  EXPECT_THAT(Read(no_branch), ElementsAre(HasSubstr("cannot fetch nowhere of " + url)));
  GitMirror no_repository = MirrorOf("git:file:///no/such/repository#main");
  EXPECT_THAT(Read(no_repository), ElementsAre(HasSubstr("cannot fetch main of file:///no/such")));
  GitMirror no_path = MirrorOf("git:" + url + "#HEAD:saas");
  EXPECT_THAT(Read(no_path), ElementsAre(HasSubstr("there is no saas in that revision")));
}

TEST(GitMirrorTest, LeavesNothingBehind) {
  ScratchRepository repository;
  repository.Write("pack.yaml", "x");
  repository.Commit();
  const std::filesystem::path temporary = repository.top() / "temporary";
  std::filesystem::create_directories(temporary);
  setenv("TMPDIR", temporary.c_str(), 1);
  {
    GitMirror mirror = MirrorOf("git:file://" + repository.top().string() + "#HEAD");
    EXPECT_EQ(Read(mirror).size(), 2u);
    EXPECT_FALSE(std::filesystem::is_empty(temporary));
  }
  EXPECT_TRUE(std::filesystem::is_empty(temporary));
  unsetenv("TMPDIR");
}

TEST(GitProgramTest, IsEndedWhenNobodyWantsItAnyMore) {
  // Waits for a line on its standard input, which is empty, and sleeps in a hook's place.
  const absl::Status ran =
      RunGit({"-c", "alias.wait=!sleep 1000", "wait"}, Stop([] { return true; }));
  EXPECT_EQ(ran.code(), absl::StatusCode::kCancelled);
}

TEST(GitProgramTest, SaysWhyItFailed) {
  EXPECT_THAT(std::string(ToStd(RunGit({"-C", "/no/such/folder", "status"}).message())),
              HasSubstr("cannot change to '/no/such/folder'"));
}

}  // namespace
}  // namespace bellwether
