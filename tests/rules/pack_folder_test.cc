// Packs read from real folders, made anew for each test.
#include "rules/reader/pack_folder.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class PackFolderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path(testing::TempDir()) /
            (std::string("pack_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  void Write(const std::string& name, const std::string& text = "a: 1\n") {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
  }

  absl::StatusOr<Sources> Read(const Limits& limits = {}) {
    return ReadPackFolder(root_.string(), limits);
  }

  static std::vector<std::string> Names(const absl::StatusOr<Sources>& sources) {
    std::vector<std::string> names;
    if (!sources.ok()) return {std::string(sources.status().message())};
    for (const SourceFile& file : sources->files()) names.push_back(file.name);
    return names;
  }

  fs::path root_;
};

TEST_F(PackFolderTest, ReadsYamlFilesOfSubFoldersByRelativeName) {
  Write("pack.yaml", "pack: one\n");
  Write("health/onboarding.yml");
  Write("README.md");
  Write("notes.yaml.orig");
  const absl::StatusOr<Sources> sources = Read();
  EXPECT_THAT(Names(sources), ElementsAre("health/onboarding.yml", "pack.yaml"));
  EXPECT_EQ(sources->files()[1].text, "pack: one\n");
}

TEST_F(PackFolderTest, ReadsTestsAndFixturesApart) {
  Write("pack.yaml");
  Write("tests/health_test.yaml", "cases: []\n");
  Write("tests/flags/red_test.yaml");
  Write("tests/notes.txt");
  Write("fixtures/students.yaml");
  Write("accounts/book.yaml");
  const absl::StatusOr<Sources> tests = ReadPackTests(root_.string());
  EXPECT_THAT(Names(tests), ElementsAre("fixtures/students.yaml", "tests/flags/red_test.yaml",
                                        "tests/health_test.yaml"));
  EXPECT_EQ(tests->files()[2].text, "cases: []\n");
}

TEST_F(PackFolderTest, APackNeedsNoTests) {
  Write("pack.yaml");
  EXPECT_THAT(Names(ReadPackTests(root_.string())), ElementsAre());
  EXPECT_THAT(Names(ReadPackTests((root_ / "pack.yaml").string())), ElementsAre());
}

TEST_F(PackFolderTest, TestsAreLimitedLikePacks) {
  Write("tests/a_test.yaml");
  Write("tests/b_test.yaml");
  Limits limits;
  limits.max_pack_files = 1;
  EXPECT_EQ(ReadPackTests(root_.string(), limits).status().code(),
            absl::StatusCode::kResourceExhausted);
}

TEST_F(PackFolderTest, LeavesOutTestsAndHiddenFiles) {
  Write("pack.yaml");
  Write("tests/a.yaml");
  Write("health/tests/b.yaml");
  Write("fixtures/c.yaml");
  Write("accounts/d.yaml");
  Write(".draft.yaml");
  Write(".git/e.yaml");
  EXPECT_THAT(Names(Read()), ElementsAre("pack.yaml"));
}

TEST_F(PackFolderTest, ReadsAFolderAsKubernetesMountsIt) {
  Write("..2026_01_05/pack.yaml");
  Write("..2026_01_05/health/onboarding.yaml");
  fs::create_symlink("..2026_01_05", root_ / "..data");
  fs::create_symlink("..data/pack.yaml", root_ / "pack.yaml");
  fs::create_symlink("..data/health", root_ / "health");
  EXPECT_THAT(Names(Read()), ElementsAre("health/onboarding.yaml", "pack.yaml"));
}

TEST_F(PackFolderTest, EndsWhereLinksGoInACircle) {
  Write("pack.yaml");
  Write("health/customer.yaml");
  fs::create_directory_symlink("..", root_ / "health" / "again");
  EXPECT_THAT(Names(Read()), ElementsAre("health/customer.yaml", "pack.yaml"));
}

TEST_F(PackFolderTest, ReadsOneFileAsAPack) {
  Write("single.yaml", "pack: single\n");
  EXPECT_THAT(Names(ReadPackFolder((root_ / "single.yaml").string())), ElementsAre("single.yaml"));
}

TEST_F(PackFolderTest, RefusesMoreFilesThanTheLimit) {
  Write("a.yaml");
  Write("b.yaml");
  Write("c.yaml");
  Limits limits;
  limits.max_pack_files = 3;
  EXPECT_TRUE(Read(limits).ok());
  limits.max_pack_files = 2;
  const absl::StatusOr<Sources> sources = Read(limits);
  EXPECT_EQ(sources.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(sources.status().message()),
              HasSubstr("more than 2 files (max_pack_files)"));
}

TEST_F(PackFolderTest, RefusesMoreBytesThanTheLimitInAllFilesTogether) {
  Write("a.yaml", "12345");
  Write("b.yaml", "67890");
  Limits limits;
  limits.max_pack_bytes = 10;
  EXPECT_TRUE(Read(limits).ok());
  limits.max_pack_bytes = 9;
  const absl::StatusOr<Sources> sources = Read(limits);
  EXPECT_EQ(sources.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(sources.status().message()),
              HasSubstr("more than 9 bytes (max_pack_bytes), reached in b.yaml"));
}

TEST_F(PackFolderTest, SaysWhatIsNotThere) {
  EXPECT_THAT(Names(ReadPackFolder((root_ / "absent").string())),
              ElementsAre(HasSubstr("there is no ")));
  EXPECT_THAT(Names(Read()), ElementsAre(HasSubstr("there is no .yaml file in ")));
  Write("pack.txt");
  EXPECT_THAT(Names(ReadPackFolder((root_ / "pack.txt").string())),
              ElementsAre(HasSubstr("neither a folder nor a .yaml file")));
}

TEST_F(PackFolderTest, RefusesABrokenLinkAndAPipe) {
  fs::create_symlink("nowhere", root_ / "broken.yaml");
  EXPECT_EQ(Read().status().code(), absl::StatusCode::kNotFound);
  fs::remove(root_ / "broken.yaml");
  ASSERT_EQ(mkfifo((root_ / "pipe.yaml").c_str(), 0600), 0);
  EXPECT_THAT(Names(Read()), ElementsAre(HasSubstr("is not a regular file")));
}

}  // namespace
}  // namespace bellwether
