// Tested by tests/clients/baseline_command_test.py.
#include "clients/cli/decisions/baseline_evaluator.h"

#include <utility>
#include <vector>

#include "clients/cli/evaluation/record_notices.h"
#include "engine/evaluate/evaluate_account.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

class BaselineEvaluator : public AccountEvaluator {
 public:
  BaselineEvaluator(const Plan& plan, const v1::EvaluationOptions& options,
                    drift::BaselineBuilder* builder, Sink sink)
      : plan_(plan),
        options_(wire::OptionsFromProto(options, absl::UnixEpoch(), option_violations_)),
        builder_(builder),
        sink_(std::move(sink)) {}

  void Evaluate(AccountRecord record) override {
    AccountAnswer answer;
    const bool whole = record.violations.empty();
    if (IsLegible(record)) {
      const absl::Status evaluated =
          EvaluateAccount(plan_, record.account, options_, Limits{}, memory_, answer.violations);
      if (!evaluated.ok()) answer.status = absl::InvalidArgumentError("the account is refused");
      if (evaluated.ok() && whole && builder_ != nullptr) {
        builder_->Add(memory_.facts, memory_.evaluation, Stages::All());
      }
    }
    AddReaderViolations(std::move(record.violations), answer);
    answer.time_notice = TimeNoticeOf(record.account, &plan_);
    sink_({record.line, std::move(record.account.id), record.index}, std::move(answer));
  }

  bool Poll(absl::Duration /*patience*/) override { return false; }
  void Finish() override {}

 private:
  const Plan& plan_;
  std::vector<Violation> option_violations_;  // none: the options are made here
  const BindOptions options_;
  drift::BaselineBuilder* const builder_;
  const Sink sink_;
  AccountMemory memory_;
};

}  // namespace

std::unique_ptr<AccountEvaluator> MakeBaselineEvaluator(const Plan& plan,
                                                        const v1::EvaluationOptions& options,
                                                        drift::BaselineBuilder* builder,
                                                        AccountEvaluator::Sink sink) {
  return std::make_unique<BaselineEvaluator>(plan, options, builder, std::move(sink));
}

}  // namespace bellwether::cli
