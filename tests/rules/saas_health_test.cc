// The default pack's health models: parts, weights and curves as they were decided
// (docs/figures.md), bands, which model answers, and what it says of the sample accounts.
#include "tests/rules/packs.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/plan/describe.h"
#include "tests/support/golden.h"

namespace bellwether {
namespace {

using testing_support::AccountsOfFile;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kActiveUsers[] = "points 0:0 0.7:100";
constexpr char kActiveUsersLive[] = "points 0:0 0.8:100";
constexpr char kActivation[] = "points 0:0 0.5:50 0.7:100";
constexpr char kMilestones[] = "points 0:0 0.65:50 0.8:80 1:100";
constexpr char kChampion[] =
    "map positive:100 neutral:60 nervous:40 negative:20 defensive:0 unresponsive:0";
constexpr char kSponsor[] = "map satisfied:100 neutral:60 sceptical:20 absent:0";
constexpr char kFeedback[] = "map positive:100 neutral:50 vague:50 negative:0";
constexpr char kEarlyWins[] = "points 0:0 3:100";
constexpr char kResponse[] = "points 4:100 24:70 72:0";
constexpr char kGroup[] = "weighted mean";
constexpr char kShare[] = "given × 100";
constexpr char kTier[] = "tier points";

struct ComponentCase {
  const char* path;
  double weight;
  const char* curve;
  bool invert = false;
};

const ComponentCase kComponentCases[] = {
    {"early_stage.usage_and_engagement", 25, kGroup},
    {"early_stage.usage_and_engagement.first_login", 1, kTier},
    {"early_stage.usage_and_engagement.active_users", 1, kActiveUsers},
    {"early_stage.usage_and_engagement.activation", 1, kActivation},
    {"early_stage.usage_and_engagement.meetings", 1, kShare},
    {"early_stage.progress", 25, kMilestones},
    {"early_stage.stakeholders", 25, kGroup},
    {"early_stage.stakeholders.champion", 1, kChampion},
    {"early_stage.stakeholders.sponsor", 1, kSponsor},
    {"early_stage.value", 25, kGroup},
    {"early_stage.value.early_wins", 1, kEarlyWins},
    {"early_stage.value.feedback", 1, kFeedback},

    {"onboarding.progress", 30, kMilestones},
    {"onboarding.engagement", 30, kGroup},
    {"onboarding.engagement.usage", 1, kActiveUsers},
    {"onboarding.engagement.meetings", 1, kShare},
    {"onboarding.engagement.responsiveness", 1, kResponse},
    {"onboarding.value", 25, kGroup},
    {"onboarding.value.early_wins", 1, kEarlyWins},
    {"onboarding.value.feedback", 1, kFeedback},
    {"onboarding.risk", 15, kGroup, true},
    {"onboarding.risk.delay", 1, "points 2:0 10:50 30:100"},
    {"onboarding.risk.low_usage", 1, "points 0:100 0.7:0"},
    {"onboarding.risk.stakeholder_concern", 1, kGroup},
    {"onboarding.risk.stakeholder_concern.champion", 1,
     "map positive:0 neutral:40 nervous:60 negative:80 defensive:100 unresponsive:100"},
    {"onboarding.risk.stakeholder_concern.sponsor", 1,
     "map satisfied:0 neutral:40 sceptical:80 absent:100"},

    {"customer.usage", 40, kGroup},
    {"customer.usage.logins", 1, kTier},
    {"customer.usage.feature_adoption", 1, "points 0:0 0.7:100"},
    {"customer.usage.active_users", 1, kActiveUsersLive},
    {"customer.engagement", 30, kGroup},
    {"customer.engagement.meetings", 1, kShare},
    {"customer.engagement.responsiveness", 1, kResponse},
    {"customer.engagement.relationship", 1, kGroup},
    {"customer.engagement.relationship.champion", 1, kChampion},
    {"customer.engagement.relationship.sponsor", 1, kSponsor},
    {"customer.support", 15, kGroup},
    {"customer.support.tickets", 1, kTier},
    {"customer.support.escalations", 1, "points 0:100 0.2:0"},
    {"customer.support.satisfaction", 1, "points 1:0 4:70 4.5:100"},
    {"customer.outcomes", 15, kGroup},
    {"customer.outcomes.success_metrics", 1, kShare},
    {"customer.outcomes.roi", 1, kShare},
};

TEST(SaasHealthTest, ComponentsAreAsDecided) {
  const Plan& plan = *PackAt("rules/saas");
  std::string expected;
  for (const ComponentCase& test : kComponentCases) {
    absl::StrAppend(&expected, test.path, " ", FormatNumber(test.weight), " ", test.curve,
                    test.invert ? " inverted" : "", "\n");
  }
  std::string actual;
  for (const ComponentCase& test : kComponentCases) {
    const std::string path = test.path;
    const std::string model = path.substr(0, path.find('.'));
    for (size_t m = 0; m < plan.models.size(); ++m) {
      if (plan.model_notes[m].name != model) continue;
      const Range& range = plan.models[m].components;
      for (uint32_t c = range.first; c < range.end(); ++c) {
        if (model + "." + plan.component_notes[c].name != path) continue;
        absl::StrAppend(&actual, path, " ", FormatNumber(plan.weights[c]), " ",
                        DescribeCurve(plan, plan.components[c]),
                        plan.components[c].invert ? " inverted" : "", "\n");
      }
    }
  }
  EXPECT_EQ(actual, expected);
  size_t components = 0;
  for (const PlanModel& model : plan.models) components += model.components.count;
  EXPECT_EQ(components, std::size(kComponentCases)) << "a component is not in the table";
}

// An account for which the model answers, with a score that somebody set.
ScoredAccount WithScore(const std::string& model, const std::string& score) {
  const std::string stage = model == "customer" ? "customer" : "onboarding";
  const std::string start = model == "early_stage" ? "2026-02-01" : "2025-10-01";
  return Score(PackAt("rules/saas"),
               absl::StrCat("stage: ", stage, "\ncontract_signed_at: ", start,
                            "\noverrides: [{model: ", model, ", kind: set, value: ", score,
                            ", author: ann, reason: because}]"));
}

TEST(SaasHealthTest, BandsBeginAtEightyAndFifty) {
  for (const char* model : {"early_stage", "onboarding", "customer"}) {
    const auto band = [model](const char* score) { return WithScore(model, score).band(model); };
    EXPECT_EQ(band("100"), "green") << model;
    EXPECT_EQ(band("79.5"), "green") << model;
    EXPECT_EQ(band("79.4"), "yellow") << model;
    EXPECT_EQ(band("49.5"), "yellow") << model;
    EXPECT_EQ(band("49.4"), "red") << model;
    EXPECT_EQ(band("0"), "red") << model;
    EXPECT_EQ(WithScore(model, "50").primary(), model);
  }
}

TEST(SaasHealthTest, OnboardingBelowSixtyCallsForIntervention) {
  const auto intervene = [](const char* score) {
    return WithScore("onboarding", score).model("onboarding").intervene;
  };
  EXPECT_EQ(intervene("60"), Ternary::kFalse);
  EXPECT_EQ(intervene("59.5"), Ternary::kFalse);
  EXPECT_EQ(intervene("59.4"), Ternary::kTrue);
}

struct ModelCase {
  const char* name;
  const char* account;
  const char* primary;  // "": none
};

class SaasModelTest : public testing::TestWithParam<ModelCase> {};

TEST_P(SaasModelTest, Answers) {
  EXPECT_EQ(Score(PackAt("rules/saas"), GetParam().account).primary(), GetParam().primary);
}

const ModelCase kModelCases[] = {
    {"FirstDay", "stage: onboarding\ncontract_signed_at: 2026-03-01", "early_stage"},
    {"Day90", "stage: onboarding\ncontract_signed_at: 2025-12-01", "early_stage"},
    {"Day91", "stage: onboarding\ncontract_signed_at: 2025-11-30", "onboarding"},
    {"TrialOfPlg", "stage: onboarding\nsegment: plg\ntrial_started_at: 2026-02-20", "early_stage"},
    {"ContractOfPlgIsNoStart", "stage: onboarding\nsegment: plg\ncontract_signed_at: 2026-02-20",
     ""},
    {"Customer", "stage: customer\ncontract_signed_at: 2025-11-30", "customer"},
    {"CustomerWithoutDates", "stage: customer", "customer"},
    {"Churned", "stage: churned\ncontract_signed_at: 2025-11-30", ""},
    {"StartNotKnown", "stage: onboarding", ""},
    {"StageNotKnown", "contract_signed_at: 2026-02-20", ""},
};

INSTANTIATE_TEST_SUITE_P(All, SaasModelTest, testing::ValuesIn(kModelCases),
                         [](const auto& test) { return std::string(test.param.name); });

// fjord does not tell its first login: nothing says that there was none.
TEST(SaasHealthTest, LoginThatIsNotGivenIsNotLate) {
  for (const Account& account : AccountsOfFile("rules/saas/accounts/book.jsonl")) {
    if (account.id != "fjord") continue;
    const ScoredAccount scored = Score(PackAt("rules/saas"), account);
    EXPECT_EQ(scored.benchmark("kickoff_to_first_login").state, BenchmarkState::kMissing);
    return;
  }
  FAIL() << "no account fjord";
}

std::string Summary(const ScoredAccount& scored) {
  std::string text = absl::StrCat(scored.facts.account_id, "\n");
  for (size_t m = 0; m < scored.plan->models.size(); ++m) {
    const ModelResult& result = scored.evaluation.models[m];
    const std::string& name = scored.plan->model_notes[m].name;
    if (result.state == ModelState::kNotApplicable) continue;
    absl::StrAppend(&text, "  ", name, name == scored.primary() ? " (primary) " : " ",
                    result.has_score()
                        ? absl::StrCat(FormatNumber(result.displayed), " ", scored.band(name))
                        : "no score",
                    result.certain ? " certain" : "", ", raw ", FormatFixed(result.raw, 3),
                    " within ", FormatFixed(result.low, 1), " to ", FormatFixed(result.high, 1),
                    ", coverage ", FormatFixed(result.coverage, 3), "\n");
  }
  for (const PlanNote& note : scored.plan->benchmark_notes) {
    const std::string tier = scored.tier(note.name);
    if (!tier.empty()) absl::StrAppend(&text, "    ", note.name, " ", tier, "\n");
  }
  return text;
}

TEST(SaasHealthTest, SampleAccountsScoreAsRecorded) {
  std::string text;
  for (const char* file : {"acme.json", "borealis.json", "book.jsonl", "book.csv"}) {
    for (const Account& account : AccountsOfFile(absl::StrCat("rules/saas/accounts/", file))) {
      const ScoredAccount scored = Score(PackAt("rules/saas"), account);
      EXPECT_TRUE(scored.status.ok()) << account.id;
      absl::StrAppend(&text, file, ": ", Summary(scored));
    }
  }
  testing_support::ExpectGolden("tests/golden/rules/saas_accounts.txt", text);
}

}  // namespace
}  // namespace bellwether
