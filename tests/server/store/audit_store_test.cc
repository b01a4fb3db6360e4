// What must not be forgotten, listed by both databases alike.
#include "server/store/audit_store.h"

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/store.h"
#include "tests/server/store/databases.h"

namespace bellwether::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kDay = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
constexpr absl::Duration kHour = absl::Hours(1);

class AuditStoreTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    ASSERT_NE(store_, nullptr);
  }

  // An account comes and is erased.
  void Erase(const std::string& account, absl::Time at, const std::string& by,
             const std::string& tenant = "") {
    const std::vector<StoredRecord> records = {{account, "survey", account, kDay, kDay, "{}"}};
    ASSERT_TRUE(store_->PutRecords({tenant, "", kDay}, records).ok());
    ASSERT_EQ(store_->Erase({tenant, "", at, by}, account).value_or(0), 1u);
  }
  std::vector<AuditLine> Lines(AuditListing listing = {}, const std::string& tenant = "") {
    if (listing.most == 0) listing.most = 100;
    const auto found = store_->audit().List(tenant, listing);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.value_or(std::vector<AuditLine>());
  }
  // "hours by".
  std::vector<std::string> Texts(const AuditListing& listing = {}, const std::string& tenant = "") {
    std::vector<std::string> texts;
    for (const AuditLine& line : Lines(listing, tenant)) {
      texts.push_back(absl::StrCat(absl::ToInt64Hours(line.at - kDay), " ", line.by));
    }
    return texts;
  }

  std::unique_ptr<Store> store_;
};

TEST_P(AuditStoreTest, TheNewestIsFirstWheneverItWasWritten) {
  Erase("a", kDay + 2 * kHour, "ann");
  Erase("b", kDay + 3 * kHour, "ben");
  Erase("c", kDay + kHour, "");  // the clock was set back
  EXPECT_THAT(Texts(), ElementsAre("3 ben", "2 ann", "1 "));
  for (const AuditLine& line : Lines()) EXPECT_EQ(line.what, "account erased");
}

TEST_P(AuditStoreTest, NothingWasErasedWhereThereWasNothing) {
  EXPECT_EQ(store_->Erase({"", "", kDay, "ann"}, "nobody").value_or(9), 0u);
  EXPECT_THAT(Lines(), IsEmpty());
}

TEST_P(AuditStoreTest, TenantsSeeTheirOwnLines) {
  Erase("a", kDay, "ann", "north");
  Erase("a", kDay, "ben", "south");
  EXPECT_THAT(Texts({}, "north"), ElementsAre("0 ann"));
  EXPECT_THAT(Texts({}, "south"), ElementsAre("0 ben"));
  EXPECT_THAT(Texts(), IsEmpty());
}

TEST_P(AuditStoreTest, APeriodHasItsBeginningAndNotItsEnd) {
  for (int hour = 1; hour <= 4; ++hour) {
    Erase(absl::StrCat("a", hour), kDay + hour * kHour, hour % 2 == 0 ? "even" : "odd");
  }
  AuditListing listing;
  listing.from = kDay + 2 * kHour;
  listing.to = kDay + 4 * kHour;
  EXPECT_THAT(Texts(listing), ElementsAre("3 odd", "2 even"));
  listing.by = "odd";
  EXPECT_THAT(Texts(listing), ElementsAre("3 odd"));
  listing.what = "decisions imported";
  EXPECT_THAT(Texts(listing), IsEmpty());
  listing = {};
  listing.what = "account erased";
  EXPECT_THAT(Texts(listing), SizeIs(4));
}

// Many at one moment, as whoever erases a list of accounts makes them, and more between two pages.
TEST_P(AuditStoreTest, PagesAreTheWholeTogetherAndNothingTwice) {
  constexpr int kErased = 7;
  for (int i = 0; i < kErased; ++i) Erase(absl::StrCat("a", i), kDay, absl::StrCat("p", i));
  const std::vector<std::string> whole = Texts();
  ASSERT_THAT(whole, SizeIs(kErased));
  AuditListing listing;
  listing.most = 3;
  std::vector<std::string> read;
  while (true) {
    const std::vector<AuditLine> page = Lines(listing);
    if (page.empty()) break;
    for (const std::string& text : Texts(listing)) read.push_back(text);
    listing.after = AuditPlace::Of(page.back());
    Erase(absl::StrCat("later", read.size()), kDay + kHour, "later");
  }
  EXPECT_EQ(read, whole);
}

TEST_P(AuditStoreTest, ManyThreadsWriteAtOnce) {
  constexpr int kThreads = 4, kEach = 5;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t] {
      for (int i = 0; i < kEach; ++i) Erase(absl::StrCat("a", t, "-", i), kDay, "ann");
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::vector<int64_t> numbers;
  for (const AuditLine& line : Lines()) numbers.push_back(line.number);
  EXPECT_THAT(numbers, SizeIs(kThreads * kEach));
  EXPECT_TRUE(std::is_sorted(numbers.rbegin(), numbers.rend()));
  EXPECT_EQ(std::adjacent_find(numbers.begin(), numbers.end()), numbers.end());
}

INSTANTIATE_FOR_BOTH_DATABASES(AuditStoreTest);

}  // namespace
}  // namespace bellwether::store
