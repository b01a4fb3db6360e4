// Tested by tests/engine/statistics/net_share_test.cc.
#include "engine/statistics/net_share.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/distributions.h"

namespace bellwether::statistics {

std::optional<NetShare> NetShareOf(uint64_t up, uint64_t down, uint64_t n, double confidence) {
  if (n == 0) return std::nullopt;
  const auto count = static_cast<double>(n);
  const double above = static_cast<double>(up) / count;
  const double below = static_cast<double>(down) / count;
  NetShare net;
  net.n = n;
  net.value = above - below;
  net.deviation = std::sqrt(std::max(0.0, above + below - net.value * net.value));
  const double reach = StandardErrors(confidence) * net.deviation / std::sqrt(count);
  net.interval = {std::max(-1.0, net.value - reach), std::min(1.0, net.value + reach)};
  return net;
}

}  // namespace bellwether::statistics
