// What an evaluation says at a path. Thread-safe: no state.
#ifndef BELLWETHER_ENGINE_PATHS_OBSERVE_H_
#define BELLWETHER_ENGINE_PATHS_OBSERVE_H_

#include <string>

#include "engine/paths/path.h"

namespace bellwether {

// `path` was found in the plan of `account`, or in one with the same names in the same order.
inline Observed Observe(const EvaluatedAccount& account, const Path& path) {
  return path.form->read(account, path);
}

// "8.3", "green", "[a, b]", "2026-03-01"; "" when there is no value. A list is `joined` by the
// text; an event without a time of day where the account lives is a date, another an instant in
// UTC.
std::string ValueText(const Observed& observed, const char* separator);

// For reports: the same, lists as "[a, b]", and "no value (insufficient_data)".
std::string Show(const Observed& observed);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHS_OBSERVE_H_
