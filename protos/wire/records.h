// Records of a book <-> messages.
//
// A message is made into the tree that a file's record is, and read by the decoder of files: so
// both have the same fields, checks, problems and limits, and a table of fields is the one place to
// change. Thread-safe: no state. Nothing throws.
#ifndef BELLWETHER_PROTOS_WIRE_RECORDS_H_
#define BELLWETHER_PROTOS_WIRE_RECORDS_H_

#include <cstdint>
#include <vector>

#include "bellwether/v1/records.pb.h"
#include "engine/base/limits.h"
#include "engine/records/record.h"

namespace bellwether::wire {

// The record, or all that is wrong with it; `line` stays 0.
records::ReadRecord RecordFromProto(const v1::Record& message, const Limits& limits);

// Total. Reads back as the same record.
void RecordToProto(const records::Record& record, v1::Record& message);

void ProblemsToProto(const std::vector<Violation>& violations,
                     google::protobuf::RepeatedPtrField<v1::RecordProblem>& list);

// A record that RecordFromProto refused, and where it stood in its stream.
void RefusedRecordToProto(const v1::Record& record, uint64_t index,
                          const std::vector<Violation>& violations, v1::RefusedRecord& message);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_RECORDS_H_
