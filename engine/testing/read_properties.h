// Internal to the testing stage: one `properties:` list, read against a plan.
#ifndef BELLWETHER_ENGINE_TESTING_READ_PROPERTIES_H_
#define BELLWETHER_ENGINE_TESTING_READ_PROPERTIES_H_

#include <vector>

#include "engine/base/limits.h"
#include "engine/source/diagnostic.h"
#include "engine/testing/property.h"
#include "engine/yaml/node.h"

namespace bellwether {

// Adds the properties of `list` that can be read; everything that is wrong is in `sink`.
// `as_of` is that of the file, for those that state none; null: the file has none.
void ReadProperties(const Plan& plan, const Node& list, const Node* as_of, const Limits& limits,
                    std::vector<Property>& properties, DiagnosticSink& sink);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_READ_PROPERTIES_H_
