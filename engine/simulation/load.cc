// Tested by tests/engine/simulation/load_test.cc.
#include "engine/simulation/load.h"

#include <utility>

#include "engine/document/decode.h"
#include "engine/document/schema_builder.h"
#include "engine/schema/free_keys.h"
#include "engine/simulation/check.h"
#include "engine/simulation/tables.h"
#include "engine/yaml/yaml.h"

namespace bellwether::simulation {

Staged<Parameters> LoadParameters(const Sources& sources, uint32_t index, const Limits& limits) {
  Staged<Parameters> staged;
  DiagnosticSink sink;
  Node root = ParseYaml(sources, index, limits, sink);
  if (!sink.has_errors()) {
    std::erase_if(root.entries, [](const Entry& entry) { return IsFreeKey(entry.key); });
    document::Reading reading{limits, sink};
    const document::FieldInfo info;
    document::Decode(document::Given{root, Span{index, 1, 1, 1}, "simulation", info}, staged.value,
                     reading);
  }
  // What is incomplete is not held against itself.
  if (!sink.has_errors()) Check(staged.value, sink);
  staged.diagnostics = sink.Take();
  return staged;
}

SchemaDocument SimulationSchema() {
  document::SchemaBuilder builder;
  Schema root = builder.MappingOf<Parameters>(/*whole=*/true);
  AllowFreeKeys(root);
  return builder.Take(std::move(root));
}

}  // namespace bellwether::simulation
