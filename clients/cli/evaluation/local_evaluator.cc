// The server's request handler without the server: bind, evaluate, convert. Memory is used again
// for every account.
//
// Tested by tests/clients/account_evaluator_test.cc.
#include <utility>
#include <vector>

#include "clients/cli/evaluation/account_evaluator.h"
#include "clients/cli/evaluation/record_notices.h"
#include "engine/evaluate/evaluate_account.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

class LocalEvaluator : public AccountEvaluator {
 public:
  LocalEvaluator(std::shared_ptr<const Plan> plan, const v1::EvaluationOptions& options,
                 const Limits& limits, Sink sink, const AccountWatch& watch)
      : plan_(std::move(plan)),
        answer_options_(wire::AnswerOptionsFromProto(options)),
        wanted_(watch.wanted),
        limits_(limits),
        sink_(std::move(sink)),
        renderer_(watch.make_renderer ? watch.make_renderer() : nullptr) {
    if (watch.needs_messages) wanted_ |= wire::WantedFor(answer_options_);
    bind_options_ = wire::OptionsFromProto(options, absl::UnixEpoch(), option_violations_);
  }

  void Evaluate(AccountRecord record) override {
    AccountAnswer answer;
    if (IsLegible(record)) Answer(record.account, answer);
    AddReaderViolations(std::move(record.violations), answer);
    answer.time_notice = TimeNoticeOf(record.account, plan_.get());
    sink_({record.line, std::move(record.account.id), record.index}, std::move(answer));
  }

  bool Poll(absl::Duration /*patience*/) override { return false; }
  void Finish() override {}

 private:
  void Answer(const Account& account, AccountAnswer& answer) {
    answer.violations = option_violations_;
    answer.status = EvaluateAccount(*plan_, account, bind_options_, limits_, memory_,
                                    answer.violations, wanted_);
    if (!answer.ok()) return;
    if (renderer_ == nullptr) return Convert(account, answer.evaluation);
    const bool wanted = renderer_->Look({*plan_, account, memory_.facts, memory_.evaluation});
    message_.Clear();  // and keeps its memory
    if (wanted) Convert(account, message_);
    answer.rendered = renderer_->Take(message_);
  }

  void Convert(const Account& account, v1::Evaluation& message) {
    if (wire::WantsQuestions(answer_options_)) {
      questions_ = Ask(*plan_, account, bind_options_, limits_, memory_.facts, memory_.evaluation);
    }
    wire::AnswerToProto(*plan_, memory_.facts, memory_.evaluation, questions_, answer_options_,
                        message);
  }

  const std::shared_ptr<const Plan> plan_;
  const wire::AnswerOptions answer_options_;
  Wanted wanted_;
  const Limits limits_;
  const Sink sink_;
  const std::unique_ptr<AnswerRenderer> renderer_;
  BindOptions bind_options_;
  std::vector<Violation> option_violations_;
  AccountMemory memory_;
  Questions questions_;
  v1::Evaluation message_;  // of an account that is rendered here
};

}  // namespace

std::unique_ptr<AccountEvaluator> MakeLocalEvaluator(std::shared_ptr<const Plan> plan,
                                                     const v1::EvaluationOptions& options,
                                                     const Limits& limits,
                                                     AccountEvaluator::Sink sink,
                                                     const AccountWatch& watch) {
  return std::make_unique<LocalEvaluator>(std::move(plan), options, limits, std::move(sink), watch);
}

}  // namespace bellwether::cli
