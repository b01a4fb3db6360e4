// What a mapping may hold, for editors: derived from the tables, like the decoder.
#ifndef BELLWETHER_ENGINE_IMPORTS_IMPORT_SCHEMA_H_
#define BELLWETHER_ENGINE_IMPORTS_IMPORT_SCHEMA_H_

#include "engine/schema/schema.h"

namespace bellwether::imports {

SchemaDocument ImportSchema();

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_IMPORT_SCHEMA_H_
