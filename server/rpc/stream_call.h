// A bidirectional method on one completion queue: one answer for each message, in order.
//
// A call is armed, serves one stream from its first message to its end, and is armed again, with
// the same object (armed_calls.h); its messages live in the memory of the thread (call_memory.h).
// It reads a message only when the answer before it was taken by the connection: a client that does
// not read costs one answer, and soon cannot write.
//
//   waiting --> reading <--> answering --> ending --> waiting
//
// A stream counts as one call in the gate, as long as it lives. It ends with
//   OK                  when the client has half-closed and has all its answers
//   the handler's error when the handler gives one: no answer is possible
//   UNAUTHENTICATED, PERMISSION_DENIED
//                       at the first message that comes when its caller may not call any more
//   UNAVAILABLE         when the server drains: the message at hand is answered first, and the
//                       client sends what has no answer yet to another server
// A client that cancels, breaks off or lets its deadline pass ends it at once.
//
// Messages are parsed here and not by gRPC, which would report one that is no message as the end
// of the stream. All of it runs on the thread of the CompletionLoop, which is told with Add and
// Remove which streams are open.
#ifndef BELLWETHER_SERVER_RPC_STREAM_CALL_H_
#define BELLWETHER_SERVER_RPC_STREAM_CALL_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "absl/time/clock.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/async_stream.h"
#include "grpcpp/support/byte_buffer.h"
#include "server/rpc/armed_calls.h"
#include "server/rpc/call_deadline.h"
#include "server/rpc/call_memory.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/handler.h"
#include "server/rpc/message_bytes.h"
#include "server/rpc/reception.h"

namespace bellwether {

template <typename Service, typename Request, typename Response>
class StreamCall;

// What a method is on every queue. Lives as long as the server.
template <typename Service, typename Request, typename Response>
struct StreamMethod {
  using Call = StreamCall<Service, Request, Response>;
  using Stream = grpc::ServerAsyncReaderWriter<grpc::ByteBuffer, grpc::ByteBuffer>;
  using Accept = void (Service::*)(grpc::ServerContext*, Stream*, grpc::CompletionQueue*,
                                   grpc::ServerCompletionQueue*, void*);
  MethodInfo info;
  Service& service;
  Accept accept;
  Handler<Request, Response> handler;  // called for each message
  Reception& reception;
  uint32_t armed;
  uint64_t max_response_bytes;
};

template <typename Service, typename Request, typename Response>
class StreamCall final : public QueueEvent, private OpenStream {
 public:
  using Method = StreamMethod<Service, Request, Response>;

  // Arms the method's calls on `loop`, on the loop's thread.
  static void ArmAll(const Method& method, CompletionLoop& loop) {
    auto armed = std::make_shared<ArmedCalls>(method.armed);
    for (uint32_t i = 0; i < method.armed; ++i) (new StreamCall(method, loop, armed))->Arm();
  }

  void Proceed(bool ok) override {
    --awaited_;
    switch (stage_) {
      case Stage::kWaiting:
        armed_->Take();
        return ok ? Begin() : delete this;  // not ok: the server shuts down
      case Stage::kReading:
        return ok ? Answer() : End(grpc::Status::OK);
      case Stage::kAnswering:
        return ok && !drained_ ? Read() : End(drained_ ? Draining() : grpc::Status::CANCELLED);
      case Stage::kEnding:
        if (awaited_ == 0) Ended();
        return;
    }
  }

 private:
  enum class Stage { kWaiting, kReading, kAnswering, kEnding };

  StreamCall(const Method& method, CompletionLoop& loop, std::shared_ptr<ArmedCalls> armed)
      : method_(method), loop_(loop), armed_(std::move(armed)) {}

  void* Await() {
    ++awaited_;
    return static_cast<QueueEvent*>(this);
  }

  void Arm() {
    stream_.reset();
    context_.emplace();
    stream_.emplace(&*context_);
    stage_ = Stage::kWaiting;
    drained_ = false;
    armed_->Add();
    (method_.service.*method_.accept)(&*context_, &*stream_, loop_.queue(), loop_.queue(), Await());
  }

  void Begin() {
    if (armed_->TooFew() && !loop_.is_stopping()) (new StreamCall(method_, loop_, armed_))->Arm();
    loop_.Add(*this);
    begun_ = absl::Now();
    origin_ = {};
    const grpc::Status admitted =
        method_.reception.admission.Admit(method_.info, *context_, origin_);
    if (!admitted.ok()) return End(admitted);
    if (loop_.is_draining()) return End(Draining());
    Read();
  }

  void Read() {
    if (loop_.is_stopping()) return End(Draining());
    stage_ = Stage::kReading;
    stream_->Read(&received_, Await());
  }

  void Answer() {
    const grpc::Status admitted =
        method_.reception.admission.AdmitOn(method_.info, *context_, origin_);
    if (!admitted.ok()) return End(admitted);
    CallMemory::Use memory(loop_.memory());
    auto* request = memory.Create<Request>();
    if (!Decode(received_, *request)) return End(NoMessage());
    auto* response = memory.Create<Response>();
    CallContext call{method_.info.name, absl::Now(), TimeOfDay(DeadlineOf(*context_)),
                     loop_.workspace(), nullptr,     origin_};
    const grpc::Status status = method_.handler(call, *request, *response);
    if (!status.ok()) return End(status);
    Write(*response);
  }

  void Write(const Response& response) {
    const grpc::ByteBuffer bytes = Encode(response);
    if (bytes.Length() > method_.max_response_bytes) {
      return End(ResponseTooLarge(method_.max_response_bytes));
    }
    if (loop_.is_stopping()) return End(Draining());
    stage_ = Stage::kAnswering;
    stream_->Write(bytes, Await());
  }

  // A read may still be waiting: it comes back, and is left unanswered, when the end is sent.
  void End(const grpc::Status& status) {
    stage_ = Stage::kEnding;
    if (!status.ok()) TellRequestId(origin_, *context_);
    method_.reception.observer.Ended({method_.info, origin_, begun_, status.error_code()});
    if (!loop_.is_stopping()) {
      stream_->Finish(status, Await());
    } else if (awaited_ == 0) {
      Ended();  // nothing can be sent on a queue that is shut
    }
  }

  void Drain() override {
    drained_ = true;
    if (stage_ == Stage::kReading) End(Draining());
  }

  void Ended() {
    loop_.Remove(*this);
    method_.reception.admission.Leave();
    if (loop_.is_stopping() || armed_->Enough()) return delete this;
    Arm();
  }

  const Method& method_;
  CompletionLoop& loop_;
  std::shared_ptr<ArmedCalls> armed_;
  Stage stage_ = Stage::kWaiting;
  bool drained_ = false;
  int awaited_ = 0;  // events that are still to come
  absl::Time begun_;
  CallOrigin origin_;
  grpc::ByteBuffer received_;
  std::optional<grpc::ServerContext> context_;
  std::optional<typename Method::Stream> stream_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_STREAM_CALL_H_
