// Calls on the channel, in bytes, and the queue that they wait on.
//
//   CallQueue queue;
//   queue.Start();
//   auto call = OutgoingCall::Begin(queue, channel, {path, metadata, deadline});
//   call->Write(bytes, [](bool taken) { ... });
//   call->WritesDone();
//   call->Read([](std::optional<std::string> message) { ... });   // nothing: no more
//   call->Finish([](CallEnd end) { ... });
//   ...
//   queue.Stop();               // when every call has been let go: waits for them
//
// One Read and one Write at a time; Finish when no more is read. What is given is called by the
// queue's thread, also when the call was cancelled. Thread-safe.
#ifndef BELLWETHER_SERVER_HTTP_OUTGOING_CALL_H_
#define BELLWETHER_SERVER_HTTP_OUTGOING_CALL_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/status.h"
#include "server/base/mutex.h"
#include "server/http/metadata.h"

namespace bellwether::http {

class CallQueue {
 public:
  ~CallQueue() { Stop(); }

  void Start();
  // Waits until no call is left, then ends the thread.
  void Stop();

 private:
  friend class OutgoingCall;

  void Run();
  void CallBegan();
  void CallEnded();

  grpc::CompletionQueue queue_;
  std::thread thread_;
  Mutex mutex_;
  ConditionVariable no_calls_;
  uint64_t calls_ ABSL_GUARDED_BY(mutex_) = 0;
};

struct CallBegin {
  std::string path;
  Metadata metadata;
  absl::Time deadline = absl::InfiniteFuture();
};

struct CallEnd {
  grpc::Status status;
  Metadata leading, trailing;
};

// Keeps itself while something is under way.
class OutgoingCall : public std::enable_shared_from_this<OutgoingCall> {
 public:
  using Done = std::function<void(bool ok)>;

  // `queue` outlives the call.
  static std::shared_ptr<OutgoingCall> Begin(CallQueue& queue,
                                             const std::shared_ptr<grpc::Channel>& channel,
                                             const CallBegin& begin);
  ~OutgoingCall();
  OutgoingCall(const OutgoingCall&) = delete;
  OutgoingCall& operator=(const OutgoingCall&) = delete;

  // False: the call is over, and Finish says how.
  void Write(const std::string& bytes, Done done);
  // The same, and no more will follow.
  void WriteLast(const std::string& bytes);
  void WritesDone();
  void Read(std::function<void(std::optional<std::string> message)> done);
  // What came before the first message. Valid when something was read.
  Metadata Leading() const;
  void Finish(std::function<void(CallEnd end)> done);
  // What is under way ends soon.
  void Cancel() { context_.TryCancel(); }

 private:
  explicit OutgoingCall(CallQueue& queue) : queue_(queue) {}

  void* Tag(Done done);

  CallQueue& queue_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream_;
  grpc::ByteBuffer message_;  // being read
  grpc::Status status_;
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_OUTGOING_CALL_H_
