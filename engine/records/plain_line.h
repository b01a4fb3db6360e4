// A record as RecordJson writes it, read without a tree: what nearly all lines of a store and of a
// file are.
#ifndef BELLWETHER_ENGINE_RECORDS_PLAIN_LINE_H_
#define BELLWETHER_ENGINE_RECORDS_PLAIN_LINE_H_

#include <optional>
#include <string_view>

#include "engine/base/limits.h"
#include "engine/records/record.h"

namespace bellwether::records {

// The record that DecodeRecord (decode.h) makes of the same text, by the same tables. False, with
// anything in `record`, where there is anything to say about the text, or where it only looks
// unusual: escapes, a field that is null, a kind behind the fields. `record` is new. Pure function.
bool ReadPlainLine(std::string_view text, std::optional<Kind> usual, const Limits& limits,
                   Record& record);

}  // namespace bellwether::records

#endif  // BELLWETHER_ENGINE_RECORDS_PLAIN_LINE_H_
