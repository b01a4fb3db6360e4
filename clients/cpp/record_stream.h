// Many records into the store of a server, in one call: AccountsService.StreamPutRecords.
//
//   RecordStream stream(client, [](const RecordStream::Batch& batch, const RecordStream::Answer&
//   answer) {
//     ...  // the batch is durable: answer.results(i) says what became of batch.records(i)
//   });
//   while (...) {
//     RecordStream::Batch batch = ...;  // up to kMostRecords
//     if (!stream.Send(std::move(batch))) break;
//   }
//   if (const auto& ended = stream.End(); !ended.status.ok()) ...  // those not answered may be
//   kept
//
// Answers come in the order of the batches. kMostUnanswered batches are in memory. A call that ends
// UNAVAILABLE is made again, as often in a row as ClientOptions say, with the batches that have no
// answer; a record that was kept nevertheless is then told to be there. The time-out of
// ClientOptions is that between one answer and the next. One thread at a time; `client` outlives
// it.
#ifndef BELLWETHER_CLIENTS_CPP_RECORD_STREAM_H_
#define BELLWETHER_CLIENTS_CPP_RECORD_STREAM_H_

#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "bellwether/v1/accounts.pb.h"
#include "clients/cpp/client.h"

namespace bellwether {

class RecordStream {
 public:
  using Batch = v1::StreamPutRecordsRequest;
  using Answer = v1::StreamPutRecordsResponse;
  using Answered = std::function<void(const Batch& batch, const Answer& answer)>;

  static constexpr int kMostRecords = 1'000;  // of one batch
  static constexpr size_t kMostUnanswered = 4;

  struct Ended {
    // DEADLINE_EXCEEDED: no answer came in time. CANCELLED: ClientOptions::cancelled was set.
    // DATA_LOSS: an answer is not that of its batch.
    absl::Status status;
    std::vector<Violation> violations;  // what the server found wrong with a batch as a whole
  };

  RecordStream(Client& client, Answered answered);
  // Cancels what is not ended.
  ~RecordStream();
  RecordStream(const RecordStream&) = delete;
  RecordStream& operator=(const RecordStream&) = delete;

  // Waits while there are too many batches without an answer. False: it is over.
  bool Send(Batch batch);
  // Waits for all answers. Once; nothing is sent after it.
  const Ended& End();
  // What is known so far.
  const Ended& ended() const { return ended_; }

 private:
  class Stream;

  bool RunUntil(const std::function<bool()>& enough);
  bool Step();
  bool TakeAnswer();
  bool Again();
  bool Fail(absl::Status status);
  void Close();

  Client& client_;
  const Answered answered_;
  std::unique_ptr<Stream> stream_;  // null: none is open
  std::deque<Batch> unanswered_;
  size_t sent_ = 0;   // of these, on the stream that is open
  int failures_ = 0;  // since the last answer
  absl::Time waits_since_;
  bool over_ = false;
  Ended ended_;
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_RECORD_STREAM_H_
