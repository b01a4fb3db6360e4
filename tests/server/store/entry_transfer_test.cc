// What people decided comes out of one store and into another as it was, by both databases alike.
#include "server/store/entry_transfer_store.h"

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/open_store.h"
#include "server/store/record_export_store.h"
#include "server/store/store.h"
#include "tests/server/store/databases.h"

namespace bellwether::store {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kDay = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01

class EntryTransferTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    // The other one is a file in any case: a store may be moved from one sort to the other.
    auto other = OpenStore(absl::StrCat("sqlite:", (folder() / "other.db").string()), {}, kDay);
    ASSERT_TRUE(other.ok()) << other.status();
    other_ = *std::move(other);
    ASSERT_NE(store_, nullptr);
  }
  void TearDown() override {
    other_.reset();
    store_.reset();
    DatabaseTest::TearDown();
  }

  static void Tell(Store& store, const std::string& account, const std::string& tenant = "") {
    const std::vector<StoredRecord> records = {{account, "survey", account, kDay, kDay, "{}"}};
    ASSERT_TRUE(store.PutRecords({tenant, "", kDay}, records).ok());
  }
  void Override(const std::string& account, const NewOverride& what,
                const std::string& tenant = "") {
    const auto written =
        store_->decisions().AddOverride({tenant, "", kDay, "ann"}, account,
                                        {"ann", "the sponsor \"ä\" left", "", std::nullopt}, what);
    ASSERT_TRUE(written.ok()) << written.status();
    ASSERT_EQ(written->outcome, WriteOutcome::kWritten);
  }
  void Decide(const std::string& account, const NewDecision& what) {
    const EntryContext context{"bob", "their data came late", "", kDay + absl::Hours(1)};
    const auto written =
        store_->decisions().AddDecision({"", "", kDay + absl::Hours(2)}, account, context, what);
    ASSERT_TRUE(written.ok()) << written.status();
    ASSERT_EQ(written->outcome, WriteOutcome::kWritten);
  }
  static std::vector<AccountEntry> ExportAll(Store& store, const std::string& tenant = "") {
    std::vector<AccountEntry> all;
    const auto entries = store.entry_transfer().Begin(tenant);
    EXPECT_TRUE(entries.ok()) << entries.status();
    for (;;) {
      const auto page = (*entries)->Next();
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok() || page->empty()) return all;
      all.insert(all.end(), page->begin(), page->end());
    }
  }
  std::vector<ImportOutcome> Import(const std::vector<AccountEntry>& entries) {
    const auto outcomes = other_->entry_transfer().Import({"", "", kDay, "admin"}, entries);
    EXPECT_TRUE(outcomes.ok()) << outcomes.status();
    return outcomes.value_or(std::vector<ImportOutcome>());
  }
  // All that a store says of an account.
  static std::string TextOf(Store& store, const std::string& account) {
    const auto known = store.decisions().DecisionsOf("", account, absl::InfiniteFuture());
    EXPECT_TRUE(known.ok()) << known.status();
    std::string text = known->etag;
    const auto head = [](const EntryHead& one) {
      return absl::StrCat("\n", one.number, " ", absl::ToUnixMicros(one.known_at), " ",
                          absl::ToUnixMicros(one.recorded_at), " ", one.author, " ", one.reason);
    };
    for (const auto& [its, what] : known->overrides) {
      absl::StrAppend(&text, head(its), " ", what.model, " ", static_cast<int>(what.action), " ",
                      what.value, " ",
                      what.expires_at ? absl::ToUnixMicros(*what.expires_at) : int64_t{-1});
    }
    for (const auto& [its, what] : known->decisions) {
      absl::StrAppend(&text, head(its), " ", static_cast<int>(what.kind), " ", what.days, " ",
                      what.subject);
    }
    return text;
  }

  std::unique_ptr<Store> store_;
  std::unique_ptr<Store> other_;
};

TEST_P(EntryTransferTest, AnotherStoreAnswersTheSame) {
  for (const char* account : {"acme", "bolt"}) {
    Tell(*store_, account);
    Tell(*other_, account);
  }
  Override("acme", {"primary", OverrideAction::kCap, 60.1, kDay + absl::Hours(48)});
  Decide("acme", {DecisionKind::kExtensionGranted, 7, ""});
  Decide("acme", {DecisionKind::kEscalation, 0, "e-7"});
  Decide("bolt", {DecisionKind::kGraduation, 0, ""});
  Override("bolt", {"primary", OverrideAction::kSet, 0, std::nullopt});
  const auto entries = ExportAll(*store_);
  ASSERT_THAT(entries, SizeIs(5));
  EXPECT_THAT(Import(entries), Each(ImportOutcome::kStored));
  for (const char* account : {"acme", "bolt"}) {
    EXPECT_EQ(TextOf(*other_, account), TextOf(*store_, account));
  }
  EXPECT_THAT(Import(entries), Each(ImportOutcome::kAlreadyThere));
  EXPECT_EQ(TextOf(*other_, "acme"), TextOf(*store_, "acme"));
}

