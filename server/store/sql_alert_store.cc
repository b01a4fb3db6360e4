// Tested by tests/server/store/alert_store_test.cc.
#include "server/store/sql_alert_store.h"

#include <map>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/store/alert_rows.h"
#include "server/store/alert_writer.h"
#include "server/store/answered_requests.h"
#include "server/store/evaluation_writer.h"
#include "server/store/query.h"
#include "server/store/sql_alert_lists.h"
#include "server/store/sql_reading.h"
#include "server/store/store.h"
#include "server/store/transaction.h"

namespace bellwether::store {
namespace {

// Those whom another account concerns wait in the memory of whoever evaluated that one; who ends
// meanwhile has them looked at so much later.
constexpr absl::Duration kConcernedLater = absl::Seconds(10);

// What is asked of each account that is evaluated.
struct StateQuery {
  explicit StateQuery(soci::session& session)
      : rows((session.prepare << "select version, body from alert_states"
                                 " where tenant = :tenant and account = :account",
              soci::use(tenant), soci::use(account), soci::into(version), soci::into(body))) {}

  std::string tenant, account, body;
  long long version = 0;
  soci::statement rows;
};

struct ToldRow {
  std::string tenant, segment, former;
  long long raised_at = 0;
  AlertEventRow event;

  void Into(soci::statement& rows) {
    for (std::string* text : {&tenant, &segment, &former}) rows.exchange(soci::into(*text));
    rows.exchange(soci::into(raised_at));
    event.Into(rows);
  }
};

struct OpenRow {
  std::string segment;
  long long told = 0;
  AlertRow alert;

  void Into(soci::statement& rows) {
    rows.exchange(soci::into(segment));
    rows.exchange(soci::into(told));
    alert.Into(rows);
  }
};

struct CountRow {
  std::string lead, severity;
  long long standing = 0, count = 0;

