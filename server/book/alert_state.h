// What the engine remembers of an account's alerts, as the store keeps it, and back.
//
// Pure functions.
#ifndef BELLWETHER_SERVER_BOOK_ALERT_STATE_H_
#define BELLWETHER_SERVER_BOOK_ALERT_STATE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "engine/alerts/account_alerts.h"

namespace bellwether {

// Of an account, as far as alerts ask beside their conditions.
struct AlertedFacts {
  absl::TimeZone zone = absl::UTCTimeZone();  // where it lives
  std::string csm = {};                       // "": nobody
  double stake = 0;                           // alerts::Stake::weight()
  std::string band = {};                      // of its primary score; "": it has none
};

struct RememberedAlerts {
  alerts::AlertState state;
  AlertedFacts facts;  // when it was looked at last
};

// Moments are kept to the microsecond.
std::string EncodeAlertState(const RememberedAlerts& remembered);
// Of "" nothing is remembered. DATA_LOSS: it is no such state.
absl::StatusOr<RememberedAlerts> DecodeAlertState(const std::string& body);

// Whether it is what an account has that was never looked at, as far as it matters.
bool IsBlank(const alerts::AlertState& state);
// Whether both go on alike: only when they were looked at differs.
bool GoOnAlike(const alerts::AlertState& a, const alerts::AlertState& b);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_ALERT_STATE_H_
