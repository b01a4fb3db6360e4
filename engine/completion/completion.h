// The schemas of packs, tests and accounts, with the names of one pack in the places where a name
// of it may stand: what an editor offers for `of:`, each with what the pack says about it.
//
//   const auto parsed = document::ParseDocument(sources, limits);
//   const SchemaDocument schema = completion::PackSchemaWith(parsed.value);
//
// Names are offered and never demanded: what the schema without them accepts, this one accepts as
// well, so a name that was written a moment ago is no mistake; names that nobody declares are found
// by the check. A document with errors will do: it offers what could be read. Pure.
#ifndef BELLWETHER_ENGINE_COMPLETION_COMPLETION_H_
#define BELLWETHER_ENGINE_COMPLETION_COMPLETION_H_

#include "engine/document/document.h"
#include "engine/schema/schema.h"
#include "engine/source/source.h"

namespace bellwether::completion {

SchemaDocument PackSchemaWith(const document::Document& pack);
// `tests`: the pack's files of tests and fixtures, for the names of fixtures.
SchemaDocument TestSchemaWith(const document::Document& pack, const Sources& tests);
SchemaDocument AccountSchemaWith(const document::Document& pack);

}  // namespace bellwether::completion

#endif  // BELLWETHER_ENGINE_COMPLETION_COMPLETION_H_
