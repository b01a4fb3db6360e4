// How much to shrink: the penalty under which fits of earlier accounts foretell later ones best.
// Internal to engine/evidence.
#ifndef BELLWETHER_ENGINE_EVIDENCE_PENALTY_H_
#define BELLWETHER_ENGINE_EVIDENCE_PENALTY_H_

#include <vector>

#include "engine/evidence/fit.h"
#include "engine/statistics/ridge_logistic.h"

namespace bellwether::evidence {

// Rows in order of time are cut into five parts; each but the first is foretold by a fit of all
// before it. Nothing when no part could be.
std::vector<PenaltyTried> TryPenalties(const statistics::Observations& observations);

// The one with the least loss; of equals the greatest. There is one.
double BestPenalty(const std::vector<PenaltyTried>& tried);

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_PENALTY_H_
