// What becomes of a call when the database fails it.
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/open_store.h"
#include "tests/server/store/databases.h"

namespace bellwether::store {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const absl::Time kNow = absl::FromUnixSeconds(1'767'225'600);

std::vector<StoredRecord> OneRecord(const std::string& id, const std::string& body = "{}") {
  return {{"acme", "survey", id, kNow, kNow, body}};
}

class PostgresFaultsTest : public DatabaseTest {};

TEST_P(PostgresFaultsTest, AConnectionThatBrokeIsOpenedAnew) {
  const auto store = Open();
  ASSERT_TRUE(store->PutRecords({"", "", kNow}, OneRecord("1")).ok());
  PostgresServer::Get().Restart();
  const auto second = store->PutRecords({"", "", kNow}, OneRecord("2"));
  EXPECT_TRUE(second.ok()) << second.status();
  PostgresServer::Get().Restart();
  const auto records = store->RecordsOf("", "acme", absl::InfiniteFuture());
  ASSERT_TRUE(records.ok()) << records.status();
  EXPECT_EQ(records->records.size(), 2u);
}

TEST_P(PostgresFaultsTest, AServerThatIsGoneIsUnavailableAndThenBack) {
  const auto store = Open();
  ASSERT_TRUE(store->PutRecords({"", "", kNow}, OneRecord("1")).ok());
  PostgresServer::Get().Stop();
  const auto gone = store->PutRecords({"", "", kNow}, OneRecord("2", "{\"secret\":7}"));
  EXPECT_EQ(gone.status().code(), absl::StatusCode::kUnavailable);
  // What a record holds is not told of in an error, which may be logged.
  EXPECT_THAT(std::string(gone.status().message()), Not(HasSubstr("secret")));
  PostgresServer::Get().Start();
  EXPECT_TRUE(store->PutRecords({"", "", kNow}, OneRecord("2")).ok());
}

INSTANTIATE_TEST_SUITE_P(Databases, PostgresFaultsTest, ::testing::Values(Kind::kPostgres),
                         NameOfKind);

// While it lives no file of the process grows beyond so many bytes: to a write that looks like a
// disk that is full.
class FileLimit {
 public:
  explicit FileLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit less = {bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &less);
  }
  ~FileLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileLimit(const FileLimit&) = delete;
  FileLimit& operator=(const FileLimit&) = delete;

 private:
  void (*const handler_)(int);
  rlimit before_ = {};
};

class SqliteFaultsTest : public DatabaseTest {};

TEST_P(SqliteFaultsTest, AFileThatIsNoStoreIsSaidToBeNone) {
  std::ofstream(place().substr(sizeof("sqlite:") - 1)) << std::string(4096, 'x');
  const auto store = OpenStore(place(), {}, kNow);
  EXPECT_EQ(store.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(store.status().message()), HasSubstr("restore it from a backup"));
}

TEST_P(SqliteFaultsTest, AFullDiskWritesNothingAndIsRecoveredFrom) {
  const auto store = Open();
  ASSERT_TRUE(store->PutRecords({"", "", kNow}, OneRecord("1")).ok());
  {
    const FileLimit limit(1 << 20);
    const auto full = store->PutRecords({"", "", kNow}, OneRecord("2", std::string(4 << 20, 'x')));
    EXPECT_EQ(full.status().code(), absl::StatusCode::kResourceExhausted) << full.status();
    EXPECT_THAT(std::string(full.status().message()), HasSubstr("is its disk full"));
    EXPECT_TRUE(store->RecordsOf("", "acme", absl::InfiniteFuture()).ok());
  }
  const auto after = store->PutRecords({"", "", kNow}, OneRecord("3"));
  EXPECT_TRUE(after.ok()) << after.status();
  const auto records = store->RecordsOf("", "acme", absl::InfiniteFuture());
  ASSERT_TRUE(records.ok());
  EXPECT_EQ(records->records.size(), 2u);
}

INSTANTIATE_TEST_SUITE_P(Databases, SqliteFaultsTest, ::testing::Values(Kind::kSqlite), NameOfKind);

}  // namespace
}  // namespace bellwether::store
