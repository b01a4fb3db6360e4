// Signals -> messages, for accounts and for records. Internal to protos/wire.
#ifndef BELLWETHER_PROTOS_WIRE_SIGNAL_TO_PROTO_H_
#define BELLWETHER_PROTOS_WIRE_SIGNAL_TO_PROTO_H_

#include "bellwether/v1/account.pb.h"
#include "engine/facts/account.h"

namespace bellwether::wire {

// Into empty messages.
void SignalToProto(const SignalInput& signal, v1::Signal& message);
void SeriesToProto(const SeriesInput& series, v1::Series& message);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_SIGNAL_TO_PROTO_H_
