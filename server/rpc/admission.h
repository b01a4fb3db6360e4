// Whether a call may come in: how many are in, and what its caller may do.
//
//   const grpc::Status admitted = admission.Admit(method, context, origin);   // or in two steps
//   if (!admitted.ok()) ...       // the call is answered with it
//   ...
//   admission.AdmitOn(method, context, origin)   // each message of a stream, likewise
//   ...
//   admission.Leave();            // in any case, when the answer has left
//
// Thread-safe.
#ifndef BELLWETHER_SERVER_RPC_ADMISSION_H_
#define BELLWETHER_SERVER_RPC_ADMISSION_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "server/access/access.h"
#include "server/access/caller.h"
#include "server/rpc/call_gate.h"
#include "server/rpc/call_origin.h"

namespace bellwether {

// A method of the server.
struct MethodInfo {
  std::string_view name;     // "bellwether.v1.ScoringService/Evaluate"
  std::optional<Role> role;  // what its callers need; nothing: to be known is enough
  uint32_t index = 0;        // counts the methods of the server, from 0
};
inline constexpr std::nullopt_t kNoRole = std::nullopt;

class Admission {
 public:
  // `access` outlives it; null: nobody is asked who they are.
  explicit Admission(uint32_t most_calls, Access* access = nullptr)
      : gate_(most_calls), access_(access) {}

  // RESOURCE_EXHAUSTED: too many are in. In any case `origin` says how the call is named, and Leave
  // is to be called.
  grpc::Status Enter(const grpc::ServerContext& context, CallOrigin& origin);
  // Of a call that has entered. OK: `origin` says who asks. UNAUTHENTICATED: it is not known who
  // asks. PERMISSION_DENIED: it is, and `origin` says so, but a role is missing.
  grpc::Status Identify(const MethodInfo& method, const grpc::ServerContext& context,
                        CallOrigin& origin) const;
  // Both.
  grpc::Status Admit(const MethodInfo& method, const grpc::ServerContext& context,
                     CallOrigin& origin);
  // Whether the caller of a stream that is open may go on: access may have been taken away since,
  // or changed, and a token may have expired. Errors as above; UNAVAILABLE: it is somebody else by
  // now, or belongs elsewhere, and begins the call anew. A caller that is not known any more stays
  // in `origin`, for the log.
  grpc::Status AdmitOn(const MethodInfo& method, const grpc::ServerContext& context,
                       CallOrigin& origin) const;
  void Leave() { gate_.Leave(); }

  uint32_t in_flight() const { return gate_.in_flight(); }
  uint32_t most_calls() const { return gate_.most(); }

 private:
  CallGate gate_;
  Access* const access_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ADMISSION_H_
