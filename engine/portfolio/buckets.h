// A line of numbers cut at edges: each edge belongs to the part below it.
//
//   edges 30, 60:  "up to 30"  "30 to 60"  "beyond 60"
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_BUCKETS_H_
#define BELLWETHER_ENGINE_PORTFOLIO_BUCKETS_H_

#include <cstddef>
#include <span>

#include "engine/base/saying.h"

namespace bellwether::portfolio {

// Which part a number is in, from 0 to the number of edges. `edges` rise.
size_t BucketOf(std::span<const double> edges, double value);

// Its name. There is an edge.
Wording BucketWords(std::span<const double> edges, size_t bucket);
// The same of edges in days: "up to 30 days".
Wording BucketOfDays(std::span<const double> edges, size_t bucket);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_BUCKETS_H_
