// A unary method on one completion queue, as a set of reusable calls.
//
// A call is armed (waits for a client), answers, and is armed again, with the same memory: request
// and response live on its arena, whose first block it owns. The set keeps `armed` calls waiting;
// when half of them are busy it makes more, and those that are too many when they come back go.
// So a burst finds someone waiting, and slow clients cost memory only up to the gate's limit.
//
// All of it runs on the thread of the CompletionLoop. After a Stop of the loop each call deletes
// itself when its last event arrives.
#ifndef BELLWETHER_SERVER_RPC_UNARY_CALL_H_
#define BELLWETHER_SERVER_RPC_UNARY_CALL_H_

#include <array>
#include <memory>
#include <optional>
#include <string_view>

#include "absl/time/clock.h"
#include "google/protobuf/arena.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/async_unary_call.h"
#include "server/rpc/call_gate.h"
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
};

template <typename Service, typename Request, typename Response>
class UnaryCall final : public QueueEvent {
 public:
  using Method = UnaryMethod<Service, Request, Response>;

  // Arms the method's calls on `loop`, on the loop's thread.
  static void ArmAll(const Method& method, CompletionLoop& loop) {
    auto waiting = std::make_shared<uint32_t>(0);
    for (uint32_t i = 0; i < method.armed; ++i) (new UnaryCall(method, loop, waiting))->Arm();
  }

  void Proceed(bool ok) override {
    if (stage_ == Stage::kAnswering) return Finished();
    --*waiting_;
    if (!ok) return delete this;  // the server shuts down
    Answer();
  }

 private:
  enum class Stage { kWaiting, kAnswering };
  static constexpr size_t kArenaBytes = 16 << 10;

  UnaryCall(const Method& method, CompletionLoop& loop, std::shared_ptr<uint32_t> waiting)
      : method_(method), loop_(loop), waiting_(std::move(waiting)) {}

  static google::protobuf::ArenaOptions ArenaIn(std::array<char, kArenaBytes>& block) {
    google::protobuf::ArenaOptions options;
    options.initial_block = block.data();
    options.initial_block_size = block.size();
    return options;
  }

  void Arm() {
    writer_.reset();
    context_.emplace();
    writer_.emplace(&*context_);
    arena_.Reset();
    request_ = google::protobuf::Arena::CreateMessage<Request>(&arena_);
    response_ = google::protobuf::Arena::CreateMessage<Response>(&arena_);
    stage_ = Stage::kWaiting;
    ++*waiting_;
    (method_.service.*method_.accept)(&*context_, request_, &*writer_, loop_.queue(), loop_.queue(),
                                      static_cast<QueueEvent*>(this));
  }

  void Answer() {
    const absl::Time received = absl::Now();
    if (*waiting_ < (method_.armed + 1) / 2 && !loop_.is_stopping()) {
      (new UnaryCall(method_, loop_, waiting_))->Arm();
    }
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
    return method_.handler(call, *request_, *response_);
  }

  grpc::Status Refuse() const {
    return LimitExceeded("max_calls_in_flight", method_.gate.most(),
                         "too many calls in flight; call less at once, or try again later");
  }

  // The answer is on its way, or its client is gone.
  void Finished() {
    method_.gate.Leave();
    if (loop_.is_stopping() || *waiting_ >= method_.armed) return delete this;
    Arm();
  }

  const Method& method_;
  CompletionLoop& loop_;
  std::shared_ptr<uint32_t> waiting_;  // calls of this method armed on this loop
  Stage stage_ = Stage::kWaiting;
  alignas(std::max_align_t) std::array<char, kArenaBytes> block_;
  google::protobuf::Arena arena_{ArenaIn(block_)};
  Request* request_ = nullptr;
  Response* response_ = nullptr;
  std::optional<grpc::ServerContext> context_;
  std::optional<grpc::ServerAsyncResponseWriter<Response>> writer_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_UNARY_CALL_H_
