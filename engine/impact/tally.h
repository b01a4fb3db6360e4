// Changes of accounts, one after the other -> the impact on all of them.
//
//   Tally tally(pair, 10);
//   for (const AccountChange& change : changes) tally.Add(change);
//   const Impact impact = tally.Finish();
//
// The same changes in the same order give the same bits. One thread; `pair` outlives it.
#ifndef BELLWETHER_ENGINE_IMPACT_TALLY_H_
#define BELLWETHER_ENGINE_IMPACT_TALLY_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/impact/comparer.h"
#include "engine/impact/impact.h"
#include "engine/impact/pack_pair.h"

namespace bellwether::impact {

class Tally {
 public:
  // `top`: how many accounts of each list are kept.
  Tally(const PackPair& pair, size_t top);

  void Add(const AccountChange& change);
  void Refuse(const Refusal& refusal);
  Impact Finish();

  // So far.
  const Impact& impact() const { return impact_; }

 private:
  // Displayed scores by both packs in hundredths of a point, and how many accounts have these.
  using Pairs = absl::flat_hash_map<std::pair<int32_t, int32_t>, uint64_t>;

  void AddScore(size_t i, const ScoreChange& change);
  static void AddParts(const ScoreChange& change, ScoreImpact& impact);
  void KeepIfLarge(const AccountChange& change);

  const PackPair& pair_;
  const size_t top_;
  Impact impact_;
  std::vector<Pairs> pairs_;  // parallel to the scores
};

}  // namespace bellwether::impact

#endif  // BELLWETHER_ENGINE_IMPACT_TALLY_H_
