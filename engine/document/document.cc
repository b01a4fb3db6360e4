// Three steps: parse each file, merge them, decode the one tree.
//
// Tested by tests/engine/document/document_test.cc and the golden files in tests/golden/document.
#include "engine/document/document.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/document/decode.h"
#include "engine/document/merge.h"
#include "engine/yaml/yaml.h"

namespace bellwether::document {
namespace {

bool IsSmallEnough(const Sources& sources, const Limits& limits, DiagnosticSink& sink) {
  const auto& files = sources.files();
  if (files.size() > limits.max_pack_files) {
    sink.Error("too-many", {},
               absl::StrCat("a pack has at most ", limits.max_pack_files, " files"));
    return false;
  }
  size_t bytes = 0;
  for (uint32_t i = 0; i < files.size(); ++i) {
    bytes += files[i].text.size();
    if (bytes <= limits.max_pack_bytes) continue;
    sink.Error(
        "too-large", Span{i, 0, 0, 1},
        absl::StrCat("with this file the pack has more than ", limits.max_pack_bytes, " bytes"));
    return false;
  }
  return true;
}

void CheckCounts(const Document& document, const Limits& limits, DiagnosticSink& sink) {
  const size_t count = document.signals.size() + document.derived.size();
  if (count <= limits.max_signals) return;
  const Span at = document.signals.empty() ? document.derived[0].span : document.signals[0].span;
  sink.Error("too-many", at,
             absl::StrCat("a pack has at most ", limits.max_signals,
                          " signals and derived facts, not ", count));
}

}  // namespace

Staged<Document> ParseDocument(const Sources& sources, const Limits& limits) {
  Staged<Document> parsed;
  DiagnosticSink sink;
  if (IsSmallEnough(sources, limits, sink)) {
    std::vector<Node> roots;
    for (uint32_t i = 0; i < sources.files().size(); ++i) {
      roots.push_back(ParseYaml(sources, i, limits, sink));
    }
    const bool whole = !sink.has_errors();
    const Node root = MergeFiles(std::move(roots), sources, sink);
    Reading reading{limits, sink};
    const FieldInfo info;
    Decode(Given{root, Span{0, 1, 1, 1}, "", info, whole}, parsed.value, reading);
    CheckCounts(parsed.value, limits, sink);
  }
  parsed.diagnostics = sink.Take();
  return parsed;
}

}  // namespace bellwether::document
