// What a message about an alert says: of the rule that leads it, of how the engine has it, and of
// what happens to it. Pure functions.
#ifndef BELLWETHER_SERVER_BOOK_ALERT_MESSAGE_H_
#define BELLWETHER_SERVER_BOOK_ALERT_MESSAGE_H_

#include <string>

#include "absl/time/time.h"
#include "bellwether/v1/alerts.pb.h"
#include "engine/alerts/account_alerts.h"
#include "engine/plan/plan.h"

namespace bellwether {

// As the pack says; "": it has no severities.
std::string SeverityOf(const Plan& plan, const ruleset::Alert& rule);

v1::AlertEventKind KindOf(alerts::AlertEventKind kind);

// What the rule that leads says, in the pack's first language. Of an alert that is held out nobody
// is told.
void TellLead(const Plan& plan, const ruleset::Alert& rule, v1::Alert& message);
// How it stands, as the engine has it. What people said of what counts no more is gone.
void TellStanding(const alerts::OpenAlert& open, v1::Alert& message);
// What happens to it next, told in no quiet hours of the rule that leads. `zone`: where the account
// lives.
void TellOutlook(const alerts::AlertOutlook& outlook, const ruleset::Alert& rule,
                 const absl::TimeZone& zone, v1::Alert& message);

// What happens to an alert that says this.
v1::AlertEvent EventOf(const v1::Alert& alert, const std::string& csm, v1::AlertEventKind kind,
                       absl::Time at);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_ALERT_MESSAGE_H_
