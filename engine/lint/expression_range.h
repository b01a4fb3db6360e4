// Internal to lint and equivalence: what an expression may come to, when its names may be what they
// may.
#ifndef BELLWETHER_ENGINE_LINT_EXPRESSION_RANGE_H_
#define BELLWETHER_ENGINE_LINT_EXPRESSION_RANGE_H_

#include <vector>

#include "engine/expression/expression.h"
#include "engine/lint/possible.h"

namespace bellwether::lint {

// By slot.
using World = std::vector<Possible>;

// What `checked` may come to. Holds at least all that can occur.
Possible Evaluate(const expression::Checked& checked, const World& world);

// The same of a part of one.
Possible Look(const expression::Node& node, const World& world);

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_EXPRESSION_RANGE_H_
