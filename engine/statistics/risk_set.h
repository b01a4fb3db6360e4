// Walks the times of a group: who is at risk, and what happens. For survival.cc and log_rank.cc.
#ifndef BELLWETHER_ENGINE_STATISTICS_RISK_SET_H_
#define BELLWETHER_ENGINE_STATISTICS_RISK_SET_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/survival.h"

namespace bellwether::statistics {

class RiskSet {
 public:
  explicit RiskSet(std::span<const Followed> followed);

  struct Moment {
    uint64_t risk_set = 0;  // how many are at risk just before
    uint64_t events = 0;
  };
  // Of rising times.
  Moment At(double time);

 private:
  struct End {
    double time;
    bool event;
  };
  std::vector<double> entries_;  // of those that came later than at the start
  size_t from_start_ = 0;
  std::vector<End> ends_;
  size_t entered_ = 0;
  size_t left_ = 0;
};

// The times of events of all groups, each once, rising.
std::vector<double> EventTimes(std::span<const std::span<const Followed>> groups);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_RISK_SET_H_
