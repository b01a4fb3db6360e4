// Packs read from revisions of a repository that is made anew for each test.
#include "rules/reader/git_folder.h"

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/string_bridge.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rules/reader/pack_folder.h"
#include "tests/support/scratch_repository.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Names and texts, or why there are none.
std::vector<std::string> Read(const std::string& place, const Limits& limits = {}) {
  const auto sources = ReadPackRevision(place, limits);
  if (!sources.ok()) return {std::string(ToStd(sources.status().message()))};
  std::vector<std::string> files;
  for (const SourceFile& file : sources->files()) files.push_back(file.name + "=" + file.text);
  return files;
}

TEST(GitFolderTest, ReadsAPackAsItWas) {
  ScratchRepository repository;
  repository.Write("rules/pack.yaml", "old");
  repository.Write("rules/health/a.yml", "a");
  const std::string first = repository.Commit();
  repository.Write("rules/pack.yaml", "new");
  repository.Commit();
  repository.Write("rules/pack.yaml", "not committed");
  EXPECT_THAT(Read("git:" + first + ":rules"), ElementsAre("health/a.yml=a", "pack.yaml=old"));
  EXPECT_THAT(Read("git:" + first.substr(0, 10) + ":rules/"),
              ElementsAre("health/a.yml=a", "pack.yaml=old"));
  EXPECT_THAT(Read("git:HEAD~1:rules"), ElementsAre("health/a.yml=a", "pack.yaml=old"));
  EXPECT_THAT(Read("git:HEAD:rules"), ElementsAre("health/a.yml=a", "pack.yaml=new"));
  EXPECT_THAT(Read("git:HEAD:rules/pack.yaml"), ElementsAre("pack.yaml=new"));
}

TEST(GitFolderTest, WhatBelongsToThePackIsWhatAFolderSays) {
  ScratchRepository repository;
  for (const char* name : {"pack.yaml", "tests/a_test.yaml", "deep/fixtures/b.yaml", ".hidden.yaml",
                           ".ci/c.yaml", "README.md", "deep/d.yaml", "imports/e.yaml"}) {
    repository.Write(name, "x");
  }
  repository.Commit();
  const auto folder = ReadPackFolder(".");
  std::vector<std::string> names;
  for (const SourceFile& file : folder->files()) names.push_back(file.name + "=" + file.text);
  EXPECT_EQ(Read("git:HEAD:"), names);
  EXPECT_THAT(names, ElementsAre("deep/d.yaml=x", "pack.yaml=x"));
}

TEST(GitFolderTest, APathBeginsAtTheTopOrHere) {
  ScratchRepository repository;
  repository.Write("rules/pack.yaml", "of the top");
  repository.Write("team/rules/pack.yaml", "of the team");
  repository.Commit();
  std::filesystem::current_path(repository.top() / "team");
  EXPECT_THAT(Read("git:HEAD:rules"), ElementsAre("pack.yaml=of the top"));
  EXPECT_THAT(Read("git:HEAD:./rules"), ElementsAre("pack.yaml=of the team"));
  EXPECT_THAT(Read("git:HEAD:./../rules"), ElementsAre("pack.yaml=of the top"));
}

TEST(GitFolderTest, SaysWhatToDo) {
  ScratchRepository repository;
  repository.Write("rules/pack.yaml", "pack");
  repository.Write("notes/a.txt", "text");
  repository.Commit();
  EXPECT_THAT(Read("git:rules"), ElementsAre(HasSubstr("write git:REVISION:PATH")));
  EXPECT_THAT(Read("git::rules"), ElementsAre(HasSubstr("write git:REVISION:PATH")));
  EXPECT_THAT(Read("git:mian:rules"), ElementsAre(HasSubstr("there is no revision mian")));
  EXPECT_THAT(Read("git:HEAD:ruels"), ElementsAre(HasSubstr("there is no ruels")));
  EXPECT_THAT(Read("git:HEAD:notes"), ElementsAre(HasSubstr("there is no .yaml file")));
  Limits small;
  small.max_pack_bytes = 3;
  EXPECT_THAT(Read("git:HEAD:rules", small), ElementsAre(HasSubstr("more than 3 bytes")));
  small = {};
  small.max_pack_files = 0;
  EXPECT_THAT(Read("git:HEAD:rules", small), ElementsAre(HasSubstr("more than 0 files")));
}

TEST(GitFolderTest, ALinkIsRefused) {
  ScratchRepository repository;
  repository.Write("pack.yaml", "pack");
  std::filesystem::create_symlink("pack.yaml", "other.yaml");
  repository.Commit();
  EXPECT_THAT(Read("git:HEAD:"), ElementsAre(HasSubstr("other.yaml in git:HEAD: is a link")));
}

TEST(GitFolderTest, OutsideOfARepositoryThereIsNone) {
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path("/");
  EXPECT_THAT(Read("git:HEAD:rules"), ElementsAre(HasSubstr("lies in no git repository")));
  std::filesystem::current_path(before);
}

}  // namespace
}  // namespace bellwether
