// Tested by tests/engine/testing/run_test.cc.
#include "engine/testing/case_evaluator.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/bellwether.h"

namespace bellwether {
namespace {

// The refusal of an account that lacks a value whose policy is `error`.
constexpr char kRequired[] = "REQUIRED_BUT_MISSING";

}  // namespace

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
  if (bellwether::Evaluate(plan_, facts_, scratch_, evaluation_).ok()) return violations;
  for (const uint32_t slot : evaluation_.required) {
    const ruleset::Slot& missing = plan_.slots[slot];
    const bool signal = missing.origin == ruleset::SlotOrigin::kSignal;
    violations.push_back({absl::StrCat(signal ? "signals." : "", missing.name), kRequired,
                          "the pack needs a value, and there is none"});
  }
  return violations;
}

}  // namespace bellwether
