// What LongCall and LargeCall have in common: one request comes, and answers leave, once or with a
// stream. What is done in between is theirs.
//
// Calls are not used again: a call that is taken makes the next one, so there are always as many
// of them waiting as their method has `armed`.
#ifndef BELLWETHER_SERVER_RPC_REQUEST_CALL_H_
#define BELLWETHER_SERVER_RPC_REQUEST_CALL_H_

#include <optional>
#include <type_traits>

#include "grpcpp/support/async_stream.h"
#include "grpcpp/support/async_unary_call.h"
#include "grpcpp/support/byte_buffer.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/worker_call.h"

namespace bellwether {

// How a service takes the next call of a method.
template <typename Service, Answers answers>
struct RequestAccept {
  using Writer =
      std::conditional_t<answers == Answers::kStream, grpc::ServerAsyncWriter<grpc::ByteBuffer>,
                         grpc::ServerAsyncResponseWriter<grpc::ByteBuffer>>;
  using Function = void (Service::*)(grpc::ServerContext*, grpc::ByteBuffer*, Writer*,
                                     grpc::CompletionQueue*, grpc::ServerCompletionQueue*, void*);
  Service& service;
  Function accept;
};

template <typename Service, Answers answers>
class RequestCall : public WorkerCall {
 protected:
  // `accept` and `info` outlive the call.
  RequestCall(const WorkerEnvironment& environment, const MethodInfo& info,
              const RequestAccept<Service, answers>& accept, CompletionLoop& loop)
      : WorkerCall(environment, info, loop), accept_(accept) {}

  grpc::ByteBuffer received_;  // the request, once Begin is called

 private:
  void Accept(void* tag) final {
    writer_.emplace(&*context_);
    (accept_.service.*accept_.accept)(&*context_, &received_, &*writer_, loop_.queue(),
                                      loop_.queue(), tag);
  }

  void Write(const grpc::ByteBuffer& answer, void* tag) final {
    if constexpr (answers == Answers::kStream) writer_->Write(answer, tag);
  }

  void Finish(const grpc::Status& status, const grpc::ByteBuffer* answer, void* tag) final {
    if constexpr (answers == Answers::kStream) {
      writer_->Finish(status, tag);
    } else if (status.ok() && answer != nullptr) {
      writer_->Finish(*answer, status, tag);
    } else {
      writer_->FinishWithError(status, tag);
    }
  }

  bool streams() const final { return answers == Answers::kStream; }

  const RequestAccept<Service, answers>& accept_;
  std::optional<typename RequestAccept<Service, answers>::Writer> writer_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_REQUEST_CALL_H_
