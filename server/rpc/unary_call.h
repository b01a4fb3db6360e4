// A unary method on one completion queue, as a set of reusable calls.
//
// A call is armed (waits for a client), answers, and is armed again, with the same memory
// (call_memory.h). The set keeps `armed` calls waiting (armed_calls.h); slow clients cost memory
// only up to the gate's limit.
//
// All of it runs on the thread of the CompletionLoop. After a Stop of the loop each call deletes
// itself when its last event arrives.
#ifndef BELLWETHER_SERVER_RPC_UNARY_CALL_H_
#define BELLWETHER_SERVER_RPC_UNARY_CALL_H_

#include <memory>
#include <optional>
#include <string_view>

#include "absl/time/clock.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/async_unary_call.h"
#include "server/rpc/armed_calls.h"
#include "server/rpc/call_gate.h"
#include "server/rpc/call_memory.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/handler.h"

namespace bellwether {

template <typename Service, typename Request, typename Response>
class UnaryCall;

// What a method is on every queue. Lives as long as the server.
template <typename Service, typename Request, typename Response>
struct UnaryMethod {
  using Call = UnaryCall<Service, Request, Response>;
  using Accept = void (Service::*)(grpc::ServerContext*, Request*,
                                   grpc::ServerAsyncResponseWriter<Response>*,
                                   grpc::CompletionQueue*, grpc::ServerCompletionQueue*, void*);
  std::string_view name;
  Service& service;
  Accept accept;
  Handler<Request, Response> handler;
  CallGate& gate;
  uint32_t armed;
  // Blocks of a call's memory grow to that many bytes: small for methods that answer one account,
  // so that idle calls hold little.
  size_t largest_block = 8 << 10;
  // Larger answers are refused here, by name; 0: by gRPC, which does not say which limit it was.
  uint64_t max_response_bytes = 0;
};

template <typename Service, typename Request, typename Response>
class UnaryCall final : public QueueEvent {
 public:
  using Method = UnaryMethod<Service, Request, Response>;

  // Arms the method's calls on `loop`, on the loop's thread.
  static void ArmAll(const Method& method, CompletionLoop& loop) {
    auto armed = std::make_shared<ArmedCalls>(method.armed);
    for (uint32_t i = 0; i < method.armed; ++i) (new UnaryCall(method, loop, armed))->Arm();
  }

  void Proceed(bool ok) override {
    if (stage_ == Stage::kAnswering) return Finished();
    armed_->Take();
    if (!ok) return delete this;  // the server shuts down
    Answer();
  }

 private:
  enum class Stage { kWaiting, kAnswering };

  UnaryCall(const Method& method, CompletionLoop& loop, std::shared_ptr<ArmedCalls> armed)
      : method_(method), loop_(loop), armed_(std::move(armed)), memory_(method.largest_block) {}

  void Arm() {
    writer_.reset();
    context_.emplace();
    writer_.emplace(&*context_);
    memory_.Reset();
    request_ = memory_.Create<Request>();
    response_ = memory_.Create<Response>();
    stage_ = Stage::kWaiting;
    armed_->Add();
    (method_.service.*method_.accept)(&*context_, request_, &*writer_, loop_.queue(), loop_.queue(),
                                      static_cast<QueueEvent*>(this));
  }

  void Answer() {
    const absl::Time received = absl::Now();
    if (armed_->TooFew() && !loop_.is_stopping()) (new UnaryCall(method_, loop_, armed_))->Arm();
    stage_ = Stage::kAnswering;  // set first: the event may arrive before Finish returns
    const grpc::Status status = method_.gate.Enter() ? Handle(received) : Refuse();
    if (status.ok()) {
      writer_->Finish(*response_, status, static_cast<QueueEvent*>(this));
    } else {
      writer_->FinishWithError(status, static_cast<QueueEvent*>(this));
    }
  }

  grpc::Status Handle(absl::Time received) {
    CallContext call{method_.name, received, absl::FromChrono(context_->deadline()),
                     loop_.workspace()};
    const grpc::Status status = method_.handler(call, *request_, *response_);
    return status.ok() && IsTooLarge() ? ResponseTooLarge(method_.max_response_bytes) : status;
  }

  bool IsTooLarge() const {
    return method_.max_response_bytes != 0 &&
           response_->ByteSizeLong() > method_.max_response_bytes;
  }

  grpc::Status Refuse() const { return TooManyCalls(method_.gate.most()); }

  // The answer is on its way, or its client is gone.
  void Finished() {
    method_.gate.Leave();
    if (loop_.is_stopping() || armed_->Enough()) return delete this;
    Arm();
  }

  const Method& method_;
  CompletionLoop& loop_;
  std::shared_ptr<ArmedCalls> armed_;
  Stage stage_ = Stage::kWaiting;
  CallMemory memory_;
  Request* request_ = nullptr;
  Response* response_ = nullptr;
  std::optional<grpc::ServerContext> context_;
  std::optional<grpc::ServerAsyncResponseWriter<Response>> writer_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_UNARY_CALL_H_
