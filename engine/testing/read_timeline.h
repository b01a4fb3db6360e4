// Internal to the testing stage: what a day of a timeline says of alerts.
#ifndef BELLWETHER_ENGINE_TESTING_READ_TIMELINE_H_
#define BELLWETHER_ENGINE_TESTING_READ_TIMELINE_H_

#include "engine/plan/plan.h"
#include "engine/source/diagnostic.h"
#include "engine/testing/timeline.h"
#include "engine/yaml/node.h"

namespace bellwether {

// Actions and expected alerts of the day's mapping, names resolved; the account is left alone.
void ReadDay(const Plan& plan, const Node& node, TimelineDay& day, DiagnosticSink& sink);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_READ_TIMELINE_H_
