// What may be deleted is looked for with a connection that reads, so that accounts without any cost
// no writer its turn; what is deleted is then looked for once more by the one that writes.
//
// Whoever erases an account writes its records first and takes the turn of evaluations after them.
// So records are deleted in a transaction of their account alone, in that order; all else, which
// touches no row of `accounts`, for many accounts at once.
//
// Tested by tests/server/store/retention_store_test.cc.
#include "server/store/sql_retention_store.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/store/alert_writer.h"
#include "server/store/evaluation_writer.h"
#include "server/store/outbox_store.h"
#include "server/store/query.h"
#include "server/store/sql_reading.h"
#include "server/store/transaction.h"
#include "server/store/with_session.h"

namespace bellwether::store {
namespace {

struct NumberRow {
  long long number = 0;
  void Into(soci::statement& rows) { rows.exchange(soci::into(number)); }
};
struct TextRow {
  std::string text;
  void Into(soci::statement& rows) { rows.exchange(soci::into(text)); }
};
struct NameRow {
  AccountName name;
  void Into(soci::statement& rows) {
    rows.exchange(soci::into(name.tenant));
    rows.exchange(soci::into(name.account));
  }
};
struct EvaluationRow {
  long long sequence = 0, as_of = 0;
  void Into(soci::statement& rows) {
    rows.exchange(soci::into(sequence));
    rows.exchange(soci::into(as_of));
  }
};

std::string OfAccount(Query& query, const std::string& table, const AccountName& of) {
  return absl::StrCat(table, ".tenant = ", query.Text(of.tenant), " and ", table,
                      ".account = ", query.Text(of.account));
}

std::string Before(Query& query, absl::Time time) { return query.Number(absl::ToUnixMicros(time)); }

std::vector<long long> ReadNumbers(soci::session& session, Query& query, const std::string& text) {
  std::vector<long long> numbers;
  NumberRow row;
  query.Run(session, text, row, [&] { numbers.push_back(row.number); });
  return numbers;
}

// How many are to be deleted, and up to which number. They are looked at in the order in which they
// were stored, up to the first that is kept.
struct OldEvaluations {
  uint32_t count = 0;
  long long upto = 0;
};
OldEvaluations FindEvaluations(soci::session& session, const AccountName& of, absl::Time before,
                               uint32_t most) {
  Query query;
  const std::string text = absl::StrCat(
      "select e.sequence, e.as_of from evaluations e join last_evaluations l"
      " on l.tenant = e.tenant and l.account = e.account where ",
      OfAccount(query, "e", of), " and e.sequence < l.sequence order by e.sequence limit ", most);
  OldEvaluations old;
  bool is_old = true;
  EvaluationRow row;
  query.Run(session, text, row, [&] {
    is_old = is_old && row.as_of < absl::ToUnixMicros(before);
    if (!is_old) return;
    ++old.count;
    old.upto = row.sequence;
  });
  return old;
}

// The numbers of alerts. What is carried into an outbox is told up to where that was done; where
// nothing ever was, nobody waits for it.
std::vector<long long> FindAlerts(soci::session& session, const AccountName& of, absl::Time before,
                                  uint32_t most) {
  Query query;
  const std::string text = absl::StrCat(
      "select a.number from alerts a where ", OfAccount(query, "a", of), " and a.resolved_at < ",
      Before(query, before),
      " and not exists (select 1 from tasks t where t.tenant = a.tenant"
      " and t.account = a.account and t.alert = a.number and t.standing = 1)"
      " and not exists (select 1 from alert_events e where e.tenant = a.tenant"
      " and e.account = a.account and e.alert = a.number and (e.sequence = 0 or e.sequence >"
      " coalesce((select s.upto from outbox_sources s where s.source = 'alerts'), ",
      kNever, "))) order by a.number limit ", most);
  return ReadNumbers(session, query, text);
}

std::vector<long long> FindTasks(soci::session& session, const AccountName& of, absl::Time before,
                                 uint32_t most) {
  Query query;
  const std::string text = absl::StrCat(
      "select t.number from tasks t where ", OfAccount(query, "t", of), " and t.standing <> 1",
      " and t.ended_at < ", Before(query, before), " order by t.number limit ", most);
  return ReadNumbers(session, query, text);
}

// The numbers of their alerts.
std::vector<long long> FindInterventions(soci::session& session, const AccountName& of,
                                         absl::Time before, uint32_t most) {
  Query query;
  const std::string text = absl::StrCat(
      "select i.alert from interventions i where ", OfAccount(query, "i", of), " and i.begun_at < ",
      Before(query, before), " order by i.begun_at, i.alert limit ", most);
  return ReadNumbers(session, query, text);
}

// The numbers of the evaluations that changed it.
std::vector<long long> FindBands(soci::session& session, const AccountName& of, absl::Time before,
                                 uint32_t most) {
  Query query;
  const std::string text =
      absl::StrCat("select b.sequence from band_changes b where ", OfAccount(query, "b", of),
                   " and b.at < ", Before(query, before), " order by b.sequence limit ", most);
  return ReadNumbers(session, query, text);
}

// The ids of records of the kind. One that is, or was, another account's too stays with it.
std::vector<std::string> FindRecords(soci::session& session, const AccountName& of,
                                     const std::string& kind, absl::Time before, uint32_t most) {
  Query query;
  const std::string tenant = query.Text(of.tenant), account = query.Text(of.account),
                    what = query.Text(kind), at = Before(query, before);
  const auto its = [&](const char* table) {
    return absl::StrCat(table, ".tenant = ", tenant, " and ", table, ".account = ", account,
                        " and ", table, ".kind = ", what);
  };
  // The newest is named without the row at hand, so that it is looked for once; and nothing is
  // asked of a record's other accounts but what its index has: SQLite would read the tenant's
  // records.
  const std::string text = absl::StrCat(
      "select r.id from records r where ", its("r"), " and r.id <> (select n.id from records n",
      " where ", its("n"),
      " order by n.at desc, n.id desc limit 1) group by r.id having max(r.at) < ", at,
      " and not exists (select 1 from records o where o.tenant = ", tenant, " and o.kind = ", what,
      " and o.id = r.id and o.account <> ", account, ") order by r.id limit ", most);
  std::vector<std::string> ids;
  TextRow row;
  query.Run(session, text, row, [&] { ids.push_back(row.text); });
  return ids;
}

// Interventions of their alert go on counting them.
void CountTasksAsGone(soci::session& session, const AccountName& of, const char* column,
                      long long number) {
  Query query;
  const std::string tasks =
      absl::StrCat(" from tasks t where ", OfAccount(query, "t", of), " and t.", column, " = ",
                   query.Number(number), " and t.standing <> 1");
  const std::string count =
      absl::StrCat("(select count(*)", tasks, " and t.alert = interventions.alert");
  query.Change(session,
               absl::StrCat("update interventions set tasks_gone = tasks_gone + ", count,
                            "), tasks_gone_done = tasks_gone_done + ", count,
                            " and t.standing = 2) where ", OfAccount(query, "interventions", of),
                            " and alert in (select t.alert", tasks, ")"));
}

uint64_t DeleteTasksOf(soci::session& session, const AccountName& of, const char* column,
                       long long number) {
  CountTasksAsGone(session, of, column, number);
  Query query;
  return static_cast<uint64_t>(
      query.Change(session, absl::StrCat("delete from tasks where tenant = ", query.Text(of.tenant),
                                         " and account = ", query.Text(of.account), " and ", column,
                                         " = ", query.Number(number), " and standing <> 1")));
}

// What an account has beside its records.
class History {
 public:
  History(const RetentionBounds& bounds, uint32_t most) : bounds_(bounds), most_(most) {}

