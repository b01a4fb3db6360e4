// A method with one request that a worker answers, once or with a stream, on one completion queue.
//
// All that is general stands in worker_call.h. Calls are not used again: a call that is taken makes
// the next one, so there are always `armed` of them waiting.
#ifndef BELLWETHER_SERVER_RPC_LONG_CALL_H_
#define BELLWETHER_SERVER_RPC_LONG_CALL_H_

#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/support/async_stream.h"
#include "grpcpp/support/async_unary_call.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/status_map.h"
#include "server/rpc/worker_call.h"

namespace bellwether {

// Long calls are few, and each that is taken arms the next one.
inline constexpr uint32_t kArmedLongCalls = 4;

template <typename Service, typename Request, typename Response, Answers answers>
class LongCall;

// What a method is on every queue. Lives as long as the server.
template <typename Service, typename Request, typename Response, Answers answers>
struct LongMethod {
  using Call = LongCall<Service, Request, Response, answers>;
  using Writer =
      std::conditional_t<answers == Answers::kStream, grpc::ServerAsyncWriter<grpc::ByteBuffer>,
                         grpc::ServerAsyncResponseWriter<grpc::ByteBuffer>>;
  using Accept = void (Service::*)(grpc::ServerContext*, grpc::ByteBuffer*, Writer*,
                                   grpc::CompletionQueue*, grpc::ServerCompletionQueue*, void*);
  MethodInfo info;
  Service& service;
  Accept accept;
  LongHandler<Request, Response> handler;
  const WorkerEnvironment& environment;
  uint32_t armed;
};

template <typename Service, typename Request, typename Response, Answers answers>
class LongCall final : public WorkerCall {
 public:
  using Method = LongMethod<Service, Request, Response, answers>;

  // Arms the method's calls on `loop`, on the loop's thread.
  static void ArmAll(const Method& method, CompletionLoop& loop) {
    for (uint32_t i = 0; i < method.armed; ++i) (new LongCall(method, loop))->Arm();
  }

 private:
  LongCall(const Method& method, CompletionLoop& loop)
      : WorkerCall(method.environment, method.info, loop), method_(method) {}

  void Accept(void* tag) override {
    writer_.emplace(&*context_);
    (method_.service.*method_.accept)(&*context_, &received_, &*writer_, loop_.queue(),
                                      loop_.queue(), tag);
  }
  void ArmNext() override { (new LongCall(method_, loop_))->Arm(); }

  void Begin() override {
    LongWork<Response> work;
    const grpc::Status status = Prepare(work);
    if (!status.ok()) return End(status);
    Start([this, work = std::move(work)](const Stop& stop) {
      return work(stop, [this](const Response& answer) { PutMessage(answer); });
    });
  }

  grpc::Status Prepare(LongWork<Response>& work) {
    CallMemory::Use memory(loop_.memory());
    auto* request = memory.Create<Request>();
    if (!grpc::SerializationTraits<Request>::Deserialize(&received_, request).ok()) {
      return NoMessage();
    }
    CallContext call = Context(loop_.workspace());
    return Guarded([&] { return method_.handler(call, *request, work); });
  }

  void PutMessage(const Response& answer) {
    grpc::ByteBuffer bytes;
    bool owned = false;
    grpc::SerializationTraits<Response>::Serialize(answer, &bytes, &owned);
    Put(std::move(bytes));
  }

  void Write(const grpc::ByteBuffer& answer, void* tag) override {
    if constexpr (answers == Answers::kStream) writer_->Write(answer, tag);
  }
  void Finish(const grpc::Status& status, const grpc::ByteBuffer* answer, void* tag) override {
    if constexpr (answers == Answers::kStream) {
      writer_->Finish(status, tag);
    } else if (status.ok() && answer != nullptr) {
      writer_->Finish(*answer, status, tag);
    } else {
      writer_->FinishWithError(status, tag);
    }
  }
  bool streams() const override { return answers == Answers::kStream; }

  const Method& method_;
  grpc::ByteBuffer received_;
  std::optional<typename Method::Writer> writer_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_LONG_CALL_H_
