// An account out of its stored records is the account of the whole book, whatever the order in
// which its records came.
#include "server/accounts/stored_account.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/portfolio/replay.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "protos/wire/wire.h"
#include "rules/reader/book_folder.h"
#include "server/packs/load_pack.h"
#include "server/store/open_store.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using store::StoredRecord;

std::string Book() { return testing_support::SourcePath("rules/saas/book"); }

// The records of the pack's book, as a client would put them.
std::vector<StoredRecord> RecordsOfTheBook() {
  std::vector<StoredRecord> stored;
  const absl::Status read = ReadBookFolder(Book(), Limits{}, [&stored](const BookRecord& record) {
    stored.push_back(StoredOf(record.read.record));
    return absl::OkStatus();
  });
  EXPECT_TRUE(read.ok()) << read;
  return stored;
}

std::string TextOf(const Account& account) {
  v1::Account message;
  wire::AccountToProto(account, message);
  return message.DebugString();
}

class StoredAccountTest : public ::testing::TestWithParam<unsigned> {
 protected:
  StoredAccountTest() : pack_(LoadPack(testing_support::SourcePath("rules/saas"), Limits{}, now_)) {
    std::filesystem::create_directories(folder_);
  }
  ~StoredAccountTest() override { std::filesystem::remove_all(folder_); }

  const Plan& plan() const { return *pack_.snapshot->plan; }

  const absl::Time now_ = absl::FromUnixSeconds(1'772'323'200);
  const std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) / absl::StrCat("bellwether-stored-", getpid());
  const LoadedPack pack_;
};

TEST_P(StoredAccountTest, IsTheAccountOfTheWholeBookInAnyOrderOfArrival) {
  std::vector<StoredRecord> records = RecordsOfTheBook();
  ASSERT_GT(records.size(), 1'000u);
  book::BookOptions options;
  options.zone = plan().time_zone;
  book::BookBuilder builder(options);
  const absl::Status read = ReadBookFolder(Book(), Limits{}, [&builder](const BookRecord& record) {
    builder.Add(record.read.record);
    return absl::OkStatus();
  });
  ASSERT_TRUE(read.ok()) << read;
  const book::Book book = std::move(builder).Finish();

  std::mt19937 random(GetParam());
  std::shuffle(records.begin(), records.end(), random);
  auto opened =
      store::OpenStore(absl::StrCat("sqlite:", (folder_ / "store.db").string()), {}, now_);
  ASSERT_TRUE(opened.ok()) << opened.status();
  constexpr size_t kPart = 500;
  for (size_t begin = 0; begin < records.size(); begin += kPart) {
    const size_t count = std::min(kPart, records.size() - begin);
    const auto outcomes =
        (*opened)->PutRecords({"", "", now_}, std::span(records).subspan(begin, count));
    ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  }

  portfolio::AccountReplay whole(book, plan());
  for (uint32_t number = 0; number < book.account_count(); ++number) {
    const std::string id(book.account_id(number));
    const auto kept = (*opened)->RecordsOf("", id, absl::InfiniteFuture());
    ASSERT_TRUE(kept.ok()) << kept.status();
    const auto account = StoredAccount::Of(*kept, id, plan().time_zone, Limits{});
    ASSERT_TRUE(account.ok()) << account.status();
    for (const char* moment : {"2025-06-01", "2025-11-20", "2026-03-01"}) {
      const Moment as_of = *ParseMoment(moment);
      EXPECT_EQ(TextOf(account->FactsAt(plan(), as_of)), TextOf(whole.At(number, as_of)))
          << id << " at " << moment;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, StoredAccountTest, ::testing::Range(0u, 3u));

TEST(StoredAccountErrorTest, ARecordThatCannotBeReadIsNamed) {
  const store::AccountRecords known = {
      {{"acme", "survey", "s-1", absl::UnixEpoch(), absl::UnixEpoch(), "{\"kind\":\"nothing\"}"}},
      {}};
  const auto account = StoredAccount::Of(known, "acme", absl::UTCTimeZone(), Limits{});
  EXPECT_EQ(account.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(account.status().message()), ::testing::HasSubstr("survey s-1"));
}

}  // namespace
}  // namespace bellwether
