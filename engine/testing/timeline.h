// A story of an account, day by day, and the alerts that must come of it.
//
//   cases:
//     - name: a red account that nobody looks after goes to management
//       fixture: healthy
//       timeline:
//         - {as_of: 2026-03-02, set: {usage: 0.1}, alerts: {raised: turned_red}}
//         - {as_of: 2026-03-05, alerts: {escalated: turned_red}}
//
// Plain data. Each day goes on from the account of the day before it.
#ifndef BELLWETHER_ENGINE_TESTING_TIMELINE_H_
#define BELLWETHER_ENGINE_TESTING_TIMELINE_H_

#include <optional>
#include <string>
#include <vector>

#include "engine/alerts/account_alerts.h"
#include "engine/facts/account.h"
#include "engine/source/span.h"
#include "engine/yaml/node.h"

namespace bellwether {

// What people do on a day, after they saw its alerts.
struct PlannedAction {
  alerts::AlertAction::Kind kind = alerts::AlertAction::Kind::kAcknowledge;
  std::string key;
  std::optional<Moment> until;  // of a snooze
  Span span;
};

// Something that must happen on the day, or since the day before it.
struct ExpectedAlert {
  alerts::AlertEventKind kind = alerts::AlertEventKind::kRaised;
  bool held_out = false;  // of kRaised: the lots of its playbook leave the account alone
  std::string alert;
};

struct TimelineDay {
  Span span;
  Moment as_of;
  Node fields;  // the account as merged up to this day
  Account account;
  bool has_id = false;  // its own: lots are drawn by it
  std::vector<PlannedAction> actions;
  std::vector<ExpectedAlert> expected;  // all of it: what is not listed must not happen
  Span expected_span;
};

struct Timeline {
  std::string name;
  Span span;
  std::string benchmark_set;
  std::vector<TimelineDay> days;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_TIMELINE_H_
