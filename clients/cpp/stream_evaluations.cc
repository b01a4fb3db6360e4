// The accounts that are not answered yet stand in line; the first `written_` of them are on the
// stream. A stream that breaks is opened anew and the line is written from its beginning: answering
// twice does no harm, because every message only reads.
//
// Tested by tests/clients/stream_evaluations_test.cc.
#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cpp/call_ring.h"
#include "clients/cpp/evaluate_stream.h"
#include "clients/cpp/evaluations.h"
#include "clients/cpp/status.h"

namespace bellwether {
namespace {

constexpr absl::Duration kFirstPause = absl::Milliseconds(100);

class StreamEvaluations : public Evaluations {
 public:
  StreamEvaluations(Client& client, const v1::EvaluationOptions& options,
                    const EvaluationsLimits& limits, Sink sink)
      : client_(client),
        options_(options),
        most_waiting_(std::max<size_t>(limits.calls, 1)),
        sink_(std::move(sink)) {}

  void Send(const v1::Account& account) override {
    while (line_.size() >= most_waiting_) Step(absl::Now() + kBetweenLooks);
    v1::StreamEvaluateRequest& request = line_.emplace_back();
    *request.mutable_account() = account;
    *request.mutable_options() = options_;
    if (line_.size() == 1) waiting_since_ = absl::Now();
    while (Step(kNoWait)) {
    }
  }

  bool Poll(absl::Duration patience) override {
    const uint64_t before = answered_;
    while (Step(kNoWait)) {
    }
    const absl::Time until = absl::Now() + patience;
    while (answered_ == before && !line_.empty() && absl::Now() < until) {
      Step(std::min(until, absl::Now() + kBetweenLooks));
    }
    return !line_.empty();
  }

  void Finish() override {
    while (!line_.empty()) Step(absl::Now() + kBetweenLooks);
    Close();
  }

 private:
  // One event of the stream, or none until `deadline`. Returns whether something happened.
  bool Step(absl::Time deadline) {
    if (line_.empty() && stream_ == nullptr) return false;
    if (IsCancelled(client_.options())) return FailAll(absl::CancelledError("cancelled"));
    if (!surplus_.ok()) return FailAll(surplus_);
    if (stream_ == nullptr) Open();
    if (stream_->writable() && written_ < line_.size()) stream_->Write(line_[written_++]);
    switch (stream_->Wait(deadline)) {
      case EvaluateStream::Event::kNone:
        return GiveUpInTime();
      case EvaluateStream::Event::kWritable:
        return true;
      case EvaluateStream::Event::kAnswer:
        Answered(stream_->response());
        return true;
      case EvaluateStream::Event::kEnded:
        Ended(stream_->status());
        return true;
    }
    return false;
  }

  void Open() {
    stream_ = std::make_unique<EvaluateStream>(client_);
    written_ = 0;
    waiting_since_ = absl::Now();
  }

  void Answered(v1::StreamEvaluateResponse& response) {
    if (written_ == 0) {
      surplus_ = absl::DataLossError("the server gave more answers than it was asked for");
      FailAll(surplus_);
      return;
    }
    EvaluateAnswer answer;
    if (response.has_evaluation()) {
      answer.evaluation.Swap(response.mutable_evaluation());
    } else if (response.has_error()) {
      answer = ToAnswer(response.error());
    } else {
      answer.status = absl::DataLossError("the server's answer for the account is empty");
    }
    CheckAccount(line_.front().account().id(), answer);
    failures_ = 0;
    --written_;
    HandOut(std::move(answer));
  }

  void HandOut(EvaluateAnswer answer) {
    line_.pop_front();
    waiting_since_ = absl::Now();
    sink_(answered_++, std::move(answer));
  }

  void Ended(const grpc::Status& status) {
    const absl::Status ended = ToAbslStatus(status);
    const std::vector<Violation> violations = ViolationsOf(status);
    stream_.reset();
    if (line_.empty()) return;
    if (ended.ok()) {
      FailAll(absl::DataLossError(
          absl::StrCat("the server ended the stream with ", line_.size(), " accounts unanswered")));
    } else if (ended.code() == absl::StatusCode::kUnavailable &&
               ++failures_ < client_.options().attempts) {
      Pause(kFirstPause * (1 << (2 * (failures_ - 1))));
    } else {
      FailAll(ended, violations);
    }
  }

  // A channel connects only while somebody waits for it.
  void Pause(absl::Duration pause) {
    const absl::Time until = absl::Now() + pause;
    while (absl::Now() < until && !IsCancelled(client_.options())) {
      const absl::Time look = std::min(absl::Now() + kBetweenLooks, until);
      if (client_.WaitUntilConnected(look - absl::Now()).ok()) absl::SleepFor(look - absl::Now());
    }
  }

  // The account that the server has been thinking about for too long is given up; the others are
  // asked again.
  bool GiveUpInTime() {
    if (line_.empty() || absl::Now() - waiting_since_ < client_.options().timeout) return false;
    stream_.reset();
    HandOut({absl::DeadlineExceededError("Deadline Exceeded"), {}, {}});
    return true;
  }

  bool FailAll(const absl::Status& status, const std::vector<Violation>& violations = {}) {
    stream_.reset();
    while (!line_.empty()) HandOut({status, violations, {}});
    return true;
  }

  // Lets the stream end in good order; what it says then changes no answer.
  void Close() {
    const absl::Time until = absl::Now() + client_.options().timeout;
    bool closed = false;
    while (stream_ != nullptr && absl::Now() < until && !IsCancelled(client_.options())) {
      if (stream_->writable() && !std::exchange(closed, true)) stream_->CloseWrites();
      const auto event = stream_->Wait(absl::Now() + kBetweenLooks);
      if (event == EvaluateStream::Event::kEnded) break;
    }
    stream_.reset();
  }

  Client& client_;
  const v1::EvaluationOptions options_;
  const size_t most_waiting_;
  const Sink sink_;
  std::unique_ptr<EvaluateStream> stream_;
  std::deque<v1::StreamEvaluateRequest> line_;  // without an answer
  size_t written_ = 0;                          // of the line, on this stream
  absl::Time waiting_since_;                    // for the first answer
  int failures_ = 0;                            // of streams without an answer between them
  absl::Status surplus_;
  uint64_t answered_ = 0;
};

}  // namespace

std::unique_ptr<Evaluations> MakeStreamEvaluations(Client& client,
                                                   const v1::EvaluationOptions& options,
                                                   const EvaluationsLimits& limits,
                                                   Evaluations::Sink sink) {
  return std::make_unique<StreamEvaluations>(client, options, limits, std::move(sink));
}

}  // namespace bellwether
