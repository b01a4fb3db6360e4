// Tested by tests/engine/statistics/roots_test.cc.
#include "engine/statistics/roots.h"

#include <cmath>
#include <cstdint>

#include "boost/math/tools/roots.hpp"
#include "engine/statistics/boost_policy.h"

namespace bellwether::statistics {

std::optional<double> RisingRoot(const std::function<double(double)>& rising, double guess) {
  constexpr double kFactor = 2;
  constexpr int kBits = 50;
  constexpr std::uintmax_t kMost = 500;
  if (!std::isfinite(guess) || guess <= 0) return std::nullopt;
  std::uintmax_t evaluations = kMost;
  const boost::math::tools::eps_tolerance<double> close(kBits);
  const auto [low, high] = boost::math::tools::bracket_and_solve_root(
      rising, guess, kFactor, /*rising=*/true, close, evaluations, Quiet());
  if (evaluations >= kMost || !std::isfinite(high) || high <= 0) return std::nullopt;
  // Not so for a value that is no number.
  const bool changes = rising(low) <= 0 && rising(high) >= 0;
  return changes ? std::optional(high) : std::nullopt;
}

}  // namespace bellwether::statistics
