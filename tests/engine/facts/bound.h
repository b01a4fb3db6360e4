// Accounts written in tests, bound to packs written in tests.
#ifndef BELLWETHER_TESTS_ENGINE_FACTS_BOUND_H_
#define BELLWETHER_TESTS_ENGINE_FACTS_BOUND_H_

#include <string>
#include <vector>

#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether {

// The plan of a pack without errors.
Plan PlanOf(const std::string& yaml);

// A pack with a signal of each type, series, milestones and a model.
const Plan& CustomerPlan();

// An account from the YAML of its fields but `id`, which is "a"; in lines or in one { }.
Account AccountOf(const std::string& yaml);

BindOptions AsOf(const std::string& moment);

// "path REASON message" for each violation.
std::vector<std::string> Lines(const std::vector<Violation>& violations);

// Everything that Bind filled in, one line a thing: two Facts with one text say the same.
std::string FactsText(const Plan& plan, const Facts& facts);

// A value as text: "0.5", "\"smb\"", "2026-02-10T00:00:00Z", or the reason for its absence; a
// substitute as "0 (NOT_GIVEN)".
std::string ValueText(const Plan& plan, const Facts& facts, const std::string& name);

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_ENGINE_FACTS_BOUND_H_
