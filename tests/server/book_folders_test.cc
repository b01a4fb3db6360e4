// The operator's books: folders that are read when the server starts.
#include <filesystem>
#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rules/reader/file_names.h"
#include "server/books/book_loading.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

class BookFoldersTest : public ::testing::Test {
 protected:
  BookFoldersTest() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~BookFoldersTest() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }
  bool Load(BookStore& store) {
    report_.clear();
    return LoadBookFolders({{"main", folder_.string()}}, absl::UTCTimeZone(), absl::UnixEpoch(),
                           store, report_);
  }

  const std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) /
      ("book_folders_" +
       std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
  std::string report_;
};

TEST_F(BookFoldersTest, LoadsTheBookOfThePack) {
  BookStore store(BookLimits{});
  std::string report;
  ASSERT_TRUE(LoadBookFolders({{"main", testing_support::SourcePath("rules/saas/book")}},
                              absl::UTCTimeZone(), absl::UnixEpoch(), store, report));
  EXPECT_EQ(report, "");
  const BookPointer book = store.Find("books/main");
  ASSERT_NE(book, nullptr);
  EXPECT_TRUE(book->of_operator);
  EXPECT_EQ(DescribeBook(*book), "books/main (26 accounts, 4129 records)");
}

TEST_F(BookFoldersTest, TellsOfRefusedRecordsAndGoesOn) {
  Write("costs.csv",
        "id,account,at,item,amount\nc1,acme,2026-01-01,x,1\nc2,acme,2026-01-01,x,-1\n");
  BookStore store(BookLimits{});
  ASSERT_TRUE(Load(store));
  EXPECT_THAT(report_, HasSubstr("costs.csv:3: amount: "));
  EXPECT_EQ(store.Find("books/main")->refused, 1u);
}

TEST_F(BookFoldersTest, SaysWhyABookIsMissing) {
  BookStore store(BookLimits{});
  EXPECT_FALSE(Load(store));
  EXPECT_THAT(report_, HasSubstr("the book main: "));
  EXPECT_THAT(report_, HasSubstr("holds no file of records"));
  Write("costs.csv.gz", "x");
  EXPECT_FALSE(Load(store));
  EXPECT_THAT(report_, HasSubstr("costs.csv.gz is packed; unpack it"));
}

TEST_F(BookFoldersTest, NamesTheLimitThatStandsInTheWay) {
  Write("costs.csv", "id,account,at,item,amount\nc1,acme,2026-01-01,x,1\nc2,acme,2026-01-01,x,1\n");
  BookStore records({1, 1, 1u << 20});
  EXPECT_FALSE(Load(records));
  EXPECT_THAT(report_, HasSubstr("larger than --max-book-records (1)"));
  BookStore bytes({1, 10, 10});
  EXPECT_FALSE(Load(bytes));
  EXPECT_THAT(report_, HasSubstr("larger than --max-book-bytes (10)"));
}

TEST(FileNamesTest, LeavesOutTheEndingOfPackedFiles) {
  EXPECT_EQ(WithoutCompressionEnding("a.csv.gz"), "a.csv");
  EXPECT_EQ(WithoutCompressionEnding("a.csv.ZST"), "a.csv");
  EXPECT_EQ(WithoutCompressionEnding("a.csv"), "a.csv");
}

}  // namespace
}  // namespace bellwether
