// What a file of a pack may hold, for editors: derived from the tables, like the decoder.
//
//   const SchemaDocument schema = PackSchema();
//   schema.Find("health_model")->Find("bands")->value.description
//
// Each struct with a table is a definition, named after its title; each key of its table is a key
// of that definition, with what the table says about it. The schema knows what can be judged field
// by field, as the stage itself does (document.h): names of the pack and types of expressions are
// left to the check.
//
// The files of a pack are one pack, and sections are merged key by key: so no file needs all
// required keys of the pack or of a section, and the schema demands them only below.
#ifndef BELLWETHER_ENGINE_DOCUMENT_SCHEMA_H_
#define BELLWETHER_ENGINE_DOCUMENT_SCHEMA_H_

#include "engine/schema/schema.h"

namespace bellwether::document {

SchemaDocument PackSchema();

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_SCHEMA_H_
