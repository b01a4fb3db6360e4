// A health model that a person named.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_HEALTH_MODEL_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_HEALTH_MODEL_H_

#include <cstdint>
#include <initializer_list>
#include <string>

#include "clients/cli/terminal/console.h"
#include "engine/plan/plan.h"

namespace bellwether::cli {

// Position in Plan::models; kNoIndex for a name that the pack does not have.
uint32_t FindModel(const Plan& plan, const std::string& model);
// Whether one of the packs has the model, or none was named; says otherwise which there are.
bool HasModel(std::initializer_list<const Plan*> plans, const std::string& model, Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_HEALTH_MODEL_H_
