// The name of a column -> what of an account it perhaps is. Internal to engine/imports.
#ifndef BELLWETHER_ENGINE_IMPORTS_GUESS_NAMES_H_
#define BELLWETHER_ENGINE_IMPORTS_GUESS_NAMES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/imports/mapping.h"
#include "engine/plan/plan.h"

namespace bellwether::imports {

// A place in an account that a column may fill.
struct Candidate {
  std::string key;      // as a mapping writes it: "acv"
  bool signal = false;  // below `signals`
  ValueType wants = ValueType::kText;
  const std::vector<std::string>* words = nullptr;  // the only texts that it takes
  bool sure = true;                                 // false: a like name, as CRMs have it
};

// Letters and digits alone, in lower case: "Record ID" is "recordid".
std::string PlainName(std::string_view name);

// By the same name, whatever its case, blanks and marks; else by the names that CRMs use. Each
// candidate is given to one column alone: `taken` holds those that are gone.
std::optional<Candidate> CandidateOf(std::string_view column, const Plan& plan,
                                     std::vector<std::string>& taken);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_GUESS_NAMES_H_
