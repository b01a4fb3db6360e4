// Everything of one call is written in one transaction, in the order in which an erasure takes what
// it locks: records first, then the turn of evaluations.
//
// Tested by tests/server/store/transfer_test.cc.
#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/store/alert_writer.h"
#include "server/store/evaluation_writer.h"
#include "server/store/imported_sequence.h"
#include "server/store/query.h"
#include "server/store/record_writer.h"
#include "server/store/sql_audit_store.h"
#include "server/store/sql_decision_store.h"
#include "server/store/sql_entry_transfer.h"
#include "server/store/sql_reading.h"
#include "server/store/sql_transfer.h"
#include "server/store/transaction.h"
#include "server/store/with_session.h"
#include "soci/soci.h"

namespace bellwether::store {
namespace {

// What becomes of several parts of an item.
TransferOutcome Together(TransferOutcome a, TransferOutcome b) {
  const auto either = [&](TransferOutcome one) { return a == one || b == one; };
  if (either(TransferOutcome::kConflict)) return TransferOutcome::kConflict;
  return either(TransferOutcome::kStored) ? TransferOutcome::kStored
                                          : TransferOutcome::kAlreadyThere;
}

TransferOutcome OutcomeOf(PutOutcome outcome) {
  switch (outcome) {
    case PutOutcome::kStored:
      return TransferOutcome::kStored;
    case PutOutcome::kAlreadyThere:
      return TransferOutcome::kAlreadyThere;
    case PutOutcome::kConflict:
      break;
  }
  return TransferOutcome::kConflict;
}

TransferOutcome OutcomeOf(ImportOutcome outcome) {
  switch (outcome) {
    case ImportOutcome::kStored:
      return TransferOutcome::kStored;
    case ImportOutcome::kAlreadyThere:
      return TransferOutcome::kAlreadyThere;
    case ImportOutcome::kConflict:
      return TransferOutcome::kConflict;
    case ImportOutcome::kOutOfOrder:
      return TransferOutcome::kOutOfOrder;
    case ImportOutcome::kUnknownAccount:
      break;
  }
  return TransferOutcome::kUnknownAccount;
}

struct ThereRow {
  std::string account, facts_digest, pack_digest, body;
  long long as_of = 0;

  void Into(soci::statement& rows) {
    for (std::string* text : {&account, &facts_digest, &pack_digest, &body}) {
      rows.exchange(soci::into(*text));
    }
    rows.exchange(soci::into(as_of));
  }
};

// The last numbers of each sort that were given, raised to those that come from elsewhere.
class Numbers {
 public:
  // The turn of evaluations is taken.
  explicit Numbers(soci::session& session) : session_(session) {
    session_ << "select alert, task, event, sequence, changed from alert_numbers",
        soci::into(alert_), soci::into(task_), soci::into(event_), soci::into(sequence_),
        soci::into(changed_);
    evaluation_ = ReadNumber(session_, "select last from evaluation_sequence", 0);
  }

  // Its number there, where that is free here.
  long long ForAlert(long long there, bool is_free) { return Given(there, is_free, alert_); }
  long long ForTask(long long there, bool is_free) { return Given(there, is_free, task_); }
  long long NextEvent() { return ++event_; }
  long long NextChange() { return ++changed_; }
  void RaiseSequence(long long there) { Raise(there, sequence_); }
  void RaiseEvaluation(long long there) { Raise(there, evaluation_); }

  void Finish() {
    session_ << "update alert_numbers set alert = :alert, task = :task, event = :event,"
                " sequence = :sequence, changed = :changed",
        soci::use(alert_), soci::use(task_), soci::use(event_), soci::use(sequence_),
        soci::use(changed_);
    session_ << "update evaluation_sequence set last = :last", soci::use(evaluation_);
  }

 private:
  static void Raise(long long there, long long& last) {
    last = std::max(last, std::min<long long>(there, kMostRaised));
  }
  static long long Given(long long there, bool is_free, long long& last) {
    if (!is_free || there < 1 || there > kMostRaised) return ++last;
    last = std::max(last, there);
    return there;
  }

  soci::session& session_;
  long long alert_ = 0, task_ = 0, event_ = 0, sequence_ = 0, changed_ = 0, evaluation_ = 0;
};

// What accounts have beside records and entries, in a transaction whose turn it is.
class HistoryImport {
 public:
  HistoryImport(soci::session& session, const Request& request,
                const TransferStore::WithTask& with_task)
      : session_(session), tenant_(request.tenant), with_task_(with_task), numbers_(session) {}

