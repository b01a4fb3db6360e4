// Both tables are read as one, since their entries share the numbers of their account.
//
// Tested by tests/server/store/entry_transfer_test.cc.
#include "server/store/sql_entry_transfer.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "server/store/decision_writer.h"
#include "server/store/running_export.h"
#include "server/store/sql_audit_store.h"
#include "server/store/sql_decision_store.h"
#include "server/store/sql_reading.h"
#include "server/store/store.h"
#include "server/store/transaction.h"
#include "server/store/with_session.h"

namespace bellwether::store {
namespace {

constexpr long long kMostEntries = 256;

// Each table gives as many as a page has, by its key; the first of both together are the page.
constexpr std::string_view kColumnsOfOverrides =
    "select account, number, 1 as is_override, action as kind, model as subject, value,"
    " expires_at, known_at, recorded_at, author, reason from overrides";
constexpr std::string_view kColumnsOfDecisions =
    "select account, number, 0 as is_override, kind, subject, days as value,"
    " 0 as expires_at, known_at, recorded_at, author, reason from decisions";

// `which` follows each table; `most` of each.
std::string QueryOf(std::string_view which) {
  const auto part = [&](std::string_view columns, const char* name) {
    return absl::StrCat("select * from (", std::string(columns), " where tenant = :tenant",
                        std::string(which), " order by account, number limit :most) ", name);
  };
  return absl::StrCat(
      "select e.account, e.number, e.is_override, e.kind, e.subject, e.value,"
      " e.expires_at, e.known_at, e.recorded_at, e.author, e.reason,"
      " coalesce((select s.etag from decision_states s where s.tenant = :tenant"
      " and s.account = e.account and s.entries = e.number), '') from (",
      part(kColumnsOfOverrides, "o"), " union all ", part(kColumnsOfDecisions, "d"),
      ") e order by e.account, e.number limit :most");
}

// What a row of that is read into.
struct EntryRow {
  std::string account, subject, author, reason, etag;
  long long number = 0, is_override = 0, kind = 0, expires_at = 0, known_at = 0, recorded_at = 0;
  double value = 0;

  void Into(soci::statement& rows) {
    rows.exchange(soci::into(account));
    for (long long* one : {&number, &is_override, &kind}) rows.exchange(soci::into(*one));
    rows.exchange(soci::into(subject));
    rows.exchange(soci::into(value));
    for (long long* one : {&expires_at, &known_at, &recorded_at}) rows.exchange(soci::into(*one));
    for (std::string* one : {&author, &reason, &etag}) rows.exchange(soci::into(*one));
  }

  AccountEntry Entry() const {
    AccountEntry entry;
    entry.account = account;
    entry.head = {number, absl::FromUnixMicros(known_at), absl::FromUnixMicros(recorded_at), author,
                  reason};
    if (is_override != 0) {
      entry.what =
          NewOverride{subject, static_cast<OverrideAction>(kind), value, TimeOf(expires_at)};
    } else {
      entry.what =
          NewDecision{static_cast<DecisionKind>(kind), static_cast<int32_t>(value), subject};
    }
    entry.etag = etag;
    return entry;
  }
};

std::vector<AccountEntry> ReadEntries(soci::session& session, const std::string& query,
                                      const std::string& tenant, const std::string& account,
                                      long long number, long long most) {
  EntryRow row;
  soci::statement rows(session);
  rows.exchange(soci::use(tenant, "tenant"));
  rows.exchange(soci::use(account, "account"));
  rows.exchange(soci::use(number, "number"));
  rows.exchange(soci::use(most, "most"));
  row.Into(rows);
  rows.alloc();
  rows.prepare(query);
  rows.define_and_bind();
  rows.execute();
  std::vector<AccountEntry> entries;
  while (rows.fetch()) entries.push_back(row.Entry());
  return entries;
}

// The entries after `number` of `account`, by both; `most` at most.
std::vector<AccountEntry> ReadPage(soci::session& session, const std::string& tenant,
                                   const std::string& account, long long number, long long most) {
  static const std::string query = QueryOf(" and (account, number) > (:account, :number)");
  return ReadEntries(session, query, tenant, account, number, most);
}

class SqlEntryExport final : public EntryExport {
 public:
  SqlEntryExport(const Dialect& dialect, std::string tenant, std::unique_ptr<RunningExport> running)
      : dialect_(dialect), tenant_(std::move(tenant)), running_(std::move(running)) {}

  // A database takes its picture at the first statement that reads.
  absl::Status Begin() {
    try {
      dialect_.Connect(session_);
      session_ << std::string(dialect_.begin_read());
      next_ = ReadPage(session_, tenant_, account_, number_, kMostEntries);
      return absl::OkStatus();
    } catch (const soci::soci_error& error) {
      return dialect_.StatusOf(error);
    }
  }

  absl::StatusOr<std::vector<AccountEntry>> Next() override {
    std::vector<AccountEntry> page = std::exchange(next_, {});
    if (page.empty()) return page;
    account_ = page.back().account;
    number_ = page.back().head.number;
    try {
      next_ = ReadPage(session_, tenant_, account_, number_, kMostEntries);
    } catch (const soci::soci_error& error) {
      return dialect_.StatusOf(error);
    }
    return page;
  }

