// A method with one request and a stream of answers that has no bound, on one completion queue: a
// worker makes a piece of it, and the next one when the client's connection took that. So a client
// that reads slowly costs one piece, and holds no worker.
//
// All that is general stands in request_call.h and worker_call.h. A call that is under way when the
// server drains ends with UNAVAILABLE after the piece at hand; with UNAUTHENTICATED or
// PERMISSION_DENIED, likewise, when its caller may not call any more.
#ifndef BELLWETHER_SERVER_RPC_PAGED_CALL_H_
#define BELLWETHER_SERVER_RPC_PAGED_CALL_H_

#include <cstdint>
#include <memory>
#include <utility>

#include "server/rpc/message_bytes.h"
#include "server/rpc/paged_handler.h"
#include "server/rpc/request_call.h"
#include "server/rpc/status_map.h"

namespace bellwether {

template <typename Service, typename Request, typename Response>
class PagedCall;

// What a method is on every queue. Lives as long as the server.
template <typename Service, typename Request, typename Response>
struct PagedMethod {
  using Call = PagedCall<Service, Request, Response>;
  MethodInfo info;
  RequestAccept<Service, Answers::kStream> accept;
  PagedHandler<Request, Response> handler;
  const WorkerEnvironment& environment;
  uint32_t armed;
};

template <typename Service, typename Request, typename Response>
class PagedCall final : public RequestCall<Service, Answers::kStream> {
 public:
  using Method = PagedMethod<Service, Request, Response>;

  // Arms the method's calls on `loop`, on the loop's thread.
  static void ArmAll(const Method& method, CompletionLoop& loop) {
    for (uint32_t i = 0; i < method.armed; ++i) (new PagedCall(method, loop))->Arm();
  }

 private:
  using Base = RequestCall<Service, Answers::kStream>;

  PagedCall(const Method& method, CompletionLoop& loop)
      : Base(method.environment, method.info, method.accept, loop), method_(method) {}

  void ArmNext() override { (new PagedCall(method_, Base::loop_))->Arm(); }

  void Begin() override {
    const grpc::Status status = Prepare();
    status.ok() ? StartNext() : Base::End(status);
  }

  grpc::Status Prepare() {
    CallMemory::Use memory(Base::loop_.memory());
    auto* request = memory.template Create<Request>();
    if (!Decode(Base::received_, *request)) return NoMessage();
    CallContext call = Base::Context(Base::loop_.workspace());
    return Base::Guarded([&] { return method_.handler(call, *request, pages_); });
  }

  void StartNext() {
    Base::StartPart([this](const Stop& stop) {
      const grpc::Status status =
          pages_->Next(stop, [this](const Response& answer) { Base::Put(Encode(answer)); });
      // What it held is given back here, and not by the polling thread.
      over_ = !status.ok() || pages_->is_over();
      if (over_) pages_.reset();
      return status;
    });
  }

  void GoOn() override {
    if (over_) return Base::End(grpc::Status::OK);
    const grpc::Status admitted = Base::AdmitOn();
    if (!admitted.ok()) return Base::End(admitted);
    Base::loop_.is_draining() ? Base::End(Draining()) : StartNext();
  }

  const Method& method_;
  std::unique_ptr<Pages<Response>> pages_;
  bool over_ = false;  // of the worker, then of the loop's thread
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PAGED_CALL_H_
