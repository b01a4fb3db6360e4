// Bytes as a YAML file: refused, or formatted into what reads the same and stays as it is.
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/format/format.h"
#include "engine/yaml/flow_text.h"
#include "engine/yaml/yaml.h"
#include "tests/fuzz/properties.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

Sources Of(std::string_view text) {
  return Sources(std::vector<SourceFile>{{"input.yaml", std::string(text)}});
}

std::string Meaning(const Sources& sources) {
  DiagnosticSink sink;
  const Node tree = ParseYaml(sources, 0, Limits{}, sink);
  Require(!sink.has_errors(), "what is formatted is YAML, before and after");
  return FlowText(tree);
}

void Run(std::string_view text) {
  const Sources sources = Of(text);
  const Staged<std::string> formatted = Format(sources, 0, Limits{});
  RequireTold(formatted.diagnostics, sources, formatted.ok());
  if (!formatted.ok()) return Require(formatted.value.empty(), "what is refused has no text");
  const Sources after = Of(formatted.value);
  Require(Meaning(after) == Meaning(sources), "formatting keeps the meaning", formatted.value);
  const Staged<std::string> again = Format(after, 0, Limits{});
  Require(again.ok() && again.value == formatted.value, "formatting twice is formatting once",
          formatted.value);
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
