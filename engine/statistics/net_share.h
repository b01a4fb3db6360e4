// The difference of two shares of the same sample, such as promoters less detractors of one survey
// (P23): each unit counts +1, -1 or 0.
//
//   const auto net = NetShareOf(40, 15, 100);    // 0.25, from 0.11 to 0.39
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_STATISTICS_NET_SHARE_H_
#define BELLWETHER_ENGINE_STATISTICS_NET_SHARE_H_

#include <cstdint>
#include <optional>

#include "engine/statistics/interval.h"

namespace bellwether::statistics {

struct NetShare {
  double value = 0;      // p - d, -1 to 1
  double deviation = 0;  // of one unit: √(p + d - (p - d)²)
  Interval interval;     // value ± z deviation ÷ √n, within -1 and 1
  uint64_t n = 0;
};

// `up` + `down` <= `n`. Nothing of nobody.
std::optional<NetShare> NetShareOf(uint64_t up, uint64_t down, uint64_t n,
                                   double confidence = kUsualConfidence);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_NET_SHARE_H_
