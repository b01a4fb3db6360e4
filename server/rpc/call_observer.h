// Is told of every call when it has its answer: of those that were refused too. It counts the call,
// and logs it: at debug level each, at warning those that are slow, and those that would have
// changed something and came from somebody who may not.
//
// Thread-safe once the methods are known. What is counted takes no lock and no memory.
#ifndef BELLWETHER_SERVER_RPC_CALL_OBSERVER_H_
#define BELLWETHER_SERVER_RPC_CALL_OBSERVER_H_

#include <string_view>

#include "absl/time/time.h"
#include "grpcpp/support/status.h"
#include "server/rpc/admission.h"
#include "server/rpc/call_metrics.h"
#include "server/rpc/call_origin.h"
#include "server/rpc/line_limit.h"
#include "server/rpc/slow_calls.h"
#include "server/settings/options.h"
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
  CallObserver(const ServerOptions& options, Logger& log) : log_(log), slow_(options.slow_call) {}

  // Before the server starts. `name` outlives it. Returns its index: they count from 0.
  uint32_t AddMethod(std::string_view name) { return metrics_.AddMethod(name); }

  // On the thread that answers, before the answer has left.
  void Ended(const EndedCall& call);

  void Collect(Exposition& exposition) const;

 private:
  Logger& log_;
  CallMetrics metrics_;
  SlowCalls slow_;
  LineLimit refused_changes_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_CALL_OBSERVER_H_
