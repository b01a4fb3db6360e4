// Tested by tests/engine/portfolio/buckets_test.cc.
#include "engine/portfolio/buckets.h"

#include <algorithm>

#include "engine/base/number.h"
#include "engine/portfolio/say_basics.h"

namespace bellwether::portfolio {

size_t BucketOf(std::span<const double> edges, double value) {
  return static_cast<size_t>(std::lower_bound(edges.begin(), edges.end(), value) - edges.begin());
}

Wording BucketWords(std::span<const double> edges, size_t bucket) {
  if (bucket == 0) return {say::kUpTo, FormatNumber(edges[0])};
  const std::string from = FormatNumber(edges[bucket - 1]);
  if (bucket == edges.size()) return {say::kBeyond, from};
  return {say::kBetween, from, FormatNumber(edges[bucket])};
}

Wording BucketOfDays(std::span<const double> edges, size_t bucket) {
  if (bucket == 0) return {say::kUpToDays, FormatNumber(edges[0])};
  const std::string from = FormatNumber(edges[bucket - 1]);
  if (bucket == edges.size()) return {say::kBeyondDays, from};
  return {say::kBetweenDays, from, FormatNumber(edges[bucket])};
}

}  // namespace bellwether::portfolio
