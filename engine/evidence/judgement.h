// How good a score was, held against what became of accounts that it was not made from (P29).
#ifndef BELLWETHER_ENGINE_EVIDENCE_JUDGEMENT_H_
#define BELLWETHER_ENGINE_EVIDENCE_JUDGEMENT_H_

#include <cstdint>
#include <optional>
#include <span>

#include "engine/statistics/capacity.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/ranking_power.h"

namespace bellwether::evidence {

// What a score said at the landmark, and what became of the account.
struct Said {
  double score = 0;    // the higher, the healthier
  bool worst = false;  // in the worst band
  bool retained = true;
  std::optional<int32_t> lost_after;  // days from the landmark
};

// The worst band as an alarm.
struct Alarm {
  uint64_t raised = 0;                              // accounts in the worst band
  std::optional<statistics::Proportion> precision;  // of these were lost
  std::optional<statistics::Proportion> recall;     // of those lost were in it
  std::optional<double> lead_days;  // median from the landmark to the loss, of those it caught
};

struct Judgement {
  // Of "a higher score stays"; nothing unless some stayed and some were lost.
  std::optional<statistics::RankingPower> power;
  // Of the least healthy: how many were lost among those that a team can call.
  std::optional<statistics::Called> called;
  Alarm alarm;
};

// `share` of the accounts can be called, 0 to 1.
Judgement Judge(std::span<const Said> said, double share);

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_JUDGEMENT_H_