  TransferOutcome Add(const AccountStanding& standing) {
    if (!IsKept(standing.account)) return TransferOutcome::kUnknownAccount;
    TransferOutcome outcome = TransferOutcome::kAlreadyThere;
    if (standing.last) outcome = Together(outcome, AddEvaluation(*standing.last));
    for (const KeptBandChange& band : standing.bands) {
      outcome = Together(outcome, AddBand(standing.account, band));
    }
    for (const KeptIntervention& one : standing.former) {
      outcome = Together(outcome, AddFormer(standing.account, one));
    }
    return Together(outcome, AddOpen(standing));
  }

  TransferOutcome Add(const StoredEvaluation& one) {
    return IsKept(one.of.account) ? AddEvaluation(one) : TransferOutcome::kUnknownAccount;
  }

  TransferOutcome Add(const KeptAlert& alert) {
    return IsKept(alert.row.of.account) ? AddAlert(alert) : TransferOutcome::kUnknownAccount;
  }

  void Finish() { numbers_.Finish(); }

 private:
  std::string OfAccountHere(Query& query, const std::string& account) const {
    return absl::StrCat("tenant = ", query.Text(tenant_), " and account = ", query.Text(account));
  }

  bool IsKept(const std::string& account) {
    const auto [known, is_new] = kept_.try_emplace(account, false);
    if (is_new) known->second = CountRecordsOf(session_, {tenant_, account}) > 0;
    return known->second;
  }

  long long Count(const Query& prepared, const std::string& text) const {
    struct CountRow {
      long long count = 0;
      void Into(soci::statement& rows) { rows.exchange(soci::into(count)); }
    } row;
    Query query = prepared;
    query.Run(session_, text, row, [] {});
    return row.count;
  }

  // The evaluation of that number, of whatever account of the tenant.
  std::optional<ThereRow> EvaluationAt(long long sequence) {
    Query query;
    ThereRow row;
    bool found = false;
    query.Run(session_,
              absl::StrCat("select account, facts_digest, pack_digest, body, as_of"
                           " from evaluations where tenant = ",
                           query.Text(tenant_), " and sequence = ", query.Number(sequence)),
              row, [&] { found = true; });
    return found ? std::optional(row) : std::nullopt;
  }

  // It may come back to the store in which it was made.
  TransferOutcome AddEvaluation(const StoredEvaluation& one) {
    const long long as_of = absl::ToUnixMicros(one.as_of);
    const auto is_it = [&](const ThereRow& there) {
      return there.account == one.of.account && there.as_of == as_of &&
             there.facts_digest == one.facts_digest && there.pack_digest == one.pack_digest &&
             there.body == one.body;
    };
    const auto own = EvaluationAt(one.sequence);
    if (own && is_it(*own)) return TransferOutcome::kAlreadyThere;
    const long long sequence = ImportedSequence(one.of.account, one.sequence);
    const auto there = EvaluationAt(sequence);
    if (there) {
      return is_it(*there) ? TransferOutcome::kAlreadyThere : TransferOutcome::kConflict;
    }
    const long long next = MicrosOf(one.next_change_at),
                    records = static_cast<long long>(one.records);
    const int cause = static_cast<int>(one.cause);
    const double score = one.score.value_or(0);
    const int standing = static_cast<int>(one.standing.value_or(HealthStanding::kNoModel));
    soci::indicator has_score = one.score ? soci::i_ok : soci::i_null,
                    has_standing = one.standing ? soci::i_ok : soci::i_null;
    session_ << "insert into evaluations (tenant, account, sequence, as_of, cause, facts_digest,"
                " pack_digest, body, next_change_at, records) values (:tenant, :account,"
                " :sequence, :as_of, :cause, :facts, :pack, :body, :next, :records)",
        soci::use(tenant_), soci::use(one.of.account), soci::use(sequence), soci::use(as_of),
        soci::use(cause), soci::use(one.facts_digest), soci::use(one.pack_digest),
        soci::use(one.body), soci::use(next), soci::use(records);
    // What is later stays the last one: what was evaluated here in any case.
    session_ << "insert into last_evaluations (tenant, account, sequence, pack_digest,"
                " next_change_at, records, band, score, standing)"
                " values (:tenant, :account, :sequence, :pack, :next, :records, :band, :score,"
                " :standing)"
                " on conflict (tenant, account) do update set"
                " sequence = excluded.sequence, pack_digest = excluded.pack_digest,"
                " next_change_at = excluded.next_change_at, records = excluded.records,"
                " band = excluded.band, score = excluded.score, standing = excluded.standing"
                " where last_evaluations.sequence < excluded.sequence",
        soci::use(tenant_), soci::use(one.of.account), soci::use(sequence),
        soci::use(one.pack_digest), soci::use(next), soci::use(records), soci::use(one.band),
        soci::use(score, has_score), soci::use(standing, has_standing);
    numbers_.RaiseEvaluation(one.sequence);
    return TransferOutcome::kStored;
  }

