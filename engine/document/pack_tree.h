// The files of a pack as one tree, which is decoded once for each setting.
//
//   const PackTree tree(sources, limits, overrides, sink);
//   for (const Setting& setting : tree.settings()) Document document = tree.Decode(setting, sink);
//
// Internal to engine/document. Refers to its arguments, which outlive it.
#ifndef BELLWETHER_ENGINE_DOCUMENT_PACK_TREE_H_
#define BELLWETHER_ENGINE_DOCUMENT_PACK_TREE_H_

#include <vector>

#include "engine/base/limits.h"
#include "engine/document/document.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "engine/yaml/node.h"

namespace bellwether::document {

class PackTree {
 public:
  PackTree(const Sources& sources, const Limits& limits, const Overrides& overrides,
           DiagnosticSink& sink);

  // The base first, then by date and segment. The base alone, and an error, where they are too
  // many.
  const std::vector<Setting>& settings() const { return settings_; }
  Document Decode(const Setting& setting, DiagnosticSink& sink) const;

 private:
  void FindSettings(DiagnosticSink& sink);
  // An override of nothing is an error: it was meant for something.
  void CheckOverrides(const Document& document, DiagnosticSink& sink) const;

  const Sources& sources_;
  const Limits& limits_;
  const Overrides& overrides_;
  Node root_;
  bool whole_ = false;  // no part of the files is unread
  std::vector<Setting> settings_;
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_PACK_TREE_H_
