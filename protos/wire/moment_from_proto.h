// Dates and instants of messages, checked. Internal to protos/wire.
#ifndef BELLWETHER_PROTOS_WIRE_MOMENT_FROM_PROTO_H_
#define BELLWETHER_PROTOS_WIRE_MOMENT_FROM_PROTO_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bellwether/v1/account.pb.h"
#include "engine/facts/account.h"

namespace bellwether::wire {

// Writes the path of a field; called only when there is a problem to report there.
using PathOf = std::function<std::string()>;

// What stood in the message as a Moment; nothing, and a violation, for a date that the calendar
// does not have, a timestamp outside the years 1 to 9999, or a Moment that is neither.
std::optional<Moment> MomentFromProto(const v1::Date& date, const PathOf& path,
                                      std::vector<Violation>& violations);
std::optional<Moment> MomentFromProto(const google::protobuf::Timestamp& time, const PathOf& path,
                                      std::vector<Violation>& violations);
std::optional<Moment> MomentFromProto(const v1::LocalTime& local, const PathOf& path,
                                      std::vector<Violation>& violations);
std::optional<Moment> MomentFromProto(const v1::Moment& message, const PathOf& path,
                                      std::vector<Violation>& violations);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_MOMENT_FROM_PROTO_H_