  TransferOutcome AddBand(const std::string& account, const KeptBandChange& band) {
    const long long at = absl::ToUnixMicros(band.at);
    Query own;
    const std::string is_there =
        absl::StrCat("select count(*) from band_changes where ", OfAccountHere(own, account),
                     " and sequence = ", own.Number(band.sequence), " and at = ", own.Number(at),
                     " and band = ", own.Text(band.band));
    if (Count(own, is_there) > 0) return TransferOutcome::kAlreadyThere;
    Query query;
    const long long added = query.Change(
        session_,
        absl::StrCat("insert into band_changes (tenant, account, sequence, at, band) values (",
                     query.Text(tenant_), ", ", query.Text(account), ", ",
                     query.Number(ImportedSequence(account, band.sequence)), ", ", query.Number(at),
                     ", ", query.Text(band.band), ") on conflict do nothing"));
    numbers_.RaiseEvaluation(band.sequence);
    return added > 0 ? TransferOutcome::kStored : TransferOutcome::kAlreadyThere;
  }

  // One that was imported before may have got another number.
  TransferOutcome AddFormer(const std::string& account, const KeptIntervention& one) {
    Query query;
    const std::string is_there = absl::StrCat(
        "select count(*) from interventions where ", OfAccountHere(query, account),
        " and begun_at = ", query.Number(absl::ToUnixMicros(one.begun_at)),
        " and playbook = ", query.Text(one.playbook), " and rule = ", query.Text(one.rule));
    if (Count(query, is_there) > 0) return TransferOutcome::kAlreadyThere;
    AddIntervention(account, NumberForAlert(account, one.former_alert), one);
    return TransferOutcome::kStored;
  }

  // An account that has alerts of its own here keeps them: what the engine remembers of them is of
  // one piece.
  TransferOutcome AddOpen(const AccountStanding& standing) {
    if (standing.alert_state.empty()) return TransferOutcome::kAlreadyThere;
    const long long version = ReadNumber(session_,
                                         "select version from alert_states"
                                         " where tenant = :tenant and account = :account",
                                         0, tenant_, standing.account);
    if (version > 0) {
      const bool all_known =
          std::all_of(standing.open.begin(), standing.open.end(),
                      [this](const KeptAlert& alert) { return FindAlert(alert) > 0; });
      return all_known ? TransferOutcome::kAlreadyThere : TransferOutcome::kConflict;
    }
    const long long first = numbers_.NextChange();
    session_ << "insert into alert_states (tenant, account, version, body)"
                " values (:tenant, :account, :version, :body)",
        soci::use(tenant_), soci::use(standing.account), soci::use(first),
        soci::use(standing.alert_state);
    for (const KeptAlert& alert : standing.open) AddAlert(alert);
    // Where it was evaluated here already, its next look is not the one that these wait for.
    Query query;
    query.Change(session_,
                 absl::StrCat("update last_evaluations set next_change_at = 0 where ",
                              OfAccountHere(query, standing.account), " and sequence > 0"));
    return TransferOutcome::kStored;
  }

  // Its number here; 0: it is not here.
  long long FindAlert(const KeptAlert& alert) {
    const long long raised_at = absl::ToUnixMicros(alert.row.raised_at);
    return ReadNumber(session_,
                      "select number from alerts where tenant = :tenant and account = :account"
                      " and alert_key = :key and raised_at = :raised order by number limit 1",
                      0, tenant_, alert.row.of.account, alert.row.key, raised_at);
  }

  // What is kept of an alert that is gone counts as well: it would be taken for its own.
  long long NumberForAlert(const std::string& account, long long there) {
    const long long taken =
        ReadNumber(session_, "select count(*) from alerts where number = :number", 0, there) +
        ReadNumber(session_,
                   "select count(*) from interventions where tenant = :tenant"
                   " and account = :account and alert = :number",
                   0, tenant_, account, there);
    return numbers_.ForAlert(there, taken == 0);
  }

