// Tested by tests/server/store/store_test.cc and store_faults_test.cc.
#include "server/store/sqlite_dialect.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "soci/sqlite3/soci-sqlite3.h"

namespace bellwether::store {
namespace {

// How long a call waits for another process that writes: this one waits at its own door.
constexpr int kMostBusySeconds = 10;

// How long the log waits for those who read by it, when it is to begin anew.
constexpr int kMostEmptyingMilliseconds = 200;

// What each connection is told. FULL: what was committed outlives a power cut, and not only the
// process. The rest bounds memory: 16 MiB of pages for each connection.
constexpr std::string_view kSettings[] = {
    "pragma journal_mode = wal",
    "pragma synchronous = full",
    "pragma foreign_keys = on",
    "pragma cache_size = -16384",
    // 16 MiB: a page that many records go to is copied into the file once for all of them.
    "pragma wal_autocheckpoint = 4096",
    "pragma journal_size_limit = 67108864",
    // What is erased is overwritten, and not only forgotten.
    "pragma secure_delete = on",
};

// A connection is lent to one thread at a time, and needs no lock of its own; nor is it counted
// what the library allocates, which all threads would wait for. Where the process has used the
// library before, it stays as it is.
void ConfigureLibrary() {
  static const bool configured =
      sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK &&
      sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
  static_cast<void>(configured);
}

// As a word of a connection string.
std::string QuotedWord(const std::string& text) { return absl::StrCat("\"", text, "\""); }

}  // namespace

SqliteDialect::SqliteDialect(std::string file)
    : file_(std::move(file)), place_(absl::StrCat("sqlite:", file_)) {}

void SqliteDialect::Connect(soci::session& session) const {
  ConfigureLibrary();
  session.open(soci::sqlite3,
               absl::StrCat("db=", QuotedWord(file_), " timeout=", kMostBusySeconds));
  for (const std::string_view setting : kSettings) session << std::string(setting);
}

std::string SqliteDialect::TextOfJson(std::string_view column, std::string_view field) const {
  const std::string of = absl::StrCat("(", ToAbsl(column), ", '$.", ToAbsl(field), "')");
  return absl::StrCat("case json_type", of, " when 'text' then json_extract", of, " else '' end");
}

// All who write wait meanwhile: whoever reads for long is not waited for.
void SqliteDialect::EmptyLog(soci::session& session) const {
  const auto wait_at_most = [&session](int milliseconds) {
    session << absl::StrCat("pragma busy_timeout = ", milliseconds);
  };
  wait_at_most(kMostEmptyingMilliseconds);
  session << "pragma wal_checkpoint(truncate)";
  wait_at_most(kMostBusySeconds * 1'000);
}

absl::Status SqliteDialect::StatusOf(const soci::soci_error& error) const {
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  const int code = sqlite != nullptr ? sqlite->result() & 0xff : SQLITE_ERROR;
  const std::string said = absl::StrCat(place_, ": ", error.get_error_message());
  switch (code) {
    case SQLITE_FULL:
    case SQLITE_IOERR:  // a write beyond a limit of the system or the file system
      return absl::ResourceExhaustedError(
          absl::StrCat(said, "; is its disk full? Make room on its disk"));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return absl::UnavailableError(
          absl::StrCat(said, "; does another program write to the file? Try again"));
    case SQLITE_CANTOPEN:
      return absl::UnavailableError(
          absl::StrCat(said, "; is the folder there, and may this user write to it?"));
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return absl::UnavailableError(absl::StrCat(said, "; this user may not write to it"));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return absl::DataLossError(
          absl::StrCat(said, "; it is damaged, or no store: restore it from a backup"));
    default:
      return absl::UnavailableError(said);
  }
}

}  // namespace bellwether::store
