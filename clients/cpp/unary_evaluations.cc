// One account a call, by the ring that keeps calls in order.
//
// Tested by tests/clients/evaluations_test.cc.
#include <utility>

#include "clients/cpp/call_ring.h"
#include "clients/cpp/evaluations.h"

namespace bellwether {
namespace {

class UnaryEvaluations : public Evaluations {
 public:
  UnaryEvaluations(Client& client, const v1::EvaluationOptions& options,
                   const EvaluationsLimits& limits, Sink sink)
      : options_(options),
        sink_(std::move(sink)),
        calls_(client, &v1::ScoringService::Stub::AsyncEvaluate, limits.calls,
               [this](Calls::Ended& ended) { Answered(ended); }) {}

  void Send(const v1::Account& account) override {
    v1::EvaluateRequest request;
    *request.mutable_account() = account;
    *request.mutable_options() = options_;
    calls_.Send(std::move(request));
  }

  bool Poll(absl::Duration patience) override {
    calls_.Poll(patience);
    return !calls_.empty();
  }

  void Finish() override { calls_.Finish(); }

 private:
  using Calls = CallRing<v1::EvaluateRequest, v1::EvaluateResponse>;

  void Answered(Calls::Ended& ended) {
    EvaluateAnswer answer = ToAnswer(ended.status, ended.response);
    CheckAccount(ended.request.account().id(), answer);
    sink_(answered_++, std::move(answer));
  }

  const v1::EvaluationOptions options_;
  const Sink sink_;
  uint64_t answered_ = 0;
  Calls calls_;
};

}  // namespace

std::unique_ptr<Evaluations> MakeUnaryEvaluations(Client& client,
                                                  const v1::EvaluationOptions& options,
                                                  const EvaluationsLimits& limits,
                                                  Evaluations::Sink sink) {
  return std::make_unique<UnaryEvaluations>(client, options, limits, std::move(sink));
}

}  // namespace bellwether