  TransferOutcome AddAlert(const KeptAlert& alert) {
    if (FindAlert(alert) > 0) return TransferOutcome::kAlreadyThere;
    const StoredAlert& row = alert.row;
    const std::string& account = row.of.account;
    const long long number = NumberForAlert(account, row.number), changed = numbers_.NextChange(),
                    standing = static_cast<long long>(row.standing),
                    raised_at = absl::ToUnixMicros(row.raised_at),
                    acknowledged_at = MicrosOf(row.acknowledged_at),
                    snoozed_until = MicrosOf(row.snoozed_until),
                    resolved_at = MicrosOf(row.resolved_at);
    session_ << "insert into alerts (tenant, number, account, alert_key, lead_rule, severity, csm,"
                " stake, standing, raised_at, acknowledged_at, snoozed_until, resolved_at, changed,"
                " body) values (:tenant, :number, :account, :key, :lead, :severity, :csm, :stake,"
                " :standing, :raised, :acknowledged, :snoozed, :resolved, :changed, :body)",
        soci::use(tenant_), soci::use(number), soci::use(account), soci::use(row.key),
        soci::use(row.lead), soci::use(row.severity), soci::use(row.csm), soci::use(row.stake),
        soci::use(standing), soci::use(raised_at), soci::use(acknowledged_at),
        soci::use(snoozed_until), soci::use(resolved_at), soci::use(changed), soci::use(row.body);
    std::map<int64_t, int64_t> tasks;  // by their numbers there
    for (const KeptTask& task : alert.tasks)
      tasks[task.row.number] = AddTask(account, number, task);
    for (const KeptAlertEvent& event : alert.events) AddEvent(account, number, event, tasks);
    for (const KeptIntervention& one : alert.interventions) AddIntervention(account, number, one);
    return TransferOutcome::kStored;
  }

  int64_t AddTask(const std::string& account, long long alert, const KeptTask& task) {
    const StoredTask& row = task.row;
    const bool is_free = ReadNumber(session_, "select count(*) from tasks where number = :number",
                                    0, static_cast<long long>(row.number)) == 0;
    const long long number = numbers_.ForTask(row.number, is_free), changed = numbers_.NextChange(),
                    standing = static_cast<long long>(row.standing), due_at = MicrosOf(row.due_at),
                    told = row.told_overdue ? 1 : 0, ended = MicrosOf(task.ended_at);
    session_ << "insert into tasks (tenant, number, account, alert, owner, csm, standing, due_at,"
                " told_overdue, ended_at, changed, body) values (:tenant, :number, :account,"
                " :alert, :owner, :csm, :standing, :due, :told, :ended, :changed, :body)",
        soci::use(tenant_), soci::use(number), soci::use(account), soci::use(alert),
        soci::use(row.owner), soci::use(row.csm), soci::use(standing), soci::use(due_at),
        soci::use(told), soci::use(ended), soci::use(changed), soci::use(row.body);
    return number;
  }

  void AddEvent(const std::string& account, long long alert, const KeptAlertEvent& event,
                const std::map<int64_t, int64_t>& tasks) {
    const StoredAlertEvent& row = event.row;
    std::string body = row.body;
    const auto task = tasks.find(event.task);
    if (task != tasks.end() && task->second != event.task) body = with_task_(body, task->second);
    const long long number = numbers_.NextEvent(),
                    sequence = row.sequence == 0 ? 0 : ImportedSequence(account, row.sequence),
                    told_at = absl::ToUnixMicros(row.told_at), held_back = row.held_back ? 1 : 0;
    session_ << "insert into alert_events (tenant, account, number, sequence, alert, told_at,"
                " held_back, body) values (:tenant, :account, :number, :sequence, :alert, :told,"
                " :held, :body)",
        soci::use(tenant_), soci::use(account), soci::use(number), soci::use(sequence),
        soci::use(alert), soci::use(told_at), soci::use(held_back), soci::use(body);
    // Whoever was told there knows messages by alert and sequence: these are not given again.
    numbers_.RaiseSequence(row.sequence);
  }

