// The book that follows the store: what it says is what a book of the store's export says, it
// changes when records do, and it tells how old it is and what it leaves out.
#include "server/books/store_books.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "rules/reader/book_folder.h"
#include "server/accounts/stored_account.h"
#include "server/store/decision_store.h"
#include "server/store/open_store.h"
#include "server/store/record_export_store.h"
#include "tests/server/error_details.h"
#include "tests/server/exposed_text.h"
#include "tests/server/portfolio_fixture.h"
#include "tests/support/small_book.h"

namespace bellwether {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::HasSubstr;

constexpr char kStartOfMarch[] = "as_of { date { year: 2026 month: 3 day: 1 } }";

class StoreBooksTest : public PortfolioTest {
 protected:
  StoreBooksTest() {
    std::filesystem::create_directories(folder_);
    auto opened =
        store::OpenStore(absl::StrCat("sqlite:", (folder_ / "store.db").string()), {}, received_);
    EXPECT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
  }
  ~StoreBooksTest() override {
    server_.reset();
    of_store_.reset();
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  StoreBooks& OfStore() {
    if (of_store_ == nullptr) {
      settings_.now = [this] { return now_; };
      settings_.tenants = [this] { return tenants_; };
      settings_.zone_of = [this](const std::string&) { return plan().time_zone; };
      settings_.replaced = [this](std::string_view book, const std::string& tenant) {
        views_.Forget(book, tenant);
      };
      of_store_ = std::make_unique<StoreBooks>(settings_, *store_, *shelf_, log_);
    }
    return *of_store_;
  }
  PortfolioHandlers HandlersOfStore() {
    PortfolioEnvironment environment{packs_, *shelf_, views_, Limits{}, log_, true, nullptr};
    environment.of_store = &OfStore();
    return MakePortfolioHandlers(environment);
  }

  void Put(const std::vector<records::Record>& told, const std::string& tenant = "") {
    std::vector<store::StoredRecord> stored;
    for (const records::Record& record : told) stored.push_back(StoredOf(record));
    const auto outcomes = store_->PutRecords({tenant, "", now_}, stored);
    ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  }
  void PutBook(const std::string& folder) {
    std::vector<records::Record> told;
    const absl::Status read = ReadBookFolder(folder, Limits{}, [&](const BookRecord& record) {
      told.push_back(record.read.record);
      return absl::OkStatus();
    });
    ASSERT_TRUE(read.ok()) << read;
    Put(told);
  }
  // As `bellwether remote export` writes it.
  std::string Export() {
    const std::filesystem::path exported = folder_ / "exported";
    std::filesystem::create_directories(exported);
    std::ofstream file(exported / "records.jsonl");
    auto records = store_->exports().Begin("");
    EXPECT_TRUE(records.ok()) << records.status();
    while (true) {
      const auto page = (*records)->Next();
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok() || page->empty()) return exported.string();
      for (const std::string& line : *page) file << line << "\n";
    }
  }
  v1::GetMetricResponse Ask1(const std::string& book, const std::string& metric) {
    auto request = Read<v1::GetMetricRequest>(
        absl::StrCat("page_size: 1000 options { trend_points: 2 ", kStartOfMarch, " }"));
    request.set_book(book);
    request.set_metric(metric);
    std::vector<v1::GetMetricResponse> answers;
    status_ = Ask(HandlersOfStore().get_metric, request, answers);
    return answers.size() == 1 ? answers.front() : v1::GetMetricResponse();
  }
  std::vector<v1::Book> ListedTo(const std::string& tenant = "") {
    const auto caller = std::make_shared<const Caller>(Caller{"c", tenant, RoleSet::All(), ""});
    CallOrigin origin;
    origin.caller = caller;
    CallContext call{"Method", now_, absl::InfiniteFuture(), workspace_, nullptr, origin};
    v1::ListBooksResponse response;
    EXPECT_TRUE(HandlersOfStore().list_books(call, {}, response).ok());
    return {response.books().begin(), response.books().end()};
  }

  const std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) / absl::StrCat("bellwether-books-", getpid());
  absl::Time now_ = absl::FromUnixSeconds(1'772'323'200);  // 2026-03-01
  std::vector<std::string> tenants_ = {""};
  std::unique_ptr<store::Store> store_;
  BookStore* shelf_ = &books_;
  StoreBooks::Settings settings_;
  std::unique_ptr<StoreBooks> of_store_;
  grpc::Status status_;
};

TEST_F(StoreBooksTest, SaysOfEveryMetricWhatABookOfTheExportSays) {
  PutBook(testing_support::SourcePath("rules/saas/book"));
  OfStore().Look();
  std::string report;
  ASSERT_TRUE(LoadBookFolders({{"exported", Export()}}, plan().time_zone, now_, books_, report))
      << report;
  EXPECT_EQ(report, "");
  for (const uint32_t metric : portfolio::MetricsOf(plan())) {
    const std::string& name = plan().portfolio_notes[metric].name;
    v1::GetMetricResponse of_store = Ask1("books/store", name);
    const v1::GetMetricResponse exported = Ask1("books/exported", name);
    ASSERT_TRUE(status_.ok()) << status_.error_message();
    EXPECT_EQ(of_store.book(), "books/store");
    of_store.set_book("books/exported");
    EXPECT_TRUE(MessageDifferencer::Equals(of_store, exported)) << name;
  }
  EXPECT_EQ(books_.Find("books/store")->book.record_count(), main_book().record_count());
}

TEST_F(StoreBooksTest, ChangesWhenRecordsDoAndNotOtherwise) {
  Put(book::RecordsOf(kSmallBook));
  OfStore().Look();
  const BookPointer first = books_.Find("books/store");
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->book.account_count(), 1u);
  now_ += absl::Minutes(1);
  OfStore().Look();
  EXPECT_EQ(books_.Find("books/store"), first);
  EXPECT_EQ(*OfStore().Find("")->current_at, now_);  // it was looked, and nothing had come

