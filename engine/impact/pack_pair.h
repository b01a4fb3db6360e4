// Two packs, and what both call by the same name: outcomes, scores, segments.
//
//   const PackPair pair(old_plan, new_plan);
//   pair.names().outcomes[0].name      // "health.primary.band"
//
// What only one of them has is there as well: the other then answers with a word of its own,
// kNotThere. Immutable; the plans must outlive it; any number of threads.
#ifndef BELLWETHER_ENGINE_IMPACT_PACK_PAIR_H_
#define BELLWETHER_ENGINE_IMPACT_PACK_PAIR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/attribution/score_parts.h"
#include "engine/evaluate/evaluation.h"
#include "engine/impact/outcome.h"
#include "engine/impact/pair_names.h"
#include "engine/plan/plan.h"

namespace bellwether::impact {

class PackPair {
 public:
  PackPair(const Plan& from, const Plan& to);

  const Plan& from() const { return from_; }
  const Plan& to() const { return to_; }

  const PairNames& names() const { return names_; }

  // Positions in the answers of an outcome of names() of what an evaluation by either plan says.
  uint32_t FromAnswer(size_t i, const Evaluation& evaluation) const {
    return Answer(from_, from_sides_[i], evaluation);
  }
  uint32_t ToAnswer(size_t i, const Evaluation& evaluation) const {
    return Answer(to_, to_sides_[i], evaluation);
  }

  // The model of a score of names() in an evaluation by either plan; kNoIndex where there is none.
  uint32_t FromModel(size_t i, const Evaluation& evaluation) const {
    return i == 0 ? evaluation.primary : from_models_[i];
  }
  uint32_t ToModel(size_t i, const Evaluation& evaluation) const {
    return i == 0 ? evaluation.primary : to_models_[i];
  }
  // What of the change of a score of names(), not of the first, comes from which component; null
  // where one pack has no such model.
  const ScoreParts* parts(size_t i) const { return parts_[i] ? &*parts_[i] : nullptr; }

 private:
  // An outcome in one of the plans.
  struct Side {
    std::optional<PlanOutcome> outcome;  // nothing: the plan has no such outcome
    std::vector<uint32_t> answers;       // by the plan's own answer, the position of its word
  };

  void MatchOutcomes();
  void MatchScores();
  std::vector<PartNames> NamesOf(const ScoreParts& parts) const;
  static uint32_t Answer(const Plan& plan, const Side& side, const Evaluation& evaluation);

  const Plan& from_;
  const Plan& to_;
  PairNames names_;
  std::vector<Side> from_sides_, to_sides_;        // parallel to the outcomes
  std::vector<uint32_t> from_models_, to_models_;  // parallel to the scores
  std::vector<std::optional<ScoreParts>> parts_;   // likewise
};

}  // namespace bellwether::impact

#endif  // BELLWETHER_ENGINE_IMPACT_PACK_PAIR_H_
