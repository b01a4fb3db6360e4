// Tested by tests/server/caller_test.cc.
#include "server/rpc/caller_methods.h"

#include <utility>

namespace bellwether {

CallerMethods::CallerMethods(const ServerOptions& options, CallerHandlers handlers,
                             Reception& reception)
    : methods_(options, reception) {
  methods_.Unary("GetCaller", kNoRole, &Methods::Service::RequestGetCaller,
                 std::move(handlers.get_caller));
}

}  // namespace bellwether
