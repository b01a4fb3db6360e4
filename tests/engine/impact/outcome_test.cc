// What an outcome says in words is what the paths of tests say.
#include "engine/impact/outcome.h"

#include <map>
#include <set>
#include <string>

#include "engine/paths/observe.h"
#include "engine/paths/resolve.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/scored_account.h"

namespace bellwether::impact {
namespace {

using testing_support::AccountsOfFile;
using testing_support::AsOf;
using testing_support::PlanPointer;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kPack[] = R"(
segments: [large, small]
severities: [red]
signals:
  a: {type: ratio}
  b: {type: ratio}
  late: {type: bool}
onboarding: {start: {default: contract_signed_at}}
benchmark_set: OURS
benchmarks:
  a_tier: {value: a, better: higher, tiers: [good, poor], sets: {OURS: {default: [0.5]}}}
health:
  first:
    applies_when: "a > 0.1"
    priority: 2
    bands: [{green: 50}, {red: 0}]
    components: {a: {weight: 1, of: a}, b: {weight: 3, of: b}}
  second:
    priority: 1
    bands: [{good: 50}, {bad: 0}]
    components: {b: {weight: 1, of: b}}
flags:
  late: {severity: red, when: late, reason: Late}
graduation:
  thresholds: {ready: 8, close: 6}
  dimensions: {a: {weight: 1, criteria: {a: {weight: 1, of: a}}}}
extension:
  max_total_days: 30
  escalate: {lost: {when: "b < 0.1", reason: Lost}}
)";

constexpr const char* kAccounts[] = {
    "signals: {a: 0.9, b: 0.9, late: false}",
    "signals: {a: 0.9, b: 0.9, late: true}\ntarget_graduation_at: 2026-02-01",
    "signals: {a: 0.7, b: 0.05}\nkickoff_at: 2026-01-01\ntarget_graduation_at: 2026-02-20",
    "signals: {a: 0.05, b: 0.3}\ntarget_graduation_at: 2026-12-20",
    "signals: {a: 0.6}",
    "signals: {b: 0.6, late: {not_applicable: true}}",
    "signals: {}\ngraduated_at: 2026-02-01",
};

Observed At(const ScoredAccount& scored, const Account& account, const std::string& path) {
  const ResolvedPath found = ResolvePath(*scored.plan, path);
  EXPECT_NE(found.path.form, nullptr) << path;
  return Observe({*scored.plan, account, scored.facts, scored.evaluation}, found.path);
}

// Where there is no word, why.
std::string WordAt(const ScoredAccount& scored, const Account& account, const std::string& path) {
  const Observed observed = At(scored, account, path);
  if (observed.has_value()) return ValueText(observed, " ");
  if (observed.why == "no model answers") return "no_model";
  if (!path.ends_with(".tier")) return observed.why;
  // Of a tier the state, which has fewer words than the reasons have.
  return ValueText(At(scored, account, path.substr(0, path.size() - 4) + "state"), " ");
}

TEST(OutcomeTest, SaysWhatPathsSay) {
  const PlanPointer plan = testing_support::PlanOf(kPack);
  std::map<std::string, std::set<std::string>> seen;
  for (const char* text : kAccounts) {
    const Account account = testing_support::AccountOf(text);
    const ScoredAccount scored = Score(plan, account);
    for (const PlanOutcome& outcome : OutcomesOf(*plan)) {
      const std::string name = NameOf(*plan, outcome);
      const auto answers = AnswersOf(*plan, outcome);
      const size_t answer = AnswerOf(*plan, scored.evaluation, outcome);
      ASSERT_LT(answer, answers.size()) << name;
      EXPECT_EQ(answers[answer], WordAt(scored, account, name)) << name << " of " << text;
      seen[name].insert(answers[answer]);
    }
  }
  // The accounts have met enough for the comparison to mean something.
  EXPECT_THAT(seen["health.primary.band"], testing::IsSupersetOf({"green", "red", "bad"}));
  EXPECT_THAT(seen["health.first.band"],
              testing::IsSupersetOf({"insufficient_data", "not_applicable", "not_evaluated"}));
  EXPECT_THAT(seen["benchmark.a_tier.tier"], testing::IsSupersetOf({"good", "poor", "missing"}));
  EXPECT_THAT(seen["flag.late"], testing::SizeIs(4));
  EXPECT_THAT(seen["graduation.decision"], testing::IsSupersetOf({"GRADUATE", "NOT_YET"}));
}

TEST(OutcomeTest, DecisionsStandFirst) {
  const PlanPointer plan = testing_support::PlanOf(kPack);
  std::vector<std::string> names;
  for (const PlanOutcome& outcome : OutcomesOf(*plan)) names.push_back(NameOf(*plan, outcome));
  EXPECT_THAT(names,
              testing::ElementsAre("health.primary.band", "graduation.readiness",
                                   "graduation.decision", "extension.decision", "health.first.band",
                                   "health.second.band", "flag.late", "benchmark.a_tier.tier"));
}

}  // namespace
}  // namespace bellwether::impact
