// Internal to the equivalence stage: tests of bounds, tried once for each answer they can have.
#ifndef BELLWETHER_ENGINE_EQUIVALENCE_NUMBERS_H_
#define BELLWETHER_ENGINE_EQUIVALENCE_NUMBERS_H_

#include <optional>
#include <string>
#include <vector>

#include "engine/lint/ranges.h"
#include "engine/ruleset/ruleset.h"

namespace bellwether::equivalence {

// The finite numbers that can come to some place.
struct Numbers {
  lint::Interval range;
  bool whole = false;        // those of `range` are
  std::vector<double> also;  // single ones: of a bool, of `missing: {value: X}`

  bool Meets(lint::Interval piece) const;
};

// What a slot can hold where a curve or a threshold reads it, bools as 0 and 1; nothing where that
// is no number, or where nothing is known.
std::optional<Numbers> NumbersOf(const ruleset::RuleSet& rules, const lint::World& world,
                                 uint32_t slot);

// One number for each piece of the line that comparisons with `bounds` can tell from others, as far
// as `numbers` come there: two functions of such comparisons that agree on these agree on all.
std::vector<double> Representatives(const Numbers& numbers, std::vector<double> bounds);

// "`pain` is 0 to 10".
std::string SlotWords(const ruleset::RuleSet& rules, uint32_t slot, const Numbers& numbers);

}  // namespace bellwether::equivalence

#endif  // BELLWETHER_ENGINE_EQUIVALENCE_NUMBERS_H_
