// The tasks of the alerts of one account: made of the steps of playbooks, done by people, dropped
// with their alert, and told of once their time is over. AlertCourse says when.
//
// One thread.
#ifndef BELLWETHER_SERVER_BOOK_ALERT_TASKS_H_
#define BELLWETHER_SERVER_BOOK_ALERT_TASKS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "bellwether/v1/alerts.pb.h"
#include "engine/ruleset/outcomes.h"
#include "server/store/alert_store.h"

namespace bellwether {

class AlertTasks {
 public:
  struct Task {
    store::StoredTask row;
    v1::Task message;         // the body
    size_t alert = 0;         // its place among the account's alerts
    bool is_changed = false;  // or new
    bool is_open() const { return row.standing == store::TaskStanding::kOpen; }
  };

  // One that the store has.
  void Keep(const store::StoredTask& row, size_t alert);
  // One for each step. Days until they are due count from that on which people are `told` of the
  // alert `of`, in `zone`.
  void Make(const ruleset::Playbook& playbook, const store::StoredAlert& of, size_t alert,
            absl::Time told, const absl::TimeZone& zone, absl::Time now);
  // Those of the alert that are open.
  void Drop(size_t alert, absl::Time at);
  // Null: none of that number is open. Else valid until a task is added.
  const Task* Complete(int64_t number, const std::string& by, const std::string& note,
                       absl::Time at);
  // Those whose time is over, each once. Valid likewise.
  std::vector<const Task*> TakeOverdue(absl::Time now);

  // When the next one is overdue; nothing: never.
  std::optional<absl::Time> NextDue() const;
  bool has_changed() const;
  // For the store; what was changed is gone from here.
  std::vector<store::AlertChange::Task> TakeChanged();

 private:
  std::vector<Task> tasks_;  // those kept first
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_ALERT_TASKS_H_
