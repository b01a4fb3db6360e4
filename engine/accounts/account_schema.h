// What an account file in JSON or YAML may hold, for editors: derived from the tables of its
// fields.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_SCHEMA_H_
#define BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_SCHEMA_H_

#include "engine/schema/schema.h"

namespace bellwether {

// An account, or a list of accounts.
SchemaDocument AccountSchema();

// The mapping of an account, whose values refer to definitions that are added to `document`. A part
// of an account, as tests lay over each other, needs no id.
Schema AccountMapping(bool whole, SchemaDocument& document);

// "2026-02-10", or with a time and an offset.
Schema MomentText();

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_SCHEMA_H_
