// Everything there is to say of a pack: what loading it found, what lint finds in one without
// errors, and what its comments allow of that.
//
//   auto loaded = Load(sources);
//   const lint::Checked checked = lint::CheckAll(std::move(loaded.diagnostics), sources);
//
// Pure.
#ifndef BELLWETHER_ENGINE_LINT_CHECKED_H_
#define BELLWETHER_ENGINE_LINT_CHECKED_H_

#include <vector>

#include "engine/base/limits.h"
#include "engine/document/overrides.h"
#include "engine/lint/allowances.h"
#include "engine/lint/ranges.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether::lint {

struct Checked {
  std::vector<Finding> findings;
  std::vector<ScoreRange> scores;  // of a pack without errors
};

// `loaded`: everything that Load said of `sources` with these overrides.
Checked CheckAll(std::vector<Diagnostic> loaded, const Sources& sources, const Limits& limits = {},
                 const document::Overrides& overrides = {});

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_CHECKED_H_
