// Something that happened with an alert, as it is told to others: plain data, and its one spelling
// as JSON, which is what the outbox keeps and what a webhook is sent.
//
//   {"version": 1, "key": "3f6c...", "kind": "raised", "account": "acme", "alert": "turned_red",
//    "alert_id": "acme/health/12", "number": 1, "severity": "red", "reason": "The account is red",
//    "routes": ["csm"], "at": "2026-03-01T09:00:00Z", "raised_at": "2026-03-01T09:00:00Z", ...}
//
// docs/delivery.md has every field. What is empty is left out.
#ifndef BELLWETHER_SERVER_DELIVERY_EVENT_H_
#define BELLWETHER_SERVER_DELIVERY_EVENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace bellwether::delivery {

// The kinds that end an alert, for all and for a target that is not told of it any more, because
// others are (Router); the others are words of whoever tells.
inline constexpr std::string_view kResolved = "resolved";
inline constexpr std::string_view kMoved = "moved";

// Under what an alert is told of.
struct Face {
  std::string alert;     // the rule that leads: "turned_red"
  std::string severity;  // of the pack: "red"
  std::string segment;   // "": not known
  std::string csm;       // who looks after the account; "": nobody
  friend bool operator==(const Face&, const Face&) = default;
};

struct Event {
  std::string tenant;  // "" where there is one
  std::string account;
  std::string alert_id;  // of the alert, from the first that is told of it to its end
  uint64_t number = 0;   // rises with all that is told of that alert
  std::string kind;      // "raised", "reminded", "escalated", "acknowledged", "resolved", ...
  Face face;
  // Under what it was told of last, where that was something else: whoever knows alerts by their
  // labels ends that one.
  std::optional<Face> former;
  std::vector<std::string> routes;  // whom the rule names: "csm", "management"
  std::string reason;               // the rule's sentence
  std::string playbook;             // "": none
  std::string by;                   // who did it; "": the condition, or time
  std::string why;                  // what they said about it
  std::string task;                 // what it asks for; "": it is about no task
  absl::Time at;                    // when it happened; microseconds are kept
  absl::Time raised_at;             // the alert
};

// What receivers know it again by: 32 hexadecimal digits, the same whenever and to whomever it is
// told, of tenant, alert_id and number alone.
std::string KeyOf(const Event& event);

// One line.
std::string EncodeEvent(const Event& event);
// DATA_LOSS: it is none of EncodeEvent's.
absl::StatusOr<Event> DecodeEvent(std::string_view text);

}  // namespace bellwether::delivery

#endif  // BELLWETHER_SERVER_DELIVERY_EVENT_H_
