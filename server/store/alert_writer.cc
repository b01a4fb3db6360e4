// Tested by tests/server/store/alert_store_test.cc.
#include "server/store/alert_writer.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "server/store/alert_rows.h"
#include "server/store/query.h"
#include "server/store/sql_reading.h"

namespace bellwether::store {
namespace {

// As the index has it.
constexpr char kIsOpen[] = "a.resolved_at = 9223372036854775807";

constexpr auto kUndecided = static_cast<long long>(AlertStanding::kUndecided);
constexpr auto kHeldOut = static_cast<long long>(AlertStanding::kHeldOut);

// Of an event that waits.
struct WaitingRow {
  long long number = 0, alert = 0, told_at = 0;
  bool is_told = false;

  void Into(soci::statement& rows) {
    for (long long* value : {&number, &alert, &told_at}) rows.exchange(soci::into(*value));
  }
};

// Of events of one account, in order: those whose time has come, and all of the same alert that
// happened before them.
void TellThoseBefore(std::vector<WaitingRow>& events) {
  for (size_t i = 0; i < events.size(); ++i) {
    if (!events[i].is_told) continue;
    for (size_t before = 0; before < i; ++before) {
      if (events[before].alert == events[i].alert) events[before].is_told = true;
    }
  }
}

// Which CSM has an alert of which rule, and whether it is shown.
struct Place {
  std::string csm, lead;
  long long standing = 0;

  void Into(soci::statement& rows) {
    rows.exchange(soci::into(csm));
    rows.exchange(soci::into(lead));
    rows.exchange(soci::into(standing));
  }
};

// A row of an alert that was read with the state of its account.
struct EntryRow : AlertRow {
  std::string state;

