// Everything that is kept, as it was when the export began, by both databases alike.
#include "server/store/record_export_store.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/store.h"
#include "tests/server/store/databases.h"

namespace bellwether::store {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kDay = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01

StoredRecord RecordOf(const std::string& account, const std::string& id, absl::Time known_at = kDay,
                      const std::string& kind = "survey") {
  return {account,
          kind,
          id,
          kDay,
          known_at,
          absl::StrCat(account, " ", kind, " ", id, " ",
                       absl::ToUnixSeconds(known_at - kDay + absl::UnixEpoch()))};
}

class RecordExportTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    ASSERT_NE(store_, nullptr);
  }
  void Put(const std::vector<StoredRecord>& records, const std::string& tenant = "") {
    const auto outcomes = store_->PutRecords({tenant, "", kDay}, records);
    ASSERT_TRUE(outcomes.ok()) << outcomes.status();
    EXPECT_THAT(*outcomes, Each(PutOutcome::kStored));
  }
  std::unique_ptr<RecordExport> Begin(const std::string& tenant = "") {
    auto begun = store_->exports().Begin(tenant);
    EXPECT_TRUE(begun.ok()) << begun.status();
    return begun.ok() ? *std::move(begun) : nullptr;
  }
  static std::vector<std::string> Rest(RecordExport& records) {
    std::vector<std::string> all;
    for (;;) {
      const auto page = records.Next();
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok() || page->empty()) return all;
      EXPECT_LE(page->size(), 256u);
      all.insert(all.end(), page->begin(), page->end());
    }
  }

  std::unique_ptr<Store> store_;
};

TEST_P(RecordExportTest, HasEveryVersionInTheOrderOfTheKeys) {
  Put({RecordOf("b", "4"), RecordOf("a", "2", kDay, "value"),
       RecordOf("a", "1", kDay + absl::Seconds(5)), RecordOf("a", "1"), RecordOf("B", "3")});
  EXPECT_THAT(Rest(*Begin()), ElementsAre("B survey 3 0", "a survey 1 0", "a survey 1 5",
                                          "a value 2 0", "b survey 4 0"));
  EXPECT_THAT(Rest(*Begin("two")), IsEmpty());
}

TEST_P(RecordExportTest, WhatIsStoredAndErasedMeanwhileChangesNothing) {
  std::vector<StoredRecord> records;
  for (int i = 0; i < 1'000; ++i) records.push_back(RecordOf("m", absl::StrCat(1'000 + i)));
  Put(records);
  Put({RecordOf("z", "1")});
  const auto before = Rest(*Begin());
  ASSERT_THAT(before, SizeIs(1'001));
  const auto running = Begin();
  const auto first = running->Next();
  ASSERT_TRUE(first.ok());
  Put({RecordOf("a", "2"), RecordOf("n", "3")});  // ids are those of all accounts
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "z").ok());
  std::vector<std::string> all = *first;
  const auto rest = Rest(*running);
  all.insert(all.end(), rest.begin(), rest.end());
  EXPECT_EQ(all, before);
  EXPECT_THAT(Rest(*Begin()), SizeIs(1'002));
}

TEST_P(RecordExportTest, APageOfLargeRecordsIsShort) {
  std::vector<StoredRecord> records;
  for (int i = 0; i < 10; ++i) {
    records.push_back(RecordOf("a", absl::StrCat(i)));
    records.back().body = std::string(100'000, static_cast<char>('a' + i));
  }
  Put(records);
  const auto running = Begin();
  const auto first = running->Next();
  ASSERT_TRUE(first.ok());
  EXPECT_THAT(*first, SizeIs(3));
  EXPECT_THAT(Rest(*running), SizeIs(7));
}

TEST_P(RecordExportTest, SoManyRunAtOnceAndNoMore) {
  std::vector<std::unique_ptr<RecordExport>> running;
  for (int i = 0; i < kMostExports; ++i) running.push_back(Begin());
  EXPECT_EQ(store_->exports().Begin("").status().code(), absl::StatusCode::kFailedPrecondition);
  running.pop_back();
  EXPECT_TRUE(store_->exports().Begin("").ok());
}

INSTANTIATE_FOR_BOTH_DATABASES(RecordExportTest);

}  // namespace
}  // namespace bellwether::store
