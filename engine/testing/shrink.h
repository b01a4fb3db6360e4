// Internal to the stages that test packs: the smallest trial that still shows what a large one
// shows.
//
//   PropertyTrial small = Shrunk(found, [&](const PropertyTrial& trial) { return IsBroken(trial);
//   });
//
// Whatever the account tells is left out, one thing at a time, as long as `shows` says yes; then
// numbers are moved to simpler ones: 0, 1, fewer digits. What is left out stays so: nothing that
// remains can go without the rest showing it no more. The same trial gives the same result.
#ifndef BELLWETHER_ENGINE_TESTING_SHRINK_H_
#define BELLWETHER_ENGINE_TESTING_SHRINK_H_

#include <functional>

#include "engine/testing/property_check.h"

namespace bellwether {

// `trial` shows it. `shows` may be called some hundred times, and with accounts that a plan
// refuses.
PropertyTrial Shrunk(PropertyTrial trial, const std::function<bool(const PropertyTrial&)>& shows);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_SHRINK_H_
