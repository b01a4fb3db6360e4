// The health of all customers at the moment of a view, as the pack sees it.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_BANDS_H_
#define BELLWETHER_ENGINE_PORTFOLIO_BANDS_H_

#include <string>
#include <vector>

#include "engine/facts/account.h"

namespace bellwether::portfolio {

class View;

// By account: the band of its primary model; "" where it has none, is no customer, or the pack
// refuses it. Each is replayed from the book (replay.h) and evaluated; no band of before is held.
std::vector<std::string> BandsOf(const View& view, const Moment& moment);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_BANDS_H_
