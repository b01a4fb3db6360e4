// A temporary SQLite database: its page cache is the memory, and it spills by itself. Ids get
// numbers in the order in which they come, so that a walk by number gives the accounts in the order
// of their file.
//
// Tested by tests/clients/row_store_test.cc.
#include "clients/cli/imports/row_store.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr uint64_t kKibibyte = 1024;
constexpr int kMostStraysNamed = 5;

constexpr const char* kTables[] = {
    "CREATE TABLE ids (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)",
    "CREATE TABLE rows (account INTEGER, source INTEGER, ordinal INTEGER, line INTEGER, "
    "decimal INTEGER, cells BLOB, PRIMARY KEY (account, source, ordinal)) WITHOUT ROWID",
};

// ---- Cells as bytes: the length of each, then its characters.

std::string Packed(const std::vector<std::string>& cells) {
  std::string bytes;
  for (const std::string& cell : cells) {
    const auto size = static_cast<uint32_t>(cell.size());
    char length[sizeof size];
    std::memcpy(length, &size, sizeof size);
    bytes.append(length, sizeof size).append(cell);
  }
  return bytes;
}

std::vector<std::string> Unpacked(std::string_view bytes) {
  std::vector<std::string> cells;
  while (!bytes.empty()) {
    uint32_t size = 0;
    std::memcpy(&size, bytes.data(), sizeof size);
    cells.emplace_back(bytes.substr(sizeof size, size));
    bytes.remove_prefix(sizeof size + size);
  }
  return cells;
}

// ---- Statements.

// Ends a use of a statement, however it is left.
class Use {
 public:
  explicit Use(sqlite3_stmt* statement) : statement_(statement) {}
  ~Use() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

  void Bind(int place, int64_t number) { sqlite3_bind_int64(statement_, place, number); }
  // The text must live until the end of this use.
  void Bind(int place, const std::string& text) {
    sqlite3_bind_text(statement_, place, text.data(), static_cast<int>(text.size()), nullptr);
  }
  void BindBytes(int place, const std::string& bytes) {
    sqlite3_bind_blob(statement_, place, bytes.data(), static_cast<int>(bytes.size()), nullptr);
  }
  int Step() { return sqlite3_step(statement_); }

  int64_t Number(int column) const { return sqlite3_column_int64(statement_, column); }
  std::string_view Bytes(int column) const {
    const void* const bytes = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return {static_cast<const char*>(bytes), static_cast<size_t>(size)};
  }

 private:
  sqlite3_stmt* statement_;
};

// A statement that is used once.
struct Finalizer {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using OneStatement = std::unique_ptr<sqlite3_stmt, Finalizer>;

imports::ImportRow RowOf(const Use& use) {
  return {static_cast<uint32_t>(use.Number(2)), Unpacked(use.Bytes(4)),
          static_cast<char>(use.Number(3))};
}

}  // namespace

absl::StatusOr<std::unique_ptr<RowStore>> RowStore::Open(uint64_t memory) {
  sqlite3* database = nullptr;
  const int opened = sqlite3_open("", &database);
  std::unique_ptr<RowStore> store(new RowStore(database));
  if (opened != SQLITE_OK) return store->Failure();
  if (absl::Status prepared = store->Prepare(memory); !prepared.ok()) return prepared;
  return store;
}

RowStore::~RowStore() {
  for (sqlite3_stmt* statement : {insert_id_, find_id_, insert_row_}) sqlite3_finalize(statement);
  sqlite3_close(database_);
}

absl::Status RowStore::Prepare(uint64_t memory) {
  const uint64_t cache = std::max<uint64_t>(memory / kKibibyte, 1);
  std::vector<std::string> commands = {absl::StrCat("PRAGMA cache_size = -", cache),
                                       "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF"};
  commands.insert(commands.end(), std::begin(kTables), std::end(kTables));
  commands.emplace_back("BEGIN");
  for (const std::string& command : commands) {
    if (absl::Status done = Execute(command); !done.ok()) return done;
  }
  const std::pair<sqlite3_stmt**, const char*> statements[] = {
      {&insert_id_, "INSERT INTO ids (id) VALUES (?1)"},
      {&find_id_, "SELECT number FROM ids WHERE id = ?1"},
      {&insert_row_, "INSERT INTO rows VALUES (?1, ?2, ?3, ?4, ?5, ?6)"},
  };
  for (const auto& [place, text] : statements) {
    const auto statement = Statement(text);
    if (!statement.ok()) return statement.status();
    *place = *statement;
  }
  return absl::OkStatus();
}

