// Tested by tests/server/call_observer_test.cc and reception_test.cc.
#include "server/rpc/call_observer.h"

#include <vector>

#include "absl/time/clock.h"
#include "server/access/access_file.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

// How every line about a call begins. Ids that there are not are left out.
std::vector<LogField> Describe(const EndedCall& call, absl::Duration taken) {
  std::vector<LogField> fields = {{"method", call.method.name},
                                  {"code", StatusCodeName(call.code)},
                                  {"caller", call.origin.caller->name},
                                  {"role", NameOf(call.method.role)},
                                  {"microseconds", absl::ToInt64Microseconds(taken)}};
  AddIds(call.origin, fields);
  return fields;
}

}  // namespace

void CallObserver::Ended(const EndedCall& call) {
  const absl::Time now = absl::Now();
  const absl::Duration taken = now - call.begun;
  metrics_.Count(call.method.index, call.code, taken);
  if (log_.Wants(LogLevel::kDebug)) log_.Write(LogLevel::kDebug, "call", Describe(call, taken));
  if (!slow_.Is(taken)) return;
  const std::optional<uint64_t> unsaid = slow_.TakeLine(now);
  if (!unsaid.has_value()) return;
  std::vector<LogField> fields = Describe(call, taken);
  if (*unsaid > 0) fields.emplace_back("dropped", *unsaid);
  log_.Write(LogLevel::kWarning, "slow call", fields);
}

void CallObserver::Collect(Exposition& exposition) const {
  metrics_.Collect(exposition);
  slow_.Collect(exposition);
}

}  // namespace bellwether
