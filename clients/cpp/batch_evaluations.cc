// Accounts are held back until a message is full, or until the caller polls. A message that the
// server finds too large is halved and asked again, half by half, while the others wait in line.
//
// Tested by tests/clients/evaluations_test.cc.
#include <algorithm>
#include <utility>

#include "clients/cpp/call_ring.h"
#include "clients/cpp/evaluations.h"

namespace bellwether {
namespace {

class BatchEvaluations : public Evaluations {
 public:
  BatchEvaluations(Client& client, const v1::EvaluationOptions& options,
                   const EvaluationsLimits& limits, Sink sink)
      : client_(client),
        most_accounts_(std::max<size_t>(limits.accounts, 1)),
        most_bytes_(limits.bytes),
        sink_(std::move(sink)),
        calls_(client, &v1::ScoringService::Stub::AsyncEvaluateBatch, limits.calls,
               [this](Calls::Ended& ended) { Answered(ended); }) {
    *held_.mutable_options() = options;
  }

  void Send(const v1::Account& account) override {
    const size_t bytes = account.ByteSizeLong();
    if (held_bytes_ + bytes > most_bytes_) SendHeld();
    *held_.add_accounts() = account;
    held_bytes_ += bytes;
    if (static_cast<size_t>(held_.accounts_size()) >= most_accounts_) SendHeld();
  }

  bool Poll(absl::Duration patience) override {
    SendHeld();
    calls_.Poll(patience);
    return !calls_.empty();
  }

  void Finish() override {
    SendHeld();
    calls_.Finish();
  }

 private:
  using Calls = CallRing<v1::EvaluateBatchRequest, v1::EvaluateBatchResponse>;

  void SendHeld() {
    if (held_.accounts_size() == 0) return;
    v1::EvaluateBatchRequest request;
    *request.mutable_options() = held_.options();
    request.Swap(&held_);
    held_bytes_ = 0;
    calls_.Send(std::move(request));
  }

  void Answered(Calls::Ended& ended) {
    BatchAnswer answer = ToAnswer(ended.request, ended.status, ended.response);
    HandOut(ended.request, std::move(answer));
  }

  void HandOut(const v1::EvaluateBatchRequest& request, BatchAnswer answer) {
    const bool too_large = answer.status.code() == absl::StatusCode::kResourceExhausted;
    if (too_large && request.accounts_size() > 1) return AskByHalves(request);
    if (answer.ok()) {
      for (EvaluateAnswer& item : answer.items) sink_(answered_++, std::move(item));
      return;
    }
    for (int i = 0; i < request.accounts_size(); ++i) {
      sink_(answered_++, EvaluateAnswer{answer.status, answer.violations, {}});
    }
  }

  void AskByHalves(const v1::EvaluateBatchRequest& request) {
    const int half = request.accounts_size() / 2;
    most_accounts_ = std::min(most_accounts_, static_cast<size_t>(half));
    AskAgain(request, 0, half);
    AskAgain(request, half, request.accounts_size());
  }

  void AskAgain(const v1::EvaluateBatchRequest& request, int first, int end) {
    v1::EvaluateBatchRequest part;
    *part.mutable_options() = request.options();
    for (int i = first; i < end; ++i) *part.add_accounts() = request.accounts(i);
    BatchAnswer answer;
    if (IsCancelled(client_.options())) {
      answer.status = absl::CancelledError("cancelled");
    } else {
      answer = client_.EvaluateBatch(part);
    }
    HandOut(part, std::move(answer));
  }

  Client& client_;
  size_t most_accounts_;  // less once the server found a message too large
  const size_t most_bytes_;
  const Sink sink_;
  v1::EvaluateBatchRequest held_;
  size_t held_bytes_ = 0;
  uint64_t answered_ = 0;
  Calls calls_;
};

}  // namespace

std::unique_ptr<Evaluations> MakeBatchEvaluations(Client& client,
                                                  const v1::EvaluationOptions& options,
                                                  const EvaluationsLimits& limits,
                                                  Evaluations::Sink sink) {
  return std::make_unique<BatchEvaluations>(client, options, limits, std::move(sink));
}

}  // namespace bellwether
