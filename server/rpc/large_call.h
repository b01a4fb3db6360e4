// A unary method whose calls hold many accounts: a worker answers them from bytes to bytes, so that
// the threads that poll are free for calls of one account. They are not even decoded by the polling
// thread.
//
// All that is general stands in request_call.h and worker_call.h; what makes workers give way is in
// large_workers.h.
#ifndef BELLWETHER_SERVER_RPC_LARGE_CALL_H_
#define BELLWETHER_SERVER_RPC_LARGE_CALL_H_

#include <cstdint>

#include "server/rpc/handler.h"
#include "server/rpc/large_workers.h"
#include "server/rpc/message_bytes.h"
#include "server/rpc/request_call.h"
#include "server/rpc/status_map.h"

namespace bellwether {

template <typename Service, typename Request, typename Response>
class LargeCall;

// What a method is on every queue. Lives as long as the server.
template <typename Service, typename Request, typename Response>
struct LargeMethod {
  using Call = LargeCall<Service, Request, Response>;
  MethodInfo info;
  RequestAccept<Service, Answers::kOne> accept;
  Handler<Request, Response> handler;  // called on a worker
  LargeWorkers& workers;
  uint32_t armed;
};

template <typename Service, typename Request, typename Response>
class LargeCall final : public RequestCall<Service, Answers::kOne> {
 public:
  using Method = LargeMethod<Service, Request, Response>;

  // Arms the method's calls on `loop`, on the loop's thread.
  static void ArmAll(const Method& method, CompletionLoop& loop) {
    for (uint32_t i = 0; i < method.armed; ++i) (new LargeCall(method, loop))->Arm();
  }

 private:
  using Base = RequestCall<Service, Answers::kOne>;

  LargeCall(const Method& method, CompletionLoop& loop)
      : Base(method.workers.environment(), method.info, method.accept, loop), method_(method) {}

  void ArmNext() override { (new LargeCall(method_, Base::loop_))->Arm(); }
  void Begin() override {
    Base::Start([this](const Stop& stop) { return Answer(stop); });
  }

  // On a worker.
  grpc::Status Answer(const Stop& stop) {
    const LargeWorkers::Memory memory = method_.workers.TakeMemory();
    CallMemory::Use messages(memory->messages);
    auto* request = messages.Create<Request>();
    if (!Decode(Base::received_, *request)) return NoMessage();
    auto* response = messages.Create<Response>();
    CallContext call = Base::Context(memory->workspace);
    call.stop = &stop;
    const grpc::Status status = method_.handler(call, *request, *response);
    if (!status.ok()) return status;
    const uint64_t most = Base::environment_.max_response_bytes;
    if (response->ByteSizeLong() > most) return ResponseTooLarge(most);
    Base::Put(Encode(*response));
    return status;
  }

  const Method& method_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_LARGE_CALL_H_
