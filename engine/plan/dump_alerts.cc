// The part of a plan's dump that says when people are told.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/plan/dump_writer.h"

namespace bellwether {
namespace {

constexpr int32_t kMinutesPerHour = 60;

// "" of no time.
std::string TimeText(int64_t seconds) {
  constexpr std::pair<int64_t, const char*> kUnits[] = {
      {86'400, "d"}, {3'600, "h"}, {60, "m"}, {1, "s"}};
  for (const auto& [size, unit] : kUnits) {
    if (seconds > 0 && seconds % size == 0) return absl::StrCat(seconds / size, unit);
  }
  return "";
}

std::string ClockText(int32_t minute) {
  return absl::StrCat(absl::Dec(minute / kMinutesPerHour, absl::kZeroPad2), ":",
                      absl::Dec(minute % kMinutesPerHour, absl::kZeroPad2));
}

std::string QuietText(const std::optional<ruleset::QuietHours>& quiet) {
  if (!quiet) return "";
  return absl::StrCat(ClockText(quiet->from), " to ", ClockText(quiet->to),
                      quiet->weekends ? ", weekends" : "");
}

std::string TriggerText(const ruleset::Alert& alert) {
  switch (alert.trigger) {
    case ruleset::AlertTrigger::kOverdue:
      return absl::StrCat("overdue ", alert.milestone.empty() ? "any" : alert.milestone);
    case ruleset::AlertTrigger::kNoData:
      return absl::StrCat("no data for ", TimeText(alert.no_data_seconds));
    case ruleset::AlertTrigger::kCondition:
      break;
  }
  return alert.when.text;
}

}  // namespace

void DumpAlerts(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.alerts.empty()) return;
  writer.Heading("Alerts");
  for (const ruleset::Alert& alert : plan.alerts) {
    writer.Title(alert.name, alert.location);
    writer.Labelled("severity", plan.severities.empty() ? "" : plan.severities[alert.severity]);
    writer.Labelled("when", TriggerText(alert));
    writer.Labelled("applies when", alert.applies_when.text);
    writer.Labelled("for", TimeText(alert.dwell_seconds));
    writer.Labelled("key", alert.key == alert.name ? "" : alert.key);
    writer.Labelled("route", absl::StrJoin(alert.route, ", "));
    writer.Labelled("playbook",
                    alert.playbook ? writer.PlaybookName(*alert.playbook) : std::string());
    writer.Labelled("cooldown", TimeText(alert.cooldown_seconds));
    writer.Labelled("ends", alert.ends_with_condition ? "with its condition" : "by people alone");
    writer.Labelled("remind every", TimeText(alert.remind_seconds));
    writer.Labelled("escalate after", TimeText(alert.escalate_seconds));
    writer.Labelled("escalate to", absl::StrJoin(alert.escalate_to, ", "));
    writer.Labelled("quiet hours", QuietText(alert.quiet));
    writer.Labelled("capacity", alert.capacity ? absl::StrCat(*alert.capacity) : "");
  }
}

}  // namespace bellwether
