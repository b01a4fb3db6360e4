// A small pack, mappings for it as text, and rows given as CSV lines: for tests of imports.
#ifndef BELLWETHER_TESTS_ENGINE_IMPORTS_MAPPING_TEXT_H_
#define BELLWETHER_TESTS_ENGINE_IMPORTS_MAPPING_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/imports/mapping.h"
#include "tests/support/scored_account.h"

namespace bellwether::imports {

// Segments, signals of each type, milestones and dimensions.
const Plan& SamplePlan();

// Fails the test, and says why, when the mapping has mistakes.
Mapping MappingOf(const std::string& yaml);

// "2:5: unknown key `form`; did you mean `from`?" for each mistake.
std::vector<std::string> Mistakes(const std::string& yaml);

// What the rows of one account make of it, and what is wrong with it, a line each. `exports` holds
// the text of each source: a header, then rows, cells apart by `|`.
std::vector<std::string> Built(const Mapping& mapping, const std::vector<std::string>& exports);

}  // namespace bellwether::imports

#endif  // BELLWETHER_TESTS_ENGINE_IMPORTS_MAPPING_TEXT_H_
