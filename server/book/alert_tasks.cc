// Tested by tests/server/alert_course_test.cc.
#include "server/book/alert_tasks.h"

#include <algorithm>
#include <utility>

#include "engine/base/civil_day.h"
#include "protos/wire/time_to_proto.h"
#include "server/book/stored_body.h"

namespace bellwether {

void AlertTasks::Keep(const store::StoredTask& row, size_t alert) {
  Task task{row, {}, alert, false};
  // What cannot be read is written anew.
  static_cast<void>(DecodeBody(row.body, "a task", task.message));
  tasks_.push_back(std::move(task));
}

void AlertTasks::Make(const ruleset::Playbook& playbook, const store::StoredAlert& of, size_t alert,
                      absl::Time told, const absl::TimeZone& zone, absl::Time now) {
  const int32_t day = DayNumber(told, zone);
  int32_t number = 0;
  for (const ruleset::PlaybookStep& step : playbook.steps) {
    Task task;
    task.alert = alert;
    task.is_changed = true;
    task.row.of = of.of;
    task.row.alert = of.number;
    task.row.owner = step.owner;
    task.row.csm = of.csm;
    if (step.due_days) {
      task.row.due_at = StartOfDay(DayOfNumber(day + *step.due_days + 1), zone);
      wire::TimeToProto(*task.row.due_at, *task.message.mutable_due_at());
    }
    task.message.set_playbook(playbook.name);
    task.message.set_step(++number);
    task.message.set_action(std::string(step.action.In("")));
    wire::TimeToProto(now, *task.message.mutable_made_at());
    tasks_.push_back(std::move(task));
  }
}

void AlertTasks::Drop(size_t alert, absl::Time at) {
  for (Task& task : tasks_) {
    if (task.alert != alert || !task.is_open()) continue;
    task.is_changed = true;
    task.row.standing = store::TaskStanding::kDropped;
    wire::TimeToProto(at, *task.message.mutable_ended_at());
  }
}

const AlertTasks::Task* AlertTasks::Complete(int64_t number, const std::string& by,
                                             const std::string& note, absl::Time at) {
  for (Task& task : tasks_) {
    if (task.row.number != number || !task.is_open()) continue;
    task.is_changed = true;
    task.row.standing = store::TaskStanding::kDone;
    wire::TimeToProto(at, *task.message.mutable_ended_at());
    task.message.set_done_by(by);
    task.message.set_note(note);
    return &task;
  }
  return nullptr;
}

std::vector<const AlertTasks::Task*> AlertTasks::TakeOverdue(absl::Time now) {
  std::vector<const Task*> overdue;
  for (Task& task : tasks_) {
    const bool is_over =
        task.is_open() && !task.row.told_overdue && task.row.due_at && *task.row.due_at <= now;
    if (!is_over) continue;
    task.is_changed = true;
    task.row.told_overdue = true;
    overdue.push_back(&task);
  }
  return overdue;
}

std::optional<absl::Time> AlertTasks::NextDue() const {
  std::optional<absl::Time> next;
  for (const Task& task : tasks_) {
    const bool waits = task.is_open() && !task.row.told_overdue && task.row.due_at;
    if (waits && (!next || *task.row.due_at < *next)) next = task.row.due_at;
  }
  return next;
}

bool AlertTasks::has_changed() const {
  return std::any_of(tasks_.begin(), tasks_.end(),
                     [](const Task& task) { return task.is_changed; });
}

std::vector<store::AlertChange::Task> AlertTasks::TakeChanged() {
  std::vector<store::AlertChange::Task> changed;
  for (Task& task : tasks_) {
    if (!task.is_changed) continue;
    task.row.body = EncodeBody(task.message);
    changed.push_back({std::move(task.row), task.alert});
  }
  std::erase_if(tasks_, [](const Task& task) { return task.is_changed; });
  return changed;
}

}  // namespace bellwether
