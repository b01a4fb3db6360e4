// bellwether.v1.DeliveryService as plain functions: what is wrong with a request is said on the
// polling thread, the store is asked by a worker.
//
// Any number of threads may call them at once.
#ifndef BELLWETHER_SERVER_RPC_DELIVERY_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_DELIVERY_HANDLERS_H_

#include <functional>

#include "bellwether/v1/delivery.pb.h"
#include "grpcpp/support/status.h"
#include "server/rpc/long_handler.h"
#include "server/store/store.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// What the handlers work with; all of it outlives them.
struct DeliveryEnvironment {
  store::Store& store;
  Logger& log;
  std::function<void()> replayed;  // a message waits again, and that is durable. Any thread
};

grpc::Status ListMessages(const DeliveryEnvironment& environment, CallContext& call,
                          const v1::ListMessagesRequest& request,
                          LongWork<v1::ListMessagesResponse>& work);
grpc::Status ReplayMessage(const DeliveryEnvironment& environment, CallContext& call,
                           const v1::ReplayMessageRequest& request,
                           LongWork<v1::ReplayMessageResponse>& work);

// The service's methods, ready to be served.
struct DeliveryHandlers {
  LongHandler<v1::ListMessagesRequest, v1::ListMessagesResponse> list_messages;
  LongHandler<v1::ReplayMessageRequest, v1::ReplayMessageResponse> replay_message;
};

// `environment` is copied; what it refers to outlives the handlers.
DeliveryHandlers MakeDeliveryHandlers(const DeliveryEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_DELIVERY_HANDLERS_H_
