// What becomes of the alerts of one account when it is looked at, or when people act: the engine's
// machine goes on from what is kept, and what comes out is one change for the store.
//
//   AlertCourse course(plan, {tenant, account}, *kept, now);
//   course.Observe(holds, {zone, csm, stake});               // or Act, or CompleteTask
//   std::optional<absl::Time> next;                          // when time alone does something
//   if (auto change = course.Finish(next)) ...               // store->alerts().PutEvaluated
//
// Tasks are made when an alert is shown to its CSM: one for each step of the playbook of the rule
// that leads. Those of an alert that is over are dropped. One whose time is over is told once.
//
// Where its playbook holds accounts out, lots are drawn when an alert is raised (engine/alerts/
// holdout.h). One that is held out has no route, no tasks and no reminders, and is on no desk,
// until a worse rule joins it: what gets worse is always told.
//
// What is kept and cannot be read counts as forgotten: alerts that nothing is remembered of end,
// and are raised again where they hold. The plan outlives it. One thread.
#ifndef BELLWETHER_SERVER_BOOK_ALERT_COURSE_H_
#define BELLWETHER_SERVER_BOOK_ALERT_COURSE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "bellwether/v1/alerts.pb.h"
#include "engine/alerts/account_alerts.h"
#include "engine/plan/plan.h"
#include "server/book/alert_state.h"
#include "server/book/alert_tasks.h"
#include "server/store/alert_store.h"

namespace bellwether {

// Who does something, and what they say about it.
struct AlertActor {
  std::string by;
  std::string why;
};

class AlertCourse {
 public:
  // `now`: in whole microseconds, as a store keeps moments.
  AlertCourse(const Plan& plan, store::AccountName of, store::KeptAlerts kept, absl::Time now);

  // What the conditions are now, by alert of the plan.
  void Observe(const std::vector<Ternary>& holds, const AlertedFacts& facts);
  // The pack refuses the account: nothing is known of the conditions.
  void ObserveNothing();

  // What people do to the open alert `number`. NOT_FOUND: it is not open any more.
  absl::Status Acknowledge(int64_t number, const AlertActor& actor);
  absl::Status Snooze(int64_t number, absl::Time until, const AlertActor& actor);
  absl::Status Resolve(int64_t number, const AlertActor& actor);
  // Of an open task. NOT_FOUND: it is not open any more.
  absl::Status CompleteTask(int64_t number, const AlertActor& actor);

  // Nothing: nothing changes. `next`: the moment at which time alone does something, where that is
  // before the one that is there.
  std::optional<store::AlertChange> Finish(std::optional<absl::Time>& next);

 private:
  struct Alert {
    store::StoredAlert row;
    v1::Alert message;  // the body
    bool people_see = false;
    bool is_held_out() const { return message.arm() == v1::ALERT_ARM_HELD_OUT; }
  };

  size_t NewAlert(const std::string& key, const std::string& rule, absl::Time raised_at,
                  absl::Time told_at);
  void ForgetWhatIsNotRemembered();
  absl::Status Act(alerts::AlertAction action, int64_t number, const AlertActor& actor);
  void Take(const std::vector<alerts::AlertEvent>& events, const AlertActor& actor,
            std::optional<absl::Time> until);
  void End(Alert& alert, absl::Time at, const std::string& by, const std::string& why);
  // What the rule that leads says.
  void Describe(Alert& alert);
  // Its playbook begins now. `draws`: where that holds accounts out, lots decide.
  void Intervene(size_t alert, absl::Time at, bool draws);
  void AddEvent(size_t alert, const v1::AlertEvent& event, absl::Time told_at);
  void BringUpToDate();
  void MakeTasks(size_t position);
  void TellOverdue();
  absl::Time ToldAt(const Alert& alert) const;  // of what happens now
  std::optional<absl::Time> NextMoment() const;
  store::AlertChange ChangeOf();

  const Plan& plan_;
  const store::AccountName of_;
  const store::KeptAlerts kept_;
  const RememberedAlerts before_;
  const absl::Time now_;  // never before the last look
  alerts::AccountAlerts machine_;
  AlertedFacts facts_;                     // as of the last look
  std::vector<Alert> alerts_;              // those kept first, in their order
  std::map<std::string, size_t> current_;  // the open one of each key
  AlertTasks tasks_;
  std::vector<store::AlertChange::Event> events_;
  std::vector<store::AlertChange::Intervention> interventions_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_ALERT_COURSE_H_
