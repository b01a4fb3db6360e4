// Tested by tests/clients/record_stream_test.cc and remote_accounts_test.py.
#include "clients/cpp/record_stream.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cpp/call_stream.h"
#include "clients/cpp/status.h"

namespace bellwether {
namespace {

constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
constexpr absl::Duration kLongestPause = absl::Seconds(2);
// How soon somebody who cancels is heard.
constexpr absl::Duration kListens = absl::Milliseconds(100);

}  // namespace

class RecordStream::Stream : public CallStream<Batch, Answer> {
 public:
  explicit Stream(Client& client)
      : CallStream(
            [&client](grpc::ClientContext* context, grpc::CompletionQueue* queue, void* tag) {
              return client.accounts().AsyncStreamPutRecords(context, queue, tag);
            }) {}
};

RecordStream::RecordStream(Client& client, Answered answered)
    : client_(client), answered_(std::move(answered)) {}

RecordStream::~RecordStream() = default;

bool RecordStream::Send(Batch batch) {
  if (over_) return false;
  unanswered_.push_back(std::move(batch));
  waits_since_ = absl::Now();
  return RunUntil(
      [this] { return sent_ == unanswered_.size() && unanswered_.size() <= kMostUnanswered; });
}

const RecordStream::Ended& RecordStream::End() {
  waits_since_ = absl::Now();
  if (!over_ && RunUntil([this] { return unanswered_.empty(); })) Close();
  over_ = true;
  stream_.reset();
  return ended_;
}

bool RecordStream::RunUntil(const std::function<bool()>& enough) {
  while (!enough()) {
    if (stream_ == nullptr) {
      stream_ = std::make_unique<Stream>(client_);
      sent_ = 0;
    }
    if (!Step()) return false;
  }
  return true;
}

// One thing that happens: a batch leaves, an answer comes, or the stream ends.
bool RecordStream::Step() {
  if (stream_->writable() && sent_ < unanswered_.size()) {
    stream_->Write(unanswered_[sent_++]);
    return true;
  }
  const absl::Duration timeout = client_.options().timeout;
  const absl::Time until = waits_since_ + timeout;
  switch (stream_->Wait(std::min(until, absl::Now() + kListens))) {
    case StreamEvent::kWritable:
      return true;
    case StreamEvent::kAnswer:
      return TakeAnswer();
    case StreamEvent::kEnded:
      return Again();
    case StreamEvent::kNone:
      break;
  }
  const std::atomic<bool>* const cancelled = client_.options().cancelled;
  if (cancelled != nullptr && *cancelled) return Fail(absl::CancelledError("it was cancelled"));
  if (absl::Now() < until) return true;
  return Fail(absl::DeadlineExceededError(
      absl::StrCat("the server did not answer a batch within ", absl::FormatDuration(timeout))));
}

bool RecordStream::TakeAnswer() {
  const Answer& answer = stream_->response();
  if (sent_ == 0 || answer.results_size() != unanswered_.front().records_size()) {
    return Fail(absl::DataLossError("the server's answer is not that of the batch"));
  }
  answered_(unanswered_.front(), answer);
  unanswered_.pop_front();
  --sent_;
  failures_ = 0;
  waits_since_ = absl::Now();
  return true;
}

// The stream has ended while batches wait: all of them once more, where that may help.
bool RecordStream::Again() {
  const grpc::Status status = stream_->status();
  ++failures_;
  const bool helps = status.error_code() == grpc::StatusCode::UNAVAILABLE;
  if (!helps || failures_ >= client_.options().attempts) {
    ended_.violations = ViolationsOf(status);
    return Fail(status.ok() ? absl::DataLossError("the server ended its answer before it was whole")
                            : ToAbslStatus(status));
  }
  stream_.reset();
  sent_ = 0;
  absl::SleepFor(std::min(kLongestPause, kFirstPause * (1 << (2 * std::min(failures_ - 1, 4)))));
  waits_since_ = absl::Now();
  return true;
}

bool RecordStream::Fail(absl::Status status) {
  ended_.status = std::move(status);
  over_ = true;
  stream_.reset();
  return false;
}

// All was answered: how the stream ends changes nothing.
void RecordStream::Close() {
  const absl::Time until = absl::Now() + client_.options().timeout;
  bool closed = false;
  while (stream_ != nullptr && absl::Now() < until) {
    if (!closed && stream_->writable()) {
      stream_->CloseWrites();
      closed = true;
    }
    if (stream_->Wait(until) == StreamEvent::kEnded) return;
  }
}

}  // namespace bellwether
