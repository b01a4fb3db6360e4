// The text of a mapping -> its document: keys, types and ranges checked, names not looked at.
#ifndef BELLWETHER_ENGINE_IMPORTS_PARSE_H_
#define BELLWETHER_ENGINE_IMPORTS_PARSE_H_

#include "engine/base/limits.h"
#include "engine/imports/document.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether::imports {

// Reads the file `index` of `sources`. All mistakes go to `sink`.
MappingDocument ParseMapping(const Sources& sources, uint32_t index, const Limits& limits,
                             DiagnosticSink& sink);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_PARSE_H_
