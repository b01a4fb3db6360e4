// What is at stake with an account, by which alerts that are held back are ranked.
#ifndef BELLWETHER_ENGINE_ALERTS_STAKE_H_
#define BELLWETHER_ENGINE_ALERTS_STAKE_H_

#include <optional>

#include "engine/paths/path.h"

namespace bellwether::alerts {

struct Stake {
  std::optional<double> yearly;  // contract value, as the account says (`acv`)
  // Points that the primary score is below the edge of its best band; at least 1, so that what an
  // account is worth counts although nothing is known of its health.
  double distance = 1;

  // 0 where it is not known what the account is worth: it comes last.
  double weight() const { return yearly.value_or(0) * distance; }
};

Stake StakeOf(const EvaluatedAccount& account);

}  // namespace bellwether::alerts

#endif  // BELLWETHER_ENGINE_ALERTS_STAKE_H_
