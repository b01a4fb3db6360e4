// Handlers of calls that take long: what is wrong with a request is said at once, on the polling
// thread; the rest is left as work for a thread of the work queue.
#ifndef BELLWETHER_SERVER_RPC_LONG_HANDLER_H_
#define BELLWETHER_SERVER_RPC_LONG_HANDLER_H_

#include <functional>
#include <memory>

#include "engine/base/stop.h"
#include "grpcpp/support/status.h"
#include "server/rpc/call_context.h"

namespace bellwether {

// How many answers a method gives.
enum class Answers { kOne, kStream };

// Takes an answer; a call with one answer is given one, a stream any number. What is given after
// `stop.requested()` goes nowhere.
template <typename Response>
using AnswerSink = std::function<void(const Response&)>;

// On a thread of the work queue. Looks at `stop` between its steps, at least every tenth of a
// second, and ends then; what it returns is of no account any more.
template <typename Response>
using LongWork = std::function<grpc::Status(const Stop& stop, const AnswerSink<Response>& answer)>;

// On the polling thread; must not block. OK: `work` is what remains to be done. The request is gone
// when it is.
template <typename Request, typename Response>
using LongHandler =
    std::function<grpc::Status(CallContext&, const Request&, LongWork<Response>& work)>;

// What comes in message by message, and is answered at the end; or also in between, where messages
// are work themselves.
template <typename Request, typename Response>
class Upload {
 public:
  virtual ~Upload() = default;
  // One message, on the polling thread: must be quick. An error ends the call.
  virtual grpc::Status Take(CallContext& call, const Request& request) = 0;
  // Of a method that streams its answers: what a worker is to do with the message that was taken.
  // The next one is read when that is done and its answers have left. Null: nothing.
  virtual LongWork<Response> WorkOfMessage() { return nullptr; }
  // Whether all was answered although the client may have more to say. After work of a message.
  virtual bool is_over() const { return false; }
  // After the last message. Called once; the upload outlives the work. Of a method that streams its
  // answers the work may be left null: all was answered.
  virtual grpc::Status Finish(CallContext& call, LongWork<Response>& work) = 0;
};
template <typename Request, typename Response>
using UploadHandler = std::function<std::unique_ptr<Upload<Request, Response>>()>;

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_LONG_HANDLER_H_
