// Which alerts and tasks lists have, and what they say of each.
#ifndef BELLWETHER_SERVER_STORE_ALERT_LISTING_H_
#define BELLWETHER_SERVER_STORE_ALERT_LISTING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "server/store/stored_alert.h"

namespace bellwether::store {

// What lists are filtered by: "", 0 and none are any.
struct AlertListing {
  enum class State : uint8_t { kOpen, kAcknowledged, kSnoozed, kResolved };
  enum class Shown : uint8_t { kAny, kShown, kHeldBack };
  enum class Order : uint8_t { kNewest, kStake };
  std::vector<State> states;  // any of them
  absl::Time now;             // what is snoozed ends
  std::string account;
  std::string csm;
  bool without_csm = false;             // those alone that nobody looks after
  std::vector<std::string> severities;  // any of them
  std::vector<std::string> rules;       // led by any of them
  std::vector<std::string> segments;    // any of them; "" is that of accounts that told none
  Shown shown = Shown::kAny;
  Order order = Order::kNewest;
  int64_t before = 0;  // kNewest: those with lower numbers; 0: all
  // kStake: the last one of the page before; nothing: from the first.
  struct Place {
    double stake = 0;
    absl::Time raised_at;
    int64_t number = 0;
  };
  std::optional<Place> after;
  uint32_t most = 0;
};

// An alert with what lists say of it besides.
struct ListedAlert : StoredAlert {
  std::string segment;  // of the account, as its records say last; "": none does
  // Of one that is held back: its place among those of its CSM and rule, from 1, and how many these
  // are. 0: it is not.
  uint32_t rank = 0;
  uint32_t held_back = 0;
};

struct TaskListing {
  std::vector<TaskStanding> standings;  // any of them; none: any
  std::string account;
  int64_t alert = 0;
  std::string owner;
  std::string csm;
  std::optional<absl::Time> due_before;  // those alone that are due then
  // The last one of the page before: when it was due, and its number. 0: from the first.
  std::optional<absl::Time> after_due_at;
  int64_t after = 0;
  uint32_t most = 0;
};

// Which events of one alert.
struct AlertEventListing {
  int64_t alert = 0;  // its number, which no other tenant has
  bool newest_first = false;
  int64_t after = 0;  // the number of the last one of the page before; 0: from the first
  uint32_t most = 0;
};

// Alerts of a tenant that are not resolved, by what they are asked for with.
struct AlertChoice {
  std::string severity, rule, csm, segment;
  uint64_t count = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_ALERT_LISTING_H_
