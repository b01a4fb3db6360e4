// Tested by tests/engine/alerts/alert_conditions_test.cc.
#include "engine/alerts/stake.h"

#include <algorithm>

namespace bellwether::alerts {

Stake StakeOf(const EvaluatedAccount& account) {
  Stake stake{account.account.acv, 1};
  const Evaluation& evaluation = account.evaluation;
  const uint32_t primary = evaluation.primary;
  if (primary == kNoIndex || primary >= evaluation.models.size()) return stake;
  const ModelResult& model = evaluation.models[primary];
  const Range& bands = account.plan.models[primary].bands;
  if (!model.has_score() || bands.count == 0) return stake;
  stake.distance = std::max(1.0, account.plan.bands[bands.first].from - model.displayed);
  return stake;
}

}  // namespace bellwether::alerts
