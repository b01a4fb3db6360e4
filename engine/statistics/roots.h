// Where a function is 0, by Boost.Math.
#ifndef BELLWETHER_ENGINE_STATISTICS_ROOTS_H_
#define BELLWETHER_ENGINE_STATISTICS_ROOTS_H_

#include <functional>
#include <optional>

namespace bellwether::statistics {

// The x > 0 at which a function that rises with x is 0: looked for from `guess` > 0 in factors of
// two, then closed in on by Alefeld, Potra and Shi's algorithm 748 (1995) to 2^-50 of x. Of what it
// lies between, the upper end: the function is not below 0 there. Nothing where no sign changes.
std::optional<double> RisingRoot(const std::function<double(double)>& rising, double guess);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_ROOTS_H_
