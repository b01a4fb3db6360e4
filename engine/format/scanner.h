// YAML text to the pieces that formatting moves. Internal to engine/format.
//
// It trusts that the text is good YAML of the kind that engine/yaml reads, and that its lines end
// in \n alone. Of anything else it makes pieces that mean something else, which the proof of
// proof.h finds out; it never fails for another reason than those in Scanned::refusal.
#ifndef BELLWETHER_ENGINE_FORMAT_SCANNER_H_
#define BELLWETHER_ENGINE_FORMAT_SCANNER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/format/token.h"

namespace bellwether::format {

struct Scanned {
  // What YAML has and no pack needs, so that it has no style.
  struct Refusal {
    uint32_t line = 0;
    uint32_t column = 0;  // from 1, in bytes
    std::string message;
    std::string hint;
  };

  std::vector<Token> tokens;  // in the order of the text, which must outlive them
  std::optional<Refusal> refusal;
};

Scanned Scan(std::string_view text);

}  // namespace bellwether::format

#endif  // BELLWETHER_ENGINE_FORMAT_SCANNER_H_