  void Into(soci::statement& rows) {
    for (std::string* text : {&lead, &severity}) rows.exchange(soci::into(*text));
    for (long long* value : {&standing, &count}) rows.exchange(soci::into(*value));
  }
};

std::string OfAccount(Query& query, const std::string& table, const AccountName& of) {
  return absl::StrCat(table, ".tenant = ", query.Text(of.tenant), " and ", table,
                      ".account = ", query.Text(of.account));
}

// Whether the account is kept: what is on its way of one that was erased is passed over.
bool IsKept(soci::session& session, const AccountName& of) {
  return CountRecordsOf(session, of) > 0;
}

}  // namespace

absl::StatusOr<KeptAlerts> SqlAlertStore::Of(const AccountName& of) {
  return Found<KeptAlerts>(connections_, [&](Connections::Loan& loan) {
    KeptAlerts kept;
    auto& state = loan.Kept<StateQuery>();
    state.tenant = of.tenant;
    state.account = of.account;
    state.rows.execute();
    while (state.rows.fetch()) {
      kept.version = state.version;
      kept.state = state.body;
    }
    if (kept.version == 0) return kept;
    soci::session& session = loan.session();
    Query alerts;
    kept.open = ReadAlerts(session, alerts,
                           absl::StrCat(OfAccount(alerts, "a", of), " and a.resolved_at = ", kNever,
                                        " order by a.number"));
    Query tasks;
    kept.tasks =
        ReadTasks(session, tasks,
                  absl::StrCat(OfAccount(tasks, "t", of), " and t.standing = 1 order by t.number"));
    kept.next_told_at = TimeOf(ReadNumber(session,
                                          "select told_at from alert_events where tenant = :tenant"
                                          " and account = :account and sequence = 0"
                                          " order by told_at limit 1",
                                          kNever, of.tenant, of.account));
    return kept;
  });
}

absl::StatusOr<PutAlerts> SqlAlertStore::PutEvaluated(std::span<const EvaluatedAlerts> evaluated,
                                                      const SettleDesk& desk) {
  PutAlerts put;
  const auto write = [&](soci::session& session) {
    put = {};
    Transaction transaction(session, connections_.dialect());
    TakeTurn(session);
    EvaluationWriter evaluations(session);
    AlertWriter alerts(session, desk);
    std::vector<AccountName> moved;
    std::map<AccountName, absl::Time> concerned;
    for (const EvaluatedAlerts& one : evaluated) {
      if (one.alert_version && !alerts.IsCurrent(one.evaluation.of, *one.alert_version)) {
        put.numbers.push_back(0);
        moved.push_back(one.evaluation.of);
        continue;
      }
      put.numbers.push_back(evaluations.Write(one.evaluation));
      if (one.alerts && IsKept(session, one.evaluation.of)) alerts.Add(*one.alerts);
      for (const std::string& other : one.concerns) {
        concerned.try_emplace({one.evaluation.of.tenant, other}, one.evaluation.as_of);
      }
    }
    evaluations.Finish();
    put.again = alerts.Finish();
    for (const AccountName& of : moved) {
      MarkDue(session, of, absl::UnixEpoch());
      put.again.push_back(of);
    }
    for (const auto& [of, as_of] : concerned) {
      MarkDue(session, of, as_of + kConcernedLater);
      put.again.push_back(of);
    }
    transaction.Commit();
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(connections_, Connections::For::kWriting, write);
  if (!status.ok()) return status;
  return put;
}

absl::StatusOr<Acted> SqlAlertStore::Act(const Request& request, const std::string& digest,
                                         int64_t number, const AlertChange& change,
                                         const SettleDesk& desk) {
  Acted acted;
  const auto write = [&](soci::session& session) {
    acted = {};
    Transaction transaction(session, connections_.dialect());
    TakeTurn(session);
    const auto answered = FindAnswer(session, request, digest);
    if (!answered.ok()) return answered.status();
    if (answered->has_value()) return absl::OkStatus();
    AlertWriter alerts(session, desk);
    if (!alerts.IsCurrent(change.of, change.version)) {
      acted.outcome = ActOutcome::kMoved;
      return absl::OkStatus();
    }
    alerts.Add(change);
    acted.again = alerts.Finish();
    Remember(session, request, digest, absl::StrCat(number));
    transaction.Commit();
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(connections_, Connections::For::kWriting, write);
  if (!status.ok()) return status;
  return acted;
}

absl::StatusOr<std::optional<int64_t>> SqlAlertStore::Answered(const Request& request,
                                                               const std::string& digest) {
  std::optional<int64_t> number;
  const auto read = [&](soci::session& session) {
    number.reset();
    const auto answered = FindAnswer(session, request, digest);
    if (!answered.ok()) return answered.status();
    int64_t known = 0;
    if (answered->has_value() && absl::SimpleAtoi(**answered, &known)) number = known;
    return absl::OkStatus();
  };
  const absl::Status status = WithSession(connections_, Connections::For::kReading, read);
  if (!status.ok()) return status;
  return number;
}

absl::StatusOr<std::optional<ListedAlert>> SqlAlertStore::Find(const std::string& tenant,
                                                               int64_t number) {
  return Found<std::optional<ListedAlert>>(connections_, [&](soci::session& session) {
    return ReadAlertNumbered(session, tenant, number);
  });
}

absl::StatusOr<std::optional<StoredTask>> SqlAlertStore::FindTask(const std::string& tenant,
                                                                  int64_t number) {
  return Found<std::optional<StoredTask>>(connections_, [&](soci::session& session) {
    return ReadTaskNumbered(session, tenant, number);
  });
}

absl::StatusOr<std::vector<ListedAlert>> SqlAlertStore::List(const std::string& tenant,
                                                             const AlertListing& listing) {
  return Found<std::vector<ListedAlert>>(connections_, [&](soci::session& session) {
    return ReadAlertList(session, tenant, listing);
  });
}

absl::StatusOr<std::vector<AlertChoice>> SqlAlertStore::Choices(const std::string& tenant) {
  return Found<std::vector<AlertChoice>>(
      connections_, [&](soci::session& session) { return ReadAlertChoices(session, tenant); });
}

absl::StatusOr<std::vector<StoredTask>> SqlAlertStore::ListTasks(const std::string& tenant,
                                                                 const TaskListing& listing) {
  return Found<std::vector<StoredTask>>(
      connections_, [&](soci::session& session) { return ReadTaskList(session, tenant, listing); });
}

absl::StatusOr<std::vector<StoredAlertEvent>> SqlAlertStore::EventsOf(
    const AlertEventListing& listing) {
  return Found<std::vector<StoredAlertEvent>>(
      connections_, [&](soci::session& session) { return ReadEventList(session, listing); });
}

absl::StatusOr<std::vector<StoredAlertEvent>> SqlAlertStore::After(const std::string& tenant,
                                                                   int64_t sequence,
                                                                   uint32_t most) {
  return Found<std::vector<StoredAlertEvent>>(connections_, [&](soci::session& session) {
    Query query;
    AlertEventRow row;
    std::vector<StoredAlertEvent> found;
    // Those that wait are not in the index: their sequence is 0.
    query.Run(session,
              absl::StrCat("select ", kAlertEventColumns, " from alert_events e where e.tenant = ",
                           query.Text(tenant), " and e.sequence > 0 and e.sequence > ",
                           query.Number(sequence), " order by e.sequence limit ", most),
              row, [&] { found.push_back(row.Event()); });
    return found;
  });
}

absl::StatusOr<std::vector<ToldAlertEvent>> SqlAlertStore::AfterOfAll(int64_t sequence,
                                                                      uint32_t most) {
  return Found<std::vector<ToldAlertEvent>>(connections_, [&](soci::session& session) {
    Query query;
    ToldRow row;
    std::vector<ToldAlertEvent> found;
    // "+": the event before it is looked for among those of the account, and not, by the index of
    // sequences, among all that were before.
    query.Run(session,
              absl::StrCat("select e.tenant, coalesce(a.segment, ''), coalesce((select p.body"
                           " from alert_events p where p.tenant = e.tenant"
                           " and p.account = e.account and p.alert = e.alert"
                           " and +p.sequence <> 0 and +p.sequence < e.sequence"
                           " order by +p.sequence desc limit 1), ''),"
                           " coalesce(l.raised_at, e.told_at), ",
                           kAlertEventColumns,
                           " from alert_events e"
                           " left join accounts a on a.tenant = e.tenant and a.account = e.account"
                           " left join alerts l on l.number = e.alert"
                           " where e.sequence > 0 and e.sequence > ",
                           query.Number(sequence), " order by e.sequence limit ", most),
              row, [&] {
                ToldAlertEvent told;
                told.tenant = row.tenant;
                told.event = row.event.Event();
                told.former = row.former;
                told.segment = row.segment;
                told.raised_at = absl::FromUnixMicros(row.raised_at);
                found.push_back(std::move(told));
              });
    return found;
  });
}

absl::StatusOr<int64_t> SqlAlertStore::LastSequence() {
  return Found<int64_t>(connections_, [](soci::session& session) {
    return ReadNumber(session, "select sequence from alert_numbers", 0);
  });
}

absl::StatusOr<std::vector<OpenAlert>> SqlAlertStore::OpenOfAll(int64_t after, int64_t upto,
                                                                uint32_t most) {
  return Found<std::vector<OpenAlert>>(connections_, [&](soci::session& session) {
    Query query;
    OpenRow row;
    std::vector<OpenAlert> found;
    query.Run(session,
              absl::StrCat("select coalesce(c.segment, ''), coalesce((select max(e.sequence)"
                           " from alert_events e where e.alert = a.number and e.sequence > 0"
                           " and e.sequence <= ",
                           query.Number(upto), "), 0), ", kAlertColumns,
                           " from alerts a left join accounts c on c.tenant = a.tenant"
                           " and c.account = a.account where a.resolved_at = ",
                           kNever, " and a.number > ", query.Number(after),
                           " order by a.number limit ", most),
              row, [&] {
                found.push_back({row.alert.Alert(), row.segment, row.told});
              });
    return found;
  });
}

absl::StatusOr<AlertCounts> SqlAlertStore::Count(absl::Time now) {
  const long long by = absl::ToUnixMicros(now);
  return Found<AlertCounts>(connections_, [&](soci::session& session) {
    AlertCounts counts;
    Query query;
    CountRow row;
    query.Run(session,
              absl::StrCat("select a.lead_rule, a.severity, case when a.acknowledged_at <> ",
                           kNever, " then 1 when a.snoozed_until <> ", kNever,
                           " and a.snoozed_until > ", query.Number(by),
                           " then 2 when a.standing = 2 then 3 else 0 end, count(*) from alerts a"
                           " where a.resolved_at = ",
                           kNever, " group by 1, 2, 3 order by 1, 2, 3"),
              row, [&] {
                counts.open.push_back({row.lead, row.severity,
                                       static_cast<OpenAlertCount::Standing>(row.standing),
                                       static_cast<uint64_t>(row.count)});
              });
    counts.tasks_open = static_cast<uint64_t>(
        ReadNumber(session, "select count(*) from tasks where standing = 1", 0));
    counts.tasks_overdue = static_cast<uint64_t>(ReadNumber(
        session, "select count(*) from tasks where standing = 1 and due_at <= :by", 0, by));
    counts.untold_since =
        TimeOf(ReadNumber(session,
                          "select told_at from alert_events where sequence = 0 and told_at <= :by"
                          " order by told_at limit 1",
                          kNever, by));
    return counts;
  });
}

}  // namespace bellwether::store
