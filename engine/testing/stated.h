// Internal to the testing stage: single values that an account states, by the names that `set` has
// for them: a signal, `acv`, `seats`, `dimension.NAME`.
//
//   StatedValue(account, "acv")               48000, or nothing
//   State("dimension.usage", 7.0, account)
//
// Pure.
#ifndef BELLWETHER_ENGINE_TESTING_STATED_H_
#define BELLWETHER_ENGINE_TESTING_STATED_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/facts/account.h"
#include "engine/plan/plan.h"

namespace bellwether {

using SignalValue = decltype(SignalInput::value);

// Nothing where the account tells none.
std::optional<SignalValue> StatedValue(const Account& account, const std::string& name);
// In place of what the account states, or as what it states from now on. Signals are changed where
// they are given; `name` is one of the plan's.
void State(const std::string& name, const SignalValue& value, Account& account);
void Unstate(const std::string& name, Account& account);

// "usage" of "dimension.usage"; "" of any other name.
std::string_view DimensionOf(std::string_view name);
// Names of numbers that are no signals.
std::vector<std::string> StatedNumbers(const Plan& plan);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_STATED_H_
