// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_evaluator.h"

#include <utility>
#include <vector>

#include "clients/cli/evaluation/record_notices.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

class ImpactEvaluator : public AccountEvaluator {
 public:
  ImpactEvaluator(const impact::PackPair& pair, const v1::EvaluationOptions& options,
                  const Limits& limits, Sink sink)
      : pair_(pair),
        comparer_(pair, wire::OptionsFromProto(options, absl::UnixEpoch(), option_violations_),
                  limits),
        sink_(std::move(sink)) {}

  void Evaluate(AccountRecord record) override {
    AccountAnswer answer;
    auto compared = std::make_shared<ImpactAnswer>();
    if (IsLegible(record)) {
      comparer_.Compare(record.account, compared->change);
      compared->refusal = comparer_.refusal();
      answer.violations = compared->refusal.Together();
      if (!answer.violations.empty()) {
        answer.status = absl::InvalidArgumentError("the account is refused");
      }
    }
    AddReaderViolations(std::move(record.violations), answer);
    answer.impact = std::move(compared);
    answer.time_notice = TimeNoticeOf(record.account, &pair_.to());
    sink_({record.line, std::move(record.account.id), record.index}, std::move(answer));
  }

  bool Poll(absl::Duration /*patience*/) override { return false; }
  void Finish() override {}

 private:
  const impact::PackPair& pair_;
  std::vector<Violation> option_violations_;  // none: the options are made here
  impact::Comparer comparer_;
  const Sink sink_;
};

}  // namespace

std::unique_ptr<AccountEvaluator> MakeImpactEvaluator(const impact::PackPair& pair,
                                                      const v1::EvaluationOptions& options,
                                                      const Limits& limits,
                                                      AccountEvaluator::Sink sink) {
  return std::make_unique<ImpactEvaluator>(pair, options, limits, std::move(sink));
}

}  // namespace bellwether::cli
