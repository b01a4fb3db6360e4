// The part of a worklist that an account's health makes: how it stands, and what is to be done.
// Internal to worklist.cc.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_WORKLIST_HEALTH_H_
#define BELLWETHER_ENGINE_PORTFOLIO_WORKLIST_HEALTH_H_

#include "engine/portfolio/worklist.h"

namespace bellwether::portfolio {

// Appends the account's standing and its actions.
void ListHealth(const View& view, const ruleset::Worklist& list, uint32_t account,
                HealthReplay& replay, Worklist& worklist);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_WORKLIST_HEALTH_H_
