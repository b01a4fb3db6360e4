// A unary method whose calls hold many accounts: a worker answers them from bytes to bytes, so that
// the threads that poll are free for calls of one account. They are not even decoded by the polling
// thread.
//
// All that is general stands in worker_call.h; what makes workers give way is in large_workers.h.
#ifndef BELLWETHER_SERVER_RPC_LARGE_CALL_H_
#define BELLWETHER_SERVER_RPC_LARGE_CALL_H_

#include <cstdint>
#include <optional>

#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/support/async_unary_call.h"
#include "server/rpc/handler.h"
#include "server/rpc/large_workers.h"
#include "server/rpc/status_map.h"
#include "server/rpc/worker_call.h"

namespace bellwether {

template <typename Service, typename Request, typename Response>
class LargeCall;

// What a method is on every queue. Lives as long as the server.
template <typename Service, typename Request, typename Response>
struct LargeMethod {
  using Call = LargeCall<Service, Request, Response>;
  using Writer = grpc::ServerAsyncResponseWriter<grpc::ByteBuffer>;
  using Accept = void (Service::*)(grpc::ServerContext*, grpc::ByteBuffer*, Writer*,
                                   grpc::CompletionQueue*, grpc::ServerCompletionQueue*, void*);
  MethodInfo info;
  Service& service;
  Accept accept;
  Handler<Request, Response> handler;  // called on a worker
  LargeWorkers& workers;
  uint32_t armed;
};

template <typename Service, typename Request, typename Response>
class LargeCall final : public WorkerCall {
 public:
  using Method = LargeMethod<Service, Request, Response>;

  // Arms the method's calls on `loop`, on the loop's thread.
  static void ArmAll(const Method& method, CompletionLoop& loop) {
    for (uint32_t i = 0; i < method.armed; ++i) (new LargeCall(method, loop))->Arm();
  }

 private:
  LargeCall(const Method& method, CompletionLoop& loop)
      : WorkerCall(method.workers.environment(), method.info, loop), method_(method) {}

  void Accept(void* tag) override {
    writer_.emplace(&*context_);
    (method_.service.*method_.accept)(&*context_, &received_, &*writer_, loop_.queue(),
                                      loop_.queue(), tag);
  }
  void ArmNext() override { (new LargeCall(method_, loop_))->Arm(); }
  void Begin() override {
    Start([this](const Stop& stop) { return Answer(stop); });
  }

  // On a worker.
  grpc::Status Answer(const Stop& stop) {
    const LargeWorkers::Memory memory = method_.workers.TakeMemory();
    CallMemory::Use messages(memory->messages);
    auto* request = messages.Create<Request>();
    if (!grpc::SerializationTraits<Request>::Deserialize(&received_, request).ok()) {
      return NoMessage();
    }
    auto* response = messages.Create<Response>();
    CallContext call = Context(memory->workspace);
    call.stop = &stop;
    const grpc::Status status = method_.handler(call, *request, *response);
    if (!status.ok()) return status;
    if (response->ByteSizeLong() > environment_.max_response_bytes) {
      return ResponseTooLarge(environment_.max_response_bytes);
    }
    grpc::ByteBuffer answer;
    bool owned = false;
    grpc::SerializationTraits<Response>::Serialize(*response, &answer, &owned);
    Put(std::move(answer));
    return status;
  }

  void Write(const grpc::ByteBuffer&, void*) override {}  // there is one answer
  void Finish(const grpc::Status& status, const grpc::ByteBuffer* answer, void* tag) override {
    if (status.ok() && answer != nullptr) {
      writer_->Finish(*answer, status, tag);
    } else {
      writer_->FinishWithError(status, tag);
    }
  }
  bool streams() const override { return false; }

  const Method& method_;
  grpc::ByteBuffer received_;
  std::optional<typename Method::Writer> writer_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_LARGE_CALL_H_
