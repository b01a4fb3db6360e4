// Flags, decisions and tiers that are not what they were.
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/attribution/told.h"

namespace bellwether {
namespace {

using testing_support::PlanOf;
using testing_support::PlanPointer;

constexpr char kPack[] = R"(
severities: [red]
signals: {a: {type: ratio}, left: {type: bool}}
benchmarks:
  usage:
    value: a
    better: higher
    tiers: [high, low]
    sets: {ours: {default: [0.5]}}
    set: ours
flags:
  low_usage: {severity: red, when: 'a < 0.5', reason: Few use it}
  gone: {severity: red, when: 'left', reason: The champion left}
graduation:
  thresholds: {ready: 8, close: 6}
  require_each_dimension: 5
  dimensions: {use: {weight: 1, criteria: {used: {weight: 1, of: a}}}}
  gates: {gone: {dimension: use, when: 'left', reason: Nobody is there}}
)";

// "flag.gone clear → raised (The champion left) pack.yaml:12", a line each.
std::string ChangesText(const Told& before, const Told& after) {
  std::string text;
  for (const OutcomeChange& change : Compare(before, after).outcomes) {
    absl::StrAppend(&text, change.path, " ", change.before, " → ", change.after,
                    change.reason.empty() ? "" : absl::StrCat(" (", change.reason, ")"), " ",
                    change.place.line, "\n");
  }
  return text;
}

TEST(OutcomeChangesTest, OfOneAccount) {
  const PlanPointer plan = PlanOf(kPack);
  EXPECT_EQ(ChangesText({plan, "signals: {a: 0.9, left: false}"},
                        {plan, "signals: {a: 0.4, left: true}"}),
            "flag.low_usage clear → raised (Few use it) 14\n"
            "flag.gone clear → raised (The champion left) 15\n"
            "graduation.readiness READY → NOT_READY 17\n"
            "graduation.decision GRADUATE → NOT_YET 17\n"
            "gate.gone clear → blocked (Nobody is there) 20\n"
            "benchmark.usage.tier high → low 7\n");
}

TEST(OutcomeChangesTest, NothingChanged) {
  const PlanPointer plan = PlanOf(kPack);
  const std::string account = "signals: {a: 0.9, left: true}";
  EXPECT_EQ(ChangesText({plan, account}, {plan, account}), "");
}

// A flag that only one pack has is news when it is raised, and none when it is clear.
TEST(OutcomeChangesTest, OfAPackWithoutTheRule) {
  std::string without(kPack);
  const std::string gone = "  gone: {severity: red, when: 'left', reason: The champion left}\n";
  without.erase(without.find(gone), gone.size());
  const PlanPointer less = PlanOf(without);
  const PlanPointer more = PlanOf(kPack);
  const std::string raised = "signals: {a: 0.9, left: true}";
  EXPECT_EQ(ChangesText({less, raised}, {more, raised}),
            "flag.gone  → raised (The champion left) 15\n");
  EXPECT_EQ(ChangesText({more, raised}, {less, raised}),
            "flag.gone raised →  (The champion left) 15\n");
  const std::string clear = "signals: {a: 0.9, left: false}";
  EXPECT_EQ(ChangesText({less, clear}, {more, clear}), "");
}

}  // namespace
}  // namespace bellwether
