// What rows of alerts, tasks and events are read into. In the order of their columns.
#ifndef BELLWETHER_SERVER_STORE_ALERT_ROWS_H_
#define BELLWETHER_SERVER_STORE_ALERT_ROWS_H_

#include <string>

#include "server/store/alert_store.h"
#include "server/store/sql_reading.h"
#include "soci/soci.h"

namespace bellwether::store {

inline constexpr char kAlertColumns[] =
    "a.tenant, a.account, a.number, a.alert_key, a.lead_rule, a.severity, a.csm, a.stake,"
    " a.standing, a.raised_at, a.acknowledged_at, a.snoozed_until, a.resolved_at, a.changed,"
    " a.body";

struct AlertRow {
  std::string tenant, account, key, lead, severity, csm, body;
  long long number = 0, standing = 0, raised_at = 0, acknowledged_at = 0, snoozed_until = 0,
            resolved_at = 0, changed = 0;
  double stake = 0;

  void Into(soci::statement& rows) {
    for (std::string* text : {&tenant, &account}) rows.exchange(soci::into(*text));
    rows.exchange(soci::into(number));
    for (std::string* text : {&key, &lead, &severity, &csm}) rows.exchange(soci::into(*text));
    rows.exchange(soci::into(stake));
    for (long long* value :
         {&standing, &raised_at, &acknowledged_at, &snoozed_until, &resolved_at, &changed}) {
      rows.exchange(soci::into(*value));
    }
    rows.exchange(soci::into(body));
  }

  StoredAlert Alert() const {
    StoredAlert alert;
    alert.of = {tenant, account};
    alert.number = number;
    alert.key = key;
    alert.lead = lead;
    alert.severity = severity;
    alert.csm = csm;
    alert.stake = stake;
    alert.standing = static_cast<AlertStanding>(standing);
    alert.raised_at = absl::FromUnixMicros(raised_at);
    alert.acknowledged_at = TimeOf(acknowledged_at);
    alert.snoozed_until = TimeOf(snoozed_until);
    alert.resolved_at = TimeOf(resolved_at);
    alert.changed = changed;
    alert.body = body;
    return alert;
  }
};

inline constexpr char kTaskColumns[] =
    "t.tenant, t.account, t.number, t.alert, t.owner, t.csm, t.standing, t.due_at,"
    " t.told_overdue, t.changed, t.body";

struct TaskRow {
  std::string tenant, account, owner, csm, body;
  long long number = 0, alert = 0, standing = 0, due_at = 0, told_overdue = 0, changed = 0;

  void Into(soci::statement& rows) {
    for (std::string* text : {&tenant, &account}) rows.exchange(soci::into(*text));
    for (long long* value : {&number, &alert}) rows.exchange(soci::into(*value));
    for (std::string* text : {&owner, &csm}) rows.exchange(soci::into(*text));
    for (long long* value : {&standing, &due_at, &told_overdue, &changed}) {
      rows.exchange(soci::into(*value));
    }
    rows.exchange(soci::into(body));
  }

  StoredTask Task() const {
    StoredTask task;
    task.of = {tenant, account};
    task.number = number;
    task.alert = alert;
    task.owner = owner;
    task.csm = csm;
    task.standing = static_cast<TaskStanding>(standing);
    task.due_at = TimeOf(due_at);
    task.told_overdue = told_overdue != 0;
    task.changed = changed;
    task.body = body;
    return task;
  }
};

inline constexpr char kAlertEventColumns[] =
    "e.account, e.sequence, e.alert, e.told_at, e.held_back, e.number, e.body";

struct AlertEventRow {
  std::string account, body;
  long long sequence = 0, alert = 0, told_at = 0, held_back = 0, number = 0;

  void Into(soci::statement& rows) {
    rows.exchange(soci::into(account));
    for (long long* value : {&sequence, &alert, &told_at, &held_back, &number}) {
      rows.exchange(soci::into(*value));
    }
    rows.exchange(soci::into(body));
  }

  StoredAlertEvent Event() const {
    StoredAlertEvent event;
    event.account = account;
    event.sequence = sequence;
    event.alert = alert;
    event.told_at = absl::FromUnixMicros(told_at);
    event.held_back = held_back != 0;
    event.number = number;
    event.body = body;
    return event;
  }
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_ALERT_ROWS_H_
