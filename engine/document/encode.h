// Structs back to nodes: what was given, in one spelling. The dump and the canonical form print
// the same tree, and two packs are held against each other by it (engine/ruleset/canonical.h).
#ifndef BELLWETHER_ENGINE_DOCUMENT_ENCODE_H_
#define BELLWETHER_ENGINE_DOCUMENT_ENCODE_H_

#include <cstdint>

#include "engine/document/document.h"
#include "engine/yaml/node.h"

namespace bellwether::document {

// Which keys are encoded.
enum class Keys : uint8_t {
  kAll,
  kOfAnswers,  // but those that change no answer
};

// Only fields that were given, in the order of the tables. Texts, names and expressions are quoted
// scalars; numbers, truth values and words of an enum are not. Lists stay lists: their order means
// something. Expressions go through `normalise` when it is set.
Node EncodeDocument(const Document& document, const ExpressionNormaliser& normalise, Keys keys);

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_ENCODE_H_
