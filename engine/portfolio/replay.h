// An account at any past moment, as the book knew it then: so health over time comes from replay,
// and not from having been saved in time (P1).
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_REPLAY_H_
#define BELLWETHER_ENGINE_PORTFOLIO_REPLAY_H_

#include <cstdint>

#include "engine/book/book.h"
#include "engine/facts/account.h"
#include "engine/plan/plan.h"

namespace bellwether::portfolio {

// What a caller would have sent: the last value of each attribute, event date and signal that was
// known and had happened, with the moment of its observation; series with all their points;
// milestones by their last plan; graduation, kickoff and days of extension from the onboarding's
// events. The first confirmed value is not_yet where the book tells of values at all, and
// graduation where it tells of the onboarding.
Account AccountAt(const book::Book& book, const Plan& plan, uint32_t account, const Moment& moment);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_REPLAY_H_