  Put(book::RecordsOf(R"(
- {kind: account, id: b1, account: bolt, at: 2026-01-05, segment: smb, contract_signed_at: 2026-01-05}
)"));
  now_ += absl::Minutes(1);
  OfStore().Look();
  const BookPointer second = books_.Find("books/store");
  EXPECT_EQ(second->book.account_count(), 2u);
  EXPECT_EQ(second->loaded_at, now_);

  ASSERT_TRUE(store_->Erase({"", "", now_}, "acme").ok());
  OfStore().Look();
  EXPECT_EQ(books_.Find("books/store")->book.account_count(), 1u);
  EXPECT_EQ(books_.Find("books/store")->book.account_id(0), "bolt");
  EXPECT_EQ(SampleOf(TextOf(OfStore()), "bellwether_store_books_made_total"), 3);
}

// A correction changes neither how many records an account has nor what it is: only its value.
TEST_F(StoreBooksTest, ACorrectionIsSeen) {
  Put(book::RecordsOf(kSmallBook));
  OfStore().Look();
  Put(book::RecordsOf(R"(
- {kind: account, id: a1, account: acme, at: 2026-01-01, known_at: 2026-01-09, segment: enterprise}
)"));
  OfStore().Look();
  EXPECT_EQ(books_.Find("books/store")->book.record_count(), 3u);
}

// A call answers from the book that it found; what was kept of that is let go of.
TEST_F(StoreBooksTest, KeptViewsGoWithTheBookBefore) {
  Put(book::RecordsOf(kSmallBook));
  OfStore().Look();
  Ask1("books/store", "time_to_value");
  ASSERT_TRUE(status_.ok()) << status_.error_message();
  const std::weak_ptr<const StoredBook> before = books_.Find("books/store");
  EXPECT_FALSE(before.expired());
  Put(book::RecordsOf("- {kind: cost, id: c, account: acme, at: 2026-01-01, item: x, amount: 1}"));
  OfStore().Look();
  EXPECT_TRUE(before.expired());
}

TEST_F(StoreBooksTest, IsListedWithItsAgeItsSpanAndWhatItLeavesOut) {
  std::vector<v1::Book> listed = ListedTo();
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_EQ(listed[0].name(), "books/main");
  EXPECT_EQ(absl::FromUnixSeconds(listed[0].first_at().seconds()),
            absl::FromUnixMicros(main_book().span()->first));
  EXPECT_FALSE(listed[0].has_store());
  EXPECT_EQ(listed[1].name(), "books/store");
  EXPECT_EQ(listed[1].origin(), v1::BOOK_ORIGIN_STORE);
  EXPECT_TRUE(listed[1].has_store());
  EXPECT_FALSE(listed[1].store().has_current_at());
  EXPECT_FALSE(listed[1].has_loaded_at());

  Put(book::RecordsOf(kSmallBook));
  ASSERT_TRUE(store_->decisions()
                  .AddDecision({"", "", now_}, "acme", {"ann", "signed", "", std::nullopt},
                               {store::DecisionKind::kGraduation, 0, ""})
                  .ok());
  OfStore().Look();
  const v1::Book book = ListedTo().at(1);
  EXPECT_EQ(book.accounts(), 1);
  EXPECT_EQ(book.records(), 2);
  EXPECT_EQ(book.loaded_at().seconds(), absl::ToUnixSeconds(now_));
  EXPECT_EQ(book.store().current_at().seconds(), absl::ToUnixSeconds(now_));
  EXPECT_EQ(book.store().decisions_left_out(), 1);
  EXPECT_EQ(book.store().problem(), "");
  EXPECT_FALSE(book.store().being_made());
  EXPECT_EQ(book.time_zone(), plan().time_zone.name());
  const absl::TimeZone& zone = plan().time_zone;
  EXPECT_EQ(absl::ToCivilDay(absl::FromUnixSeconds(book.first_at().seconds()), zone),
            absl::CivilDay(2026, 1, 1));
  EXPECT_EQ(absl::ToCivilDay(absl::FromUnixSeconds(book.last_at().seconds()), zone),
            absl::CivilDay(2026, 1, 21));
}

TEST_F(StoreBooksTest, AQuestionBeforeItIsMadeIsAskedAgain) {
  Ask1("books/store", "time_to_value");
  EXPECT_EQ(status_.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status_).reason(), "BOOK_NOT_MADE");
  EXPECT_THAT(status_.error_message(), HasSubstr("is being made of the store"));
  OfStore().Look();  // of a store that is empty
  Ask1("books/store", "time_to_value");
  EXPECT_TRUE(status_.ok()) << status_.error_message();
}

TEST_F(StoreBooksTest, NobodyLoadsOrDeletesIt) {
  OfStore().Look();
  v1::DeleteBookRequest request;
  v1::DeleteBookResponse response;
  request.set_book("books/store");
  const grpc::Status status = Ask(HandlersOfStore().delete_book, request, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).reason(), "BOOK_OF_STORE");
  auto upload = HandlersOfStore().load_book();
  CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_};
  v1::LoadBookRequest load;
  load.set_book("books/store");
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(upload->Take(call, load)).reason(), "BOOK_OF_STORE");
}

