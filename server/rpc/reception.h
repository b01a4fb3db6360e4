// What every call of the server passes, whatever its method: at its begin it is admitted or not, at
// its end it is told of.
//
//   Reception reception(options, log);
//   UnaryMethod<...> method{reception.Method("...", Role::kScore), ..., reception, ...};
//
// Outlives the calls. Thread-safe once the methods are known.
#ifndef BELLWETHER_SERVER_RPC_RECEPTION_H_
#define BELLWETHER_SERVER_RPC_RECEPTION_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "server/rpc/admission.h"
#include "server/rpc/call_observer.h"
#include "server/settings/options.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class Reception {
 public:
  // `log` and `access` outlive it; access null: nobody is asked who they are.
  Reception(const ServerOptions& options, Logger& log, Access* access = nullptr)
      : admission(options.max_calls_in_flight, access), observer(options, log) {}

  // Before the server starts. `name` outlives it.
  MethodInfo Method(std::string_view name, std::optional<Role> role) {
    return {name, role, observer.AddMethod(name)};
  }

  Admission admission;
  CallObserver observer;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_RECEPTION_H_
