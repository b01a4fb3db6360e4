// A pack in its one spelling, as a tree.
#ifndef BELLWETHER_ENGINE_RULESET_CANONICAL_H_
#define BELLWETHER_ENGINE_RULESET_CANONICAL_H_

#include "engine/base/limits.h"
#include "engine/document/document.h"
#include "engine/yaml/node.h"

namespace bellwether::ruleset {

// What the digest is taken over (S28), before it becomes text: only what was given, numbers in
// their shortest form, expressions in their one spelling, and a place on everything. Of a document
// without mistakes.
Node CanonicalTree(const document::Document& document, const Limits& limits);

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_CANONICAL_H_
