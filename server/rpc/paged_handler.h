// Handlers of calls whose answer has no bound: it is made piece by piece, each when the one before
// it has left.
#ifndef BELLWETHER_SERVER_RPC_PAGED_HANDLER_H_
#define BELLWETHER_SERVER_RPC_PAGED_HANDLER_H_

#include <functional>
#include <memory>

#include "engine/base/stop.h"
#include "grpcpp/support/status.h"
#include "server/rpc/call_context.h"
#include "server/rpc/long_handler.h"

namespace bellwether {

// One answer on its way. One thread at a time.
template <typename Response>
class Pages {
 public:
  virtual ~Pages() = default;
  // The next piece, on a thread of the work queue: an answer, or none where there is nothing more.
  // Not OK ends the call.
  virtual grpc::Status Next(const Stop& stop, const AnswerSink<Response>& answer) = 0;
  // Whether there is nothing more. After Next.
  virtual bool is_over() const = 0;
};

// On the polling thread; must not block. OK: `pages` is the answer.
template <typename Request, typename Response>
using PagedHandler =
    std::function<grpc::Status(CallContext&, const Request&, std::unique_ptr<Pages<Response>>&)>;

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PAGED_HANDLER_H_
