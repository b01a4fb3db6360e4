// What a test or fixture file of a pack may hold, for editors: derived from the tables of its keys
// (keys.h), from the paths that a test may expect (paths.h) and from the fields of accounts.
//
// Names of a pack are any names here: whether a pack has such a model is the loader's question.
#ifndef BELLWETHER_ENGINE_TESTING_TEST_SCHEMA_H_
#define BELLWETHER_ENGINE_TESTING_TEST_SCHEMA_H_

#include "engine/schema/schema.h"

namespace bellwether {

SchemaDocument TestSchema();

// Adds the definition of `expect`, and those that it refers to; returns its name.
std::string DefineExpect(SchemaDocument& document);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_TEST_SCHEMA_H_
