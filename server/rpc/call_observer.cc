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
                                  {"role", call.method.role ? NameOf(*call.method.role) : ""},
                                  {"microseconds", absl::ToInt64Microseconds(taken)}};
  AddIds(call.origin, fields);
  return fields;
}

void Warn(const char* event, const EndedCall& call, absl::Duration taken, uint64_t unsaid,
          Logger& log) {
  std::vector<LogField> fields = Describe(call, taken);
  if (unsaid > 0) fields.emplace_back("dropped", unsaid);
  log.Write(LogLevel::kWarning, event, fields);
}

bool IsRefusedChange(const EndedCall& call) {
  return call.method.role == Role::kAdmin && (call.code == grpc::StatusCode::UNAUTHENTICATED ||
                                              call.code == grpc::StatusCode::PERMISSION_DENIED);
}

}  // namespace

void CallObserver::Ended(const EndedCall& call) {
  const absl::Time now = absl::Now();
  const absl::Duration taken = now - call.begun;
  metrics_.Count(call.method.index, call.code, taken);
  if (log_.Wants(LogLevel::kDebug)) log_.Write(LogLevel::kDebug, "call", Describe(call, taken));
  if (IsRefusedChange(call)) {
    if (const auto unsaid = refused_changes_.Take(now)) {
      Warn("change not allowed", call, taken, *unsaid, log_);
    }
  }
  if (!slow_.Is(taken)) return;
  if (const auto unsaid = slow_.TakeLine(now)) Warn("slow call", call, taken, *unsaid, log_);
}

void CallObserver::Collect(Exposition& exposition) const {
  metrics_.Collect(exposition);
  slow_.Collect(exposition);
}

}  // namespace bellwether
