// Internal to lint and equivalence: what is left of the possible when a condition has one answer.
#ifndef BELLWETHER_ENGINE_LINT_NARROWING_H_
#define BELLWETHER_ENGINE_LINT_NARROWING_H_

#include "engine/lint/expression_range.h"

namespace bellwether::lint {

// The accounts of `world` for which `node`, a condition, has that answer, or some more. Slots of
// which nothing is left are Never().
World Narrowed(const expression::Node& node, bool answer, const World& world);

// Where a condition is true; an empty one always is.
World Where(const expression::Checked& condition, const World& world);

// Whether no account is left.
bool Impossible(const World& world);

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_NARROWING_H_
