// What an answer says beside its scores, and says otherwise than before.
//
// Part of the attribution stage.
#ifndef BELLWETHER_ENGINE_ATTRIBUTION_OUTCOME_CHANGES_H_
#define BELLWETHER_ENGINE_ATTRIBUTION_OUTCOME_CHANGES_H_

#include <string_view>
#include <vector>

#include "engine/attribution/attribution.h"

namespace bellwether {

// Flags by name, as the pack after lists them and then those that it has no more; readiness,
// decision and gates of graduation; the decision about an extension; tiers of benchmarks. A rule
// that only one pack has is compared with none: a clear flag that is new is no news.
std::vector<OutcomeChange> OutcomeChanges(const ComparedAccount& before,
                                          const ComparedAccount& after, std::string_view language);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ATTRIBUTION_OUTCOME_CHANGES_H_
