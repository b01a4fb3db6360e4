// The period of a request that has `from` and `to`, each of which may be absent.
#ifndef BELLWETHER_SERVER_RPC_ASKED_PERIOD_H_
#define BELLWETHER_SERVER_RPC_ASKED_PERIOD_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "engine/facts/account.h"
#include "protos/wire/moment_from_proto.h"

namespace bellwether {

// What is wrong is added to `violations`. Thread-safe: no state.
template <typename Request>
void ReadFromTo(const Request& request, std::optional<absl::Time>& from,
                std::optional<absl::Time>& to, std::vector<Violation>& violations) {
  const auto read = [&](const auto& time, const char* path) -> std::optional<absl::Time> {
    const auto moment = wire::MomentFromProto(
        time, [path] { return std::string(path); }, violations);
    return moment ? std::optional(moment->time) : std::nullopt;
  };
  if (request.has_from()) from = read(request.from(), "from");
  if (request.has_to()) to = read(request.to(), "to");
  if (from && to && *from >= *to) {
    violations.push_back(
        {"to", "OUT_OF_RANGE", "the period ends before it begins; give a later end"});
  }
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ASKED_PERIOD_H_
