// What changed about a component from one stop to another, in words.
//
// Part of the attribution stage.
#ifndef BELLWETHER_ENGINE_ATTRIBUTION_CHANGE_WORDS_H_
#define BELLWETHER_ENGINE_ATTRIBUTION_CHANGE_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/attribution/stops.h"

namespace bellwether {

// A component at a stop; kNoIndex where the stop's pack does not have it.
struct SeenComponent {
  const Stop& stop;
  uint32_t component = kNoIndex;

  const Plan& plan() const { return *stop.plan; }
};

// False where the pack does not have it.
bool IsGroup(const SeenComponent& seen);

// First what the pack says otherwise, then what is known otherwise: "weight 30 → 35",
// "active_ratio 0.72 → 0.55". None when its own weight and sub-score stay what they are, and
// of a group whose children say it.
std::vector<std::string> ChangesOf(const SeenComponent& from, const SeenComponent& to);

// pack_changes.cc: where two packs differ about it.
void AddPackChanges(const SeenComponent& from, const SeenComponent& to,
                    std::vector<std::string>& changes);
// fact_changes.cc: what it reads, by name.
void AddFactChanges(const SeenComponent& from, const SeenComponent& to,
                    std::vector<std::string>& changes);
// milestone_changes.cc: what happened to milestones, or to their plan: "training done 2026-03-12".
std::vector<std::string> MilestoneChanges(const Stop& from, const Stop& to);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ATTRIBUTION_CHANGE_WORDS_H_
