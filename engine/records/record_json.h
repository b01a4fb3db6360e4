// A record of a book -> one line of JSON, which RecordReader reads back as the same record.
//
// A signal that is a moment reads back as text, as in every file: only a pack knows what is a date.
// Several values of one signal in one record are a series, and are written behind the others.
#ifndef BELLWETHER_ENGINE_RECORDS_RECORD_JSON_H_
#define BELLWETHER_ENGINE_RECORDS_RECORD_JSON_H_

#include <string>

#include "engine/records/record.h"

namespace bellwether::records {

// {"kind":"revenue","id":"m1","account":"acme","at":"2026-01-05",...}, without an end of line.
// Cells and changes that are not given are left out. Pure function.
std::string RecordJson(const Record& record);

}  // namespace bellwether::records

#endif  // BELLWETHER_ENGINE_RECORDS_RECORD_JSON_H_