  bool HasAny(soci::session& session, const AccountName& of) const {
    return (bounds_.evaluations &&
            FindEvaluations(session, of, *bounds_.evaluations, 1).count > 0) ||
           (bounds_.resolved_alerts &&
            !FindAlerts(session, of, *bounds_.resolved_alerts, 1).empty()) ||
           (bounds_.ended_tasks && !FindTasks(session, of, *bounds_.ended_tasks, 1).empty()) ||
           (bounds_.interventions &&
            (!FindInterventions(session, of, *bounds_.interventions, 1).empty() ||
             !FindBands(session, of, *bounds_.interventions, 1).empty()));
  }

  // The turn of evaluations is taken.
  void Delete(soci::session& session, const AccountName& of, DeletedCounts& deleted) const {
    if (bounds_.evaluations) DeleteEvaluations(session, of, deleted);
    if (bounds_.resolved_alerts) DeleteAlerts(session, of, deleted);
    if (bounds_.ended_tasks) DeleteTasks(session, of, deleted);
    if (bounds_.interventions) DeleteInterventions(session, of, deleted);
  }

 private:
  void DeleteEvaluations(soci::session& session, const AccountName& of,
                         DeletedCounts& deleted) const {
    const OldEvaluations old = FindEvaluations(session, of, *bounds_.evaluations, most_);
    if (old.count == 0) return;
    Query query;
    deleted.evaluations += static_cast<uint64_t>(query.Change(
        session, absl::StrCat("delete from evaluations where tenant = ", query.Text(of.tenant),
                              " and account = ", query.Text(of.account),
                              " and sequence <= ", query.Number(old.upto))));
    deleted.more = deleted.more || old.count == most_;
  }

