// Whether a formatted text says what the text said. Internal to engine/format.
#ifndef BELLWETHER_ENGINE_FORMAT_PROOF_H_
#define BELLWETHER_ENGINE_FORMAT_PROOF_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/format/token.h"
#include "engine/source/span.h"
#include "engine/yaml/node.h"

namespace bellwether::format {

// What formatting would change.
struct Loss {
  Span at;  // of it, in the text before
  std::string what;
};

// The first of these that does not hold, if any: but for blanks and ends of lines both texts are
// the same to the byte; the same pieces stand in the same order, comments included; engine/yaml
// reads the same tree from both: values, how they are quoted, keys and their order.
//
// `tokens` and `tree` are those of `before`.
std::optional<Loss> FindLoss(std::string_view before, const std::vector<Token>& tokens,
                             const Node& tree, const std::string& after, const Limits& limits);

}  // namespace bellwether::format

#endif  // BELLWETHER_ENGINE_FORMAT_PROOF_H_
