// Instants as protobuf timestamps.
#ifndef BELLWETHER_PROTOS_WIRE_TIME_TO_PROTO_H_
#define BELLWETHER_PROTOS_WIRE_TIME_TO_PROTO_H_

#include <cstdint>

#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace bellwether::wire {

inline void TimeToProto(absl::Time time, google::protobuf::Timestamp& message) {
  const int64_t seconds = absl::ToUnixSeconds(time);
  message.set_seconds(seconds);
  message.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
}

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_TIME_TO_PROTO_H_
