// Tested by tests/server/store/store_test.cc, and by store_faults_test.cc where things go wrong.
#include "server/store/sql_store.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"
#include "server/store/alert_writer.h"
#include "server/store/answered_requests.h"
#include "server/store/attribute_writer.h"
#include "server/store/record_writer.h"
#include "server/store/transaction.h"
#include "server/store/with_session.h"

namespace bellwether::store {
namespace {

// Of a part that may hold anything: its length first, so that no two lists read alike.
void AddPart(const std::string& part, std::string& text) {
  absl::StrAppend(&text, part.size(), ":", part);
}

std::string DigestOf(std::span<const StoredRecord> records) {
  std::string text = "records ";
  for (const StoredRecord& record : records) {
    for (const std::string* part : {&record.account, &record.kind, &record.id, &record.body}) {
      AddPart(*part, text);
    }
    absl::StrAppend(&text, absl::ToUnixMicros(record.at), ",", absl::ToUnixMicros(record.known_at),
                    ";");
  }
  return Sha256Hex(text);
}

// One digit an outcome.
std::string TextOf(const std::vector<PutOutcome>& outcomes) {
  std::string text;
  for (const PutOutcome outcome : outcomes)
    text += static_cast<char>('0' + static_cast<int>(outcome));
  return text;
}

std::vector<PutOutcome> OutcomesOf(const std::string& text) {
  std::vector<PutOutcome> outcomes;
  for (const char digit : text) outcomes.push_back(static_cast<PutOutcome>(digit - '0'));
  return outcomes;
}

// Versions of the account.
constexpr char kOwnRecords[] =
    "select account, kind, id, known_at, at, body from records"
    " where tenant = :tenant and account = :account and known_at <= :until";

// Where another account has another version of a record of this one. "cross join": SQLite, which
// knows nothing of how many rows there are, would otherwise go through all records of the tenant
// for each account.
constexpr char kOfSharers[] =
    " from records mine cross join records other"
    " where mine.tenant = :tenant and mine.account = :account"
    " and other.tenant = :tenant and other.kind = mine.kind and other.id = mine.id"
    " and other.account <> :account";

// These versions.
std::string SharedRecords() {
  return absl::StrCat(
      "select distinct other.account, other.kind, other.id, other.known_at, other.at, other.body",
      kOfSharers, " and mine.known_at <= :until and other.known_at <= :until");
}

constexpr char kSharer[] =
    "select account from sharers where tenant = :tenant and account = :account";

// The queries of an account, with what they read from and into.
class RecordsQuery {
 public:
  explicit RecordsQuery(soci::session& session)
      : own_(Records(session, kOwnRecords)),
        all_(Records(session, absl::StrCat(kOwnRecords, " union all ", SharedRecords()))),
        sharer_((session.prepare << kSharer, soci::use(tenant_), soci::use(account_),
                 soci::into(record_.account))),
        kinds_((session.prepare << "select kind from kinds where tenant = :tenant",
                soci::use(tenant_), soci::into(kind_))) {}

  // `asks_sharers`: it is written down whose records have versions of other accounts, of which
  // there are few.
  AccountRecords Run(const std::string& tenant, const std::string& account, long long until,
                     bool asks_sharers) {
    tenant_ = tenant;
    account_ = account;
    until_ = until;
    AccountRecords known;
    if (asks_sharers) known.records = Read(own_);
    // Asked after the account's own are read: what was shared by then is among them.
    if (!asks_sharers || IsSharer()) known.records = Read(all_);
    kinds_.execute();
    while (kinds_.fetch()) known.kinds.push_back(kind_);
    return known;
  }

 private:
  soci::statement Records(soci::session& session, const std::string& text) {
    return (session.prepare << text, soci::use(tenant_, "tenant"), soci::use(account_, "account"),
            soci::use(until_, "until"), soci::into(record_.account), soci::into(record_.kind),
            soci::into(record_.id), soci::into(known_at_), soci::into(at_),
            soci::into(record_.body));
  }

  std::vector<StoredRecord> Read(soci::statement& rows) {
    std::vector<StoredRecord> records;
    rows.execute();
    while (rows.fetch()) {
      record_.known_at = absl::FromUnixMicros(known_at_);
      record_.at = absl::FromUnixMicros(at_);
      records.push_back(record_);
    }
    return records;
  }

  bool IsSharer() {
    bool found = false;
    sharer_.execute();
    while (sharer_.fetch()) found = true;
    return found;
  }

