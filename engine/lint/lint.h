// Lint: what a pack may say and most likely does not mean.
//
//   auto loaded = Load(sources);
//   if (loaded.ok()) Append(lint::Lint(sources), loaded.diagnostics);
//
// Everything found is a warning with a stable code; docs/findings.md tells each. What is said to be
// out of reach is out of reach for every account, whatever it leaves unknown: no guesses. Pure.
#ifndef BELLWETHER_ENGINE_LINT_LINT_H_
#define BELLWETHER_ENGINE_LINT_LINT_H_

#include <vector>

#include "engine/base/limits.h"
#include "engine/ruleset/ruleset.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether::lint {

// Of a rule set without errors; sorted by place.
std::vector<Diagnostic> Lint(const ruleset::RuleSet& rules);
// Of the sources of one; nothing of sources that have errors.
std::vector<Diagnostic> Lint(const Sources& sources, const Limits& limits = {});

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_LINT_H_
