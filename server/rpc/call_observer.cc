// Tested by tests/server/reception_test.cc.
#include "server/rpc/call_observer.h"

#include "absl/time/clock.h"
#include "server/rpc/status_map.h"

namespace bellwether {

// One line a call, at debug level: which method, how it ended, how long it took.
void CallObserver::Ended(const EndedCall& call) {
  if (!log_.Wants(LogLevel::kDebug)) return;
  log_.Debug("call", {{"method", call.method.name},
                      {"code", StatusCodeName(call.code)},
                      {"microseconds", absl::ToInt64Microseconds(absl::Now() - call.begun)}});
}

}  // namespace bellwether
