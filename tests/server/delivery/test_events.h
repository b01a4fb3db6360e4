// Something to tell, for tests.
#ifndef BELLWETHER_TESTS_SERVER_DELIVERY_TEST_EVENTS_H_
#define BELLWETHER_TESTS_SERVER_DELIVERY_TEST_EVENTS_H_

#include <string>

#include "server/delivery/event.h"
#include "server/store/outbox_store.h"

namespace bellwether::delivery {

inline Event RedEvent(const std::string& account = "acme", uint64_t number = 1) {
  Event event;
  event.account = account;
  event.alert_id = account + "-7";
  event.number = number;
  event.kind = "raised";
  event.face = {"turned_red", "red", "enterprise", "dana"};
  event.routes = {"csm"};
  event.reason = "The account is red, and likely to leave";
  event.playbook = "executive_escalation";
  event.at = absl::FromCivil(absl::CivilSecond(2026, 3, 1, 9), absl::UTCTimeZone());
  event.raised_at = event.at;
  return event;
}

inline store::OutboxMessage MessageOf(const Event& event, const std::string& target) {
  return {{event.tenant, event.account}, target, KeyOf(event), EncodeEvent(event)};
}

}  // namespace bellwether::delivery

#endif  // BELLWETHER_TESTS_SERVER_DELIVERY_TEST_EVENTS_H_
