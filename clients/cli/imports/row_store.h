// Rows of several exports, put together by account: kept in memory as long as they fit, then in a
// temporary file that nobody else sees and that is gone with the process.
//
//   auto store = RowStore::Open(64 << 20);
//   (*store)->Add("17", 0, row);                  // sources in any order
//   (*store)->ForEachAccount(2, [](const StoredAccount& account) { ...; return true; });
//
// One thread. Failures (a full disk) are statuses.
#ifndef BELLWETHER_CLIENTS_CLI_IMPORTS_ROW_STORE_H_
#define BELLWETHER_CLIENTS_CLI_IMPORTS_ROW_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/imports/build.h"

struct sqlite3;
struct sqlite3_stmt;

namespace bellwether::cli {

// The rows of one account: those of each source, in the order in which they were added.
struct StoredAccount {
  std::string id;
  std::vector<std::vector<imports::ImportRow>> rows;
  uint64_t left_out = 0;  // beyond RowStore::kMostRows
};

class RowStore {
 public:
  // Of one account. What is beyond is counted and not kept in memory.
  static constexpr uint64_t kMostRows = 100'000;

  // `memory`: bytes of rows to keep before the file is written.
  static absl::StatusOr<std::unique_ptr<RowStore>> Open(uint64_t memory);
  ~RowStore();
  RowStore(const RowStore&) = delete;
  RowStore& operator=(const RowStore&) = delete;

  // The accounts are those of source 0: its rows are added before all others.
  absl::Status Add(const std::string& id, uint32_t source, const imports::ImportRow& row);

  // Accounts of source 0 in the order of their first rows, until `take` returns false.
  absl::Status ForEachAccount(uint32_t sources,
                              const std::function<bool(StoredAccount account)>& take);

  // Rows of other sources whose account source 0 does not have.
  struct Strays {
    uint64_t rows = 0;
    std::vector<std::string> ids;  // some of them
  };
  absl::StatusOr<Strays> StraysOf(uint32_t source);

 private:
  explicit RowStore(sqlite3* database) : database_(database) {}

  absl::Status Prepare(uint64_t memory);
  absl::Status Execute(const std::string& command);
  absl::StatusOr<sqlite3_stmt*> Statement(const char* text);
  absl::StatusOr<int64_t> NumberOf(const std::string& id, uint32_t source);
  absl::Status Failure() const;

  sqlite3* database_;
  sqlite3_stmt* insert_id_ = nullptr;
  sqlite3_stmt* find_id_ = nullptr;
  sqlite3_stmt* insert_row_ = nullptr;
  int64_t accounts_ = 0;  // ids of source 0 have the numbers 1 to accounts_
  int64_t rows_ = 0;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_IMPORTS_ROW_STORE_H_
