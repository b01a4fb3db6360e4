// How the value of a signal is written, by its type: for messages about values that are not.
#ifndef BELLWETHER_ENGINE_FACTS_SIGNAL_FORMS_H_
#define BELLWETHER_ENGINE_FACTS_SIGNAL_FORMS_H_

#include <string>
#include <string_view>

#include "engine/ruleset/rules.h"

namespace bellwether {

// Number, ratio, count, days or money.
bool IsNumeric(ruleset::SignalType type);

// "expected a number for a ratio".
std::string ExpectedForm(ruleset::SignalType type);

// The same with the text that stands there, and with what to write instead where that is known.
// `typed`: it was given as a text, not as a cell without a type.
std::string ExpectedNot(ruleset::SignalType type, std::string_view text, bool typed);

// "a number".
std::string WantedForm(ruleset::SignalType type);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_FACTS_SIGNAL_FORMS_H_
