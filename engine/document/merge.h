// The files of a pack as one tree. Internal to engine/document.
#ifndef BELLWETHER_ENGINE_DOCUMENT_MERGE_H_
#define BELLWETHER_ENGINE_DOCUMENT_MERGE_H_

#include <vector>

#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "engine/yaml/node.h"

namespace bellwether::document {

// One mapping with the sections of all. A section that is a mapping in several files gets the keys
// of each; any key that is set twice is an error that names both places. Files are in the order of
// `sources`, which is the order of their names.
Node MergeFiles(std::vector<Node> roots, const Sources& sources, DiagnosticSink& sink);

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_MERGE_H_
