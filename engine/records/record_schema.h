// What a file of records in JSON or YAML may hold, for editors: derived from the tables of the
// kinds.
#ifndef BELLWETHER_ENGINE_RECORDS_RECORD_SCHEMA_H_
#define BELLWETHER_ENGINE_RECORDS_RECORD_SCHEMA_H_

#include "engine/schema/schema.h"

namespace bellwether::records {

// A record, or a list of records, each with its kind.
SchemaDocument RecordSchema();

}  // namespace bellwether::records

#endif  // BELLWETHER_ENGINE_RECORDS_RECORD_SCHEMA_H_
