// Internal to the plan stage: what both halves of Compile share.
#ifndef BELLWETHER_ENGINE_PLAN_COMPILE_OUTCOMES_H_
#define BELLWETHER_ENGINE_PLAN_COMPILE_OUTCOMES_H_

#include <string>

#include "engine/plan/plan.h"

namespace bellwether {

// Index of the compiled expression; kNoIndex for an empty one.
uint32_t AddProgram(const expression::Checked& checked, Plan& plan);

PlanNote MakeNote(const std::string& name, const ruleset::Notes& notes,
                  const ruleset::Location& location, const expression::Checked& formula = {});

// Flags, graduation without its criteria, extension, programme, playbooks.
void CompileOutcomes(const ruleset::RuleSet& rules, Plan& plan);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_COMPILE_OUTCOMES_H_