  void DeleteAlerts(soci::session& session, const AccountName& of, DeletedCounts& deleted) const {
    const auto numbers = FindAlerts(session, of, *bounds_.resolved_alerts, most_);
    for (const long long number : numbers) {
      deleted.tasks += DeleteTasksOf(session, of, "alert", number);
      Query acknowledged;
      acknowledged.Change(
          session,
          absl::StrCat("update interventions set was_acknowledged = 1 where ",
                       OfAccount(acknowledged, "interventions", of),
                       " and alert in (select a.number from alerts a where a.number = ",
                       acknowledged.Number(number), " and a.acknowledged_at <> ", kNever, ")"));
      Query events;
      events.Change(session,
                    absl::StrCat("delete from alert_events where tenant = ", events.Text(of.tenant),
                                 " and account = ", events.Text(of.account),
                                 " and alert = ", events.Number(number)));
      Query alerts;
      deleted.alerts += static_cast<uint64_t>(alerts.Change(
          session, absl::StrCat("delete from alerts where number = ", alerts.Number(number))));
    }
    deleted.more = deleted.more || numbers.size() == most_;
  }

  void DeleteTasks(soci::session& session, const AccountName& of, DeletedCounts& deleted) const {
    const auto numbers = FindTasks(session, of, *bounds_.ended_tasks, most_);
    for (const long long number : numbers) {
      deleted.tasks += DeleteTasksOf(session, of, "number", number);
    }
    deleted.more = deleted.more || numbers.size() == most_;
  }

  void DeleteInterventions(soci::session& session, const AccountName& of,
                           DeletedCounts& deleted) const {
    const auto alerts = FindInterventions(session, of, *bounds_.interventions, most_);
    for (const long long alert : alerts) {
      Query query;
      deleted.interventions += static_cast<uint64_t>(query.Change(
          session,
          absl::StrCat("delete from interventions where ", OfAccount(query, "interventions", of),
                       " and alert = ", query.Number(alert), " and begun_at < ",
                       Before(query, *bounds_.interventions))));
    }
    const auto bands = FindBands(session, of, *bounds_.interventions, most_);
    if (!bands.empty()) {
      Query query;
      query.Change(session, absl::StrCat("delete from band_changes where ",
                                         OfAccount(query, "band_changes", of),
                                         " and sequence <= ", query.Number(bands.back()),
                                         " and at < ", Before(query, *bounds_.interventions)));
    }
    deleted.more = deleted.more || alerts.size() == most_ || bands.size() == most_;
  }

