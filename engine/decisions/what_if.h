// What another pack would have answered where a log says what was: differences of many records,
// added up. Memory is bounded by the packs' outcomes and words, not by the log.
//
//   WhatIf what_if;
//   what_if.Add(decision, replayed);     // of records of another pack
//   what_if.outcomes() ...
//
// One thread.
#ifndef BELLWETHER_ENGINE_DECISIONS_WHAT_IF_H_
#define BELLWETHER_ENGINE_DECISIONS_WHAT_IF_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "engine/decisions/record.h"
#include "engine/decisions/replay.h"

namespace bellwether::decisions {

// An outcome over all records that were compared in it.
struct WhatIfOutcome {
  uint64_t changed = 0;
  // Words, from which to which: bands, decisions, states. Beyond kMostMoves different ones they are
  // counted in `changed` alone.
  std::map<std::pair<std::string, std::string>, uint64_t> moves;
  // Numbers, where both are there.
  uint64_t both = 0;  // that changed
  double sum = 0;     // of the changes, now - logged
  double least = 0;   // the largest fall, at most 0
  double most = 0;    // the largest rise, at least 0
};
inline constexpr size_t kMostMoves = 1'000;
inline constexpr size_t kMostOutcomes = 10'000;

class WhatIf {
 public:
  void Add(const Decision& decision, const Replayed& replayed);

  uint64_t records() const { return records_; }
  uint64_t changed() const { return changed_; }
  uint64_t decisions_changed() const { return decisions_changed_; }
  // By path, of outcomes that changed in some record.
  const std::map<std::string, WhatIfOutcome>& outcomes() const { return outcomes_; }
  // Effective primary scores, over records that have one by both packs: mean change in points.
  uint64_t scored() const { return scored_; }
  double score_sum() const { return score_sum_; }

 private:
  void AddScore(const Decision& decision, const Replayed& replayed);

  uint64_t records_ = 0;
  uint64_t changed_ = 0;
  uint64_t decisions_changed_ = 0;
  uint64_t scored_ = 0;
  double score_sum_ = 0;
  std::map<std::string, WhatIfOutcome> outcomes_;
};

}  // namespace bellwether::decisions

#endif  // BELLWETHER_ENGINE_DECISIONS_WHAT_IF_H_
