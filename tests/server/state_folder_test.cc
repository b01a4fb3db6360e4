// A folder that keeps files: what is there after each step of a write failed, or was the last.
#include "server/activation/state_folder.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Step = StateFolder::Step;

class StateFolderTest : public ::testing::Test {
 protected:
  ~StateFolderTest() override { std::filesystem::remove_all(path_); }

  std::unique_ptr<StateFolder> Open(StateFolder::Hook hook = nullptr) {
    auto folder = StateFolder::Open(path_, std::move(hook));
    EXPECT_TRUE(folder.ok()) << folder.status();
    return folder.ok() ? *std::move(folder) : nullptr;
  }
  static std::string TextOf(const StateFolder& folder, const std::string& name) {
    const auto read = folder.Read(name);
    EXPECT_TRUE(read.ok()) << read.status();
    return read.ok() ? read->value_or("(none)") : "(failed)";
  }
  std::vector<std::string> FilesOnDisk() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_)) {
      if (entry.is_regular_file()) names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  const std::string path_ = testing_support::FolderOfTest();
};

TEST_F(StateFolderTest, KeepsWhatIsWritten) {
  {
    const auto folder = Open();
    EXPECT_EQ(TextOf(*folder, "log"), "(none)");
    ASSERT_TRUE(folder->Write("log", "one\n").ok());
    ASSERT_TRUE(folder->Write("log", std::string("two\0\n", 5)).ok());
    ASSERT_TRUE(folder->Write("packs/1a.tar", "").ok());
  }
  const auto folder = Open();
  EXPECT_EQ(TextOf(*folder, "log"), std::string("two\0\n", 5));
  EXPECT_EQ(TextOf(*folder, "packs/1a.tar"), "");
  EXPECT_THAT(folder->Names("packs"), ElementsAre("1a.tar"));
  EXPECT_TRUE(folder->Has("packs/1a.tar"));
  EXPECT_TRUE(folder->Remove("packs/1a.tar").ok());
  EXPECT_TRUE(folder->Remove("packs/1a.tar").ok());
  EXPECT_THAT(folder->Names("packs"), IsEmpty());
}

TEST_F(StateFolderTest, IsReadableByItsOwnerAlone) {
  ASSERT_TRUE(Open()->Write("log", "one").ok());
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(path_).permissions(), perms::owner_all);
  EXPECT_EQ(std::filesystem::status(path_ + "/log").permissions(),
            perms::owner_read | perms::owner_write);
}

TEST_F(StateFolderTest, BelongsToOneServer) {
  const auto first = Open();
  const auto second = StateFolder::Open(path_);
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(second.status().message()), HasSubstr("another server has"));
}

TEST_F(StateFolderTest, SaysWhatIsWrongWithItsPlace) {
  EXPECT_THAT(std::string(StateFolder::Open("/no/such/place/state").status().message()),
              HasSubstr("/no/such/place/state cannot be made: No such file"));
  std::ofstream(path_) << "a file";
  EXPECT_THAT(std::string(StateFolder::Open(path_).status().message()), HasSubstr("is no folder"));
}

class StepTest : public StateFolderTest, public ::testing::WithParamInterface<Step> {};

// An error before the rename leaves the old file; after it, the new one.
TEST_P(StepTest, AWriteThatFailsLeavesOldOrNew) {
  bool fails = false;
  const auto folder = Open([&](Step step, const std::string&) {
    return fails && step == GetParam() ? absl::ResourceExhaustedError("full") : absl::OkStatus();
  });
  ASSERT_TRUE(folder->Write("log", "old").ok());
  fails = true;
  EXPECT_EQ(folder->Write("log", "new").code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(TextOf(*folder, "log"), GetParam() == Step::kFlushFolder ? "new" : "old");
  EXPECT_THAT(FilesOnDisk(), ElementsAre("lock", "log"));
  fails = false;
  ASSERT_TRUE(folder->Write("log", "newer").ok());
  EXPECT_EQ(TextOf(*folder, "log"), "newer");
}

TEST_P(StepTest, AProcessThatDiesLeavesOldOrNew) {
  ASSERT_TRUE(Open()->Write("log", "old").ok());
  const auto die = [&] {
    const auto folder = Open([&](Step step, const std::string&) {
      if (step == GetParam()) _exit(7);
      return absl::OkStatus();
    });
    (void)folder->Write("log", "new");
    _exit(1);
  };
  EXPECT_EXIT(die(), ::testing::ExitedWithCode(7), "");
  const auto folder = Open();
  EXPECT_EQ(TextOf(*folder, "log"), GetParam() == Step::kFlushFolder ? "new" : "old");
  EXPECT_THAT(FilesOnDisk(), ElementsAre("lock", "log"));
}

INSTANTIATE_TEST_SUITE_P(Every, StepTest, ::testing::ValuesIn(StateFolder::kSteps));

}  // namespace
}  // namespace bellwether
