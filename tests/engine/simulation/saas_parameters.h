// The parameters that ship, and others made from a text.
#ifndef BELLWETHER_TESTS_ENGINE_SIMULATION_SAAS_PARAMETERS_H_
#define BELLWETHER_TESTS_ENGINE_SIMULATION_SAAS_PARAMETERS_H_

#include <string>

#include "engine/simulation/parameters.h"
#include "engine/simulation/period.h"

namespace bellwether::simulation {

// The text of rules/simulation/saas.yaml.
const std::string& SaasText();
// Fails the test when it has a mistake.
const Parameters& SaasParameters();
Parameters ParametersOf(const std::string& text);
// "saas.yaml:3:5: error: ..." for each mistake of a text; "" when it is good.
std::string MistakesOf(const std::string& text);
// SaasText with one piece of it replaced, which must be there.
std::string SaasWith(const std::string& piece, const std::string& by);

// From January 2020.
Period Months(int months);

}  // namespace bellwether::simulation

#endif  // BELLWETHER_TESTS_ENGINE_SIMULATION_SAAS_PARAMETERS_H_
