// The sub-scores of a health model at the landmark of each account: what its weights weigh (P29).
#ifndef BELLWETHER_ENGINE_EVIDENCE_SCORE_TABLE_H_
#define BELLWETHER_ENGINE_EVIDENCE_SCORE_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/evidence/landmark.h"

namespace bellwether::evidence {

// A component without components of its own. Groups are what their parts make of them.
struct Leaf {
  uint32_t component = 0;  // index in Plan::components
  std::string name;        // "usage.logins"
};

struct ScoredAccount {
  Member member;
  double todays = 0;     // the score that the pack gave, before rounding
  uint32_t band = 0;     // that the pack gave; 0 is the best
  uint32_t segment = 0;  // row of the plan's weights
  // By leaf, 0 to 100, the higher the healthier. Nothing: not observed, or put in its place by a
  // policy of the pack.
  std::vector<std::optional<double>> scores;
};

struct ScoreTable {
  uint32_t model = 0;  // index in Plan::models
  std::vector<Leaf> leaves;
  std::vector<ScoredAccount> accounts;  // that the model gave a score, by start
  Landmarks landmarks;
  uint64_t not_scored =
      0;  // members whom the model does not concern, or of whom it knows too little
};

ScoreTable ScoresAtLandmark(const portfolio::View& view, uint32_t model, const LandmarkDays& days);

// Shares of the leaves in a score of which everything is known, by a row of the plan's weights (0:
// the base, s + 1: segment s). They add up to 1, unless nothing has a weight.
std::vector<double> LeafShares(const Plan& plan, const std::vector<Leaf>& leaves, uint32_t row);

// The mean of the scores that are known, weighted; nothing where what is known has no weight.
std::optional<double> WeightedScore(const ScoredAccount& account,
                                    const std::vector<double>& shares);

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_SCORE_TABLE_H_
