// Tested by tests/engine/testing/run_test.cc.
#include "engine/testing/case_evaluator.h"

#include <utility>

#include "engine/bellwether.h"
#include "engine/evaluate/required.h"

namespace bellwether {

std::vector<Violation> CaseEvaluator::Evaluate(const TestCase& test) {
  evaluation_.required.clear();
  std::vector<Violation> violations = test.unreadable;
  BindOptions bind;
  bind.as_of = test.as_of;
  bind.benchmark_set = test.benchmark_set;
  for (Violation& violation : Bind(plan_, test.account, bind, limits_, facts_)) {
    violations.push_back(std::move(violation));
  }
  if (!violations.empty()) return violations;
  if (bellwether::Evaluate(plan_, facts_, scratch_, evaluation_).ok()) return {};
  return RequiredViolations(plan_, evaluation_);
}

}  // namespace bellwether
