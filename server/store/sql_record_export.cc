// One transaction that only reads sees the database as it was at its first statement; within it,
// each page is asked for by the key of the last record, so no statement stays open between pages.
//
// Tested by tests/server/store/record_export_test.cc.
#include "server/store/sql_record_export.h"

#include <limits>
#include <utility>
#include <vector>

#include "server/store/running_export.h"
#include "soci/soci.h"

namespace bellwether::store {
namespace {

constexpr long long kMostRows = 256;
constexpr size_t kMostBytes = 256 << 10;

constexpr std::string_view kPage =
    "select account, kind, id, known_at, body from records where tenant = :tenant"
    " and (account, kind, id, known_at) > (:account, :kind, :id, :known_at)"
    " order by account, kind, id, known_at limit :most";

class SqlRecordExport final : public RecordExport {
 public:
  SqlRecordExport(const Dialect& dialect, std::string tenant,
                  std::unique_ptr<RunningExport> running)
      : dialect_(dialect), tenant_(std::move(tenant)), running_(std::move(running)) {}

  // A database takes its picture at the first statement that reads.
  absl::Status Begin() {
    try {
      dialect_.Connect(session_);
      session_ << std::string(dialect_.begin_read());
      long long any = 0;
      session_ << "select count(*) from (select 1 from records limit 1) one", soci::into(any);
      return absl::OkStatus();
    } catch (const soci::soci_error& error) {
      return dialect_.StatusOf(error);
    }
  }

  absl::StatusOr<std::vector<std::string>> Next() override {
    std::vector<std::string> bodies;
    try {
      ReadPage(bodies);
    } catch (const soci::soci_error& error) {
      return dialect_.StatusOf(error);
    }
    return bodies;
  }

 private:
  void ReadPage(std::vector<std::string>& bodies) {
    std::string account, kind, id, body;
    long long known_at = 0;
    soci::statement rows =
        (session_.prepare << std::string(kPage), soci::use(tenant_, "tenant"),
         soci::use(account_, "account"), soci::use(kind_, "kind"), soci::use(id_, "id"),
         soci::use(known_at_, "known_at"), soci::use(kMostRows, "most"), soci::into(account),
         soci::into(kind), soci::into(id), soci::into(known_at), soci::into(body));
    rows.execute();
    size_t bytes = 0;
    while (bytes < kMostBytes && rows.fetch()) {
      bytes += body.size();
      bodies.push_back(std::move(body));
    }
    if (bodies.empty()) return;
    account_ = account;
    kind_ = kind;
    id_ = id;
    known_at_ = known_at;
  }

  const Dialect& dialect_;
  const std::string tenant_;
  const std::unique_ptr<RunningExport> running_;
  soci::session session_;  // what it began is undone when it is closed: it wrote nothing
  // The key of the last record; no account is called "".
  std::string account_, kind_, id_;
  long long known_at_ = std::numeric_limits<long long>::min();
};

}  // namespace

absl::StatusOr<std::unique_ptr<RecordExport>> SqlRecordExports::Begin(const std::string& tenant) {
  auto running = std::make_unique<RunningExport>(running_);
  if (running->is_one_too_many()) return TooManyExports();
  auto records = std::make_unique<SqlRecordExport>(dialect_, tenant, std::move(running));
  const absl::Status begun = records->Begin();
  if (!begun.ok()) return begun;
  return records;
}

}  // namespace bellwether::store
