// Internal to the equivalence stage: whether two expressions are the same value for every account.
#ifndef BELLWETHER_ENGINE_EQUIVALENCE_SAME_VALUE_H_
#define BELLWETHER_ENGINE_EQUIVALENCE_SAME_VALUE_H_

#include "engine/expression/expression.h"
#include "engine/lint/expression_range.h"

namespace bellwether::equivalence {

// The same value, or missing for the same reasons, wherever the names are what `world` says.
// Empty ones are the same.
bool SameValue(const expression::Checked& before, const expression::Checked& after,
               const lint::World& world);

}  // namespace bellwether::equivalence

#endif  // BELLWETHER_ENGINE_EQUIVALENCE_SAME_VALUE_H_
