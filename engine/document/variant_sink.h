// What is wrong in the variants of a pack, said once: what the base has too is not repeated, and
// what it has not names its setting.
//
//   VariantSink sink;
//   for (const Document& document : documents) sink.Add(document.setting, Look(document));
//   std::vector<Diagnostic> found = sink.Take();
#ifndef BELLWETHER_ENGINE_DOCUMENT_VARIANT_SINK_H_
#define BELLWETHER_ENGINE_DOCUMENT_VARIANT_SINK_H_

#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/document/document.h"
#include "engine/source/diagnostic.h"

namespace bellwether::document {

class VariantSink {
 public:
  // The base comes first, in one or more parts.
  void Add(const Setting& setting, std::vector<Diagnostic> found);
  // What belongs to all of them.
  DiagnosticSink& base() { return sink_; }
  std::vector<Diagnostic> Take() { return sink_.Take(); }

 private:
  DiagnosticSink sink_;
  std::set<std::tuple<std::string, Span, std::string>> seen_;
  std::optional<Setting> base_;
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_VARIANT_SINK_H_