// An import that broke off is sent again.
TEST_P(EntryTransferTest, WhatIsMissingIsAdded) {
  Tell(*store_, "acme");
  Tell(*other_, "acme");
  for (const int days : {1, 2, 3}) Decide("acme", {DecisionKind::kExtensionGranted, days, ""});
  const auto entries = ExportAll(*store_);
  ASSERT_THAT(entries, SizeIs(3));
  EXPECT_THAT(Import({entries[0]}), ElementsAre(ImportOutcome::kStored));
  EXPECT_THAT(Import({entries[2]}), ElementsAre(ImportOutcome::kOutOfOrder));
  EXPECT_THAT(Import(entries), ElementsAre(ImportOutcome::kAlreadyThere, ImportOutcome::kStored,
                                           ImportOutcome::kStored));
  EXPECT_EQ(TextOf(*other_, "acme"), TextOf(*store_, "acme"));
}

TEST_P(EntryTransferTest, WhatIsThereIsNotChanged) {
  Tell(*store_, "acme");
  Tell(*other_, "acme");
  Decide("acme", {DecisionKind::kGraduation, 0, ""});
  auto entries = ExportAll(*store_);
  ASSERT_THAT(entries, SizeIs(1));
  ASSERT_THAT(Import(entries), ElementsAre(ImportOutcome::kStored));
  const std::string before = TextOf(*other_, "acme");
  entries[0].head.reason = "another one";
  EXPECT_THAT(Import(entries), ElementsAre(ImportOutcome::kConflict));
  entries[0].head.number = 2;
  entries[0].head.known_at = kDay - absl::Hours(1);
  EXPECT_THAT(Import(entries), ElementsAre(ImportOutcome::kOutOfOrder));
  entries[0].account = "nobody";
  EXPECT_THAT(Import(entries), ElementsAre(ImportOutcome::kUnknownAccount));
  EXPECT_EQ(TextOf(*other_, "acme"), before);
}

TEST_P(EntryTransferTest, ATenantSeesItsOwnAlone) {
  Tell(*store_, "acme", "north");
  Override("acme", {"primary", OverrideAction::kFloor, 5, std::nullopt}, "north");
  EXPECT_THAT(ExportAll(*store_), IsEmpty());
  EXPECT_THAT(ExportAll(*store_, "north"), SizeIs(1));
}

TEST_P(EntryTransferTest, ManyComeInPagesAsTheyWereWhenItBegan) {
  for (int account = 0; account < 30; ++account) {
    const std::string name = absl::StrCat("a", account);
    Tell(*store_, name);
    for (int i = 0; i < 20; ++i) {
      if (i % 3 == 0) {
        Override(name, {"primary", OverrideAction::kCap, 50.0 + i, std::nullopt});
      } else {
        const auto written =
            store_->decisions().AddDecision({"", "", kDay}, name, {"ann", "r", "", std::nullopt},
                                            {DecisionKind::kExtensionGranted, 1, ""});
        ASSERT_TRUE(written.ok()) << written.status();
      }
    }
  }
  const auto begun = store_->entry_transfer().Begin("");
  ASSERT_TRUE(begun.ok()) << begun.status();
  Decide("a9", {DecisionKind::kGraduation, 0, ""});
  size_t count = 0, etags = 0;
  std::tuple<std::string, int64_t> last;
  for (auto page = (*begun)->Next(); page.ok() && !page->empty(); page = (*begun)->Next()) {
    EXPECT_LE(page->size(), 256u);
    for (const AccountEntry& entry : *page) {
      const auto key = std::make_tuple(entry.account, entry.head.number);
      EXPECT_LT(last, key);
      last = key;
      ++count;
      etags += entry.etag.empty() ? 0 : 1;
    }
  }
  EXPECT_EQ(count, 600u);
  EXPECT_EQ(etags, 30u);
}

TEST_P(EntryTransferTest, FourRunAtOnce) {
  std::vector<std::unique_ptr<EntryExport>> running;
  for (int i = 0; i < kMostExports; ++i) {
    auto begun = store_->entry_transfer().Begin("");
    ASSERT_TRUE(begun.ok()) << begun.status();
    running.push_back(*std::move(begun));
  }
  EXPECT_TRUE(absl::IsFailedPrecondition(store_->entry_transfer().Begin("").status()));
  running.pop_back();
  EXPECT_TRUE(store_->entry_transfer().Begin("").ok());
}

INSTANTIATE_FOR_BOTH_DATABASES(EntryTransferTest);

}  // namespace
}  // namespace bellwether::store
