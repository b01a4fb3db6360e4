// What a book can prove <-> messages: the server writes them, the command line reads them back and
// prints them like its own.
//
// Thread-safe: no state. Nothing throws.
#ifndef BELLWETHER_PROTOS_WIRE_EVIDENCE_H_
#define BELLWETHER_PROTOS_WIRE_EVIDENCE_H_

#include <string_view>

#include "bellwether/v1/evidence.pb.h"
#include "engine/evidence/drivers.h"
#include "engine/evidence/experiment.h"

namespace bellwether::wire {

// Total: everything that a report says, and its definition in the language. Into an empty message.
void DriversToProto(const evidence::DriverReport& report, v1::DriverReport& message,
                    std::string_view language = {});
// Reads back what DriversToProto wrote, to the bit, but for the members one by one; of a message
// that was cut, what is left.
evidence::DriverReport DriversFromProto(const v1::DriverReport& message);

// Likewise.
void ExperimentToProto(const evidence::ExperimentReport& report, v1::ExperimentReport& message,
                       std::string_view language = {});
// Reads back what ExperimentToProto wrote, to the bit; of a message that was cut, what is left.
evidence::ExperimentReport ExperimentFromProto(const v1::ExperimentReport& message);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_EVIDENCE_H_
