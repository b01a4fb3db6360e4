// Tested by tests/server/rpc_server_test.cc.
#include "server/rpc/admission.h"

#include "server/rpc/status_map.h"

namespace bellwether {

grpc::Status Admission::Admit(const MethodInfo&, const grpc::ServerContext& context,
                              CallOrigin& origin) {
  NameCall(context, origin);
  if (!gate_.Enter()) return TooManyCalls(gate_.most());
  return grpc::Status::OK;
}

}  // namespace bellwether
