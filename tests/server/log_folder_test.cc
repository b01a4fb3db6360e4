// Files of a decision log: begun, closed, packed, deleted, and what a crash or a full disk leaves.
#include "server/decisions/log_folder.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/pack_on_disk.h"
#include "tests/server/unpacked_file.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr char kHead[] = "head\n";

class LogFolderTest : public ::testing::Test {
 protected:
  LogFolderTest() { std::filesystem::remove_all(folder_); }
  ~LogFolderTest() override { std::filesystem::remove_all(folder_); }

  LogFolderSettings Settings() const {
    LogFolderSettings settings;
    settings.path = folder_.string();
    return settings;
  }
  absl::Time At(int seconds) const { return absl::FromUnixSeconds(1'767'225'600 + seconds); }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      const std::string name = entry.path().filename().string();
      if (name != ".lock") names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  std::string TextOf(const std::string& name) const { return UnpackedFile(folder_ / name); }

  const std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) /
      (std::string("log_folder_") +
       ::testing::UnitTest::GetInstance()->current_test_info()->name());
  LogOfTest log_;
};

TEST_F(LogFolderTest, WritesAndPacksWhenItIsClosed) {
  LogFolder folder(Settings(), log_.log());
  ASSERT_TRUE(folder.Open(At(0)).ok());
  ASSERT_TRUE(folder.Append("one\n", kHead, At(1)).ok());
  ASSERT_TRUE(folder.Append("two\nthree\n", kHead, At(2)).ok());
  EXPECT_THAT(Names(), ElementsAre("decisions-20260101T000001.000000Z.jsonl"));
  EXPECT_EQ(TextOf(Names()[0]), "head\none\ntwo\nthree\n");
  struct stat info {};
  ASSERT_EQ(stat((folder_ / Names()[0]).c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0640u);
  folder.Close();
  EXPECT_THAT(Names(), ElementsAre("decisions-20260101T000001.000000Z.jsonl.zst"));
  EXPECT_EQ(TextOf(Names()[0]), "head\none\ntwo\nthree\n");
  ASSERT_EQ(stat((folder_ / Names()[0]).c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0640u);
}

TEST_F(LogFolderTest, AFileIsClosedWhenItIsLargeOrOld) {
  LogFolderSettings settings = Settings();
  settings.file_bytes = 10;
  settings.file_age = absl::Minutes(1);
  LogFolder folder(settings, log_.log());
  ASSERT_TRUE(folder.Open(At(0)).ok());
  ASSERT_TRUE(folder.Append("123456\n", kHead, At(1)).ok());
  ASSERT_TRUE(folder.Append("a\n", kHead, At(2)).ok());
  EXPECT_THAT(Names(), SizeIs(2));
  folder.WorkABit(At(61));  // packs the first
  while (folder.HasWork(At(61))) folder.WorkABit(At(61));
  EXPECT_THAT(Names()[0], EndsWith("01.000000Z.jsonl.zst"));
  EXPECT_THAT(Names()[1], EndsWith("02.000000Z.jsonl"));
  EXPECT_TRUE(folder.HasWork(At(62)));
  while (folder.HasWork(At(62))) folder.WorkABit(At(62));
  EXPECT_THAT(Names()[1], EndsWith("02.000000Z.jsonl.zst"));
}

// A clock that was set back makes no name that sorts before an older one.
TEST_F(LogFolderTest, NamesRise) {
  LogFolderSettings settings = Settings();
  settings.file_bytes = 1;
  LogFolder folder(settings, log_.log());
  ASSERT_TRUE(folder.Open(At(0)).ok());
  ASSERT_TRUE(folder.Append("a\n", "", At(10)).ok());
  ASSERT_TRUE(folder.Append("b\n", "", At(5)).ok());
  ASSERT_TRUE(folder.Append("c\n", "", At(5)).ok());
  EXPECT_THAT(Names(), ElementsAre("decisions-20260101T000010.000000Z.jsonl",
                                   "decisions-20260101T000010.000001Z.jsonl",
                                   "decisions-20260101T000010.000002Z.jsonl"));
}

TEST_F(LogFolderTest, TheOldestGoWhenThereAreTooMany) {
  LogFolderSettings settings = Settings();
  settings.file_bytes = 1;
  settings.files = 3;
  LogFolder folder(settings, log_.log());
  ASSERT_TRUE(folder.Open(At(0)).ok());
  for (int i = 1; i <= 6; ++i) ASSERT_TRUE(folder.Append("a\n", "", At(i)).ok());
  EXPECT_LE(Names().size(), 3u);
  EXPECT_THAT(Names().back(), StartsWith("decisions-20260101T000006"));
  EXPECT_EQ(folder.files_deleted() + Names().size(), 6u);
  folder.Close();
}

TEST_F(LogFolderTest, TheOldestGoWhenTheyAreTooLarge) {
  LogFolderSettings settings = Settings();
  settings.file_bytes = 100;
  settings.total_bytes = 350;
  LogFolder folder(settings, log_.log());
  ASSERT_TRUE(folder.Open(At(0)).ok());
  for (int i = 1; i <= 6; ++i) {
    ASSERT_TRUE(folder.Append(std::string(99, 'x') + "\n", "", At(i)).ok());
  }
  uint64_t bytes = 0;
  for (const std::string& name : Names()) bytes += std::filesystem::file_size(folder_ / name);
  EXPECT_LE(bytes, 350u);
  EXPECT_THAT(Names().back(), StartsWith("decisions-20260101T000006"));
}

TEST_F(LogFolderTest, PutsInOrderWhatACrashLeft) {
  std::filesystem::create_directories(folder_);
  std::ofstream(folder_ / "decisions-20250101T000000.000000Z.jsonl") << "head\none\ntor";
  std::ofstream(folder_ / "decisions-20240101T000000.000000Z.jsonl.zst.unfinished") << "half";
  std::ofstream(folder_ / "notes.jsonl") << "not ours\n";
  LogFolder folder(Settings(), log_.log());
  ASSERT_TRUE(folder.Open(At(0)).ok());
  folder.Close();
  EXPECT_THAT(Names(), ElementsAre("decisions-20250101T000000.000000Z.jsonl.zst", "notes.jsonl"));
  EXPECT_EQ(TextOf(Names()[0]), "head\none\ntor");
}

TEST_F(LogFolderTest, OneProcessHasAFolder) {
  LogFolder first(Settings(), log_.log());
  ASSERT_TRUE(first.Open(At(0)).ok());
  LogFolder second(Settings(), log_.log());
  EXPECT_THAT(std::string(second.Open(At(0)).message()), HasSubstr("another server writes into"));
}

TEST_F(LogFolderTest, SaysWhyAFolderCannotBeMade) {
  LogFolderSettings settings = Settings();
  settings.path = "/proc/nowhere/decisions";
  LogFolder folder(settings, log_.log());
  EXPECT_THAT(std::string(folder.Open(At(0)).message()), HasSubstr("cannot be made"));
}

// A disk that is full, by the limit that a process may have on the size of files.
TEST_F(LogFolderTest, AFailedWriteLeavesWholeLinesAndTheNextOneGoesOn) {
  LogFolder folder(Settings(), log_.log());
  ASSERT_TRUE(folder.Open(At(0)).ok());
  ASSERT_TRUE(folder.Append("one\n", kHead, At(1)).ok());
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit small = before;
  small.rlim_cur = 20;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const absl::Status full = folder.Append("a line of more than twenty bytes\n", kHead, At(2));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_FALSE(full.ok());
  ASSERT_TRUE(folder.Append("two\n", kHead, At(3)).ok());
  folder.Close();
  std::string all;
  for (const std::string& name : Names()) all += TextOf(name);
  EXPECT_EQ(all, "head\none\nhead\ntwo\n");
}

}  // namespace
}  // namespace bellwether
