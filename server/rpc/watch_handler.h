// Handlers of calls that tell a state and then its changes, for as long as the client listens.
#ifndef BELLWETHER_SERVER_RPC_WATCH_HANDLER_H_
#define BELLWETHER_SERVER_RPC_WATCH_HANDLER_H_

#include <functional>
#include <memory>

#include "grpcpp/support/status.h"
#include "server/packs/pack_feed.h"
#include "server/rpc/call_context.h"

namespace bellwether {

// What one client was told, and what is to be told next. One thread.
template <typename Response>
class Watch {
 public:
  virtual ~Watch() = default;
  // On the polling thread: quick. The state as it is now, into an empty message; false when the
  // client knows it.
  virtual bool Next(Response& response) = 0;
};

// On the polling thread. OK: `watch` is asked at once, and after every change.
template <typename Request, typename Response>
struct WatchHandler {
  using Begin = std::function<grpc::Status(CallContext&, const Request&,
                                           std::unique_ptr<Watch<Response>>& watch)>;
  Begin begin;
  std::shared_ptr<PackFeed> feed;  // tells of the changes
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_WATCH_HANDLER_H_