  void Into(soci::statement& rows) {
    AlertRow::Into(rows);
    rows.exchange(soci::into(state));
  }
};

}  // namespace

AlertWriter::AlertWriter(soci::session& session, const SettleDesk& desk)
    : session_(session), desk_(desk) {
  session_ << "select alert, task, event, sequence, changed from alert_numbers",
      soci::into(numbers_.alert), soci::into(numbers_.task), soci::into(numbers_.event),
      soci::into(numbers_.sequence), soci::into(numbers_.changed);
}

bool AlertWriter::IsCurrent(const AccountName& of, int64_t version) {
  return version == ReadNumber(session_,
                               "select version from alert_states where tenant = :tenant"
                               " and account = :account",
                               0, of.tenant, of.account);
}

void AlertWriter::Touch(const AlertChange& change, const std::string& csm,
                        const std::string& rule) {
  const auto capacity = change.capacity.find(rule);
  Touched& touched = touched_[{change.of.tenant, csm, rule}];
  touched.capacity.reset();
  if (!csm.empty() && capacity != change.capacity.end()) touched.capacity = capacity->second;
  touched.now = change.now;
}

long long AlertWriter::AddAlert(const AlertChange& change, const AlertChange::Alert& alert) {
  const StoredAlert& row = alert.row;
  const long long number = ++numbers_.alert, changed = ++numbers_.changed,
                  standing = alert.held_out ? kHeldOut : kUndecided,
                  raised_at = absl::ToUnixMicros(row.raised_at),
                  acknowledged_at = MicrosOf(row.acknowledged_at),
                  snoozed_until = MicrosOf(row.snoozed_until),
                  resolved_at = MicrosOf(row.resolved_at);
  session_ << "insert into alerts (tenant, number, account, alert_key, lead_rule, severity, csm,"
              " stake, standing, raised_at, acknowledged_at, snoozed_until, resolved_at, changed,"
              " body) values (:tenant, :number, :account, :key, :lead, :severity, :csm, :stake,"
              " :standing, :raised, :acknowledged, :snoozed, :resolved, :changed, :body)",
      soci::use(change.of.tenant), soci::use(number), soci::use(change.of.account),
      soci::use(row.key), soci::use(row.lead), soci::use(row.severity), soci::use(row.csm),
      soci::use(row.stake), soci::use(standing), soci::use(raised_at), soci::use(acknowledged_at),
      soci::use(snoozed_until), soci::use(resolved_at), soci::use(changed), soci::use(row.body);
  if (!row.resolved_at && !alert.held_out) Touch(change, row.csm, row.lead);
  return number;
}

void AlertWriter::ChangeAlert(const AlertChange& change, const AlertChange::Alert& alert) {
  const StoredAlert& row = alert.row;
  const std::string& tenant = change.of.tenant;
  Place before;
  Query query;
  const std::string text = absl::StrCat(
      "select csm, lead_rule, standing from alerts where tenant = ", query.Text(tenant),
      " and number = ", query.Number(row.number));
  query.Run(session_, text, before, [] {});
  const long long number = row.number, acknowledged_at = MicrosOf(row.acknowledged_at),
                  snoozed_until = MicrosOf(row.snoozed_until),
                  resolved_at = MicrosOf(row.resolved_at);
  session_ << "update alerts set lead_rule = :lead, severity = :severity, csm = :csm,"
              " stake = :stake, acknowledged_at = :acknowledged, snoozed_until = :snoozed,"
              " resolved_at = :resolved, body = :body where tenant = :tenant and number = :number",
      soci::use(row.lead), soci::use(row.severity), soci::use(row.csm), soci::use(row.stake),
      soci::use(acknowledged_at), soci::use(snoozed_until), soci::use(resolved_at),
      soci::use(row.body), soci::use(tenant), soci::use(number);
  if (alert.people_see) {
    const long long changed = ++numbers_.changed;
    session_ << "update alerts set changed = :changed where tenant = :tenant and number = :number",
        soci::use(changed), soci::use(tenant), soci::use(number);
  }
  if (before.standing == kHeldOut && alert.held_out) return;
  if (before.standing == kHeldOut) {
    session_ << "update alerts set standing = :standing where tenant = :tenant"
                " and number = :number",
        soci::use(kUndecided), soci::use(tenant), soci::use(number);
  }
  const bool moves = before.csm != row.csm || before.lead != row.lead || row.resolved_at;
  const bool is_shown = before.standing == static_cast<long long>(AlertStanding::kShown);
  if (moves) Touch(change, before.csm, before.lead);
  if ((moves || !is_shown) && !row.resolved_at) Touch(change, row.csm, row.lead);
}

void AlertWriter::AddTask(const AccountName& of, const StoredTask& task, long long alert,
                          absl::Time now) {
  const long long number = ++numbers_.task, changed = ++numbers_.changed,
                  standing = static_cast<long long>(task.standing), due_at = MicrosOf(task.due_at),
                  told = task.told_overdue ? 1 : 0,
                  ended = task.standing == TaskStanding::kOpen ? kNever : absl::ToUnixMicros(now);
  session_ << "insert into tasks (tenant, number, account, alert, owner, csm, standing, due_at,"
              " told_overdue, ended_at, changed, body) values (:tenant, :number, :account, :alert,"
              " :owner, :csm, :standing, :due, :told, :ended, :changed, :body)",
      soci::use(of.tenant), soci::use(number), soci::use(of.account), soci::use(alert),
      soci::use(task.owner), soci::use(task.csm), soci::use(standing), soci::use(due_at),
      soci::use(told), soci::use(ended), soci::use(changed), soci::use(task.body);
}

void AlertWriter::ChangeTask(const StoredTask& task, absl::Time now) {
  const long long number = task.number, changed = ++numbers_.changed,
                  standing = static_cast<long long>(task.standing),
                  told = task.told_overdue ? 1 : 0,
                  ended = task.standing == TaskStanding::kOpen ? kNever : absl::ToUnixMicros(now);
  session_ << "update tasks set standing = :standing, told_overdue = :told, ended_at = :ended,"
              " changed = :changed, body = :body where tenant = :tenant and number = :number",
      soci::use(standing), soci::use(told), soci::use(ended), soci::use(changed),
      soci::use(task.body), soci::use(task.of.tenant), soci::use(number);
}

void AlertWriter::AddIntervention(const AccountName& of, const AlertChange::Intervention& begun,
                                  long long alert) {
  const Lots lots = begun.lots.value_or(Lots());
  const long long arm = !begun.lots     ? 0
                        : lots.held_out ? 2
                                        : 1,
                  seed = lots.seed, begun_at = absl::ToUnixMicros(begun.begun_at);
  session_ << "insert into interventions (tenant, begun_at, alert, playbook, account, rule, band,"
              " arm, share, seed) values (:tenant, :begun, :alert, :playbook, :account, :rule,"
              " :band, :arm, :share, :seed) on conflict do nothing",
      soci::use(of.tenant), soci::use(begun_at), soci::use(alert), soci::use(begun.playbook),
      soci::use(of.account), soci::use(begun.rule), soci::use(begun.band), soci::use(arm),
      soci::use(lots.share), soci::use(seed);
}

void AlertWriter::Add(const AlertChange& change) {
  const long long version = ++numbers_.changed;
  session_ << "insert into alert_states (tenant, account, version, body)"
              " values (:tenant, :account, :version, :body)"
              " on conflict (tenant, account) do update set version = excluded.version,"
              " body = excluded.body",
      soci::use(change.of.tenant), soci::use(change.of.account), soci::use(version),
      soci::use(change.state);
  Added added;
  added.change = &change;
  for (const AlertChange::Alert& alert : change.alerts) {
    if (alert.row.number == 0) {
      added.numbers.push_back(AddAlert(change, alert));
      continue;
    }
    ChangeAlert(change, alert);
    added.numbers.push_back(alert.row.number);
  }
  for (const AlertChange::Task& task : change.tasks) {
    if (task.row.number == 0) {
      AddTask(change.of, task.row, added.numbers[task.alert], change.now);
    } else {
      ChangeTask(task.row, change.now);
    }
  }
  for (const AlertChange::Intervention& one : change.interventions) {
    AddIntervention(change.of, one, added.numbers[one.alert]);
  }
  if (change.next_at) MarkDue(session_, change.of, *change.next_at);
  told_[change.of] = change.now;
  added_.push_back(std::move(added));
}

void AlertWriter::Settle(const Queue& queue, const Touched& touched) {
  DeskQueue asked;
  asked.tenant = queue.tenant;
  asked.csm = queue.csm;
  asked.rule = queue.rule;
  asked.capacity = touched.capacity;
  asked.now = touched.now;
  Query query;
  // Where everything is shown, what is shown already says nothing of the others.
  const std::string text =
      absl::StrCat("select ", kAlertColumns,
                   ", s.body from alerts a join alert_states s on s.tenant = a.tenant"
                   " and s.account = a.account where a.tenant = ",
                   query.Text(queue.tenant), " and a.csm = ", query.Text(queue.csm),
                   " and a.lead_rule = ", query.Text(queue.rule), " and ", kIsOpen,
                   touched.capacity ? " and a.standing <> 3" : " and a.standing not in (1, 3)",
                   " order by a.number");
  EntryRow row;
  query.Run(session_, text, row, [&] { asked.entries.push_back({row.Alert(), row.state}); });
  if (asked.entries.empty()) return;
  for (const DeskVerdict& verdict : desk_(asked)) {
    const StoredAlert& alert = asked.entries[verdict.entry].alert;
    const long long number = alert.number, standing = static_cast<long long>(verdict.standing),
                    changed = ++numbers_.changed;
    session_ << "update alerts set standing = :standing, changed = :changed"
                " where tenant = :tenant and number = :number",
        soci::use(standing), soci::use(changed), soci::use(alert.of.tenant), soci::use(number);
    // It waited for that to have tasks.
    const bool has_waited = touched.capacity || alert.standing == AlertStanding::kHeldBack;
    if (verdict.standing == AlertStanding::kShown && has_waited) LookAgain(alert.of);
    if (verdict.body.empty()) continue;
    desk_events_.push_back({alert.of, number, verdict.told_at, verdict.body});
    told_.emplace(alert.of, touched.now);
    // Where people are told later, its own look at it tells them.
    if (verdict.told_at > touched.now) MarkDue(session_, alert.of, verdict.told_at);
  }
}

// An evaluation that is on its way knows nothing of it: it is told apart by the version.
void AlertWriter::LookAgain(const AccountName& of) {
  const long long version = ++numbers_.changed;
  session_ << "update alert_states set version = :version where tenant = :tenant"
              " and account = :account",
      soci::use(version), soci::use(of.tenant), soci::use(of.account);
  again_.insert(of);
}

void AlertWriter::AddEvent(const AccountName& of, long long alert, absl::Time told_at,
                           const std::string& body) {
  const long long number = ++numbers_.event, waits = 0, told = absl::ToUnixMicros(told_at);
  const long long standing = ReadNumber(
      session_, "select standing from alerts where tenant = :tenant and number = :number", 0,
      of.tenant, alert);
  const long long held_back = standing == static_cast<long long>(AlertStanding::kHeldBack) ? 1 : 0;
  session_ << "insert into alert_events (tenant, account, number, sequence, alert, told_at,"
              " held_back, body) values (:tenant, :account, :number, :sequence, :alert, :told,"
              " :held, :body)",
      soci::use(of.tenant), soci::use(of.account), soci::use(number), soci::use(waits),
      soci::use(alert), soci::use(told), soci::use(held_back), soci::use(body);
}

void AlertWriter::Release(const AccountName& of, absl::Time now) {
  const long long until = absl::ToUnixMicros(now);
  std::vector<WaitingRow> events;
  WaitingRow row;
  Query query;
  const std::string text = absl::StrCat(
      "select number, alert, told_at from alert_events where tenant = ", query.Text(of.tenant),
      " and account = ", query.Text(of.account), " and sequence = 0 order by told_at, number");
  query.Run(session_, text, row, [&] { events.push_back(row); });
  // Asked for in the order of the index of those that wait: the account may have had thousands.
  std::sort(events.begin(), events.end(),
            [](const WaitingRow& a, const WaitingRow& b) { return a.number < b.number; });
  for (WaitingRow& event : events) event.is_told = event.told_at <= until;
  TellThoseBefore(events);
  for (const WaitingRow& event : events) {
    if (!event.is_told) continue;
    const long long sequence = ++numbers_.sequence, told_at = std::min(event.told_at, until);
    session_ << "update alert_events set sequence = :sequence, told_at = :told"
                " where tenant = :tenant and account = :account and number = :number",
        soci::use(sequence), soci::use(told_at), soci::use(of.tenant), soci::use(of.account),
        soci::use(event.number);
  }
}

std::vector<AccountName> AlertWriter::Finish() {
  for (const auto& [queue, touched] : touched_) Settle(queue, touched);
  for (const Added& added : added_) {
    for (const AlertChange::Event& event : added.change->events) {
      AddEvent(added.change->of, added.numbers[event.alert], event.told_at, event.body);
    }
  }
  for (const DeskEvent& event : desk_events_) {
    AddEvent(event.of, event.alert, event.told_at, event.body);
  }
  for (const auto& [of, now] : told_) Release(of, now);
  for (const AccountName& of : again_) MarkDue(session_, of, absl::UnixEpoch());
  session_ << "update alert_numbers set alert = :alert, task = :task, event = :event,"
              " sequence = :sequence, changed = :changed",
      soci::use(numbers_.alert), soci::use(numbers_.task), soci::use(numbers_.event),
      soci::use(numbers_.sequence), soci::use(numbers_.changed);
  return {again_.begin(), again_.end()};
}

void MarkDue(soci::session& session, const AccountName& of, absl::Time at) {
  const long long due = absl::ToUnixMicros(at);
  session << "update last_evaluations set next_change_at = :due where tenant = :tenant"
             " and account = :account and next_change_at > :than",
      soci::use(due), soci::use(of.tenant), soci::use(of.account), soci::use(due);
}

void EraseAlerts(soci::session& session, const AccountName& of) {
  session << "update last_evaluations set next_change_at = 0 where (tenant, account) in ("
             "select a.tenant, a.account from alerts a join alerts gone on gone.tenant = a.tenant"
             " and gone.csm = a.csm and gone.lead_rule = a.lead_rule"
             " where gone.tenant = :tenant and gone.account = :account and gone.standing = 1"
             " and gone.resolved_at = 9223372036854775807 and a.standing = 2"
             " and a.resolved_at = 9223372036854775807)",
      soci::use(of.tenant), soci::use(of.account);
  for (const char* const table :
       {"alerts", "alert_events", "alert_states", "tasks", "interventions"}) {
    session << "delete from " << table << " where tenant = :tenant and account = :account",
        soci::use(of.tenant), soci::use(of.account);
  }
}

}  // namespace bellwether::store
