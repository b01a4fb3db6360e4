// Internal to clients/cpp: one bidirectional stream, with its events taken one at a time.
//
// Requests are written in order, one write at a time, and one read is always outstanding, so that
// the server is never waited for by a write alone. One thread; the client must outlive the stream.
#ifndef BELLWETHER_CLIENTS_CPP_EVALUATE_STREAM_H_
#define BELLWETHER_CLIENTS_CPP_EVALUATE_STREAM_H_

#include <memory>

#include "absl/time/time.h"
#include "clients/cpp/client.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/support/async_stream.h"

namespace bellwether {

class EvaluateStream {
 public:
  enum class Event {
    kNone,      // nothing happened before the deadline
    kWritable,  // another request can be written
    kAnswer,    // response() holds an answer
    kEnded,     // status() tells how; nothing happens any more
  };

  explicit EvaluateStream(Client& client);
  // Cancels a stream that has not ended.
  ~EvaluateStream();
  EvaluateStream(const EvaluateStream&) = delete;
  EvaluateStream& operator=(const EvaluateStream&) = delete;

  bool writable() const { return writable_; }
  // Only when writable.
  void Write(const v1::StreamEvaluateRequest& request);
  // Says that there are no more requests. Only when writable.
  void CloseWrites();
  void Cancel() { context_.TryCancel(); }

  Event Wait(absl::Time deadline);
  // Of the last kAnswer; the caller may empty it.
  v1::StreamEvaluateResponse& response() { return response_; }
  const grpc::Status& status() const { return status_; }

 private:
  Event Happened(void* tag, bool ok);
  void Read();

  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<
      grpc::ClientAsyncReaderWriter<v1::StreamEvaluateRequest, v1::StreamEvaluateResponse>>
      stream_;
  v1::StreamEvaluateResponse response_;
  grpc::Status status_;
  bool writable_ = false;
  bool must_read_ = false;  // the last answer has been given to the caller
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_EVALUATE_STREAM_H_
