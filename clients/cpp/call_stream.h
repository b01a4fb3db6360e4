// Internal to clients/cpp: one bidirectional stream, with its events taken one at a time.
//
// Requests are written in order, one write at a time, and one read is always outstanding, so that
// the server is never waited for by a write alone. One thread; the client must outlive the stream.
//
// Tested by tests/clients/stream_evaluations_test.cc.
#ifndef BELLWETHER_CLIENTS_CPP_CALL_STREAM_H_
#define BELLWETHER_CLIENTS_CPP_CALL_STREAM_H_

#include <array>
#include <functional>
#include <memory>

#include "absl/time/time.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/support/async_stream.h"

namespace bellwether {

// What happened to a stream.
enum class StreamEvent {
  kNone,      // nothing before the deadline
  kWritable,  // another request can be written
  kAnswer,    // response() holds an answer
  kEnded,     // status() tells how; nothing happens any more
};

template <typename Request, typename Response>
class CallStream {
 public:
  using Event = StreamEvent;
  using Stream = grpc::ClientAsyncReaderWriter<Request, Response>;
  // The stub's Async... method.
  using Starter = std::function<std::unique_ptr<Stream>(grpc::ClientContext*,
                                                        grpc::CompletionQueue*, void* tag)>;

  explicit CallStream(const Starter& start) : stream_(start(&context_, &queue_, TagOf(kStart))) {}
  // Cancels a stream that has not ended.
  ~CallStream() {
    context_.TryCancel();
    queue_.Shutdown();
    void* tag = nullptr;
    bool ok = false;
    while (queue_.Next(&tag, &ok)) {
    }
  }
  CallStream(const CallStream&) = delete;
  CallStream& operator=(const CallStream&) = delete;

  bool writable() const { return writable_; }
  // Only when writable.
  void Write(const Request& request) {
    writable_ = false;
    stream_->Write(request, TagOf(kWrite));
  }
  // Says that there are no more requests. Only when writable.
  void CloseWrites() {
    writable_ = false;
    stream_->WritesDone(TagOf(kClose));
  }
  void Cancel() { context_.TryCancel(); }

  Event Wait(absl::Time deadline) {
    if (must_read_) Read();
    void* tag = nullptr;
    bool ok = false;
    const auto until = absl::ToChronoTime(deadline);
    while (queue_.AsyncNext(&tag, &ok, until) == grpc::CompletionQueue::GOT_EVENT) {
      const Event event = Happened(tag, ok);
      if (event != Event::kNone) return event;
    }
    return Event::kNone;
  }

  // Of the last kAnswer; the caller may empty it.
  Response& response() { return response_; }
  const grpc::Status& status() const { return status_; }

 private:
  enum Operation { kStart, kWrite, kClose, kRead, kFinish };

  // A tag is the address of the operation that it is of.
  void* TagOf(Operation operation) { return &operations_[operation]; }

  void Read() {
    must_read_ = false;
    stream_->Read(&response_, TagOf(kRead));
  }

  // A write that fails says nothing that the read does not say better. The stream has ended when
  // the read fails: only then is its status asked for.
  Event Happened(void* tag, bool ok) {
    switch (*static_cast<Operation*>(tag)) {
      case kStart:
        Read();
        writable_ = ok;
        return ok ? Event::kWritable : Event::kNone;
      case kWrite:
        writable_ = ok;
        return ok ? Event::kWritable : Event::kNone;
      case kClose:
        return Event::kNone;
      case kRead:
        writable_ = writable_ && ok;
        must_read_ = ok;
        if (!ok) stream_->Finish(&status_, TagOf(kFinish));
        return ok ? Event::kAnswer : Event::kNone;
      case kFinish:
        return Event::kEnded;
    }
    return Event::kNone;
  }

  std::array<Operation, 5> operations_ = {kStart, kWrite, kClose, kRead, kFinish};
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<Stream> stream_;
  Response response_;
  grpc::Status status_;
  bool writable_ = false;
  bool must_read_ = false;  // the last answer has been given to the caller
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_CALL_STREAM_H_