  void AddIntervention(const std::string& account, long long alert, const KeptIntervention& one) {
    const Lots lots = one.lots.value_or(Lots());
    const long long arm = !one.lots       ? 0
                          : lots.held_out ? 2
                                          : 1,
                    seed = lots.seed, begun_at = absl::ToUnixMicros(one.begun_at),
                    acknowledged = one.was_acknowledged ? 1 : 0, gone = one.tasks_gone,
                    done = one.tasks_gone_done;
    session_ << "insert into interventions (tenant, begun_at, alert, playbook, account, rule, band,"
                " arm, share, seed, was_acknowledged, tasks_gone, tasks_gone_done) values (:tenant,"
                " :begun, :alert, :playbook, :account, :rule, :band, :arm, :share, :seed,"
                " :acknowledged, :gone, :done) on conflict do nothing",
        soci::use(tenant_), soci::use(begun_at), soci::use(alert), soci::use(one.playbook),
        soci::use(account), soci::use(one.rule), soci::use(one.band), soci::use(arm),
        soci::use(lots.share), soci::use(seed), soci::use(acknowledged), soci::use(gone),
        soci::use(done);
  }

  soci::session& session_;
  const std::string tenant_;
  const TransferStore::WithTask& with_task_;
  Numbers numbers_;
  std::map<std::string, bool> kept_;
};

// Items of one sort, with their places.
template <typename T>
struct Sorted {
  std::vector<T> items;
  std::vector<size_t> positions;
};
template <typename T>
Sorted<T> OfSort(std::span<const TransferItem> items) {
  Sorted<T> sorted;
  for (size_t i = 0; i < items.size(); ++i) {
    const T* const one = std::get_if<T>(&items[i]);
    if (one == nullptr) continue;
    sorted.items.push_back(*one);
    sorted.positions.push_back(i);
  }
  return sorted;
}

// Accounts whose answer it changes are looked at again; those that come after it are not.
TransferOutcome AddKinds(soci::session& session, const std::string& tenant, const KindsTold& told) {
  long long added = 0;
  for (const std::string& kind : told.kinds) {
    Query query;
    added += query.Change(
        session, absl::StrCat("insert into kinds (tenant, kind) values (", query.Text(tenant), ", ",
                              query.Text(kind), ") on conflict do nothing"));
  }
  if (added == 0) return TransferOutcome::kAlreadyThere;
  MarkAllDue(session, tenant);
  return TransferOutcome::kStored;
}

template <typename T>
void AddAll(std::span<const TransferItem> items, HistoryImport& history,
            std::vector<TransferOutcome>& outcomes) {
  for (size_t i = 0; i < items.size(); ++i) {
    if (const T* const one = std::get_if<T>(&items[i])) outcomes[i] = history.Add(*one);
  }
}

std::vector<TransferOutcome> Write(soci::session& session, const Request& request,
                                   std::span<const TransferItem> items,
                                   const TransferStore::WithTask& with_task, bool in_turn) {
  std::vector<TransferOutcome> outcomes(items.size(), TransferOutcome::kUnknownAccount);
  const auto keep = [&](const auto& sorted, const auto& their) {
    for (size_t i = 0; i < their.size(); ++i) outcomes[sorted.positions[i]] = OutcomeOf(their[i]);
  };
  const auto kinds = OfSort<KindsTold>(items);
  for (size_t i = 0; i < kinds.items.size(); ++i) {
    outcomes[kinds.positions[i]] = AddKinds(session, request.tenant, kinds.items[i]);
  }
  const auto records = OfSort<StoredRecord>(items);
  if (!records.items.empty()) keep(records, WriteRecords(session, request, records.items, in_turn));
  const auto entries = OfSort<AccountEntry>(items);
  if (!entries.items.empty()) {
    keep(entries, WriteEntries(session, request.tenant, entries.items));
  }
  if (kinds.items.size() + records.items.size() + entries.items.size() == items.size()) {
    return outcomes;
  }
  TakeTurn(session);
  HistoryImport history(session, request, with_task);
  AddAll<AccountStanding>(items, history, outcomes);
  AddAll<StoredEvaluation>(items, history, outcomes);
  AddAll<KeptAlert>(items, history, outcomes);
  history.Finish();
  return outcomes;
}

}  // namespace

absl::StatusOr<std::vector<TransferOutcome>> SqlTransfer::Import(
    const Request& request, std::span<const TransferItem> items, const WithTask& with_task) {
  std::vector<TransferOutcome> outcomes;
  const auto write = [&](soci::session& session) {
    Transaction transaction(session, connections_.dialect());
    outcomes = Write(session, request, items, with_task, connections_.dialect().writes_in_turn());
    const bool is_changed =
        std::find(outcomes.begin(), outcomes.end(), TransferOutcome::kStored) != outcomes.end();
    if (is_changed) Audit(session, request, "accounts imported");
    transaction.Commit();
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(connections_, Connections::For::kWriting, write);
  if (!status.ok()) return status;
  return outcomes;
}

}  // namespace bellwether::store
