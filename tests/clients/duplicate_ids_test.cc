// The same id twice: each of the four ways, and the bound.
#include "clients/cli/input/duplicate_ids.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

AccountRecord Record(uint32_t index, const std::string& id) {
  AccountRecord record;
  record.account.id = id;
  record.index = index;
  record.line = index + 2;
  return record;
}

// What becomes of accounts with these ids: "a", "a passed over", "a warned", "a refused".
std::vector<std::string> Judge(DuplicateIds& ids, const std::vector<std::string>& of) {
  std::vector<std::string> fates;
  for (uint32_t i = 0; i < of.size(); ++i) {
    const DuplicateIds::Verdict verdict = ids.Judge(of[i], i + 2, i);
    fates.push_back(absl::StrCat(of[i], verdict.pass_over ? " passed over" : "",
                                 verdict.warning.empty() ? "" : " warned",
                                 verdict.refusal.empty() ? "" : " refused"));
  }
  return fates;
}

TEST(DuplicateIdsTest, AreKeptWithAWarning) {
  DuplicateIds ids(Duplicates::kKeep);
  EXPECT_THAT(Judge(ids, {"a", "b", "a", "", ""}), ElementsAre("a", "b", "a warned", "", ""));
  EXPECT_EQ(ids.Summary(), "");
  EXPECT_THAT(ids.Judge("b", 11, 9).warning,
              HasSubstr("the same id as in line 3; both are answered"));
}

TEST(DuplicateIdsTest, TheFirstOrTheLastIsTaken) {
  DuplicateIds first(Duplicates::kFirst);
  EXPECT_THAT(Judge(first, {"a", "b", "a"}), ElementsAre("a", "b", "a passed over"));
  EXPECT_EQ(first.Summary(), "1 account was passed over: the id stands elsewhere in the file");
  DuplicateIds last(Duplicates::kLast);
  for (uint32_t i = 0; i < 3; ++i) EXPECT_TRUE(last.Note(Record(i, i == 1 ? "b" : "a")));
  EXPECT_THAT(Judge(last, {"a", "b", "a"}), ElementsAre("a passed over", "b", "a"));
}

TEST(DuplicateIdsTest, AreRefusedWithTheLineOfTheFirst) {
  DuplicateIds ids(Duplicates::kError);
  EXPECT_THAT(Judge(ids, {"a", "a", "b"}), ElementsAre("a", "a refused", "b"));
  EXPECT_EQ(ids.Judge("b", 7, 5).refusal, "the same id as in line 4");
}

TEST(DuplicateIdsTest, ManyWarningsAreCounted) {
  DuplicateIds ids(Duplicates::kKeep);
  const auto fates = Judge(ids, std::vector<std::string>(30, "a"));
  EXPECT_EQ(std::count(fates.begin(), fates.end(), "a warned"), 10);
  EXPECT_EQ(ids.Summary(), "29 accounts have the id of one before them");
}

TEST(DuplicateIdsTest, TheTableIsBoundedAndSaysSo) {
  DuplicateIds keep(Duplicates::kKeep);
  DuplicateIds last(Duplicates::kLast);
  bool noted = true;
  for (uint32_t i = 0; i <= DuplicateIds::kMostIds; ++i) {
    AccountRecord record = Record(i, absl::StrCat("account-", i));
    EXPECT_EQ(keep.Judge(record.account.id, record.line, i).warning, "");
    noted = last.Note(record);
    EXPECT_EQ(noted, i < DuplicateIds::kMostIds);
  }
  EXPECT_THAT(keep.Summary(), HasSubstr("among the first 200000 ids alone"));
}

}  // namespace
}  // namespace bellwether::cli
