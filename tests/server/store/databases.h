// Databases for tests: each test has a new one, of both kinds.
#ifndef BELLWETHER_TESTS_SERVER_STORE_DATABASES_H_
#define BELLWETHER_TESTS_SERVER_STORE_DATABASES_H_

#include <sys/types.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "server/store/dialect.h"
#include "server/store/store.h"

namespace bellwether::store {

// One PostgreSQL server for all tests of the program, started when it is first asked for.
class PostgresServer {
 public:
  static PostgresServer& Get();

  // Of a database that is made for the caller.
  std::string NewDatabase();
  void Restart() { Tell("restart"); }
  void Stop() { Tell("stop"); }
  void Start() { Tell("start"); }

 private:
  PostgresServer();
  ~PostgresServer();
  void Tell(const std::string& word);
  std::string ReadLine();

  pid_t pid_ = 0;
  std::FILE* to_ = nullptr;
  std::FILE* from_ = nullptr;
  std::string url_;  // of the database "postgres"
  int databases_ = 0;
};

enum class Kind { kSqlite, kPostgres };
inline std::string NameOfKind(const ::testing::TestParamInfo<Kind>& kind) {
  return kind.param == Kind::kSqlite ? "Sqlite" : "Postgres";
}

// A database of the kind, empty, for one test.
class DatabaseTest : public ::testing::TestWithParam<Kind> {
 protected:
  void SetUp() override;
  void TearDown() override;

  bool is_sqlite() const { return GetParam() == Kind::kSqlite; }
  // As OpenStore takes it.
  const std::string& place() const { return place_; }
  std::filesystem::path folder() const { return folder_; }
  std::unique_ptr<Store> Open(absl::Time now = absl::UnixEpoch());
  std::unique_ptr<const Dialect> MakeDialect() const;

 private:
  std::filesystem::path folder_;
  std::string place_;
};

#define INSTANTIATE_FOR_BOTH_DATABASES(suite)                                                   \
  INSTANTIATE_TEST_SUITE_P(Databases, suite, ::testing::Values(Kind::kSqlite, Kind::kPostgres), \
                           NameOfKind)

}  // namespace bellwether::store

#endif  // BELLWETHER_TESTS_SERVER_STORE_DATABASES_H_
