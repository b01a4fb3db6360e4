// One call of a load, of any kind: one message and one answer, or several of each, and perhaps
// cancelled on the way.
//
//   auto* call = LoadCall::Start(shape, stub, queue, due);   // its events arrive at the queue
//   auto* event = static_cast<LoadCall::Event*>(tag);
//   if (event->Proceed(ok)) { ...call has ended: event->call() ...; delete &event->call(); }
//
// One thread, that of the queue. A call must stay until its last event came.
#ifndef BELLWETHER_TESTS_RELIABILITY_LOAD_CALL_H_
#define BELLWETHER_TESTS_RELIABILITY_LOAD_CALL_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "grpcpp/alarm.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"

namespace bellwether::load {

// What all calls of a load have in common. Outlives them.
struct CallShape {
  std::string method;  // "/bellwether.v1.ScoringService/Evaluate"
  grpc::ByteBuffer message;
  uint32_t messages = 0;  // how often it is sent on a stream; 0: the method is unary
  absl::Duration deadline = absl::Seconds(1);
  absl::Duration cancel_after = absl::InfiniteDuration();
};

class LoadCall {
 public:
  class Event {
   public:
    using Handle = void (LoadCall::*)(bool ok);
    Event(LoadCall& call, Handle handle) : call_(call), handle_(handle) {}
    // True when it was the call's last event.
    bool Proceed(bool ok);
    LoadCall& call() { return call_; }

   private:
    LoadCall& call_;
    const Handle handle_;
  };

  // Whoever sees its last event deletes it.
  static LoadCall* Start(const CallShape& shape, grpc::GenericStub& stub,
                         grpc::CompletionQueue& queue, absl::Time due);

  absl::Time due() const { return due_; }
  // Of a call that has ended.
  const grpc::Status& status() const { return status_; }
  // Every answer, one after the other.
  const std::string& answers() const { return answers_; }

 private:
  LoadCall(const CallShape& shape, absl::Time due) : shape_(shape), due_(due) {}

  void Begin(grpc::GenericStub& stub, grpc::CompletionQueue& queue);
  void* Await(Event& event);
  void WriteNext();
  void ReadNext();
  void FinishWhenDone();

  void Started(bool ok);
  void Written(bool ok);
  void Read(bool ok);
  void Finished(bool ok);
  void Cancel(bool ok);

  const CallShape& shape_;
  const absl::Time due_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::GenericClientAsyncResponseReader> unary_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream_;
  grpc::Alarm alarm_;
  grpc::ByteBuffer answer_;
  grpc::Status status_;
  std::string answers_;
  uint32_t awaited_ = 0;  // events on their way
  uint32_t sent_ = 0;
  bool writing_ = false;
  bool reading_ = false;
  bool ended_ = false;
  Event started_{*this, &LoadCall::Started}, written_{*this, &LoadCall::Written};
  Event read_{*this, &LoadCall::Read}, finished_{*this, &LoadCall::Finished};
  Event cancel_{*this, &LoadCall::Cancel};
};

}  // namespace bellwether::load

#endif  // BELLWETHER_TESTS_RELIABILITY_LOAD_CALL_H_
