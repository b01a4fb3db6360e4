// The texts of a column -> how they are perhaps to be read. Internal to engine/imports.
#ifndef BELLWETHER_ENGINE_IMPORTS_GUESS_VALUES_H_
#define BELLWETHER_ENGINE_IMPORTS_GUESS_VALUES_H_

#include <string>
#include <vector>

#include "engine/imports/mapping.h"

namespace bellwether::imports {

// Stands where a person has to decide: no check accepts it.
inline constexpr char kUndecided[] = "?";

struct Guess {
  std::string type;   // of `type:`; "": as written
  std::string date;   // of `date:`; kUndecided between day and month
  std::string doubt;  // what a person must look at; "": nothing
};

// Words that exports write for "nothing": NULL, N/A, -, (No value) ...
bool IsEmptyWord(const std::string& text);

// `texts`: those of one column that say something, at least one.
Guess GuessValues(const std::vector<std::string>& texts, ValueType wants, char decimal);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_GUESS_VALUES_H_
