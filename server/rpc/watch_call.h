// A method whose client is told a state and then its changes, on one completion queue.
//
//   accepted --> told --> waiting for a change --> told --> ...
//
// Nothing is queued: when a change comes while a message is on its way, the next message is the
// state as it is when that one has left. So a client that reads slowly costs one message, and reads
// the newest state. A watch holds no thread; it ends when its client leaves, with UNAVAILABLE when
// the server drains, and with UNAUTHENTICATED or PERMISSION_DENIED in the place of the first
// message that its caller may not have any more.
//
// Everything happens on the thread of the CompletionLoop but OnChange, which only wakes it. The
// feed is closed before the loops are stopped.
#ifndef BELLWETHER_SERVER_RPC_WATCH_CALL_H_
#define BELLWETHER_SERVER_RPC_WATCH_CALL_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

#include "absl/time/clock.h"
#include "grpcpp/alarm.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "server/base/mutex.h"
#include "server/rpc/call_gate.h"
#include "server/rpc/call_memory.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/message_bytes.h"
#include "server/rpc/reception.h"
#include "server/rpc/request_call.h"
#include "server/rpc/status_map.h"
#include "server/rpc/watch_handler.h"

namespace bellwether {

template <typename Service, typename Request, typename Response>
class WatchCall;

// What a method is on every queue. Lives as long as the server.
template <typename Service, typename Request, typename Response>
struct WatchMethod {
  using Call = WatchCall<Service, Request, Response>;
  MethodInfo info;
  RequestAccept<Service, Answers::kStream> accept;
  WatchHandler<Request, Response> handler;
  Reception& reception;
  CallGate& watches;  // that are open at once
  std::string_view limit;
  uint32_t armed;
};

template <typename Service, typename Request, typename Response>
class WatchCall final : private OpenStream, private PackFeed::Listener {
 public:
  using Method = WatchMethod<Service, Request, Response>;

  // Arms the method's calls on `loop`, on the loop's thread.
  static void ArmAll(const Method& method, CompletionLoop& loop) {
    for (uint32_t i = 0; i < method.armed; ++i) (new WatchCall(method, loop))->Arm();
  }

 private:
  using Writer = typename RequestAccept<Service, Answers::kStream>::Writer;

  class Event final : public QueueEvent {
   public:
    Event(WatchCall& call, void (WatchCall::*handle)(bool)) : call_(call), handle_(handle) {}
    void Proceed(bool ok) override {
      WatchCall& call = call_;
      --call.awaited_;
      (call.*handle_)(ok);
      call.DeleteIfOver();
    }

   private:
    WatchCall& call_;
    void (WatchCall::*const handle_)(bool);
  };

  WatchCall(const Method& method, CompletionLoop& loop) : method_(method), loop_(loop) {}
  ~WatchCall() override = default;

  void* Await(Event& event) {
    ++awaited_;
    return static_cast<QueueEvent*>(&event);
  }

  void Arm() {
    context_.AsyncNotifyWhenDone(static_cast<QueueEvent*>(&done_));
    (method_.accept.service.*method_.accept.accept)(&context_, &received_, &writer_, loop_.queue(),
                                                    loop_.queue(), Await(accepted_));
  }

  void Accepted(bool ok) {
    if (!ok) {  // the server shuts down
      ended_ = true;
      return;
    }
    ++awaited_;  // its done_, which only comes to calls that were accepted
    begun_ = absl::Now();
    if (!loop_.is_stopping()) (new WatchCall(method_, loop_))->Arm();
    loop_.Add(*this);
    entered_ = true;
    const grpc::Status begun = Begin();
    begun.ok() ? Tell() : End(begun);
  }

  grpc::Status Begin() {
    const grpc::Status admitted =
        method_.reception.admission.Admit(method_.info, context_, origin_);
    const bool has_room = method_.watches.Enter();
    if (!admitted.ok()) return admitted;
    if (loop_.is_draining()) return Draining();
    if (!has_room) {
      return LimitExceeded(method_.limit, method_.watches.most(),
                           "too many watches are open; close one, or ask now and then instead");
    }
    CallMemory::Use memory(loop_.memory());
    auto* request = memory.Create<Request>();
    if (!Decode(received_, *request)) return NoMessage();
    CallContext call{method_.info.name, begun_,  absl::FromChrono(context_.deadline()),
                     loop_.workspace(), nullptr, origin_};
    const grpc::Status begun = method_.handler.begin(call, *request, watch_);
    if (!begun.ok()) return begun;
    return method_.handler.feed->Add(*this) ? grpc::Status::OK : Draining();
  }

  void Tell() {
    if (writing_ || ended_ || loop_.is_stopping()) return;
    CallMemory::Use memory(loop_.memory());
    auto* response = memory.Create<Response>();
    if (!watch_->Next(*response)) return;
    const grpc::Status admitted =
        method_.reception.admission.AdmitOn(method_.info, context_, origin_);
    if (!admitted.ok()) return End(admitted);
    writing_ = true;
    writer_.Write(Encode(*response), Await(written_));
  }

  void Written(bool ok) {
    writing_ = false;
    if (!ok || gone_) return End(CallerLeft());
    if (drained_) return End(Draining());
    Tell();
  }

  void OnChange() override {
    MutexLock lock(mutex_);
    if (waking_) return;
    waking_ = true;
    alarm_.Set(loop_.queue(), std::chrono::system_clock::now(), static_cast<QueueEvent*>(&woken_));
  }

  void Woken(bool) {
    ++awaited_;  // it was not awaited: OnChange set it
    {
      MutexLock lock(mutex_);
      waking_ = false;
    }
    Tell();
  }

  void Done(bool) {
    gone_ = true;
    if (!writing_) End(CallerLeft());
  }

  void Drain() override {
    drained_ = true;
    if (!writing_) End(Draining());
  }

  void End(const grpc::Status& status) {
    if (ended_) return;
    ended_ = true;
    method_.handler.feed->Remove(*this);
    method_.reception.observer.Ended({method_.info, origin_, begun_, status.error_code()});
    // Nothing can be sent on a queue that is shut.
    if (!loop_.is_stopping()) writer_.Finish(status, Await(finished_));
  }

  void Finished(bool) {}

  bool IsWaking() {
    MutexLock lock(mutex_);
    return waking_;
  }

  void DeleteIfOver() {
    if (awaited_ > 0 || !ended_ || IsWaking()) return;
    if (entered_) {
      loop_.Remove(*this);
      method_.watches.Leave();
      method_.reception.admission.Leave();
    }
    delete this;
  }

  const Method& method_;
  CompletionLoop& loop_;
  Event accepted_{*this, &WatchCall::Accepted};
  Event done_{*this, &WatchCall::Done};
  Event written_{*this, &WatchCall::Written};
  Event woken_{*this, &WatchCall::Woken};
  Event finished_{*this, &WatchCall::Finished};

  // The loop's thread alone.
  int awaited_ = 0;       // events that are still to come
  bool entered_ = false;  // counted by the gates
  bool writing_ = false;
  bool gone_ = false;  // the client
  bool drained_ = false;
  bool ended_ = false;  // its end was sent, or cannot be
  absl::Time begun_;
  CallOrigin origin_;
  std::unique_ptr<Watch<Response>> watch_;

  Mutex mutex_;
  bool waking_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::Alarm alarm_;

  grpc::ServerContext context_;
  grpc::ByteBuffer received_;
  Writer writer_{&context_};
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_WATCH_CALL_H_
