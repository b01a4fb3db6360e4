// Is told of every call when it has its answer: of those that were refused too.
//
// Thread-safe.
#ifndef BELLWETHER_SERVER_RPC_CALL_OBSERVER_H_
#define BELLWETHER_SERVER_RPC_CALL_OBSERVER_H_

#include "absl/time/time.h"
#include "grpcpp/support/status.h"
#include "server/rpc/admission.h"
#include "server/rpc/call_origin.h"
#include "server/telemetry/logger.h"

namespace bellwether {

struct EndedCall {
  const MethodInfo& method;
  const CallOrigin& origin;
  absl::Time begun;       // when the server was given it
  grpc::StatusCode code;  // what it ended with
};

class CallObserver {
 public:
  // `log` outlives it.
  explicit CallObserver(Logger& log) : log_(log) {}

  // On the thread that answers, before the answer has left.
  void Ended(const EndedCall& call);

 private:
  Logger& log_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_CALL_OBSERVER_H_
