// A method whose client sends a stream of messages, and which a worker answers, on one completion
// queue: once, when the stream is whole, or in between as well.
//
// A message is read when the one before it was taken, and where that was work, when its answers
// have left: a client that sends or reads slowly costs one message, and holds no worker. All that
// is general stands in worker_call.h. A stream that is read when the server drains ends with
// UNAVAILABLE; one that is whole is answered. Each message, and the end, must come from a caller
// who may still call; else the stream ends with UNAUTHENTICATED or PERMISSION_DENIED.
#ifndef BELLWETHER_SERVER_RPC_UPLOAD_CALL_H_
#define BELLWETHER_SERVER_RPC_UPLOAD_CALL_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "grpcpp/support/async_stream.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/message_bytes.h"
#include "server/rpc/status_map.h"
#include "server/rpc/worker_call.h"

namespace bellwether {

template <typename Service, typename Request, typename Response, Answers answers>
class UploadCall;

// What a method is on every queue. Lives as long as the server.
template <typename Service, typename Request, typename Response, Answers answers = Answers::kOne>
struct UploadMethod {
  using Call = UploadCall<Service, Request, Response, answers>;
  using Reader =
      std::conditional_t<answers == Answers::kStream,
                         grpc::ServerAsyncReaderWriter<grpc::ByteBuffer, grpc::ByteBuffer>,
                         grpc::ServerAsyncReader<grpc::ByteBuffer, grpc::ByteBuffer>>;
  using Accept = void (Service::*)(grpc::ServerContext*, Reader*, grpc::CompletionQueue*,
                                   grpc::ServerCompletionQueue*, void*);
  MethodInfo info;
  Service& service;
  Accept accept;
  UploadHandler<Request, Response> handler;
  const WorkerEnvironment& environment;
  uint32_t armed;
};

template <typename Service, typename Request, typename Response, Answers answers>
class UploadCall final : public WorkerCall, private OpenStream {
 public:
  using Method = UploadMethod<Service, Request, Response, answers>;

  // Arms the method's calls on `loop`, on the loop's thread.
  static void ArmAll(const Method& method, CompletionLoop& loop) {
    for (uint32_t i = 0; i < method.armed; ++i) (new UploadCall(method, loop))->Arm();
  }

 private:
  UploadCall(const Method& method, CompletionLoop& loop)
      : WorkerCall(method.environment, method.info, loop), method_(method) {}
  ~UploadCall() override { loop_.Remove(*this); }

  void Accept(void* tag) override {
    reader_.emplace(&*context_);
    (method_.service.*method_.accept)(&*context_, &*reader_, loop_.queue(), loop_.queue(), tag);
  }
  void ArmNext() override { (new UploadCall(method_, loop_))->Arm(); }

  void Begin() override {
    loop_.Add(*this);
    upload_ = method_.handler();
    Read();
  }

  void Read() {
    if (loop_.is_stopping()) return End(Draining());
    reading_ = true;
    reader_->Read(&received_, Await(read_));
  }

  void ReadDone(bool ok) {
    reading_ = false;
    if (is_ended()) return;
    const grpc::Status admitted = AdmitOn();
    if (!admitted.ok()) return End(admitted);
    if (!ok) return Whole();
    const grpc::Status status = Take();
    if (!status.ok()) return End(status);
    LongWork<Response> work = upload_->WorkOfMessage();
    if (work == nullptr) return Read();
    StartPart([this, work = std::move(work)](const Stop& stop) {
      return work(stop, [this](const Response& answer) { Put(Encode(answer)); });
    });
  }

  void GoOn() override {
    if (upload_->is_over()) return End(grpc::Status::OK);
    loop_.is_draining() ? End(Draining()) : Read();
  }

  grpc::Status Take() {
    CallMemory::Use memory(loop_.memory());
    auto* request = memory.Create<Request>();
    if (!Decode(received_, *request)) return NoMessage();
    CallContext call = Context(loop_.workspace());
    return Guarded([&] { return upload_->Take(call, *request); });
  }

  void Whole() {
    LongWork<Response> work;
    CallContext call = Context(loop_.workspace());
    const grpc::Status status = Guarded([&] { return upload_->Finish(call, work); });
    if (!status.ok()) return End(status);
    if (work == nullptr) return End(grpc::Status::OK);
    Start([this, work = std::move(work)](const Stop& stop) {
      const grpc::Status ended =
          work(stop, [this](const Response& answer) { Put(Encode(answer)); });
      upload_.reset();
      return ended;
    });
  }

  void Drain() override {
    if (reading_ && !is_ended()) End(Draining());
  }

  void Write(const grpc::ByteBuffer& answer, void* tag) override {
    if constexpr (answers == Answers::kStream) reader_->Write(answer, tag);
  }
  void Finish(const grpc::Status& status, const grpc::ByteBuffer* answer, void* tag) override {
    if constexpr (answers == Answers::kStream) {
      reader_->Finish(status, tag);
    } else if (status.ok() && answer != nullptr) {
      reader_->Finish(*answer, status, tag);
    } else {
      reader_->FinishWithError(status, tag);
    }
  }
  bool streams() const override { return answers == Answers::kStream; }

  const Method& method_;
  Event read_{*this, static_cast<void (WorkerCall::*)(bool)>(&UploadCall::ReadDone)};
  bool reading_ = false;
  grpc::ByteBuffer received_;
  std::optional<typename Method::Reader> reader_;
  std::unique_ptr<Upload<Request, Response>> upload_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_UPLOAD_CALL_H_
