// How a pack is judged by what became of accounts: drivers and experiments, resolved. Parts of
// ruleset.h.
#ifndef BELLWETHER_ENGINE_RULESET_EVIDENCE_H_
#define BELLWETHER_ENGINE_RULESET_EVIDENCE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/ruleset/rules.h"

namespace bellwether::ruleset {

struct DriverFact {
  std::string name;           // of a signal or derived fact that is a number or a bool
  std::vector<double> edges;  // rising; none: by its benchmark, else by quarters
};

// Days count from the start: landmark + gap < horizon.
struct Drivers {
  bool defined = false;  // the pack says something of them
  int32_t landmark_days = 90;
  int32_t gap_days = 0;
  int32_t horizon_days = 365;
  uint64_t min_count = 10;
  std::vector<DriverFact> facts;
};

struct Experiment {
  std::string name;
  std::vector<std::string> arms;  // at least two; the first is what is done today
  std::vector<double> shares;     // parallel to it, > 0
  bool randomised = false;
  std::vector<uint32_t> metrics;  // positions in the portfolio, the one that decides first
  double worthwhile = 0;          // in the unit of that one
  std::optional<uint64_t> accounts_per_arm;
  std::optional<double> hourly_cost;
  Notes notes;
  Location location;
};

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_EVIDENCE_H_
