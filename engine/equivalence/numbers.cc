// Tested by tests/engine/equivalence/equivalence_test.cc.
#include "engine/equivalence/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "absl/strings/str_cat.h"

namespace bellwether::equivalence {
namespace {

using lint::Interval;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Interval Within(const Numbers& numbers, Interval piece) {
  piece.Meet(numbers.range);
  if (numbers.whole && !piece.empty()) piece = {std::ceil(piece.low), std::floor(piece.high)};
  return piece;
}

// Of an interval that is not empty.
double FiniteOf(const Interval& piece) {
  if (std::isfinite(piece.low)) return piece.low;
  return std::isfinite(piece.high) ? piece.high : 0;
}

}  // namespace

bool Numbers::Meets(Interval piece) const {
  return !Within(*this, piece).empty() ||
         std::any_of(also.begin(), also.end(), [&](double number) { return piece.Has(number); });
}

std::optional<Numbers> NumbersOf(const ruleset::RuleSet& rules, const lint::World& world,
                                 uint32_t slot) {
  const lint::Possible& possible = world[slot];
  if (possible.other || possible.text || possible.infinite) return std::nullopt;
  Numbers numbers{possible.number, possible.whole, {}};
  if (possible.falsity) numbers.also.push_back(0);
  if (possible.truth) numbers.also.push_back(1);
  const ruleset::Missing& missing = rules.slots[slot].missing;
  if (missing.policy == ruleset::Missing::Policy::kValue) numbers.also.push_back(missing.value);
  return numbers;
}

std::vector<double> Representatives(const Numbers& numbers, std::vector<double> bounds) {
  std::sort(bounds.begin(), bounds.end());
  std::vector<double> found = numbers.also;
  double below = -kInfinity;  // where the piece before the next bound begins
  const auto add = [&](const Interval& piece) {
    const Interval within = Within(numbers, piece);
    if (!within.empty()) found.push_back(FiniteOf(within));
  };
  for (const double bound : bounds) {
    add({below, std::nextafter(bound, -kInfinity)});
    add(Interval::Of(bound));
    below = std::nextafter(bound, kInfinity);
  }
  add({below, kInfinity});
  return found;
}

std::string SlotWords(const ruleset::RuleSet& rules, uint32_t slot, const Numbers& numbers) {
  const std::string name = absl::StrCat("`", rules.slots[slot].name, "`");
  if (numbers.range.empty()) return name + " has two values";
  return absl::StrCat(name, " is ", lint::Describe(numbers.range, numbers.whole));
}

}  // namespace bellwether::equivalence
