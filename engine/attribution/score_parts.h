// What of the change of a model's raw score comes from each leaf component's sub-score, and what
// from its weight (S26).
//
//   const ScoreParts split(old_plan, 0, new_plan, 0);
//   std::vector<ScorePart> parts;
//   if (ScoreParts::Apply(before, 0) && ScoreParts::Apply(after, 0)) {
//     split.Split(before, after, parts);   // parts[i] is of split.names()[i]
//   }
//
// With v the normalised weight of a leaf (ComponentResult::share), s its sub-score as it enters
// the sum (100 - score below an inverted group), S the raw score and bars for means of the two
// sides, a leaf has v̄·Δs for its sub-score and (s̄ − S̄)·Δv for its weight. These sum to ΔS: S is
// Σ v·s on either side and v·s of one leaf changes by v̄·Δs + s̄·Δv; the weights of either side sum
// to 1, so that Σ Δv is 0 and S̄·Σ Δv may be taken off. It is taken off so that a leaf that counts
// for more moves the score by how far it is from it, and a leaf at the score moves nothing. A side
// on which a leaf has no sub-score takes that of the other: its v is 0 there, so that whatever s it
// takes, v·s stays what it was.
//
// Immutable and independent of the plans once made; any number of threads may Split.
#ifndef BELLWETHER_ENGINE_ATTRIBUTION_SCORE_PARTS_H_
#define BELLWETHER_ENGINE_ATTRIBUTION_SCORE_PARTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/evaluate/evaluation.h"
#include "engine/plan/plan.h"

namespace bellwether {

// In points of the raw score, with their sign.
struct ScorePart {
  double score = 0;   // v̄·Δs
  double weight = 0;  // (s̄ − S̄)·Δv
  double sum() const { return score + weight; }
};

class ScoreParts {
 public:
  // The model `from_model` of `from` and `to_model` of `to`, by index. Leaves are matched by dotted
  // name; one that only one side has is without a sub-score on the other.
  ScoreParts(const Plan& from, uint32_t from_model, const Plan& to, uint32_t to_model);

  // Whether an evaluation made with Arithmetic::kContributions holds the weights of a model: it has
  // a score, and a raw one below it (a score that was set by hand may stand on nothing).
  static bool Apply(const Evaluation& evaluation, uint32_t model) {
    return evaluation.models[model].has_raw && evaluation.models[model].has_score();
  }

  // Dotted names of the leaves of either side, in byte order.
  const std::vector<std::string>& names() const { return names_; }

  // Fills one part for each name. They sum to raw(to) − raw(from). Apply() holds for both.
  // Allocates nothing when `parts` has the capacity.
  void Split(const Evaluation& from, const Evaluation& to, std::vector<ScorePart>& parts) const;

  // The component of names()[i] on either side; kNoIndex where the side has no such leaf.
  uint32_t from_component(size_t i) const { return leaves_[i].from; }
  uint32_t to_component(size_t i) const { return leaves_[i].to; }

 private:
  struct Leaf {
    uint32_t from = kNoIndex;
    uint32_t to = kNoIndex;
  };

  const uint32_t from_model_;
  const uint32_t to_model_;
  std::vector<std::string> names_;
  std::vector<Leaf> leaves_;  // parallel to names_
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ATTRIBUTION_SCORE_PARTS_H_
