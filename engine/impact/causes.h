// What can move a score, one level at a time: a component whose weight counts otherwise among its
// neighbours, or a leaf that scores otherwise.
//
// The weight that people change is often that of a group, and what moves are the leaves below it,
// and below its neighbours. So each leaf belongs to one cause: the highest component above it, or it
// itself, whose share among its neighbours differs between the packs, in the base weights or in
// those of a segment; a leaf without one is a cause of its own. Sums over causes are sums over
// leaves. Immutable and independent of the plans once made.
#ifndef BELLWETHER_ENGINE_IMPACT_CAUSES_H_
#define BELLWETHER_ENGINE_IMPACT_CAUSES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/attribution/score_parts.h"
#include "engine/plan/plan.h"

namespace bellwether::impact {

struct Cause {
  std::string name;           // dotted below the model: "engagement"
  uint32_t from = kNoIndex;   // component of the old pack; kNoIndex: it has none
  uint32_t to = kNoIndex;     // and of the new one
};

class Causes {
 public:
  // Of a model of both packs, whose leaves `parts` has.
  Causes(const Plan& from, const Plan& to, const ScoreParts& parts);

  // In byte order of name.
  const std::vector<Cause>& list() const { return list_; }
  // The position in it of the cause that parts.names()[leaf] belongs to.
  size_t of_leaf(size_t leaf) const { return of_leaf_[leaf]; }
  // The parts of leaves, added up by cause.
  std::vector<ScorePart> Sums(const std::vector<ScorePart>& parts) const;

 private:
  std::vector<Cause> list_;
  std::vector<size_t> of_leaf_;
};

}  // namespace bellwether::impact

#endif  // BELLWETHER_ENGINE_IMPACT_CAUSES_H_
