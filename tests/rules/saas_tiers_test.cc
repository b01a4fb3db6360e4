// Every tier of the default pack's benchmarks, on both sides of every bound. The figures are those
// of the articles that the pack cites (docs/figures.md), written down here by hand.
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "tests/rules/packs.h"

namespace bellwether {
namespace {

using testing_support::AccountOf;
using testing_support::AsOf;
using testing_support::PlanPointer;
using testing_support::ScoredAccount;

struct TierCase {
  const char* benchmark;
  const char* set;      // requested; "": as the pack says
  const char* segment;  // "": whatever
  double value;
  const char* tier;  // "": not available
};

const TierCase kTierCases[] = {
    {"time_to_value", "OM", "enterprise", 60, "world_class"},
    {"time_to_value", "OM", "enterprise", 61, "good"},
    {"time_to_value", "OM", "enterprise", 90, "good"},
    {"time_to_value", "OM", "enterprise", 91, "needs_improvement"},
    {"time_to_value", "OM", "mid_market", 45, "world_class"},
    {"time_to_value", "OM", "mid_market", 46, "good"},
    {"time_to_value", "OM", "mid_market", 75, "good"},
    {"time_to_value", "OM", "mid_market", 76, "needs_improvement"},
    {"time_to_value", "OM", "smb", 21, "world_class"},
    {"time_to_value", "OM", "smb", 22, "good"},
    {"time_to_value", "OM", "smb", 45, "good"},
    {"time_to_value", "OM", "smb", 46, "needs_improvement"},
    {"time_to_value", "OM", "plg", 7, "world_class"},
    {"time_to_value", "OM", "plg", 8, "good"},
    {"time_to_value", "OM", "plg", 14, "good"},
    {"time_to_value", "OM", "plg", 15, "needs_improvement"},
    {"time_to_value", "OF", "enterprise", 60, "world_class"},
    {"time_to_value", "OF", "enterprise", 61, "good"},
    {"time_to_value", "OF", "enterprise", 120, "good"},
    {"time_to_value", "OF", "enterprise", 121, "poor"},
    {"time_to_value", "OF", "mid_market", 45, "world_class"},
    {"time_to_value", "OF", "mid_market", 46, "good"},
    {"time_to_value", "OF", "mid_market", 90, "good"},
    {"time_to_value", "OF", "mid_market", 91, "poor"},
    {"time_to_value", "OF", "smb", 21, "world_class"},
    {"time_to_value", "OF", "smb", 22, "good"},
    {"time_to_value", "OF", "smb", 45, "good"},
    {"time_to_value", "OF", "smb", 46, "poor"},
    {"time_to_value", "OF", "plg", 1, ""},
    {"time_to_value", "OF", "plg", 100, ""},
    {"time_to_value", "PM", "enterprise", 59, "faster"},
    {"time_to_value", "PM", "enterprise", 60, "expected"},
    {"time_to_value", "PM", "enterprise", 120, "expected"},
    {"time_to_value", "PM", "enterprise", 121, "slower"},
    {"time_to_value", "PM", "mid_market", 29, "faster"},
    {"time_to_value", "PM", "mid_market", 30, "expected"},
    {"time_to_value", "PM", "mid_market", 60, "expected"},
    {"time_to_value", "PM", "mid_market", 61, "slower"},
    {"time_to_value", "PM", "smb", 6, "faster"},
    {"time_to_value", "PM", "smb", 7, "expected"},
    {"time_to_value", "PM", "smb", 30, "expected"},
    {"time_to_value", "PM", "smb", 31, "slower"},
    {"time_to_value", "PM", "plg", 0, "faster"},
    {"time_to_value", "PM", "plg", 1, "expected"},
    {"time_to_value", "PM", "plg", 7, "expected"},
    {"time_to_value", "PM", "plg", 8, "slower"},
    {"onboarding_completion_time", "", "enterprise", 59, "faster"},
    {"onboarding_completion_time", "", "enterprise", 60, "expected"},
    {"onboarding_completion_time", "", "enterprise", 90, "expected"},
    {"onboarding_completion_time", "", "enterprise", 91, "slower"},
    {"onboarding_completion_time", "", "mid_market", 29, "faster"},
    {"onboarding_completion_time", "", "mid_market", 30, "expected"},
    {"onboarding_completion_time", "", "mid_market", 60, "expected"},
    {"onboarding_completion_time", "", "mid_market", 61, "slower"},
    {"onboarding_completion_time", "", "smb", 13, "faster"},
    {"onboarding_completion_time", "", "smb", 14, "expected"},
    {"onboarding_completion_time", "", "smb", 30, "expected"},
    {"onboarding_completion_time", "", "smb", 31, "slower"},
    {"onboarding_completion_time", "", "plg", 6, "faster"},
    {"onboarding_completion_time", "", "plg", 7, "expected"},
    {"onboarding_completion_time", "", "plg", 14, "expected"},
    {"onboarding_completion_time", "", "plg", 15, "slower"},
    {"training_completion", "", "enterprise", 0.849, "below_expected"},
    {"training_completion", "", "enterprise", 0.85, "expected"},
    {"training_completion", "", "enterprise", 0.95, "expected"},
    {"training_completion", "", "enterprise", 0.951, "above_expected"},
    {"training_completion", "", "mid_market", 0.699, "below_expected"},
    {"training_completion", "", "mid_market", 0.7, "expected"},
    {"training_completion", "", "mid_market", 0.85, "expected"},
    {"training_completion", "", "mid_market", 0.851, "above_expected"},
    {"training_completion", "", "smb", 0.399, "below_expected"},
    {"training_completion", "", "smb", 0.4, "expected"},
    {"training_completion", "", "smb", 0.6, "expected"},
    {"training_completion", "", "smb", 0.601, "above_expected"},
    {"training_completion", "", "plg", 0.399, "below_expected"},
    {"training_completion", "", "plg", 0.4, "expected"},
    {"training_completion", "", "plg", 0.6, "expected"},
    {"training_completion", "", "plg", 0.601, "above_expected"},
    {"csm_hours", "", "enterprise", 39.9, "below_expected"},
    {"csm_hours", "", "enterprise", 40, "expected"},
    {"csm_hours", "", "enterprise", 80, "expected"},
    {"csm_hours", "", "enterprise", 80.1, "above_expected"},
    {"csm_hours", "", "enterprise", 159.9, "above_expected"},
    {"csm_hours", "", "enterprise", 160, "investigate"},
    {"csm_hours", "", "mid_market", 14.9, "below_expected"},
    {"csm_hours", "", "mid_market", 15, "expected"},
    {"csm_hours", "", "mid_market", 30, "expected"},
    {"csm_hours", "", "mid_market", 30.1, "above_expected"},
    {"csm_hours", "", "mid_market", 59.9, "above_expected"},
    {"csm_hours", "", "mid_market", 60, "investigate"},
    {"csm_hours", "", "smb", 4.9, "below_expected"},
    {"csm_hours", "", "smb", 5, "expected"},
    {"csm_hours", "", "smb", 10, "expected"},
    {"csm_hours", "", "smb", 10.1, "above_expected"},
    {"csm_hours", "", "smb", 19.9, "above_expected"},
    {"csm_hours", "", "smb", 20, "investigate"},
    {"csm_hours", "", "plg", 0.9, "below_expected"},
    {"csm_hours", "", "plg", 1, "expected"},
    {"csm_hours", "", "plg", 3, "expected"},
    {"csm_hours", "", "plg", 3.1, "above_expected"},
    {"csm_hours", "", "plg", 5.9, "above_expected"},
    {"csm_hours", "", "plg", 6, "investigate"},
    {"csm_hours_against_plan", "", "", 1, "within_plan"},
    {"csm_hours_against_plan", "", "", 1.01, "above_plan"},
    {"csm_hours_against_plan", "", "", 1.99, "above_plan"},
    {"csm_hours_against_plan", "", "", 2, "investigate"},
    {"kickoff_to_first_login", "", "", 0.99, "excellent"},
    {"kickoff_to_first_login", "", "", 1, "good"},
    {"kickoff_to_first_login", "", "", 3, "good"},
    {"kickoff_to_first_login", "", "", 3.01, "slow"},
    {"kickoff_to_first_login", "", "", 7, "slow"},
    {"kickoff_to_first_login", "", "", 7.01, "concerning"},
    {"user_activation", "", "", 0.7, "target"},
    {"user_activation", "", "", 0.699, "acceptable"},
    {"user_activation", "", "", 0.5, "acceptable"},
    {"user_activation", "", "", 0.499, "poor"},
    {"support_tickets", "", "", 4, "good"},
    {"support_tickets", "", "", 5, "elevated"},
    {"support_tickets", "", "", 10, "elevated"},
    {"support_tickets", "", "", 11, "friction"},
    {"milestones_on_time", "", "", 0.8, "excellent"},
    {"milestones_on_time", "", "", 0.799, "good"},
    {"milestones_on_time", "", "", 0.65, "good"},
    {"milestones_on_time", "", "", 0.649, "poor"},
    {"onboarding_nps", "", "", 40, "excellent"},
    {"onboarding_nps", "", "", 39, "good"},
    {"onboarding_nps", "", "", 20, "good"},
    {"onboarding_nps", "", "", 19, "serious"},
    {"onboarding_csat", "", "", 4, "excellent"},
    {"onboarding_csat", "", "", 3.99, "acceptable"},
    {"onboarding_csat", "", "", 3.5, "acceptable"},
    {"onboarding_csat", "", "", 3.49, "needs_improvement"},
    {"nps", "", "", 50, "best"},
    {"nps", "", "", 49, "good"},
    {"nps", "", "", 30, "good"},
    {"nps", "", "", 29, "acceptable"},
    {"nps", "", "", 10, "acceptable"},
    {"nps", "", "", 9, "poor"},
    {"csat", "", "", 4.5, "excellent"},
    {"csat", "", "", 4.49, "good"},
    {"csat", "", "", 4, "good"},
    {"csat", "", "", 3.99, "poor"},
    {"csat_of_ten", "", "", 9, "excellent"},
    {"csat_of_ten", "", "", 8.99, "good"},
    {"csat_of_ten", "", "", 8, "good"},
    {"csat_of_ten", "", "", 7.99, "poor"},
    {"ces", "", "", 1.99, "target"},
    {"ces", "", "", 2, "above_target"},
    {"dau_mau", "", "", 0.4, "excellent"},
    {"dau_mau", "", "", 0.399, "typical"},
    {"dau_mau", "", "", 0.2, "typical"},
    {"dau_mau", "", "", 0.199, "low"},
    {"weekly_active_users", "", "", 0.599, "below_expected"},
    {"weekly_active_users", "", "", 0.6, "expected"},
    {"weekly_active_users", "", "", 0.8, "expected"},
    {"weekly_active_users", "", "", 0.801, "above_expected"},
    {"core_feature_adoption", "", "", 0.7, "target"},
    {"core_feature_adoption", "", "", 0.699, "below_target"},
    {"first_response_time", "", "", 3.99, "target"},
    {"first_response_time", "", "", 4, "above_target"},
    {"resolution_time", "", "", 23.99, "target"},
    {"resolution_time", "", "", 24, "above_target"},
    {"escalation_rate", "", "", 0.099, "target"},
    {"escalation_rate", "", "", 0.1, "above_target"},
    {"onboarding_cost", "", "", 0.199, "affordable"},
    {"onboarding_cost", "", "", 0.2, "too_expensive"},
};

class SaasTierTest : public testing::TestWithParam<TierCase> {};

// Signals that make a derived value what it is to be.
std::string SignalsFor(const std::string& benchmark, double value) {
  const std::string number = FormatNumber(value);
  if (benchmark == "csm_hours_against_plan") {
    return absl::StrCat("signals: {csm_hours: ", number, ", csm_hours_planned: 1}");
  }
  if (benchmark == "onboarding_cost") {
    return absl::StrCat("acv: 1\nsignals: {csm_hours: ", number,
                        ", csm_hourly_cost: 1, training_cost: 0, tools_cost: 0, "
                        "implementation_cost: 0}");
  }
  return "";
}

TEST_P(SaasTierTest, HasTheTier) {
  const TierCase& test = GetParam();
  const PlanPointer& plan = PackAt("rules/saas");
  BindOptions options = AsOf("2026-03-01");
  options.benchmark_set = test.set;
  std::string text = SignalsFor(test.benchmark, test.value);
  if (*test.segment != '\0') text = absl::StrCat("segment: ", test.segment, "\n", text);
  ScoredAccount scored = testing_support::Score(plan, text, options);
  if (SignalsFor(test.benchmark, test.value).empty()) {
    // The value itself, wherever it comes from.
    for (uint32_t b = 0; b < plan->benchmarks.size(); ++b) {
      if (plan->benchmark_notes[b].name != test.benchmark) continue;
      const uint32_t slot = plan->benchmarks[b].value;
      scored.facts.values[slot] = expression::Value::Double(test.value);
      scored.facts.reasons[slot] = MissingReason::kNone;
    }
    Scratch scratch;
    ASSERT_TRUE(Evaluate(*plan, scored.facts, scratch, scored.evaluation).ok());
  }
  EXPECT_EQ(scored.tier(test.benchmark), test.tier);
  EXPECT_EQ(scored.benchmark(test.benchmark).state,
            *test.tier == '\0' ? BenchmarkState::kNotAvailable : BenchmarkState::kTiered);
}

INSTANTIATE_TEST_SUITE_P(All, SaasTierTest, testing::ValuesIn(kTierCases), [](const auto& test) {
  return absl::StrCat(test.param.benchmark, "_", test.index);
});

// Every benchmark is in the table, so that a new one is not forgotten.
TEST(SaasTierTest, NamesEveryBenchmark) {
  for (const PlanNote& note : PackAt("rules/saas")->benchmark_notes) {
    const bool named =
        std::any_of(std::begin(kTierCases), std::end(kTierCases),
                    [&](const TierCase& test) { return test.benchmark == note.name; });
    EXPECT_TRUE(named) << note.name;
  }
}

struct PointsCase {
  const char* benchmark;
  const char* points;  // of each set, best tier first
};

const PointsCase kPointsCases[] = {
    {"time_to_value", "100 70 20, 100 70 20, 100 100 30"},
    {"onboarding_completion_time", "100 100 30"},
    {"kickoff_to_first_login", "100 70 40 0"},
    {"milestones_on_time", "100 70 20"},
    {"user_activation", "100 70 20"},
    {"training_completion", "100 100 30"},
    {"weekly_active_users", "100 100 30"},
    {"dau_mau", "100 70 20"},
    {"core_feature_adoption", "100 30"},
    {"support_tickets", "100 70 20"},
    {"first_response_time", "100 30"},
    {"resolution_time", "100 30"},
    {"escalation_rate", "100 30"},
    {"onboarding_nps", "100 70 20"},
    {"onboarding_csat", "100 70 20"},
    {"nps", "100 70 40 0"},
    {"csat", "100 70 20"},
    {"csat_of_ten", "100 70 20"},
    {"ces", "100 30"},
    {"csm_hours", "- - - -"},
    {"csm_hours_against_plan", "- - -"},
    {"onboarding_cost", "- -"},
};

class SaasPointsTest : public testing::TestWithParam<PointsCase> {};

TEST_P(SaasPointsTest, AreThoseOfItsTiers) {
  const PlanPointer& plan = PackAt("rules/saas");
  std::string points;
  for (uint32_t b = 0; b < plan->benchmarks.size(); ++b) {
    if (plan->benchmark_notes[b].name != GetParam().benchmark) continue;
    const Range& sets = plan->benchmarks[b].sets;
    for (uint32_t s = sets.first; s < sets.end(); ++s) {
      const Range& tiers = plan->sets[s].tiers;
      for (uint32_t t = tiers.first; t < tiers.end(); ++t) {
        const auto& given = plan->tiers[t].points;
        absl::StrAppend(&points,
                        t > tiers.first  ? " "
                        : s > sets.first ? ", "
                                         : "",
                        given ? FormatNumber(*given) : "-");
      }
    }
  }
  EXPECT_EQ(points, GetParam().points);
}

INSTANTIATE_TEST_SUITE_P(All, SaasPointsTest, testing::ValuesIn(kPointsCases),
                         [](const auto& test) { return std::string(test.param.benchmark); });

}  // namespace
}  // namespace bellwether
