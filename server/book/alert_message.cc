// Tested by tests/server/alert_course_test.cc.
#include "server/book/alert_message.h"

#include "engine/alerts/quiet_hours.h"
#include "protos/wire/time_to_proto.h"

namespace bellwether {
namespace {

bool IsHeldOut(const v1::Alert& message) { return message.arm() == v1::ALERT_ARM_HELD_OUT; }

void TellStep(absl::Time at, const ruleset::Alert& rule, const std::vector<std::string>& to,
              const absl::TimeZone& zone, v1::AlertStep& step) {
  step.Clear();
  wire::TimeToProto(at, *step.mutable_at());
  wire::TimeToProto(alerts::ToldAt(rule.quiet, at, zone), *step.mutable_told_at());
  for (const std::string& one : to) step.add_to(one);
}

}  // namespace

std::string SeverityOf(const Plan& plan, const ruleset::Alert& rule) {
  return plan.severities.empty() ? "" : plan.severities[rule.severity];
}

v1::AlertEventKind KindOf(alerts::AlertEventKind kind) {
  using Kind = alerts::AlertEventKind;
  switch (kind) {
    case Kind::kRaised:
      return v1::ALERT_EVENT_KIND_RAISED;
    case Kind::kGrouped:
      return v1::ALERT_EVENT_KIND_GROUPED;
    case Kind::kReminded:
      return v1::ALERT_EVENT_KIND_REMINDED;
    case Kind::kEscalated:
      return v1::ALERT_EVENT_KIND_ESCALATED;
    case Kind::kAcknowledged:
      return v1::ALERT_EVENT_KIND_ACKNOWLEDGED;
    case Kind::kSnoozed:
      return v1::ALERT_EVENT_KIND_SNOOZED;
    case Kind::kResolved:
      return v1::ALERT_EVENT_KIND_RESOLVED;
  }
  return v1::ALERT_EVENT_KIND_UNSPECIFIED;
}

void TellLead(const Plan& plan, const ruleset::Alert& rule, v1::Alert& message) {
  message.set_alert(rule.name);
  message.set_severity(SeverityOf(plan, rule));
  message.set_reason(std::string(rule.reason.In("")));
  message.clear_route();
  message.clear_escalate_to();
  if (IsHeldOut(message)) return;
  for (const std::string& one : rule.route) message.add_route(one);
  for (const std::string& one : rule.escalate_to) message.add_escalate_to(one);
}

void TellStanding(const alerts::OpenAlert& open, v1::Alert& message) {
  message.clear_rules();
  for (const std::string& rule : open.rules) message.add_rules(rule);
  message.set_times(static_cast<int32_t>(open.times));
  wire::TimeToProto(open.told_at, *message.mutable_told_at());
  if (open.acknowledged_at) {
    wire::TimeToProto(*open.acknowledged_at, *message.mutable_acknowledged_at());
  } else {
    message.clear_acknowledged_at();
    message.clear_acknowledged();
  }
  if (open.snoozed_until) {
    wire::TimeToProto(*open.snoozed_until, *message.mutable_snoozed_until());
  } else {
    message.clear_snoozed_until();
    message.clear_snoozed();
  }
  message.clear_escalated_at();
  if (open.escalated_at && !IsHeldOut(message)) {
    wire::TimeToProto(*open.escalated_at, *message.mutable_escalated_at());
  }
}

void TellOutlook(const alerts::AlertOutlook& outlook, const ruleset::Alert& rule,
                 const absl::TimeZone& zone, v1::Alert& message) {
  message.clear_next_reminder();
  message.clear_next_escalation();
  if (IsHeldOut(message)) return;
  if (outlook.reminds_at) {
    TellStep(*outlook.reminds_at, rule, rule.route, zone, *message.mutable_next_reminder());
  }
  if (outlook.escalates_at) {
    TellStep(*outlook.escalates_at, rule, rule.escalate_to, zone,
             *message.mutable_next_escalation());
  }
}

v1::AlertEvent EventOf(const v1::Alert& alert, const std::string& csm, v1::AlertEventKind kind,
                       absl::Time at) {
  v1::AlertEvent event;
  event.set_kind(kind);
  event.set_key(alert.key());
  event.set_alert(alert.alert());
  event.set_lead(alert.alert());
  event.set_severity(alert.severity());
  event.set_reason(alert.reason());
  *event.mutable_to() =
      kind == v1::ALERT_EVENT_KIND_ESCALATED ? alert.escalate_to() : alert.route();
  event.set_csm(csm);
  event.set_playbook(alert.playbook());
  event.set_times(alert.times());
  event.set_arm(alert.arm());
  wire::TimeToProto(at, *event.mutable_at());
  return event;
}

}  // namespace bellwether
