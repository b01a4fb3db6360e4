// Three steps: parse each file, merge them, decode the one tree, in one setting after the other.
//
// Tested by tests/engine/document/document_test.cc and the golden files in tests/golden/document.
#include "engine/document/document.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/document/pack_tree.h"
#include "engine/document/variant_sink.h"

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

Staged<std::vector<Document>> ParseVariants(const Sources& sources, const Limits& limits,
                                            const Overrides& overrides) {
  Staged<std::vector<Document>> parsed;
  VariantSink sink;
  if (!IsSmallEnough(sources, limits, sink.base())) {
    parsed.value.emplace_back();
  } else {
    const PackTree tree(sources, limits, overrides, sink.base());
    for (const Setting& setting : tree.settings()) {
      DiagnosticSink found;
      parsed.value.push_back(tree.Decode(setting, found));
      CheckCounts(parsed.value.back(), limits, found);
      sink.Add(setting, found.Take());
    }
  }
  parsed.diagnostics = sink.Take();
  return parsed;
}

Staged<Document> ParseDocument(const Sources& sources, const Limits& limits,
                               const Overrides& overrides) {
  Staged<Document> parsed;
  DiagnosticSink sink;
  if (IsSmallEnough(sources, limits, sink)) {
    const PackTree tree(sources, limits, overrides, sink);
    parsed.value = tree.Decode(tree.settings().front(), sink);
    CheckCounts(parsed.value, limits, sink);
  }
  parsed.diagnostics = sink.Take();
  return parsed;
}

void VariantSink::Add(const Setting& setting, std::vector<Diagnostic> found) {
  if (!base_) base_ = setting;
  const bool is_base = setting == *base_;
  for (Diagnostic& diagnostic : found) {
    const bool is_new = seen_.insert({diagnostic.code, diagnostic.span, diagnostic.message}).second;
    if (!is_new) continue;
    if (!is_base) absl::StrAppend(&diagnostic.message, " (", setting.Describe(), ")");
    sink_.Add(std::move(diagnostic));
  }
}

}  // namespace bellwether::document
