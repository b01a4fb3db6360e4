// The signals of an account, drawn around what its facts have in common (hidden.h).
#ifndef BELLWETHER_ENGINE_GENERATION_SIGNALS_H_
#define BELLWETHER_ENGINE_GENERATION_SIGNALS_H_

#include <cstdint>

#include "engine/facts/account.h"
#include "engine/generation/hidden.h"
#include "engine/generation/signal_model.h"

namespace bellwether::generation {

// What of an account its signals depend on.
struct SignalSetting {
  int32_t today = 0;  // the civil day of as_of
  int32_t start = 0;  // of the account: nothing happened before
  Hidden hidden;
  double missing = 1;  // factor of all shares of what is missing; 0: everything is told, and fresh
};

// Adds the signal to the account, or leaves it out.
void WriteSignal(const SignalModel& model, const SignalSetting& setting, Draws draws,
                 Account& account);

// Adds its value at a place among accounts: standard normal. A number is never moved to an edge.
void WriteSignalAt(double place, const SignalModel& model, const SignalSetting& setting,
                   Draws& draws, Account& account);

}  // namespace bellwether::generation

#endif  // BELLWETHER_ENGINE_GENERATION_SIGNALS_H_
