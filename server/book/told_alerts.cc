// Tested by tests/server/alerts_handlers_test.cc.
#include "server/book/told_alerts.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/alerts/rule_named.h"
#include "protos/wire/time_to_proto.h"
#include "server/book/alert_message.h"
#include "server/book/stored_body.h"

namespace bellwether {
namespace {

constexpr size_t kMostChoices = 200;

void TellTrigger(const ruleset::Alert& rule, v1::AlertRule& message) {
  switch (rule.trigger) {
    case ruleset::AlertTrigger::kCondition:
      message.set_when(rule.when.text);
      return;
    case ruleset::AlertTrigger::kOverdue:
      message.set_overdue(rule.milestone.empty() ? "any" : rule.milestone);
      return;
    case ruleset::AlertTrigger::kNoData:
      message.set_no_data_seconds(rule.no_data_seconds);
      return;
  }
}

void TellPlaybook(const Plan& plan, const ruleset::Playbook& playbook, const std::string& language,
                  v1::AlertRule& message) {
  message.set_playbook(playbook.name);
  message.set_playbook_title(
      std::string(plan.titles.In(ruleset::TitleKind::kPlaybook, playbook.name, language)));
  message.set_playbook_description(std::string(playbook.notes.description.In(language)));
  for (const ruleset::PlaybookStep& step : playbook.steps) {
    v1::AlertRemedyStep& told = *message.add_steps();
    told.set_action(std::string(step.action.In(language)));
    told.set_owner(step.owner);
    if (step.due_days) told.set_due_days(*step.due_days);
  }
}

void TellAlertRule(const Plan& plan, const ruleset::Alert& rule, const std::string& language,
                   v1::AlertRule& message) {
  message.set_name(rule.name);
  message.set_severity(SeverityOf(plan, rule));
  message.set_reason(std::string(rule.reason.In(language)));
  message.set_description(std::string(rule.notes.description.In(language)));
  for (const std::string& one : rule.notes.source) message.add_source(one);
  TellTrigger(rule, message);
  message.set_applies_when(rule.applies_when.text);
  message.set_for_seconds(rule.dwell_seconds);
  message.set_remind_every_seconds(rule.remind_seconds);
  message.set_escalate_after_seconds(rule.escalate_seconds);
  if (rule.capacity) message.set_capacity(static_cast<int32_t>(*rule.capacity));
  if (rule.quiet) {
    v1::AlertQuietHours& quiet = *message.mutable_quiet_hours();
    quiet.set_from_minute(rule.quiet->from);
    quiet.set_to_minute(rule.quiet->to);
    quiet.set_weekends(rule.quiet->weekends);
  }
  message.set_ends_by_people(!rule.ends_with_condition);
  if (rule.playbook) TellPlaybook(plan, plan.playbooks[*rule.playbook], language, message);
}

using Counted = std::map<std::string, uint64_t>;

void TellCounted(const Counted& counted,
                 google::protobuf::RepeatedPtrField<v1::AlertChoice>& choices) {
  std::vector<std::pair<std::string, uint64_t>> words(counted.begin(), counted.end());
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (words.size() > kMostChoices) words.resize(kMostChoices);
  for (const auto& [word, count] : words) {
    v1::AlertChoice& choice = *choices.Add();
    choice.set_word(word);
    choice.set_alerts(static_cast<int64_t>(count));
  }
}

}  // namespace

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

absl::Status TellListedAlert(const store::ListedAlert& alert, absl::Time now, v1::Alert& message) {
  const absl::Status told = TellAlert(alert, now, message);
  if (!told.ok()) return told;
  message.set_segment(alert.segment);
  if (alert.rank > 0) {
    message.mutable_place()->set_rank(static_cast<int32_t>(alert.rank));
    message.mutable_place()->set_held_back(static_cast<int32_t>(alert.held_back));
  }
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

void TellAlertRules(const Plan& plan, const std::string& language,
                    google::protobuf::RepeatedPtrField<v1::Alert>& alerts,
                    google::protobuf::RepeatedPtrField<v1::AlertRule>& rules) {
  std::set<std::string> told;
  for (v1::Alert& alert : alerts) {
    const ruleset::Alert* const lead = alerts::RuleNamed(plan, alert.alert());
    if (lead != nullptr && alert.state() != v1::ALERT_STATE_RESOLVED) {
      alert.set_reason(std::string(lead->reason.In(language)));
    }
    for (const std::string& name : alert.rules()) {
      const ruleset::Alert* const rule = alerts::RuleNamed(plan, name);
      if (rule == nullptr || !told.insert(name).second) continue;
      TellAlertRule(plan, *rule, language, *rules.Add());
    }
  }
}

void TellTaskActions(const Plan& plan, const std::string& language,
                     google::protobuf::RepeatedPtrField<v1::Task>& tasks) {
  for (v1::Task& task : tasks) {
    const auto playbook =
        std::find_if(plan.playbooks.begin(), plan.playbooks.end(),
                     [&task](const ruleset::Playbook& one) { return one.name == task.playbook(); });
    if (playbook == plan.playbooks.end()) continue;
    const auto step = static_cast<size_t>(task.step());
    if (step < 1 || step > playbook->steps.size()) continue;
    const ruleset::Text& action = playbook->steps[step - 1].action;
    if (action.In("") == task.action()) task.set_action(std::string(action.In(language)));
  }
}

void TellAlertChoices(const std::vector<store::AlertChoice>& found, v1::AlertChoices& message) {
  Counted severities, rules, csms, segments;
  for (const store::AlertChoice& one : found) {
    severities[one.severity] += one.count;
    rules[one.rule] += one.count;
    csms[one.csm] += one.count;
    segments[one.segment] += one.count;
  }
  TellCounted(severities, *message.mutable_severities());
  TellCounted(rules, *message.mutable_rules());
  TellCounted(csms, *message.mutable_csms());
  TellCounted(segments, *message.mutable_segments());
}

}  // namespace bellwether
