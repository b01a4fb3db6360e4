// The alerts that a pack would have raised over a book: every account looked at step by step, as it
// was known then (P1), with nobody acting on anything.
//
//   const AlertHistory history = ReadAlertHistory(view, {from, 1, 14});
//
// Nobody acts, so what people would have ended or acknowledged is reminded of, escalated and stays
// open for as long as its condition holds: it is the most that people can be told.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_ALERT_HISTORY_H_
#define BELLWETHER_ENGINE_PORTFOLIO_ALERT_HISTORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/facts/account.h"
#include "engine/portfolio/view.h"
#include "engine/statistics/quantiles.h"

namespace bellwether::portfolio {

// Fewer accounts than that give no number of days (P6).
inline constexpr uint64_t kLeastLeads = 10;

struct AlertHistoryOptions {
  std::optional<Moment> from;  // nothing: since an account started
  uint32_t every_days = 1;     // between two looks at an account; at least 1
  uint32_t flap_days = 14;     // raised again so soon after its end is a flap
};

// How early a rule was before accounts were lost.
struct AlertLead {
  enum class State : uint8_t { kKnown, kFew, kNobody };
  State state = State::kNobody;
  uint64_t lost = 0;    // accounts that were looked at, and lost
  uint64_t warned = 0;  // of these, those that it was raised for before
  // Days from its last raise before the loss to the loss; meaningful when kKnown.
  statistics::Spread days;
};

struct AlertedAccount {
  std::string id;
  std::string csm;  // when it was last raised; "": nobody
  uint64_t raised = 0;
  uint64_t held_out = 0;  // of these: nobody is told of them
  uint64_t flaps = 0;
};

struct AlertCounts {
  std::string name;
  std::string severity;
  uint64_t raised = 0;  // an alert was opened by the rule
  // Of these, alerts whose playbook holds accounts out and whose account its lots draw, as on a
  // server: nobody is told of them, reminded of them, or escalated to.
  uint64_t held_out = 0;
  uint64_t grouped = 0;  // the rule joined one that was open
  uint64_t reminded = 0;
  uint64_t escalated = 0;
  uint64_t resolved = 0;
  uint64_t open = 0;       // at the end, led by the rule
  uint64_t held_back = 0;  // for want of capacity, for a while at least
  uint64_t flaps = 0;
  uint64_t put_off = 0;                                    // raised in quiet hours, and told later
  std::vector<AlertedAccount> accounts;                    // most raised first, then by id
  std::vector<std::pair<std::string, uint64_t>> managers;  // told of them, by CSM; likewise
  AlertLead lead;
};

struct AlertHistory {
  std::vector<AlertCounts> alerts;  // in the pack's order
  uint64_t accounts = 0;            // that were looked at
  uint64_t without_start = 0;       // that were not, since they have no start
  uint64_t looks = 0;
  uint64_t refused = 0;  // looks at which the pack refused the account
  uint64_t lost = 0;     // accounts that were lost while they were looked at
};

// Up to the moment of the view. An account is looked at from its start to the day before it was
// lost. Once the view is stopped, what is answered means nothing.
AlertHistory ReadAlertHistory(const View& view, const AlertHistoryOptions& options);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_ALERT_HISTORY_H_
