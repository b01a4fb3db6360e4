// Tested by tests/server/delivery_handlers_test.cc.
#include "server/rpc/delivery_methods.h"

#include <utility>

namespace bellwether {

DeliveryMethods::DeliveryMethods(const ServerOptions& options, DeliveryHandlers handlers,
                                 Reception& reception, const WorkerEnvironment& environment)
    : methods_(options, reception) {
  using Service = Methods::Service;
  methods_.Long("ListMessages", Role::kRead, &Service::RequestListMessages,
                std::move(handlers.list_messages), environment);
  methods_.Long("ReplayMessage", Role::kAdmin, &Service::RequestReplayMessage,
                std::move(handlers.replay_message), environment);
}

}  // namespace bellwether
