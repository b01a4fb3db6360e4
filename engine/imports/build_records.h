// A row of an export -> the records that it makes.
//
//   RecordBuilder builder(mapping, 0, limits);   // of its first source
//   for (records::ReadRecord& record : builder.Build(row)) { ... }
//
// What comes out was read and checked by the decoder of record files. A cell that cannot be read is
// a problem of the row, which then makes no record at all; each names the column, the text that was
// found and what would be right.
#ifndef BELLWETHER_ENGINE_IMPORTS_BUILD_RECORDS_H_
#define BELLWETHER_ENGINE_IMPORTS_BUILD_RECORDS_H_

#include <cstdint>
#include <vector>

#include "engine/base/limits.h"
#include "engine/expression/expression.h"
#include "engine/imports/build.h"
#include "engine/imports/mapping.h"
#include "engine/records/record.h"

namespace bellwether::imports {

// One for each thread.
class RecordBuilder {
 public:
  // `mapping` makes records, and must outlive it.
  RecordBuilder(const Mapping& mapping, uint32_t source, const Limits& limits)
      : mapping_(mapping),
        source_(mapping.sources[source]),
        context_(absl::UnixEpoch(), mapping.time_zone),
        limits_(limits) {}

  // None when no record counts the row. Refused ones have violations.
  std::vector<records::ReadRecord> Build(const ImportRow& row);

 private:
  const Mapping& mapping_;
  const Source& source_;
  const expression::Context context_;  // no formula asks for its day
  const Limits limits_;
  expression::Stack stack_;
};

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_BUILD_RECORDS_H_
