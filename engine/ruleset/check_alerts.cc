// Alerts: everything but what their conditions say, which is about answers and looked at once there
// is a plan (engine/alerts/alert_conditions.h).
// Tested by tests/golden/ruleset/cases/alerts.txt.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

constexpr std::string_view kPass = "bad-alert";
constexpr std::string_view kAnyMilestone = "any";
constexpr int32_t kMinutesPerHour = 60;
constexpr int32_t kHoursPerDay = 24;
constexpr int64_t kMostShown = 1'000'000;  // more is all
constexpr int64_t kLeastReminder = 3'600;

int64_t SecondsOf(const document::Located<document::Period>& period) {
  return period.present() ? period.value.seconds : 0;
}

AnswerCondition ConditionOf(const document::ExpressionText& text) {
  return {text.text, text.span, text.verbatim};
}

// Two digits, or nothing.
std::optional<int32_t> TwoDigits(std::string_view text) {
  if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') {
    return std::nullopt;
  }
  return (text[0] - '0') * 10 + (text[1] - '0');
}

// "18:30" -> 1110.
std::optional<int32_t> MinuteOfDay(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = TwoDigits(text.substr(0, 2));
  const auto minute = TwoDigits(text.substr(3));
  if (!hour || !minute || *hour >= kHoursPerDay || *minute >= kMinutesPerHour) return std::nullopt;
  return *hour * kMinutesPerHour + *minute;
}

class AlertCheck {
 public:
  AlertCheck(Checker& checker, const document::Named<document::Alert>& entry)
      : checker_(checker), entry_(entry), written_(entry.value) {}

  Alert Run() {
    Alert alert;
    alert.name = entry_.name;
    alert.location = entry_.span;
    alert.notes = ToNotes(written_.notes);
    alert.reason = ToText(written_.reason);
    SetTrigger(alert);
    alert.applies_when = ConditionOf(written_.applies_when);
    if (written_.severity.present()) {
      alert.severity = checker_
                           .ResolveWord("severity", "severities", written_.severity.value,
                                        written_.severity.span, checker_.rules.severities)
                           .value_or(0);
    }
    alert.key = written_.dedupe.value_or(entry_.name);
    alert.route = NamesOf(written_.route);
    alert.playbook = checker_.ResolvePlaybook(written_.playbook);
    RefuseHoldout(alert);
    alert.ends_with_condition =
        written_.resolve.value_or(document::AlertEnd::kCondition) == document::AlertEnd::kCondition;
    SetTimes(alert);
    alert.escalate_to = NamesOf(written_.escalate_to);
    RefuseWordsWithoutTime();
    alert.quiet = Quiet();
    if (written_.capacity.present()) {
      alert.capacity =
          static_cast<uint32_t>(std::min<int64_t>(written_.capacity.value, kMostShown));
    }
    return alert;
  }

 private:
  void Error(const Span& at, std::string message, std::string hint) {
    checker_.sink.Error(std::string(kPass), at, std::move(message), std::move(hint));
  }

  void SetTrigger(Alert& alert) {
    if (written_.overdue.present()) {
      alert.trigger = AlertTrigger::kOverdue;
      alert.milestone = Milestone();
    } else if (written_.no_data_for.present()) {
      alert.trigger = AlertTrigger::kNoData;
      alert.no_data_seconds = written_.no_data_for.value.seconds;
    } else {
      alert.when = ConditionOf(written_.when);
    }
  }

  std::string Milestone() {
    const auto& given = written_.overdue;
    if (given.value == kAnyMilestone) return "";
    std::vector<std::string> known;
    for (const auto& milestone : checker_.rules.milestones.order) known.push_back(milestone.name);
    known.emplace_back(kAnyMilestone);
    checker_.Resolve("milestone", given.value, given.span, known);
    return given.value;
  }

  void SetTimes(Alert& alert) {
    alert.dwell_seconds = SecondsOf(written_.dwell);
    alert.cooldown_seconds = SecondsOf(written_.cooldown);
    alert.remind_seconds = SecondsOf(written_.remind_every);
    alert.escalate_seconds = SecondsOf(written_.escalate_after);
    if (alert.remind_seconds == 0 || alert.remind_seconds >= kLeastReminder) return;
    Error(written_.remind_every.span, "nobody wants to be told more often than once an hour",
          "write `remind_every: 1h`, or longer");
  }

  // What is worst is not to be experimented with by accident.
  void RefuseHoldout(const Alert& alert) {
    const std::vector<std::string>& severities = checker_.rules.severities;
    const bool is_worst = !severities.empty() && written_.severity.present() &&
                          written_.severity.value == severities.front();
    if (!is_worst || !alert.playbook) return;
    const Playbook& playbook = checker_.rules.playbooks[*alert.playbook];
    if (!playbook.holdout || playbook.holdout->worst_severity) return;
    Error(written_.playbook.span,
          absl::StrCat("`", playbook.name, "` holds accounts out, and `", severities.front(),
                       "` is the worst severity"),
          "name a playbook without `holdout:`; where such accounts are to be left alone as well, "
          "write `worst_severity: true` into it");
  }

  // Whom to escalate to, and never when.
  void RefuseWordsWithoutTime() {
    if (written_.escalate_to.empty() || written_.escalate_after.present()) return;
    Error(written_.escalate_to.front().span, "this alert is never escalated",
          "say when: `escalate_after: 2d`");
  }

  std::optional<QuietHours> Quiet() {
    const document::QuietHours& quiet = written_.quiet_hours;
    if (!quiet.present()) return std::nullopt;
    const auto from = TimeOf(quiet.from);
    const auto to = TimeOf(quiet.to);
    if (!from || !to) return std::nullopt;
    if (*from == *to) {
      Error(quiet.to.span, "these hours have no length",
            "end them at another time than they begin");
      return std::nullopt;
    }
    return QuietHours{*from, *to, quiet.weekends.value_or(false)};
  }

  std::optional<int32_t> TimeOf(const document::Located<std::string>& given) {
    if (!given.present()) return std::nullopt;  // reported where it was read
    const auto minute = MinuteOfDay(given.value);
    if (!minute) {
      Error(given.span, absl::StrCat(Quoted(given.value), " is no time of a day"),
            "write it in quotes, with two digits each: \"08:00\"");
    }
    return minute;
  }

  Checker& checker_;
  const document::Named<document::Alert>& entry_;
  const document::Alert& written_;
};

// Alerts that are one are ended, shown and delivered as one: what says so must not differ.
void CompareKeys(Checker& checker) {
  const std::vector<Alert>& alerts = checker.rules.alerts;
  for (size_t i = 0; i < alerts.size(); ++i) {
    for (size_t first = 0; first < i; ++first) {
      if (alerts[first].key != alerts[i].key) continue;
      if (alerts[first].ends_with_condition != alerts[i].ends_with_condition) {
        checker.sink.Error(std::string(kPass), alerts[i].location,
                           absl::StrCat("`", alerts[i].name, "` is one with `", alerts[first].name,
                                        "` (key `", alerts[i].key, "`), and ends otherwise"),
                           "give both the same `resolve:`, or keys of their own with `dedupe:`");
      }
      break;
    }
  }
}

}  // namespace

void CheckAlerts(Checker& checker) {
  for (const auto& entry : checker.document.alerts) {
    CheckPlainName(checker, "alert", entry.name, entry.span);
    checker.rules.alerts.push_back(AlertCheck(checker, entry).Run());
  }
  CompareKeys(checker);
}

}  // namespace bellwether::ruleset
