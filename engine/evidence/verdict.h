// What follows from effects, by the pack's rule (P30). Internal to engine/evidence.
#ifndef BELLWETHER_ENGINE_EVIDENCE_VERDICT_H_
#define BELLWETHER_ENGINE_EVIDENCE_VERDICT_H_

#include "engine/evidence/experiment.h"

namespace bellwether::evidence {

// Sets verdict and reason of an arm whose effects are adjusted. In this order: broken shares stop;
// a metric that is worse beyond noise keeps; so does an interval that ends below what is
// worthwhile; better beyond noise, and by at least that, adopts where lots were drawn. `plan`: of
// titles of metrics.
void Decide(const Plan& plan, const ruleset::Experiment& experiment, const ExperimentReport& report,
            std::string_view language, ArmReport& arm);

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_VERDICT_H_
