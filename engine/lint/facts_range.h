// Internal to the lint stage: what accounts can say at all.
#ifndef BELLWETHER_ENGINE_LINT_FACTS_RANGE_H_
#define BELLWETHER_ENGINE_LINT_FACTS_RANGE_H_

#include "engine/lint/expression_range.h"
#include "engine/ruleset/ruleset.h"

namespace bellwether::lint {

// By slot: fields, dates, signals and derived facts within their types; outcomes are anything of
// their type.
World WorldOfFacts(const ruleset::RuleSet& rules);

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_FACTS_RANGE_H_
