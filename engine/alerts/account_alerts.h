// The alerts of one account over time: when each is raised, told, escalated and ended.
//
//   AccountAlerts alerts(plan);
//   alerts.Observe(at, holds, zone, events);        // holds: AlertConditions::Look
//   alerts.Act({AlertAction::Kind::kAcknowledge, "health", at, {}, "kim"}, zone, events);
//   const AlertState kept = alerts.state();         // later: AccountAlerts again(plan, kept);
//
// A state machine that reads no clock and does nothing: what comes out are events, in order of
// time. The same inputs give the same events, whether or not the state was kept and taken up again
// between any two of them.
//
// How it goes. A condition holds from the observation that says so to the first that denies it; one
// that is unknown leaves it as it was. After `for`, and not before `cooldown` after the rule's last
// end, the alert is raised, once for each time that the condition begins to hold. Where one with
// its key is open, it joins that: a worse severity leads from then on, and is told anew. It ends
// when no condition of it holds any more, or when people say so. While nobody acts, it is told
// again every `remind_every`, and escalated `escalate_after` it was told. Quiet hours put off when
// it is told, and what counts from then; nothing is left out.
//
// The plan must outlive it. One thread at a time.
#ifndef BELLWETHER_ENGINE_ALERTS_ACCOUNT_ALERTS_H_
#define BELLWETHER_ENGINE_ALERTS_ACCOUNT_ALERTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "engine/evaluate/evaluation.h"
#include "engine/plan/plan.h"

namespace bellwether::alerts {

enum class AlertEventKind : uint8_t {
  kRaised,        // an alert is open from now on
  kGrouped,       // another rule, or the same again, joined one that is open
  kReminded,      // told again, since nobody acted
  kEscalated,     // likewise, to others
  kAcknowledged,  // somebody takes care of it
  kSnoozed,       // nobody is told for a while
  kResolved,      // over
};
// "raised", ...
const char* AlertEventName(AlertEventKind kind);

struct AlertEvent {
  AlertEventKind kind = AlertEventKind::kRaised;
  absl::Time at;       // when it happened
  absl::Time told_at;  // when people are told: `at`, or the end of the quiet hours
  std::string key;     // of the open alert
  std::string alert;   // the rule that did it; of what people do, and of ends, the one that leads
  std::string lead;    // the rule that leads from then on
  uint32_t times = 1;  // how often rules raised it, up to now
  std::string by;      // of an end: "condition", "rules", or who; of other actions: who
};

struct AlertAction {
  enum class Kind : uint8_t { kAcknowledge, kSnooze, kResolve };
  Kind kind = Kind::kAcknowledge;
  std::string key;  // of an open alert
  absl::Time at;
  absl::Time until;  // of kSnooze, later than `at`
  std::string by;    // who
};

// A rule, by its name: a pack may change while an alert is open.
struct WatchedRule {
  std::string name;
  bool holds = false;
  bool raised = false;                 // since it holds
  absl::Time since;                    // it holds
  std::optional<absl::Time> ended_at;  // when an alert last ended that it had raised
};

struct OpenAlert {
  std::string key;
  std::string lead;                // the rule that is most severe of those that raised it
  std::vector<std::string> rules;  // that raised it, in order
  uint32_t times = 1;
  absl::Time raised_at;
  absl::Time told_at;       // first, or when a worse rule began to lead
  absl::Time last_told_at;  // reminders included
  std::optional<absl::Time> acknowledged_at;
  std::optional<absl::Time> snoozed_until;
  std::optional<absl::Time> escalated_at;
};

// Everything that is remembered: plain data, to be kept and taken up again.
struct AlertState {
  std::vector<WatchedRule> rules;        // in the order in which they were first looked at
  std::vector<OpenAlert> open;           // in the order in which they were raised
  absl::Time at = absl::InfinitePast();  // up to when everything has happened
};

// When an open alert is told again, and when it is escalated, while nobody acts; nothing: never, or
// no more.
struct AlertOutlook {
  std::optional<absl::Time> reminds_at;
  std::optional<absl::Time> escalates_at;
};

class AccountAlerts {
 public:
  explicit AccountAlerts(const Plan& plan, AlertState state = {});

  // What the conditions are at a moment, by alert of the plan; before it, what falls due up to then
  // happens. A moment before the last counts as the last: clocks may be set back. `zone`: where the
  // account lives.
  void Observe(absl::Time at, const std::vector<Ternary>& holds, const absl::TimeZone& zone,
               std::vector<AlertEvent>& events);
  // What people do. NOT_FOUND: no alert of that key is open, and which are; INVALID_ARGUMENT: it is
  // to be quiet until a moment that has passed. Then nothing changes but time.
  absl::Status Act(const AlertAction& action, const absl::TimeZone& zone,
                   std::vector<AlertEvent>& events);
  // What falls due up to a moment, included.
  void Advance(absl::Time to, const absl::TimeZone& zone, std::vector<AlertEvent>& events);
  // When something falls due next while nothing else happens; nothing: never.
  std::optional<absl::Time> NextDue() const;
  // Of one of the state's; moments may have passed that nobody has advanced to yet.
  AlertOutlook OutlookOf(const OpenAlert& open) const;

  const AlertState& state() const { return state_; }

 private:
  struct Due {
    enum class What : uint8_t { kRaise, kEscalate, kRemind };
    absl::Time at;
    What what = What::kRaise;
    size_t index = 0;  // of the watched rule, or of the open alert
  };

  WatchedRule& Watched(const std::string& name);
  OpenAlert* OpenWith(std::string_view key);
  std::optional<Due> Next() const;
  void Happen(const Due& due, const absl::TimeZone& zone, std::vector<AlertEvent>& events);
  void Raise(WatchedRule& watched, absl::Time at, const absl::TimeZone& zone,
             std::vector<AlertEvent>& events);
  void Join(OpenAlert& open, const ruleset::Alert& rule, absl::Time at, const absl::TimeZone& zone,
            std::vector<AlertEvent>& events);
  bool StillHolds(const OpenAlert& open) const;
  void End(size_t open, absl::Time at, const std::string& by, const absl::TimeZone& zone,
           std::vector<AlertEvent>& events);
  void EndWhatIsOver(absl::Time at, const absl::TimeZone& zone, std::vector<AlertEvent>& events);
  void DropUnknownRules(const absl::TimeZone& zone, std::vector<AlertEvent>& events);

  const Plan& plan_;
  AlertState state_;
};

}  // namespace bellwether::alerts

#endif  // BELLWETHER_ENGINE_ALERTS_ACCOUNT_ALERTS_H_
