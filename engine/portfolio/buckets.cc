// Tested by tests/engine/portfolio/buckets_test.cc.
#include "engine/portfolio/buckets.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"

namespace bellwether::portfolio {

size_t BucketOf(std::span<const double> edges, double value) {
  return static_cast<size_t>(std::lower_bound(edges.begin(), edges.end(), value) - edges.begin());
}

std::string BucketName(std::span<const double> edges, size_t bucket, std::string_view unit) {
  const absl::string_view behind = ToAbsl(unit);
  if (bucket == 0) return absl::StrCat("up to ", FormatNumber(edges[0]), behind);
  const std::string from = FormatNumber(edges[bucket - 1]);
  if (bucket == edges.size()) return absl::StrCat("beyond ", from, behind);
  return absl::StrCat(from, " to ", FormatNumber(edges[bucket]), behind);
}

}  // namespace bellwether::portfolio
