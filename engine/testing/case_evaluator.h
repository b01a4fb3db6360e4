// The account of a case, bound and evaluated, with memory that all cases share.
//
//   CaseEvaluator evaluator(plan, limits);
//   if (evaluator.Evaluate(test).empty()) ... evaluator.At(test, path)
//
// It refers to the plan, which must outlive it, and serves one thread.
#ifndef BELLWETHER_ENGINE_TESTING_CASE_EVALUATOR_H_
#define BELLWETHER_ENGINE_TESTING_CASE_EVALUATOR_H_

#include <vector>

#include "engine/base/limits.h"
#include "engine/evaluate/evaluate_account.h"
#include "engine/paths/observe.h"
#include "engine/plan/plan.h"
#include "engine/testing/suite.h"

namespace bellwether {

class CaseEvaluator {
 public:
  explicit CaseEvaluator(const Plan& plan, const Limits& limits = {})
      : plan_(plan), limits_(limits) {}

  // Everything for which the account is refused; with nothing, there is an evaluation.
  std::vector<Violation> Evaluate(const TestCase& test);
  // Of an account that stands in no case.
  std::vector<Violation> Evaluate(const Account& account, const Moment& as_of);

  // Of the last case. Where it was refused: what it was bound to, and evaluation().required, which
  // is empty when binding refused it.
  const Facts& facts() const { return memory_.facts; }
  const Evaluation& evaluation() const { return memory_.evaluation; }
  // `account`: the one that was evaluated.
  Observed At(const Account& account, const Path& path) const {
    return Observe({plan_, account, facts(), evaluation()}, path);
  }
  Observed At(const TestCase& test, const Path& path) const { return At(test.account, path); }

 private:
  const Plan& plan_;
  const Limits limits_;
  AccountMemory memory_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_CASE_EVALUATOR_H_
