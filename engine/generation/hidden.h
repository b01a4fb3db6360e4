// What nobody sees of an account: the causes that its facts have in common.
//
// Facts of one account go together because each is drawn around its hidden health (a Gaussian
// copula with one factor): whatever the spread of a fact, its place among all accounts is
//
//   correlation · health + √(1 − correlation²) · chance
//
// Likewise facts are missing together, around how well its records are kept.
#ifndef BELLWETHER_ENGINE_GENERATION_HIDDEN_H_
#define BELLWETHER_ENGINE_GENERATION_HIDDEN_H_

#include <cstdint>
#include <string_view>

#include "engine/statistics/draws.h"

namespace bellwether::generation {

using statistics::Between;
using statistics::Draws;
using statistics::Happens;
using statistics::PickAny;

// The numbers of one subject of the account at `position`: "the dates", or the signal of that name
// (names have no blanks). A fact draws from a stream of its own, so that a pack with one more fact
// leaves the others alone.
Draws DrawsOf(uint64_t seed, uint64_t position, std::string_view subject);

// Both standard normal over accounts.
struct Hidden {
  double health = 0;
  double record_keeping = 0;
};
Hidden HiddenOf(uint64_t seed, uint64_t position);

// Where nobody says how a fact is spread, most accounts are rather well: how far its places are
// moved to the good side.
inline constexpr double kMostAreWell = 0.4;

// Standard normal, and correlated by `correlation`, -1 to 1, with the standard normal `cause`.
double Around(double cause, double correlation, Draws& draws);

// Whether something is missing that is missing in a `share` of all accounts, 0 to 1.
bool IsMissing(const Hidden& hidden, double share, Draws& draws);

}  // namespace bellwether::generation

#endif  // BELLWETHER_ENGINE_GENERATION_HIDDEN_H_
