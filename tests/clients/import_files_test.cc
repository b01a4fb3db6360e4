// Which file each source is read from, and what is said when that cannot be told.
#include "clients/cli/imports/import_files.h"

#include <filesystem>
#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

namespace fs = std::filesystem;

class ImportFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Write(const std::string& name) {
    std::ofstream(folder_ / name) << "x";
    return (folder_ / name).string();
  }

  std::string folder() const { return folder_.string(); }

  static imports::Mapping Sources(const std::vector<std::string>& names) {
    imports::Mapping mapping;
    for (const std::string& name : names) {
      imports::Source source;
      source.name = name;
      mapping.sources.push_back(source);
    }
    return mapping;
  }

 private:
  fs::path folder_;
};

TEST_F(ImportFilesTest, OneSourceIsTheFile) {
  const auto files = FilesOf(Sources({"crm"}), "some.csv", {});
  ASSERT_TRUE(files.ok());
  EXPECT_THAT(*files, ElementsAre("some.csv"));
}

TEST_F(ImportFilesTest, AFolderHoldsAFileForEach) {
  const std::string crm = Write("crm.csv");
  const std::string tickets = Write("desk.jsonl.gz");
  imports::Mapping mapping = Sources({"crm", "tickets"});
  mapping.sources[1].file = "desk.jsonl.gz";
  const auto files = FilesOf(mapping, folder(), {});
  ASSERT_TRUE(files.ok()) << files.status();
  EXPECT_THAT(*files, ElementsAre(crm, tickets));
}

TEST_F(ImportFilesTest, NamedFilesWin) {
  const auto files = FilesOf(Sources({"crm", "tickets"}), "", {"tickets=t.csv", "crm=-"});
  ASSERT_TRUE(files.ok()) << files.status();
  EXPECT_THAT(*files, ElementsAre("-", "t.csv"));
}

TEST_F(ImportFilesTest, EverythingThatIsMissingIsSaidAtOnce) {
  Write("crm.csv");
  Write("crm.json");
  const auto files = FilesOf(Sources({"crm", "tickets", "usage"}), folder(), {"tikets=x", "usage"});
  ASSERT_FALSE(files.ok());
  const std::string message(files.status().message());
  EXPECT_THAT(message, HasSubstr("the mapping has no source `tikets`; did you mean `tickets`?"));
  EXPECT_THAT(message, HasSubstr("--source `usage` is not NAME=FILE"));
  EXPECT_THAT(message, HasSubstr("crm.csv and "));
  EXPECT_THAT(message, HasSubstr("holds no file called tickets.*; say which is meant: --source "
                                 "tickets=FILE"));
}

TEST_F(ImportFilesTest, SeveralSourcesNeedAFolder) {
  const auto files = FilesOf(Sources({"crm", "tickets"}), "crm.csv", {});
  ASSERT_FALSE(files.ok());
  EXPECT_THAT(std::string(files.status().message()),
              HasSubstr("no file is given for the source crm: --source crm=FILE, or --accounts "
                        "with a folder that holds all of them"));
}

}  // namespace
}  // namespace bellwether::cli
