// A unary method on one completion queue, as a set of reusable calls.
//
// A call is armed (waits for a client), comes in, waits for its turn, answers, and is armed again.
// The set keeps `armed` calls waiting for clients (armed_calls.h); slow clients cost memory only up
// to the gate's limit. A call that would wait for too long is refused when it comes in
// (waiting_line.h).
//
// Bytes become messages here and not in gRPC: so request and answer live in the memory of the
// thread (call_memory.h) and only while the call is answered, a call that is refused is not even
// parsed, and bytes that are no message are an error that says so.
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
#include "grpcpp/support/byte_buffer.h"
#include "server/rpc/armed_calls.h"
#include "server/rpc/call_deadline.h"
#include "server/rpc/call_memory.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/handler.h"
#include "server/rpc/message_bytes.h"
#include "server/rpc/reception.h"
#include "server/rpc/status_map.h"
#include "server/rpc/waiting_line.h"

namespace bellwether {

template <typename Service, typename Request, typename Response>
class UnaryCall;

// What a method is on every queue. Lives as long as the server.
template <typename Service, typename Request, typename Response>
struct UnaryMethod {
  using Call = UnaryCall<Service, Request, Response>;
  using Writer = grpc::ServerAsyncResponseWriter<grpc::ByteBuffer>;
  using Accept = void (Service::*)(grpc::ServerContext*, grpc::ByteBuffer*, Writer*,
                                   grpc::CompletionQueue*, grpc::ServerCompletionQueue*, void*);
  MethodInfo info;
  Service& service;
  Accept accept;
  Handler<Request, Response> handler;
  Reception& reception;
  uint32_t armed;
  // Larger answers are refused here, by name; 0: by gRPC, which does not say which limit it was.
  uint64_t max_response_bytes = 0;
};

template <typename Service, typename Request, typename Response>
class UnaryCall final : public QueueEvent, private Waiter {
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
    ComeIn();
  }

 private:
  enum class Stage { kWaiting, kAnswering };

  UnaryCall(const Method& method, CompletionLoop& loop, std::shared_ptr<ArmedCalls> armed)
      : method_(method), loop_(loop), armed_(std::move(armed)) {}

  void Arm() {
    writer_.reset();
    context_.emplace();
    writer_.emplace(&*context_);
    stage_ = Stage::kWaiting;
    armed_->Add();
    (method_.service.*method_.accept)(&*context_, &received_, &*writer_, loop_.queue(),
                                      loop_.queue(), static_cast<QueueEvent*>(this));
  }

  void ComeIn() {
    received_at_ = absl::Now();
    if (armed_->TooFew() && !loop_.is_stopping()) (new UnaryCall(method_, loop_, armed_))->Arm();
    origin_ = {};
    grpc::Status entered = method_.reception.admission.Enter(*context_, origin_);
    deadline_ = DeadlineOf(*context_);
    const absl::Duration left = deadline_ - SteadyTime::Now();
    if (entered.ok() && !loop_.line().HasTimeFor(left)) entered = TooLongALine();
    if (!entered.ok()) return Send(entered, {});
    loop_.line().Join(*this);
  }

  void TakeTurn() override {
    if (loop_.is_stopping()) return Gone();
    grpc::ByteBuffer answer;
    const grpc::Status status = Answer(answer);
    Send(status, answer);
  }

  grpc::Status Answer(grpc::ByteBuffer& answer) {
    // Before the request is decoded: a server with too much to do has most of it for callers who
    // left.
    if (SteadyTime::Now() >= deadline_) return DeadlinePassed();
    grpc::Status known = method_.reception.admission.Identify(method_.info, *context_, origin_);
    return known.ok() ? Handle(answer) : known;
  }

  // The answer, or why there is none.
  void Send(const grpc::Status& status, const grpc::ByteBuffer& answer) {
    received_.Clear();
    stage_ = Stage::kAnswering;  // set first: the event may arrive before Finish returns
    method_.reception.observer.Ended({method_.info, origin_, received_at_, status.error_code()});
    if (status.ok()) {
      writer_->Finish(answer, status, static_cast<QueueEvent*>(this));
    } else {
      TellRequestId(origin_, *context_);
      writer_->FinishWithError(status, static_cast<QueueEvent*>(this));
    }
  }

  grpc::Status Handle(grpc::ByteBuffer& answer) {
    CallMemory::Use memory(loop_.memory());
    auto* request = memory.Create<Request>();
    if (!Decode(received_, *request)) return NoMessage();
    auto* response = memory.Create<Response>();
    CallContext call{method_.info.name, received_at_, TimeOfDay(deadline_),
                     loop_.workspace(), nullptr,      origin_};
    grpc::Status status = method_.handler(call, *request, *response);
    if (!status.ok()) return status;
    if (IsTooLarge(*response)) return ResponseTooLarge(method_.max_response_bytes);
    answer = Encode(*response);
    return status;
  }

  bool IsTooLarge(const Response& response) const {
    return method_.max_response_bytes != 0 && response.ByteSizeLong() > method_.max_response_bytes;
  }

  // The answer is on its way, or its client is gone.
  void Finished() {
    if (loop_.is_stopping() || armed_->Enough()) return Gone();
    method_.reception.admission.Leave();
    Arm();
  }

  void Gone() {
    method_.reception.admission.Leave();
    delete this;
  }

  const Method& method_;
  CompletionLoop& loop_;
  std::shared_ptr<ArmedCalls> armed_;
  Stage stage_ = Stage::kWaiting;
  CallOrigin origin_;
  absl::Time received_at_;
  SteadyTime deadline_ = SteadyTime::InfiniteFuture();
  grpc::ByteBuffer received_;
  std::optional<grpc::ServerContext> context_;
  std::optional<typename Method::Writer> writer_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_UNARY_CALL_H_