TEST_F(StoreBooksTest, TenantsAreApart) {
  tenants_ = {"", "north", "south"};
  Put(book::RecordsOf(kSmallBook), "north");
  OfStore().Look();
  EXPECT_EQ(books_.Find("books/store", "north")->book.account_count(), 1u);
  EXPECT_EQ(books_.Find("books/store", "south")->book.account_count(), 0u);
  EXPECT_EQ(ListedTo("north").at(1).accounts(), 1);
  EXPECT_EQ(ListedTo("south").at(1).accounts(), 0);
  EXPECT_EQ(ListedTo("south").size(), 2u);
  tenants_ = {"", "south"};
  OfStore().Look();
  EXPECT_EQ(books_.Find("books/store", "north"), nullptr);
  EXPECT_EQ(ListedTo("north").size(), 1u);
}

std::vector<records::Record> ManyCosts() {
  std::vector<records::Record> many;
  records::Record one =
      book::RecordsOf("- {kind: cost, id: c, account: acme, at: 2026-01-01, item: x, amount: 1}")
          .front();
  for (int i = 0; i < 5'000; ++i) {
    one.id = absl::StrCat("c", i);
    many.push_back(one);
  }
  return many;
}

// Its place is that of the book before, which goes where there is no room for both.
TEST_F(StoreBooksTest, ABookThatHasRoomAloneIsRenewed) {
  Put(ManyCosts());
  const uint64_t bytes = book::BookOf(ManyCosts()).bytes();
  BookStore small(BookLimits{16, 10'000'000, bytes * 19 / 10});
  shelf_ = &small;
  OfStore().Look();
  ASSERT_NE(small.Find("books/store"), nullptr);
  Put(book::RecordsOf(kSmallBook));
  OfStore().Look();
  ASSERT_NE(small.Find("books/store"), nullptr);
  EXPECT_EQ(small.Find("books/store")->book.record_count(), 5'002u);
  EXPECT_EQ(OfStore().Find("")->problem, "");
  of_store_.reset();
}

// No book is better than one that is never renewed, and keeps what was erased.
TEST_F(StoreBooksTest, AStoreThatNeedsMoreMemoryThanThereIsHasNoBook) {
  Put(book::RecordsOf(kSmallBook));
  BookStore small(BookLimits{16, 10'000'000, 64 << 10});
  shelf_ = &small;
  OfStore().Look();
  ASSERT_NE(small.Find("books/store"), nullptr);
  now_ += absl::Minutes(1);
  EXPECT_EQ(SampleOf(TextOf(OfStore()), "bellwether_store_book_age_seconds"), 60);
  Put(ManyCosts());
  OfStore().Look();
  EXPECT_EQ(small.Find("books/store"), nullptr);
  const StoreBookStanding standing = *OfStore().Find("");
  EXPECT_FALSE(standing.current_at.has_value());
  EXPECT_THAT(standing.problem, HasSubstr("--max-book-bytes (65536)"));
  EXPECT_EQ(ListedTo().at(0).store().problem(), standing.problem);
  EXPECT_EQ(SampleOf(TextOf(OfStore()), "bellwether_store_book_failures_total"), 1);
  Ask1("books/store", "time_to_value");
  EXPECT_EQ(status_.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_THAT(status_.error_message(), HasSubstr("--max-book-bytes"));
  of_store_.reset();
}

TEST_F(StoreBooksTest, ItsThreadSeesWhatComes) {
  settings_.interval = absl::Milliseconds(20);
  OfStore().Start();
  Put(book::RecordsOf(kSmallBook));
  BookPointer book;
  for (int i = 0; i < 500 && (book == nullptr || book->book.account_count() == 0); ++i) {
    absl::SleepFor(absl::Milliseconds(20));
    book = books_.Find("books/store");
  }
  ASSERT_NE(book, nullptr);
  EXPECT_EQ(book->book.account_count(), 1u);
  OfStore().Stop();
}

}  // namespace
}  // namespace bellwether