 private:
  const Dialect& dialect_;
  const std::string tenant_;
  const std::unique_ptr<RunningExport> running_;
  soci::session session_;  // what it began is undone when it is closed: it wrote nothing
  // The key of the last entry; no account is called "".
  std::string account_;
  long long number_ = 0;
  std::vector<AccountEntry> next_;
};

// What is kept of them, apart from the etag: moments as the tables have them.
bool IsSame(const AccountEntry& a, const AccountEntry& b) {
  const auto head = [](const EntryHead& one) {
    return std::make_tuple(one.number, absl::ToUnixMicros(one.known_at),
                           absl::ToUnixMicros(one.recorded_at), one.author, one.reason);
  };
  if (head(a.head) != head(b.head) || a.what.index() != b.what.index()) return false;
  if (const auto* one = std::get_if<NewDecision>(&a.what)) {
    const auto& other = std::get<NewDecision>(b.what);
    return std::tie(one->kind, one->days, one->subject) ==
           std::tie(other.kind, other.days, other.subject);
  }
  const auto& one = std::get<NewOverride>(a.what);
  const auto& other = std::get<NewOverride>(b.what);
  return std::tie(one.model, one.action, one.value) ==
             std::tie(other.model, other.action, other.value) &&
         MicrosOf(one.expires_at) == MicrosOf(other.expires_at);
}

// The entries of one account, in a transaction.
class AccountImport {
 public:
  AccountImport(soci::session& session, const std::string& tenant, const std::string& account)
      : session_(session), tenant_(tenant), account_(account) {
    is_kept_ = HoldAccount(session, tenant, account);
    if (is_kept_) state_ = DecisionStateOf(session, tenant, account);
  }

  ImportOutcome Add(const AccountEntry& entry) {
    if (!is_kept_) return ImportOutcome::kUnknownAccount;
    const long long number = entry.head.number;
    if (number <= state_.entries) {
      const auto there = ReadPage(session_, tenant_, account_, number - 1, 1);
      const bool is_same = !there.empty() && IsSame(there.front(), entry);
      return is_same ? ImportOutcome::kAlreadyThere : ImportOutcome::kConflict;
    }
    const long long known_at = absl::ToUnixMicros(entry.head.known_at);
    if (number != state_.entries + 1 || known_at < state_.known_at) {
      return ImportOutcome::kOutOfOrder;
    }
    if (const auto* what = std::get_if<NewOverride>(&entry.what)) {
      InsertOverride(session_, tenant_, account_, entry.head, *what);
    } else {
      InsertDecision(session_, tenant_, account_, entry.head, std::get<NewDecision>(entry.what));
    }
    state_ = {number, known_at, absl::ToUnixMicros(entry.head.recorded_at),
              entry.etag.empty() ? NewEtag() : entry.etag};
    is_changed_ = true;
    return ImportOutcome::kStored;
  }

  void Finish() {
    if (is_changed_) SetDecisionState(session_, tenant_, account_, state_);
  }

 private:
  soci::session& session_;
  const std::string& tenant_;
  const std::string& account_;
  bool is_kept_ = false;
  bool is_changed_ = false;
  DecisionState state_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<EntryExport>> SqlEntryTransfer::Begin(const std::string& tenant) {
  auto running = std::make_unique<RunningExport>(running_);
  if (running->is_one_too_many()) return TooManyExports();
  auto entries =
      std::make_unique<SqlEntryExport>(connections_.dialect(), tenant, std::move(running));
  const absl::Status begun = entries->Begin();
  if (!begun.ok()) return begun;
  return entries;
}

std::vector<AccountEntry> ReadEntriesOf(soci::session& session, const AccountName& of,
                                        long long number, long long most) {
  static const std::string query = QueryOf(" and account = :account and number > :number");
  return ReadEntries(session, query, of.tenant, of.account, number, most);
}

std::vector<ImportOutcome> WriteEntries(soci::session& session, const std::string& tenant,
                                        std::span<const AccountEntry> entries) {
  // By account, so that no two transactions wait for each other in a circle.
  std::map<std::string, std::vector<size_t>> accounts;
  for (size_t i = 0; i < entries.size(); ++i) accounts[entries[i].account].push_back(i);
  std::vector<ImportOutcome> outcomes(entries.size(), ImportOutcome::kUnknownAccount);
  for (const auto& [account, its] : accounts) {
    AccountImport import(session, tenant, account);
    for (const size_t i : its) outcomes[i] = import.Add(entries[i]);
    import.Finish();
  }
  return outcomes;
}

absl::StatusOr<std::vector<ImportOutcome>> SqlEntryTransfer::Import(
    const Request& request, std::span<const AccountEntry> entries) {
  std::vector<ImportOutcome> outcomes;
  const auto write = [&](soci::session& session) {
    Transaction transaction(session, connections_.dialect());
    outcomes = WriteEntries(session, request.tenant, entries);
    const bool is_changed =
        std::find(outcomes.begin(), outcomes.end(), ImportOutcome::kStored) != outcomes.end();
    if (is_changed) Audit(session, request, "decisions imported");
    transaction.Commit();
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(connections_, Connections::For::kWriting, write);
  if (!status.ok()) return status;
  return outcomes;
}

}  // namespace bellwether::store
