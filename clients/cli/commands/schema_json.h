// Schemas of the engine as JSON Schema, draft 2020-12.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_SCHEMA_JSON_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_SCHEMA_JSON_H_

#include "engine/schema/schema.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {

// Keys stand in the order in which people read them: title and description first.
nlohmann::ordered_json ToJson(const SchemaDocument& document);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_SCHEMA_JSON_H_
