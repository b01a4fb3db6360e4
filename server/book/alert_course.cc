// Tested by tests/server/alert_course_test.cc.
#include "server/book/alert_course.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/alerts/holdout.h"
#include "engine/alerts/quiet_hours.h"
#include "engine/alerts/rule_named.h"
#include "protos/wire/time_to_proto.h"
#include "server/book/alert_message.h"
#include "server/book/stored_body.h"

namespace bellwether {
namespace {

using alerts::AlertEvent;
using alerts::AlertEventKind;

// What ends an alert that nothing is remembered of.
constexpr char kByRules[] = "rules";

RememberedAlerts Remember(const store::KeptAlerts& kept) {
  return DecodeAlertState(kept.state).value_or(RememberedAlerts());
}

void KeepSooner(const std::optional<absl::Time>& at, std::optional<absl::Time>& soonest) {
  if (at && (!soonest || *at < *soonest)) soonest = at;
}

// Who did it, when and why, of what an alert says itself.
void KeepAct(const v1::AlertEvent& event, v1::Alert& alert) {
  const bool acknowledges = event.kind() == v1::ALERT_EVENT_KIND_ACKNOWLEDGED;
  if (!acknowledges && event.kind() != v1::ALERT_EVENT_KIND_SNOOZED) return;
  v1::AlertAct& act = acknowledges ? *alert.mutable_acknowledged() : *alert.mutable_snoozed();
  *act.mutable_at() = event.at();
  act.set_by(event.by());
  act.set_why(event.why());
}

absl::Status NotOpen(const char* what, int64_t number) {
  return absl::NotFoundError(absl::StrCat(what, " ", number, " is not open any more"));
}

}  // namespace

AlertCourse::AlertCourse(const Plan& plan, store::AccountName of, store::KeptAlerts kept,
                         absl::Time now)
    : plan_(plan),
      of_(std::move(of)),
      kept_(std::move(kept)),
      before_(Remember(kept_)),
      now_(std::max(now, before_.state.at)),
      machine_(plan, before_.state),
      facts_(before_.facts) {
  for (const store::StoredAlert& row : kept_.open) {
    Alert alert;
    alert.row = row;
    // What cannot be read is written anew.
    static_cast<void>(DecodeBody(row.body, "an alert", alert.message));
    current_[row.key] = alerts_.size();
    alerts_.push_back(std::move(alert));
  }
  for (const store::StoredTask& row : kept_.tasks) {
    for (size_t i = 0; i < alerts_.size(); ++i) {
      if (alerts_[i].row.number == row.alert) tasks_.Keep(row, i);
    }
  }
  ForgetWhatIsNotRemembered();
}

size_t AlertCourse::NewAlert(const std::string& key, const std::string& rule, absl::Time raised_at,
                             absl::Time told_at) {
  Alert alert;
  alert.people_see = true;
  alert.row.of = of_;
  alert.row.key = key;
  alert.row.lead = rule;
  alert.row.raised_at = raised_at;
  alert.message.set_key(key);
  alert.message.set_alert(rule);
  alert.message.add_rules(rule);
  alert.message.set_times(1);
  wire::TimeToProto(raised_at, *alert.message.mutable_raised_at());
  wire::TimeToProto(told_at, *alert.message.mutable_told_at());
  alerts_.push_back(std::move(alert));
  Describe(alerts_.back());
  current_[key] = alerts_.size() - 1;
  return alerts_.size() - 1;
}

// Both are written together, so they differ only where one of them was damaged.
void AlertCourse::ForgetWhatIsNotRemembered() {
  const auto& open = before_.state.open;
  for (size_t i = 0; i < kept_.open.size(); ++i) {
    const std::string key = alerts_[i].row.key;
    const bool is_remembered =
        std::any_of(open.begin(), open.end(), [&](const auto& one) { return one.key == key; });
    if (is_remembered) continue;
    current_.erase(key);
    End(alerts_[i], now_, kByRules, "");
    v1::AlertEvent event =
        EventOf(alerts_[i].message, facts_.csm, v1::ALERT_EVENT_KIND_RESOLVED, now_);
    event.set_by(kByRules);
    AddEvent(i, event, now_);
  }
  for (const alerts::OpenAlert& one : open) {
    if (!current_.contains(one.key)) NewAlert(one.key, one.lead, one.raised_at, one.told_at);
  }
}

void AlertCourse::Describe(Alert& alert) {
  const ruleset::Alert* const rule = alerts::RuleNamed(plan_, alert.row.lead);
  if (rule == nullptr) return;  // of a former pack: it stays as it was told
  TellLead(plan_, *rule, alert.message);
  alert.row.severity = alert.message.severity();
}

void AlertCourse::Intervene(size_t alert, absl::Time at, bool draws) {
  v1::Alert& message = alerts_[alert].message;
  const std::string& lead = alerts_[alert].row.lead;
  const ruleset::Alert* const rule = alerts::RuleNamed(plan_, lead);
  if (rule == nullptr) return;
  message.clear_assigned_playbook();
  message.clear_arm();
  if (rule->playbook) {
    const ruleset::Playbook& playbook = plan_.playbooks[*rule->playbook];
    store::AlertChange::Intervention begun;
    begun.alert = alert;
    begun.playbook = playbook.name;
    begun.rule = lead;
    begun.band = facts_.band;
    begun.begun_at = at;
    message.set_assigned_playbook(playbook.name);
    if (draws && playbook.holdout) {
      const bool held_out = alerts::IsHeldOut(*playbook.holdout, playbook.name, of_.account);
      message.set_arm(held_out ? v1::ALERT_ARM_HELD_OUT : v1::ALERT_ARM_TREATED);
      begun.lots = store::Lots{playbook.holdout->share, playbook.holdout->seed, held_out};
    }
    interventions_.push_back(std::move(begun));
  }
  Describe(alerts_[alert]);
}

void AlertCourse::AddEvent(size_t alert, const v1::AlertEvent& event, absl::Time told_at) {
  alerts_[alert].people_see = true;
  events_.push_back({alert, told_at, EncodeBody(event)});
}

void AlertCourse::End(Alert& alert, absl::Time at, const std::string& by, const std::string& why) {
  alert.people_see = true;
  alert.row.resolved_at = at;
  wire::TimeToProto(at, *alert.message.mutable_resolved_at());
  alert.message.clear_next_reminder();
  alert.message.clear_next_escalation();
  alert.message.set_resolved_by(by);
  alert.message.set_resolution(why);
  tasks_.Drop(static_cast<size_t>(&alert - alerts_.data()), at);
}

void AlertCourse::Take(const std::vector<AlertEvent>& events, const AlertActor& actor,
                       std::optional<absl::Time> until) {
  for (const AlertEvent& event : events) {
    if (event.kind == AlertEventKind::kRaised) {
      NewAlert(event.key, event.lead, event.at, event.told_at);
    }
    const auto found = current_.find(event.key);
    if (found == current_.end()) continue;
    const size_t position = found->second;
    Alert& alert = alerts_[position];
    const bool is_worse = alert.row.lead != event.lead;
    alert.row.lead = event.lead;
    alert.message.set_times(static_cast<int32_t>(event.times));
    Describe(alert);
    const bool is_raised = event.kind == AlertEventKind::kRaised;
    if (is_raised || is_worse) Intervene(position, event.at, /*draws=*/is_raised);
    if (alerts::IsToldAgain(event.kind) && alert.is_held_out()) continue;  // nobody was told of it
    v1::AlertEvent told = EventOf(alert.message, facts_.csm, KindOf(event.kind), event.at);
    told.set_alert(event.alert);
    told.set_lead(event.lead);
    told.set_by(event.by);
    // What people say is said of what they do alone, and not of what falls due before it.
    const bool is_theirs = !actor.by.empty() && event.by == actor.by;
    if (is_theirs) told.set_why(actor.why);
    KeepAct(told, alert.message);
    if (until && event.kind == AlertEventKind::kSnoozed) {
      wire::TimeToProto(*until, *told.mutable_until());
    }
    if (event.kind == AlertEventKind::kResolved) {
      End(alert, event.at, event.by, is_theirs ? actor.why : "");
      current_.erase(found);
    }
    AddEvent(position, told, event.told_at);
  }
}

void AlertCourse::Observe(const std::vector<Ternary>& holds, const AlertedFacts& facts) {
  facts_ = facts;
  std::vector<AlertEvent> events;
  machine_.Observe(now_, holds, facts_.zone, events);
  Take(events, {}, std::nullopt);
}

void AlertCourse::ObserveNothing() {
  const std::vector<Ternary> unknown(plan_.alerts.size(), Ternary::kUnknown);
  Observe(unknown, before_.facts);
}

absl::Status AlertCourse::Act(alerts::AlertAction action, int64_t number, const AlertActor& actor) {
  const auto found = std::find_if(current_.begin(), current_.end(), [&](const auto& one) {
    return alerts_[one.second].row.number == number;
  });
  if (number == 0 || found == current_.end()) return NotOpen("the alert", number);
  action.key = found->first;
  action.at = now_;
  action.by = actor.by;
  std::vector<AlertEvent> events;
  const absl::Status done = machine_.Act(action, facts_.zone, events);
  std::optional<absl::Time> until;
  if (action.kind == alerts::AlertAction::Kind::kSnooze) until = action.until;
  Take(events, actor, until);
  return done;
}

absl::Status AlertCourse::Acknowledge(int64_t number, const AlertActor& actor) {
  alerts::AlertAction action;
  action.kind = alerts::AlertAction::Kind::kAcknowledge;
  return Act(std::move(action), number, actor);
}

absl::Status AlertCourse::Snooze(int64_t number, absl::Time until, const AlertActor& actor) {
  alerts::AlertAction action;
  action.kind = alerts::AlertAction::Kind::kSnooze;
  action.until = until;
  return Act(std::move(action), number, actor);
}

absl::Status AlertCourse::Resolve(int64_t number, const AlertActor& actor) {
  alerts::AlertAction action;
  action.kind = alerts::AlertAction::Kind::kResolve;
  return Act(std::move(action), number, actor);
}

absl::Status AlertCourse::CompleteTask(int64_t number, const AlertActor& actor) {
  const AlertTasks::Task* const task = tasks_.Complete(number, actor.by, actor.why, now_);
  if (task == nullptr) return NotOpen("the task", number);
  v1::AlertEvent event =
      EventOf(alerts_[task->alert].message, facts_.csm, v1::ALERT_EVENT_KIND_TASK_DONE, now_);
  event.set_by(actor.by);
  event.set_why(actor.why);
  event.set_task(number);
  event.set_action(task->message.action());
  AddEvent(task->alert, event, now_);
  return absl::OkStatus();
}

// Rows and messages as the machine has their alerts.
void AlertCourse::BringUpToDate() {
  for (const alerts::OpenAlert& open : machine_.state().open) {
    const size_t position = current_.at(open.key);
    Alert& alert = alerts_[position];
    const bool is_led_anew = alert.row.lead != open.lead;  // by what a new pack left of its rules
    alert.row.lead = open.lead;
    if (is_led_anew) Intervene(position, now_, /*draws=*/false);
    alert.row.acknowledged_at = open.acknowledged_at;
    alert.row.snoozed_until = open.snoozed_until;
    TellStanding(open, alert.message);
    Describe(alert);
    const ruleset::Alert* const lead = alerts::RuleNamed(plan_, open.lead);
    if (lead != nullptr) {
      TellOutlook(machine_.OutlookOf(open), *lead, facts_.zone, alert.message);
    }
    alert.row.csm = facts_.csm;
    alert.row.stake = facts_.stake;
    // Another pack may say the same in other words.
    alert.people_see = alert.people_see || EncodeBody(alert.message) != alert.row.body;
  }
}

// Once the alert is shown: there is no sense in asking for what nobody sees.
void AlertCourse::MakeTasks(size_t position) {
  Alert& alert = alerts_[position];
  const ruleset::Alert* const rule = alerts::RuleNamed(plan_, alert.row.lead);
  if (rule == nullptr || !rule->playbook || alert.is_held_out()) return;
  const bool is_shown = !rule->capacity || alert.row.csm.empty() ||
                        alert.row.standing == store::AlertStanding::kShown;
  const ruleset::Playbook& playbook = plan_.playbooks[*rule->playbook];
  if (!is_shown || alert.message.playbook() == playbook.name) return;
  alert.message.set_playbook(playbook.name);
  alert.people_see = true;
  const absl::Time told = std::max(
      now_, absl::FromUnixSeconds(alert.message.told_at().seconds()));  // to the second is enough
  tasks_.Make(playbook, alert.row, position, told, facts_.zone, now_);
}

absl::Time AlertCourse::ToldAt(const Alert& alert) const {
  const ruleset::Alert* const rule = alerts::RuleNamed(plan_, alert.row.lead);
  return rule == nullptr ? now_ : alerts::ToldAt(rule->quiet, now_, facts_.zone);
}

void AlertCourse::TellOverdue() {
  for (const AlertTasks::Task* const task : tasks_.TakeOverdue(now_)) {
    const Alert& alert = alerts_[task->alert];
    v1::AlertEvent event =
        EventOf(alert.message, facts_.csm, v1::ALERT_EVENT_KIND_TASK_OVERDUE, now_);
    event.clear_to();
    if (!task->row.owner.empty()) event.add_to(task->row.owner);
    event.set_task(task->row.number);
    event.set_action(task->message.action());
    AddEvent(task->alert, event, ToldAt(alert));
  }
}

std::optional<absl::Time> AlertCourse::NextMoment() const {
  std::optional<absl::Time> next = machine_.NextDue();
  KeepSooner(tasks_.NextDue(), next);
  for (const store::AlertChange::Event& event : events_) {
    if (event.told_at > now_) KeepSooner(event.told_at, next);
  }
  if (kept_.next_told_at && *kept_.next_told_at > now_) KeepSooner(kept_.next_told_at, next);
  return next;
}

store::AlertChange AlertCourse::ChangeOf() {
  store::AlertChange change;
  change.of = of_;
  change.version = kept_.version;
  change.state = EncodeAlertState({machine_.state(), facts_});
  change.now = now_;
  for (Alert& alert : alerts_) {
    alert.row.body = EncodeBody(alert.message);
    change.alerts.push_back({std::move(alert.row), alert.people_see, alert.is_held_out()});
  }
  change.tasks = tasks_.TakeChanged();
  change.events = std::move(events_);
  change.interventions = std::move(interventions_);
  for (const ruleset::Alert& rule : plan_.alerts) {
    if (rule.capacity) change.capacity[rule.name] = *rule.capacity;
  }
  return change;
}

std::optional<store::AlertChange> AlertCourse::Finish(std::optional<absl::Time>& next) {
  BringUpToDate();
  for (const auto& [key, position] : current_) MakeTasks(position);
  TellOverdue();
  const std::optional<absl::Time> moment = NextMoment();
  KeepSooner(moment, next);
  const alerts::AlertState& state = machine_.state();
  const bool remembers = kept_.version == 0 ? !IsBlank(state) : !GoOnAlike(state, before_.state);
  const bool has_alerts = std::any_of(alerts_.begin(), alerts_.end(), [this](const Alert& alert) {
    // Who is not shown is asked for again at each look: there may be room.
    const bool waits = alert.row.standing != store::AlertStanding::kShown && !alert.is_held_out();
    const bool is_other =
        std::any_of(kept_.open.begin(), kept_.open.end(), [&](const auto& before) {
          return before.number == alert.row.number &&
                 (before.csm != alert.row.csm || before.stake != alert.row.stake);
        });
    return alert.people_see || waits || is_other;
  });
  const bool tells = kept_.next_told_at && *kept_.next_told_at <= now_;
  if (!remembers && !has_alerts && !tasks_.has_changed() && !tells) return std::nullopt;
  store::AlertChange change = ChangeOf();
  change.next_at = moment;
  return change;
}

}  // namespace bellwether
