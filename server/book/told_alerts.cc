// Tested by tests/server/alerts_handlers_test.cc.
#include "server/book/told_alerts.h"

#include "absl/strings/str_cat.h"
#include "protos/wire/time_to_proto.h"
#include "server/book/stored_body.h"

namespace bellwether {

v1::AlertState StateOf(const store::StoredAlert& alert, absl::Time now) {
  if (alert.resolved_at) return v1::ALERT_STATE_RESOLVED;
  if (alert.acknowledged_at) return v1::ALERT_STATE_ACKNOWLEDGED;
  if (alert.snoozed_until && *alert.snoozed_until > now) return v1::ALERT_STATE_SNOOZED;
  return v1::ALERT_STATE_OPEN;
}

v1::TaskState StateOf(const store::StoredTask& task) {
  switch (task.standing) {
    case store::TaskStanding::kOpen:
      return v1::TASK_STATE_OPEN;
    case store::TaskStanding::kDone:
      return v1::TASK_STATE_DONE;
    case store::TaskStanding::kDropped:
      return v1::TASK_STATE_DROPPED;
  }
  return v1::TASK_STATE_UNSPECIFIED;
}

absl::Status TellAlert(const store::StoredAlert& alert, absl::Time now, v1::Alert& message) {
  const absl::Status read = DecodeBody(alert.body, "an alert", message);
  if (!read.ok()) return read;
  message.set_number(alert.number);
  message.set_account_id(alert.of.account);
  message.set_state(StateOf(alert, now));
  message.set_held_back(alert.standing == store::AlertStanding::kHeldBack && !alert.resolved_at);
  message.set_csm(alert.csm);
  message.set_stake(alert.stake);
  message.set_etag(absl::StrCat(alert.changed));
  return absl::OkStatus();
}

absl::Status TellTask(const store::StoredTask& task, absl::Time now, v1::Task& message) {
  const absl::Status read = DecodeBody(task.body, "a task", message);
  if (!read.ok()) return read;
  message.set_number(task.number);
  message.set_account_id(task.of.account);
  message.set_alert(task.alert);
  message.set_owner(task.owner);
  message.set_csm(task.csm);
  message.set_state(StateOf(task));
  message.set_overdue(task.standing == store::TaskStanding::kOpen && task.due_at &&
                      *task.due_at <= now);
  message.set_etag(absl::StrCat(task.changed));
  return absl::OkStatus();
}

absl::Status TellAlertEvent(const store::StoredAlertEvent& event, v1::AlertEvent& message) {
  const absl::Status read = DecodeBody(event.body, "an event of an alert", message);
  if (!read.ok()) return read;
  message.set_sequence(event.sequence);
  message.set_account_id(event.account);
  message.set_number(event.alert);
  message.set_held_back(event.held_back);
  wire::TimeToProto(event.told_at, *message.mutable_told_at());
  return absl::OkStatus();
}

}  // namespace bellwether