  // What the statements read from and write to.
  std::string tenant_, account_, kind_;
  long long until_ = 0, known_at_ = 0, at_ = 0;
  StoredRecord record_;
  soci::statement own_, all_, sharer_, kinds_;
};

// Other accounts of which another version of a record of `account` is, in one order, for each of
// their rows is waited for.
std::vector<std::string> SharingWith(soci::session& session, const std::string& tenant,
                                     const std::string& account) {
  std::vector<std::string> others;
  std::string other;
  soci::statement rows =
      (session.prepare << absl::StrCat("select distinct other.account", kOfSharers,
                                       " order by other.account"),
       soci::use(tenant, "tenant"), soci::use(account, "account"), soci::into(other));
  rows.execute();
  while (rows.fetch()) others.push_back(other);
  return others;
}

// What was erased stands in the database's log until that begins anew. Where that fails, it was
// erased all the same, and the log is overwritten later.
void EmptyLog(soci::session& session, const Dialect& dialect) {
  try {
    dialect.EmptyLog(session);
  } catch (const soci::soci_error&) {
  }
}

bool IsBefore(const StoredRecord& a, const StoredRecord& b) {
  return std::tie(a.kind, a.id, a.known_at) < std::tie(b.kind, b.id, b.known_at);
}

}  // namespace

absl::StatusOr<std::vector<PutOutcome>> SqlStore::PutRecords(
    const Request& request, std::span<const StoredRecord> records) {
  const std::string digest = request.id.empty() ? "" : DigestOf(records);
  std::vector<PutOutcome> outcomes;
  const auto write = [&](soci::session& session) {
    Transaction transaction(session, connections_->dialect());
    const auto answered = FindAnswer(session, request, digest);
    if (!answered.ok()) return answered.status();
    if (answered->has_value()) {
      outcomes = OutcomesOf(**answered);
      return absl::OkStatus();
    }
    outcomes = WriteRecords(session, request, records, connections_->dialect().writes_in_turn());
    Remember(session, request, digest, TextOf(outcomes));
    transaction.Commit();
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(*connections_, Connections::For::kWriting, write);
  if (!status.ok()) return status;
  return outcomes;
}

absl::StatusOr<AccountRecords> SqlStore::RecordsOf(const std::string& tenant,
                                                   const std::string& account,
                                                   absl::Time known_until) {
  const long long until = known_until == absl::InfiniteFuture()
                              ? std::numeric_limits<long long>::max()
                              : absl::ToUnixMicros(known_until);
  const bool asks_sharers = connections_->dialect().writes_in_turn();
  AccountRecords known;
  const auto read = [&](Connections::Loan& loan) {
    known = loan.Kept<RecordsQuery>().Run(tenant, account, until, asks_sharers);
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(*connections_, Connections::For::kReading, read);
  if (!status.ok()) return status;
  // They mostly come that way.
  if (!std::is_sorted(known.records.begin(), known.records.end(), IsBefore)) {
    std::sort(known.records.begin(), known.records.end(), IsBefore);
  }
  return known;
}

absl::StatusOr<uint64_t> SqlStore::Erase(const Request& request, const std::string& account) {
  const std::string digest = Sha256Hex(absl::StrCat("erase ", account));
  uint64_t erased = 0;
  const auto write = [&](soci::session& session) {
    Transaction transaction(session, connections_->dialect());
    const auto answered = FindAnswer(session, request, digest);
    if (!answered.ok()) return answered.status();
    if (answered->has_value()) {
      erased = std::stoull(**answered);
      return absl::OkStatus();
    }
    const std::vector<std::string> sharing = SharingWith(session, request.tenant, account);
    soci::statement records =
        (session.prepare << "delete from records where tenant = :tenant and account = :account",
         soci::use(request.tenant), soci::use(account));
    records.execute(true);
    erased = static_cast<uint64_t>(records.get_affected_rows());
    session << "delete from accounts where tenant = :tenant and account = :account",
        soci::use(request.tenant), soci::use(account);
    for (const char* table : {"account_attributes", "sharers"}) {
      session << absl::StrCat("delete from ", table,
                              " where tenant = :tenant and account = :account"),
          soci::use(request.tenant), soci::use(account);
    }
    AttributeWriter attributes(session, request.tenant);
    for (const std::string& other : sharing) attributes.Update(other);
    EraseDecisions(session, request, account);
    if (erased > 0) AuditErasure(session, request);
    EraseEvaluations(session, {request.tenant, account});
    EraseMessages(session, {request.tenant, account});
    EraseAlerts(session, {request.tenant, account});
    // What had been given to it is theirs again.
    for (const std::string& other : sharing) {
      MarkDue(session, {request.tenant, other}, absl::UnixEpoch());
    }
    Remember(session, request, digest, absl::StrCat(erased));
    transaction.Commit();
    EmptyLog(session, connections_->dialect());
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(*connections_, Connections::For::kWriting, write);
  if (!status.ok()) return status;
  return erased;
}

}  // namespace bellwether::store
