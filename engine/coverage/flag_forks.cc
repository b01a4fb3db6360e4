// Flags: whether each applies, and is raised or clear.
//
// Tested by tests/engine/coverage/points_test.cc.
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/coverage/fork_builder.h"

namespace bellwether::coverage {
namespace {

void AddFlag(ForkBuilder& builder, size_t index) {
  const PlanFlag& flag = builder.plan().flags[index];
  const std::string key = absl::StrCat("flags.", builder.plan().outcome_notes.flags[index].name);
  builder.AddApplies(key, flag.rule.applies_when, [index](const Seen& seen) {
    const FlagResult& result = seen.evaluation.flags[index];
    if (!seen.plan.flags[index].in_force) return kNotReached;
    if (!result.of_applies_when) return Turn{0};
    return result.state == FlagState::kNotEvaluated ? kNoWay : Turn{1};
  });
  builder.AddCondition(key, absl::StrCat(key, ".when"), {"raised", "clear"}, flag.rule.when,
                       [index](const Seen& seen) {
                         const FlagResult& result = seen.evaluation.flags[index];
                         if (result.of_applies_when) return kNotReached;
                         if (result.unanswered) return kNoWay;
                         if (result.state == FlagState::kRaised) return Turn{0};
                         return result.state == FlagState::kClear ? Turn{1} : kNoWay;
                       });
  if (!flag.unknown_raises) return;
  builder.Add(absl::StrCat(key, ".unknown"), {"raised without an answer"},
              [index](const Seen& seen) {
                return seen.evaluation.flags[index].unanswered ? Turn{0} : kNotReached;
              });
}

}  // namespace

void AddFlags(ForkBuilder& builder) {
  for (size_t i = 0; i < builder.plan().flags.size(); ++i) AddFlag(builder, i);
}

}  // namespace bellwether::coverage
