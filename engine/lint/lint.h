// Lint: what a pack may say and most likely does not mean.
//
//   auto loaded = Load(sources);
//   if (loaded.ok()) Show(lint::Examine(sources).found);
//
// Everything found is a warning with a stable code; docs/findings.md tells each. What is said to be
// out of reach is out of reach for every account, whatever it leaves unknown: no guesses. Pure.
#ifndef BELLWETHER_ENGINE_LINT_LINT_H_
#define BELLWETHER_ENGINE_LINT_LINT_H_

#include <vector>

#include "engine/base/limits.h"
#include "engine/document/overrides.h"
#include "engine/lint/ranges.h"
#include "engine/ruleset/ruleset.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether::lint {

struct Examined {
  std::vector<Diagnostic> found;   // sorted by place
  std::vector<ScoreRange> scores;  // where each score can lie (ranges.h)
};

// Of a rule set without errors.
Examined Examine(const ruleset::RuleSet& rules);
// Of the sources of a pack, in all of its settings, with the scores of its base; nothing of sources
// that have errors.
Examined Examine(const Sources& sources, const Limits& limits = {},
                 const document::Overrides& overrides = {});

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_LINT_H_