absl::Status RowStore::Failure() const {
  return absl::UnavailableError(
      absl::StrCat("cannot keep the rows of the exports: ", sqlite3_errmsg(database_),
                   "; give more --memory, or a TMPDIR with room"));
}

absl::Status RowStore::Execute(const std::string& command) {
  const int done = sqlite3_exec(database_, command.c_str(), nullptr, nullptr, nullptr);
  return done == SQLITE_OK ? absl::OkStatus() : Failure();
}

absl::StatusOr<sqlite3_stmt*> RowStore::Statement(const char* text) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_, text, -1, &statement, nullptr) != SQLITE_OK) return Failure();
  return statement;
}

// The number of an id, which is new or known.
absl::StatusOr<int64_t> RowStore::NumberOf(const std::string& id, uint32_t source) {
  {
    Use find(find_id_);
    find.Bind(1, id);
    if (find.Step() == SQLITE_ROW) return find.Number(0);
  }
  Use insert(insert_id_);
  insert.Bind(1, id);
  if (insert.Step() != SQLITE_DONE) return Failure();
  const int64_t number = sqlite3_last_insert_rowid(database_);
  if (source == 0) accounts_ = number;
  return number;
}

absl::Status RowStore::Add(const std::string& id, uint32_t source, const imports::ImportRow& row) {
  const auto account = NumberOf(id, source);
  if (!account.ok()) return account.status();
  const std::string cells = Packed(row.cells);
  Use insert(insert_row_);
  insert.Bind(1, *account);
  insert.Bind(2, int64_t{source});
  insert.Bind(3, rows_++);
  insert.Bind(4, int64_t{row.line});
  insert.Bind(5, int64_t{row.decimal});
  insert.BindBytes(6, cells);
  return insert.Step() == SQLITE_DONE ? absl::OkStatus() : Failure();
}

absl::Status RowStore::ForEachAccount(uint32_t sources,
                                      const std::function<bool(StoredAccount account)>& take) {
  const auto prepared = Statement(
      "SELECT account, source, line, decimal, cells, id FROM rows JOIN ids ON number = account "
      "WHERE account <= ?1 ORDER BY account, source, ordinal");
  if (!prepared.ok()) return prepared.status();
  const OneStatement statement(*prepared);
  Use walk(statement.get());
  walk.Bind(1, accounts_);
  StoredAccount account;
  int64_t number = 0;
  uint64_t rows = 0;
  int step = walk.Step();
  for (; step == SQLITE_ROW; step = walk.Step()) {
    if (walk.Number(0) != number) {
      if (number != 0 && !take(std::exchange(account, {}))) return absl::OkStatus();
      number = walk.Number(0);
      rows = 0;
      account.id = std::string(walk.Bytes(5));
      account.rows.resize(sources);
    }
    if (rows++ < kMostRows) {
      account.rows[static_cast<size_t>(walk.Number(1))].push_back(RowOf(walk));
    } else {
      ++account.left_out;
    }
  }
  if (step != SQLITE_DONE) return Failure();
  if (number != 0) take(std::move(account));
  return absl::OkStatus();
}

absl::StatusOr<RowStore::Strays> RowStore::StraysOf(uint32_t source) {
  Strays strays;
  const auto prepared = Statement(
      "SELECT count(*), min(id) FROM rows JOIN ids ON number = account WHERE source = ?1 AND "
      "account > ?2 GROUP BY account ORDER BY account");
  if (!prepared.ok()) return prepared.status();
  const OneStatement statement(*prepared);
  Use walk(statement.get());
  walk.Bind(1, int64_t{source});
  walk.Bind(2, accounts_);
  int step = walk.Step();
  for (; step == SQLITE_ROW; step = walk.Step()) {
    strays.rows += static_cast<uint64_t>(walk.Number(0));
    if (strays.ids.size() < kMostStraysNamed) strays.ids.emplace_back(walk.Bytes(1));
  }
  if (step != SQLITE_DONE) return Failure();
  return strays;
}

}  // namespace bellwether::cli
