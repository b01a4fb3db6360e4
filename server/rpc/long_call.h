// A method with one request that a worker answers, once or with a stream, on one completion queue:
// what is wrong with the request is said by the polling thread, the rest is left to the worker.
//
// All that is general stands in request_call.h and worker_call.h.
#ifndef BELLWETHER_SERVER_RPC_LONG_CALL_H_
#define BELLWETHER_SERVER_RPC_LONG_CALL_H_

#include <cstdint>
#include <utility>

#include "server/rpc/long_handler.h"
#include "server/rpc/message_bytes.h"
#include "server/rpc/request_call.h"
#include "server/rpc/status_map.h"

namespace bellwether {

// Long calls are few, and each that is taken arms the next one.
inline constexpr uint32_t kArmedLongCalls = 4;

template <typename Service, typename Request, typename Response, Answers answers>
class LongCall;

// What a method is on every queue. Lives as long as the server.
template <typename Service, typename Request, typename Response, Answers answers>
struct LongMethod {
  using Call = LongCall<Service, Request, Response, answers>;
  MethodInfo info;
  RequestAccept<Service, answers> accept;
  LongHandler<Request, Response> handler;
  const WorkerEnvironment& environment;
  uint32_t armed;
};

template <typename Service, typename Request, typename Response, Answers answers>
class LongCall final : public RequestCall<Service, answers> {
 public:
  using Method = LongMethod<Service, Request, Response, answers>;

  // Arms the method's calls on `loop`, on the loop's thread.
  static void ArmAll(const Method& method, CompletionLoop& loop) {
    for (uint32_t i = 0; i < method.armed; ++i) (new LongCall(method, loop))->Arm();
  }

 private:
  using Base = RequestCall<Service, answers>;

  LongCall(const Method& method, CompletionLoop& loop)
      : Base(method.environment, method.info, method.accept, loop), method_(method) {}

  void ArmNext() override { (new LongCall(method_, Base::loop_))->Arm(); }

  void Begin() override {
    LongWork<Response> work;
    const grpc::Status status = Prepare(work);
    if (!status.ok()) return Base::End(status);
    Base::Start([this, work = std::move(work)](const Stop& stop) {
      return work(stop, [this](const Response& answer) { Base::Put(Encode(answer)); });
    });
  }

  grpc::Status Prepare(LongWork<Response>& work) {
    CallMemory::Use memory(Base::loop_.memory());
    auto* request = memory.template Create<Request>();
    if (!Decode(Base::received_, *request)) return NoMessage();
    CallContext call = Base::Context(Base::loop_.workspace());
    return Base::Guarded([&] { return method_.handler(call, *request, work); });
  }

  const Method& method_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_LONG_CALL_H_
