// What of an account a value may go into. Internal to engine/imports.
#ifndef BELLWETHER_ENGINE_IMPORTS_TARGETS_H_
#define BELLWETHER_ENGINE_IMPORTS_TARGETS_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/imports/document.h"
#include "engine/imports/mapping.h"

namespace bellwether::imports {

using Put = std::function<void(Account&, const Converted&, const std::optional<Moment>&)>;

// A place in an account.
struct Place {
  std::string path;  // "milestones.training.planned_at"
  ValueType wants = ValueType::kText;
  const std::vector<std::string>* words = nullptr;  // the only texts that it takes
  bool series = false;
  std::string signal;  // its name, of signals
  Put put;
};

// One value that a mapping gives, and where it goes.
struct Placed {
  const ValueRule* rule = nullptr;
  Place place;
};

// All values of an account's columns but its id, in the order of account files. Names that the pack
// does not have are errors.
std::vector<Placed> PlacesOf(const AccountRule& account, const Plan& plan, DiagnosticSink& sink);

// The type of a signal's values; of a series, of its points.
ValueType TypeOf(const ruleset::Signal& signal);
// Puts a value into the signal of that name.
Put IntoSignal(std::string name);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_TARGETS_H_