  const RetentionBounds& bounds_;
  const uint32_t most_;
};

bool HasRecords(soci::session& session, const AccountName& of, const RetentionBounds& bounds) {
  return std::any_of(bounds.records.begin(), bounds.records.end(), [&](const auto& kind) {
    return !FindRecords(session, of, kind.first, kind.second, 1).empty();
  });
}

void DeleteRecords(soci::session& session, const AccountName& of, const RetentionBounds& bounds,
                   uint32_t most, DeletedCounts& deleted) {
  long long count = 0;
  for (const auto& [kind, before] : bounds.records) {
    const auto ids = FindRecords(session, of, kind, before, most);
    for (const std::string& id : ids) {
      Query query;
      count += query.Change(
          session, absl::StrCat("delete from records where tenant = ", query.Text(of.tenant),
                                " and account = ", query.Text(of.account),
                                " and kind = ", query.Text(kind), " and id = ", query.Text(id)));
    }
    deleted.more = deleted.more || ids.size() == most;
  }
  if (count == 0) return;
  Query fewer;
  fewer.Change(session, absl::StrCat("update accounts set records = records - ",
                                     fewer.Number(count), " where tenant = ", fewer.Text(of.tenant),
                                     " and account = ", fewer.Text(of.account)));
  TakeTurn(session);
  MarkDue(session, of, absl::UnixEpoch());
  deleted.records += static_cast<uint64_t>(count);
}

// The state is looked at once more by the statement that deletes: a dead letter may wait again.
uint64_t DeleteMessages(soci::session& session, MessageState state, absl::Time before,
                        uint32_t most) {
  Query query;
  const std::string its = query.Number(static_cast<long long>(state));
  return static_cast<uint64_t>(query.Change(
      session, absl::StrCat("delete from outbox where state = ", its,
                            " and (tenant, target, account, sequence) in"
                            " (select tenant, target, account, sequence from outbox where state = ",
                            its, " and created_at < ", Before(query, before),
                            " order by state, target, created_at limit ", most, ")")));
}

// The oldest of a table without numbers; all of one moment go together.
uint64_t DeleteOldest(soci::session& session, const char* table, const char* at, absl::Time before,
                      uint32_t most) {
  Query query;
  const std::string until = Before(query, before);
  return static_cast<uint64_t>(query.Change(
      session,
      absl::StrCat("delete from ", table, " where ", at, " < ", until, " and ", at,
                   " <= (select max(", at, ") from (select ", at, " from ", table, " where ", at,
                   " < ", until, " order by ", at, " limit ", most, ") oldest)")));
}

// Runs `write` in a transaction; what it counted is added once that is done.
template <typename Write>
absl::Status InTransaction(Connections& connections, DeletedCounts& deleted, const Write& write) {
  DeletedCounts counted;
  const auto step = [&](soci::session& session) {
    counted = deleted;
    Transaction transaction(session, connections.dialect());
    write(session, counted);
    transaction.Commit();
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(connections, Connections::For::kWriting, step);
  if (status.ok()) deleted = counted;
  return status;
}

}  // namespace

absl::StatusOr<std::vector<AccountName>> SqlRetentionStore::Accounts(const AccountName& after,
                                                                     uint32_t most) {
  return Found<std::vector<AccountName>>(connections_, [&](soci::session& session) {
    Query query;
    NameRow row;
    std::vector<AccountName> found;
    query.Run(session,
              absl::StrCat("select tenant, account from accounts where (tenant, account) > (",
                           query.Text(after.tenant), ", ", query.Text(after.account),
                           ") order by tenant, account limit ", most),
              row, [&] { found.push_back(row.name); });
    return found;
  });
}

absl::StatusOr<DeletedCounts> SqlRetentionStore::DeleteOf(std::span<const AccountName> accounts,
                                                          const RetentionBounds& bounds,
                                                          uint32_t most) {
  const History history(bounds, most);
  struct Concerned {
    std::vector<AccountName> with_history, with_records;
  };
  const auto found = Found<Concerned>(connections_, [&](soci::session& session) {
    Concerned some;
    for (const AccountName& of : accounts) {
      if (history.HasAny(session, of)) some.with_history.push_back(of);
      if (HasRecords(session, of, bounds)) some.with_records.push_back(of);
    }
    return some;
  });
  if (!found.ok()) return found.status();
  DeletedCounts deleted;
  for (const AccountName& of : found->with_records) {
    const absl::Status status =
        InTransaction(connections_, deleted, [&](soci::session& session, DeletedCounts& counted) {
          DeleteRecords(session, of, bounds, most, counted);
        });
    if (!status.ok()) return status;
  }
  if (found->with_history.empty()) return deleted;
  const absl::Status status =
      InTransaction(connections_, deleted, [&](soci::session& session, DeletedCounts& counted) {
        TakeTurn(session);
        for (const AccountName& of : found->with_history) history.Delete(session, of, counted);
      });
  if (!status.ok()) return status;
  return deleted;
}

absl::StatusOr<DeletedCounts> SqlRetentionStore::DeleteOthers(const RetentionBounds& bounds,
                                                              uint32_t most) {
  DeletedCounts deleted;
  const absl::Status status =
      InTransaction(connections_, deleted, [&](soci::session& session, DeletedCounts& counted) {
        if (bounds.delivered) {
          counted.delivered =
              DeleteMessages(session, MessageState::kDelivered, *bounds.delivered, most);
        }
        if (bounds.dead_letters) {
          counted.dead_letters =
              DeleteMessages(session, MessageState::kDead, *bounds.dead_letters, most);
        }
        if (bounds.audit) {
          counted.audit = DeleteOldest(session, "audit", "at", *bounds.audit, most);
        }
        if (bounds.requests) {
          counted.requests =
              DeleteOldest(session, "requests", "answered_at", *bounds.requests, most);
        }
        for (const uint64_t count :
             {counted.delivered, counted.dead_letters, counted.audit, counted.requests}) {
          counted.more = counted.more || count >= most;
        }
      });
  if (!status.ok()) return status;
  return deleted;
}

}  // namespace bellwether::store
