// Changes of a pack's text that mend a finding and cannot mean anything else.
//
//   const auto edits = SafeFixes(found, sources, [](const Sources& changed) { return
//   Load(changed).diagnostics; }); Print(UnifiedDiff(sources, edits));
//
// Two kinds are safe: a misspelt word where one other is nearest, and quotes around an expression
// that YAML reads otherwise. Each is tried alone first: it is left out when its finding stays, or
// when another error comes to its line. Numbers, weights and what is unused are for people.
#ifndef BELLWETHER_ENGINE_LINT_FIXES_H_
#define BELLWETHER_ENGINE_LINT_FIXES_H_

#include <functional>
#include <vector>

#include "engine/source/diagnostic.h"
#include "engine/source/edits.h"
#include "engine/source/source.h"

namespace bellwether::lint {

// What is found in sources.
using Finder = std::function<std::vector<Diagnostic>(const Sources&)>;

// Edits that do not overlap, in the order of `found`. Pure, if `finder` is.
std::vector<Edit> SafeFixes(const std::vector<Diagnostic>& found, const Sources& sources,
                            const Finder& finder);

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_FIXES_H_
