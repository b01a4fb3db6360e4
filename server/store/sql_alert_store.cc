// Tested by tests/server/store/alert_store_test.cc.
#include "server/store/sql_alert_store.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/store/alert_rows.h"
#include "server/store/alert_writer.h"
#include "server/store/answered_requests.h"
#include "server/store/evaluation_writer.h"
#include "server/store/query.h"
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

struct EventRow {
  std::string account, body;
  long long sequence = 0, alert = 0, told_at = 0, held_back = 0;

  void Into(soci::statement& rows) {
    rows.exchange(soci::into(account));
    for (long long* value : {&sequence, &alert, &told_at, &held_back}) {
      rows.exchange(soci::into(*value));
    }
    rows.exchange(soci::into(body));
  }
};

struct ToldRow {
  std::string tenant, segment, former;
  long long raised_at = 0;
  EventRow event;

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

// Reads alerts, or tasks, behind these words.
std::vector<StoredAlert> ReadAlerts(soci::session& session, Query& query, const std::string& from) {
  std::vector<StoredAlert> found;
  AlertRow row;
  query.Run(session, absl::StrCat("select ", kAlertColumns, " from alerts a where ", from), row,
            [&] { found.push_back(row.Alert()); });
  return found;
}

std::vector<StoredTask> ReadTasks(soci::session& session, Query& query, const std::string& from) {
  std::vector<StoredTask> found;
  TaskRow row;
  query.Run(session, absl::StrCat("select ", kTaskColumns, " from tasks t where ", from), row,
            [&] { found.push_back(row.Task()); });
  return found;
}

std::string OfAccount(Query& query, const std::string& table, const AccountName& of) {
  return absl::StrCat(table, ".tenant = ", query.Text(of.tenant), " and ", table,
                      ".account = ", query.Text(of.account));
}

std::string ConditionOf(AlertListing::State state, absl::Time now, Query& query) {
  const std::string open = absl::StrCat("a.resolved_at = ", kNever);
  const std::string nobody = absl::StrCat(open, " and a.acknowledged_at = ", kNever);
  // What is not snoozed has the largest moment, which has not come either.
  const auto snoozed = [&] {
    return absl::StrCat("a.snoozed_until <> ", kNever, " and a.snoozed_until > ",
                        query.Number(absl::ToUnixMicros(now)));
  };
  switch (state) {
    case AlertListing::State::kOpen:
      return absl::StrCat("(", nobody, " and not (", snoozed(), "))");
    case AlertListing::State::kAcknowledged:
      return absl::StrCat("(", open, " and a.acknowledged_at <> ", kNever, ")");
    case AlertListing::State::kSnoozed:
      return absl::StrCat("(", nobody, " and ", snoozed(), ")");
    case AlertListing::State::kResolved:
      return absl::StrCat("a.resolved_at <> ", kNever);
  }
  return "1 = 0";
}

std::string ConditionOf(const std::string& tenant, const AlertListing& listing, Query& query) {
  std::string text = absl::StrCat("a.tenant = ", query.Text(tenant));
  if (!listing.states.empty()) {
    std::vector<std::string> states;
    for (const auto state : listing.states) {
      states.push_back(ConditionOf(state, listing.now, query));
    }
    absl::StrAppend(&text, " and (", absl::StrJoin(states, " or "), ")");
    // Said once for all of them, so that the index of what is open is used.
    const bool are_open = std::find(listing.states.begin(), listing.states.end(),
                                    AlertListing::State::kResolved) == listing.states.end();
    if (are_open) absl::StrAppend(&text, " and a.resolved_at = ", kNever);
  }
  if (!listing.account.empty()) {
    absl::StrAppend(&text, " and a.account = ", query.Text(listing.account));
  }
  if (!listing.csm.empty()) absl::StrAppend(&text, " and a.csm = ", query.Text(listing.csm));
  if (!listing.severities.empty()) {
    absl::StrAppend(&text, " and ", query.AnyText("a.severity", listing.severities));
  }
  if (listing.before > 0) {
    absl::StrAppend(&text, " and a.number < ", query.Number(listing.before));
  }
  return text;
}

std::string ConditionOf(const std::string& tenant, const TaskListing& listing, Query& query) {
  std::string text = absl::StrCat("t.tenant = ", query.Text(tenant));
  const auto add_text = [&](const char* column, const std::string& value) {
    if (!value.empty()) absl::StrAppend(&text, " and ", column, " = ", query.Text(value));
  };
  const auto number_of = [](TaskStanding standing) { return static_cast<int>(standing); };
  if (listing.standings.size() == 1) {  // as the index of those that are open has it
    absl::StrAppend(&text, " and t.standing = ", number_of(listing.standings.front()));
  } else if (!listing.standings.empty()) {
    absl::StrAppend(&text, " and t.standing in (",
                    absl::StrJoin(listing.standings, ", ",
                                  [&](std::string* out, TaskStanding standing) {
                                    absl::StrAppend(out, number_of(standing));
                                  }),
                    ")");
  }
  add_text("t.account", listing.account);
  add_text("t.owner", listing.owner);
  add_text("t.csm", listing.csm);
  if (listing.alert > 0) absl::StrAppend(&text, " and t.alert = ", query.Number(listing.alert));
  if (listing.due_before) {
    absl::StrAppend(&text,
                    " and t.due_at <= ", query.Number(absl::ToUnixMicros(*listing.due_before)));
  }
  if (listing.after > 0) {
    absl::StrAppend(&text, " and (t.due_at, t.number) > (",
                    query.Number(MicrosOf(listing.after_due_at)), ", ", query.Number(listing.after),
                    ")");
  }
  return text;
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

absl::StatusOr<std::optional<StoredAlert>> SqlAlertStore::Find(const std::string& tenant,
                                                               int64_t number) {
  return Found<std::optional<StoredAlert>>(connections_, [&](soci::session& session) {
    Query query;
    auto found = ReadAlerts(
        session, query,
        absl::StrCat("a.tenant = ", query.Text(tenant), " and a.number = ", query.Number(number)));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
  });
}

absl::StatusOr<std::optional<StoredTask>> SqlAlertStore::FindTask(const std::string& tenant,
                                                                  int64_t number) {
  return Found<std::optional<StoredTask>>(connections_, [&](soci::session& session) {
    Query query;
    auto found = ReadTasks(
        session, query,
        absl::StrCat("t.tenant = ", query.Text(tenant), " and t.number = ", query.Number(number)));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
  });
}

absl::StatusOr<std::vector<StoredAlert>> SqlAlertStore::List(const std::string& tenant,
                                                             const AlertListing& listing) {
  return Found<std::vector<StoredAlert>>(connections_, [&](soci::session& session) {
    Query query;
    return ReadAlerts(session, query,
                      absl::StrCat(ConditionOf(tenant, listing, query),
                                   " order by a.number desc limit ", listing.most));
  });
}

absl::StatusOr<std::vector<StoredTask>> SqlAlertStore::ListTasks(const std::string& tenant,
                                                                 const TaskListing& listing) {
  return Found<std::vector<StoredTask>>(connections_, [&](soci::session& session) {
    Query query;
    return ReadTasks(session, query,
                     absl::StrCat(ConditionOf(tenant, listing, query),
                                  " order by t.due_at, t.number limit ", listing.most));
  });
}

absl::StatusOr<std::vector<StoredAlertEvent>> SqlAlertStore::After(const std::string& tenant,
                                                                   int64_t sequence,
                                                                   uint32_t most) {
  return Found<std::vector<StoredAlertEvent>>(connections_, [&](soci::session& session) {
    Query query;
    EventRow row;
    std::vector<StoredAlertEvent> found;
    // Those that wait are not in the index: their sequence is 0.
    query.Run(session,
              absl::StrCat("select account, sequence, alert, told_at, held_back, body"
                           " from alert_events where tenant = ",
                           query.Text(tenant), " and sequence > 0 and sequence > ",
                           query.Number(sequence), " order by sequence limit ", most),
              row, [&] {
                found.push_back({row.account, row.sequence, row.alert,
                                 absl::FromUnixMicros(row.told_at), row.held_back != 0, row.body});
              });
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
                           " coalesce(l.raised_at, e.told_at), e.account, e.sequence, e.alert,"
                           " e.told_at, e.held_back, e.body from alert_events e"
                           " left join accounts a on a.tenant = e.tenant and a.account = e.account"
                           " left join alerts l on l.number = e.alert"
                           " where e.sequence > 0 and e.sequence > ",
                           query.Number(sequence), " order by e.sequence limit ", most),
              row, [&] {
                ToldAlertEvent told;
                told.tenant = row.tenant;
                told.event = {row.event.account,        row.event.sequence,
                              row.event.alert,          absl::FromUnixMicros(row.event.told_at),
                              row.event.held_back != 0, row.event.body};
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
