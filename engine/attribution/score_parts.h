// What of the change of a model's raw score comes from each component's sub-score, and what from
// its weight (S26).
//
//   const ScoreParts split(old_plan, 0, new_plan, 0);
//   std::vector<ScorePart> parts;
//   if (ScoreParts::Apply(before, 0) && ScoreParts::Apply(after, 0)) {
//     split.Split(before, after, parts);   // parts[i] is of split.names()[i]
//   }
//
// With v the normalised weight of a component, s its sub-score, S the score of the sum that it is
// in and bars for means of the two sides, it has v̄·Δs for its sub-score and (s̄ − S̄)·Δv for its
// weight. These sum to ΔS: S is Σ v·s on either side, and v·s of one component changes by
// v̄·Δs + s̄·Δv; the weights of either side sum to 1, so that Σ Δv is 0 and S̄·Σ Δv may be taken off.
// It is taken off so that a component which counts for more moves the score by how far it is from
// it, and one that is where the score is moves nothing. A side on which a component has no
// sub-score takes that of the other: its v is 0 there, so that v·s stays 0 whatever s it takes.
//
// Each group is such a sum, of its children, with weights that are normalised among them. So the
// v̄·Δs of a group is split among its children likewise, with v̄ before it, and with the other sign
// where the group is inverted (its s is 100 − S). What is left to the group is its weight. A group
// is split where both sides have it, with a score, a weight and the same direction; otherwise it
// stands for all that is in it. In a model without groups v is ComponentResult::share and S the raw
// score. Were leaves compared with the raw score across all groups, a value that goes missing where
// its siblings say the same would move the score down for itself and up again for them.
//
// Immutable and independent of the plans once made; any number of threads may Split.
#ifndef BELLWETHER_ENGINE_ATTRIBUTION_SCORE_PARTS_H_
#define BELLWETHER_ENGINE_ATTRIBUTION_SCORE_PARTS_H_

#include <cstddef>
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
  // The model `from_model` of `from` and `to_model` of `to`, by index. Components are matched by
  // dotted name; one that only one side has is without a sub-score on the other.
  ScoreParts(const Plan& from, uint32_t from_model, const Plan& to, uint32_t to_model);

  // Whether an evaluation made with Arithmetic::kContributions holds the weights of a model: it has
  // a score, and a raw one below it (a score that was set by hand may stand on nothing).
  static bool Apply(const Evaluation& evaluation, uint32_t model) {
    return evaluation.models[model].has_raw && evaluation.models[model].has_score();
  }

  // Dotted names of the components of either side, leaves and groups, in byte order.
  const std::vector<std::string>& names() const { return names_; }

  // Fills one part for each name. They sum to raw(to) − raw(from). Apply() holds for both.
  // Allocates nothing when `parts` has the capacity.
  void Split(const Evaluation& from, const Evaluation& to, std::vector<ScorePart>& parts) const;

  // The component of names()[i] on either side; kNoIndex where the side has no such component.
  uint32_t from_component(size_t i) const { return nodes_[i].from; }
  uint32_t to_component(size_t i) const { return nodes_[i].to; }

 private:
  // A component of both sides.
  struct Node {
    uint32_t from = kNoIndex;
    uint32_t to = kNoIndex;
    uint32_t parent = kNoIndex;  // node; kNoIndex: directly below the model
    bool group = false;          // on both sides, and in the same direction
    bool inverted = false;       // such a group is
  };
  class Splitter;

  const uint32_t from_model_;
  const uint32_t to_model_;
  std::vector<std::string> names_;
  std::vector<Node> nodes_;  // parallel to names_; parents stand before their children
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ATTRIBUTION_SCORE_PARTS_H_
