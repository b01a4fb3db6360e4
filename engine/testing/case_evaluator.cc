// Tested by tests/engine/testing/run_test.cc.
#include "engine/testing/case_evaluator.h"

namespace bellwether {

std::vector<Violation> CaseEvaluator::Evaluate(const TestCase& test) {
  std::vector<Violation> violations = test.unreadable;
  BindOptions bind;
  bind.as_of = test.as_of;
  bind.benchmark_set = test.benchmark_set;
  // A status without violations is that of an evaluation that is whole.
  EvaluateAccount(plan_, test.account, bind, limits_, memory_, violations).IgnoreError();
  return violations;
}

std::vector<Violation> CaseEvaluator::Evaluate(const Account& account, const Moment& as_of) {
  std::vector<Violation> violations;
  BindOptions bind;
  bind.as_of = as_of;
  EvaluateAccount(plan_, account, bind, limits_, memory_, violations).IgnoreError();
  return violations;
}

}  // namespace bellwether
