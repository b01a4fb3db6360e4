// What one account is told by two packs. Plain data, which keeps its memory when it is filled
// again.
#ifndef BELLWETHER_ENGINE_IMPACT_ACCOUNT_CHANGE_H_
#define BELLWETHER_ENGINE_IMPACT_ACCOUNT_CHANGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/attribution/score_parts.h"

namespace bellwether::impact {

// A score by one pack, 0 to 100.
struct ScoreValue {
  double effective = 0;  // after floors, caps and override, not rounded
  double displayed = 0;
};

struct ScoreChange {
  std::optional<ScoreValue> from, to;  // nothing: no score
  // Where both have a raw score of the same model, by component: what changed it; and what floors,
  // caps and overrides add to that. Empty when nothing moved.
  std::vector<ScorePart> parts;  // parallel to ScoreNames::parts; none where nothing moved
  double limits = 0;

  bool both() const { return from && to; }
  // Points of the effective score; both() holds.
  double points() const { return to->effective - from->effective; }
};

struct AnswerChange {
  uint32_t from = 0;  // positions in Outcome::answers
  uint32_t to = 0;
  bool changed() const { return from != to; }
};

struct AccountChange {
  std::string id;
  uint32_t segment = 0;               // of PairNames::segments
  std::optional<double> acv;          // in the pack's currency
  std::vector<AnswerChange> answers;  // parallel to PairNames::outcomes
  std::vector<ScoreChange> scores;    // parallel to PairNames::scores
  uint32_t primary = 0;  // position in `scores` of the model that answers under both; 0: it differs
};

}  // namespace bellwether::impact

#endif  // BELLWETHER_ENGINE_IMPACT_ACCOUNT_CHANGE_H_
