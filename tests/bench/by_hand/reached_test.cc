// The thousand random accounts reach every outcome of rules/saas: equality over accounts that are
// all alike would prove little.
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "tests/bench/by_hand/compared.h"
#include "tests/bench/by_hand/differences.h"
#include "tests/bench/by_hand/random_accounts.h"

namespace bellwether::saas {
namespace {

// Everything that the accounts came to, such as "flag.no_login = 3".
class Reached {
 public:
  Reached() {
    for (const RandomAccount& random : RandomAccounts()) {
      const Output output = Compare(random.account, random.as_of).by_hand;
      AddTruths(output);
      AddRatings(output);
      AddHealth("customer", output.customer);
      AddHealth("early_stage", output.early_stage);
      AddHealth("onboarding", output.onboarding);
      Add("primary", output.primary);
      AddGraduation(output.graduation);
      AddExtension(output.extension);
      AddForecast(output.forecast);
      AddProgramme(output.programme);
      for (const OverrideEffect& effect : output.overrides) Add("override", effect.state);
    }
  }

  template <typename Value>
  void Expect(const std::string& name, std::initializer_list<Value> values) const {
    for (const Value value : values) {
      EXPECT_TRUE(seen_.count(Key(name, value)) > 0) << "no account comes to " << Key(name, value);
    }
  }

 private:
  template <typename Value>
  static std::string Key(const std::string& name, Value value) {
    return absl::StrCat(name, " = ", static_cast<int>(value));
  }
  template <typename Value>
  void Add(const std::string& name, Value value) {
    seen_.insert(Key(name, value));
  }

  void AddTruths(const Output& output) {
    const bool graduates = output.graduation.state == OutcomeState::kAnswered ||
                           output.graduation.state == OutcomeState::kInsufficientData;
    for (const auto& [name, truth] : NamedTruths(output)) {
      const bool always = name.rfind("flag.", 0) == 0 || name.rfind("early_win.", 0) == 0 ||
                          name.rfind("enablement.", 0) == 0;
      if (always || graduates) Add(name, truth);
    }
  }

  void AddRatings(const Output& output) {
    for (const auto& [name, rating] : NamedRatings(output)) {
      Add(name + ".state", rating.state);
      if (rating.state == BenchmarkState::kTiered) Add(name + ".tier", rating.tier);
      if (rating.state == BenchmarkState::kTiered) Add(name + ".so_far", rating.so_far);
    }
  }

  void AddHealth(const std::string& name, const Health& health) {
    Add(name + ".state", health.state);
    if (!health.has_score()) return;
    Add(name + ".band", health.band);
    Add(name + ".certain", health.certain);
    Add(name + ".intervene", health.intervene);
  }

  void AddGraduation(const Graduation& graduation) {
    Add("graduation.state", graduation.state);
    Add("graduation.graduate", graduation.graduate);
    if (graduation.state == OutcomeState::kAnswered) Add("readiness", graduation.readiness);
    for (const Dimension* dimension :
         {&graduation.technical, &graduation.knowledge, &graduation.usage, &graduation.value,
          &graduation.stakeholder}) {
      Add("dimension.state", dimension->state);
      Add("dimension.given", dimension->given);
      Add("dimension.green", dimension->green);
    }
  }

  void AddExtension(const Extension& extension) {
    Add("extension.state", extension.state);
    if (extension.state != OutcomeState::kAnswered) return;
    Add("decision", extension.decision);
    Add("basis", extension.basis);
    Add("certain", extension.certain);
    Add("recovery", extension.recovery);
    Add("lists_extend_reasons", extension.lists_extend_reasons);
    if (extension.has_root_cause) Add("root_cause", extension.root_cause);
  }

  void AddForecast(const GraduationForecast& forecast) {
    Add("forecast.available", forecast.available);
    Add("forecast.earliest_beyond_a_year", forecast.earliest_beyond_a_year);
    Add("forecast.latest_beyond_a_year", forecast.latest_beyond_a_year);
  }

  void AddProgramme(const Programme& programme) {
    for (const PhaseProgress* phase :
         {&programme.kickoff_and_planning, &programme.implementation_and_setup,
          &programme.training_and_education, &programme.early_adoption,
          &programme.success_verification, &programme.handoff}) {
      Add("phase.state", phase->state);
    }
    Add("level", programme.level);
    Add("review", programme.review);
  }

  std::set<std::string> seen_;
};

const Reached& All() {
  static const auto* const reached = new Reached();
  return *reached;
}

constexpr std::initializer_list<int> kNoAndYes = {0, 1};

TEST(ReachedTest, EveryConditionHoldsFailsAndIsUnknown) {
  for (const auto& [name, unused] : NamedTruths(Output())) {
    All().Expect(name, {Truth::kTrue, Truth::kFalse, Truth::kUnknown});
  }
  for (const auto& [name, unused] : NamedTruths(Output())) {
    const bool of_a_signal = name != "flag.dau_mau_fall" && name.rfind("extend.usage", 0) != 0 &&
                             name != "extend.timeline_underestimated";
    if (of_a_signal) All().Expect(name, {Truth::kNotApplicable});
  }
}

TEST(ReachedTest, EveryTierOfEveryBenchmark) {
  const Plan& plan = SaasPlan();
  for (size_t i = 0; i < plan.benchmarks.size(); ++i) {
    const std::string& name = plan.benchmark_notes[i].name;
    const uint32_t tiers = plan.sets[plan.benchmarks[i].default_set].tiers.count;
    for (uint32_t tier = 0; tier < tiers; ++tier) All().Expect(name + ".tier", {tier});
    All().Expect(name + ".state", {BenchmarkState::kTiered, BenchmarkState::kMissing});
  }
  for (const char* name :
       {"time_to_value", "onboarding_completion_time", "kickoff_to_first_login"}) {
    All().Expect(std::string(name) + ".so_far", kNoAndYes);
    All().Expect(std::string(name) + ".state", {BenchmarkState::kNotYet});
  }
  for (const char* name :
       {"csm_hours", "time_to_value", "onboarding_completion_time", "training_completion"}) {
    All().Expect(std::string(name) + ".state", {BenchmarkState::kNotAvailable});
  }
  All().Expect("dau_mau.state", {BenchmarkState::kNotApplicable});
}

TEST(ReachedTest, EveryBandAndStateOfHealth) {
  for (const std::string name : {"customer", "early_stage", "onboarding"}) {
    All().Expect(name + ".state",
                 {ModelState::kScored, ModelState::kInsufficientData, ModelState::kOverridden,
                  ModelState::kNotApplicable, ModelState::kNotEvaluated});
    All().Expect(name + ".band", {0, 1, 2});
    All().Expect(name + ".certain", kNoAndYes);
  }
  All().Expect("onboarding.intervene", {Ternary::kFalse, Ternary::kTrue, Ternary::kUnknown});
  All().Expect("primary", {HealthModel::kCustomer, HealthModel::kEarlyStage,
                           HealthModel::kOnboarding, HealthModel::kNone});
  All().Expect("override", {LimitState::kHolds, LimitState::kDoesNotHold, LimitState::kExpired});
}

TEST(ReachedTest, EveryGraduation) {
  All().Expect("graduation.state", {OutcomeState::kAnswered, OutcomeState::kInsufficientData,
                                    OutcomeState::kAlreadyGraduated, OutcomeState::kNotApplicable});
  All().Expect("readiness", {Readiness::kNotReady, Readiness::kClose, Readiness::kReady});
  All().Expect("graduation.graduate", kNoAndYes);
  All().Expect("dimension.given", kNoAndYes);
  All().Expect("dimension.green", kNoAndYes);
  All().Expect("dimension.state", {DimensionState::kScored, DimensionState::kInsufficientEvidence});
}

TEST(ReachedTest, EveryDecisionAndItsBasis) {
  All().Expect("extension.state", {OutcomeState::kAnswered, OutcomeState::kAlreadyGraduated,
                                   OutcomeState::kNotApplicable});
  All().Expect("decision", {Decision::kGraduate, Decision::kEscalate, Decision::kContinue,
                            Decision::kExtend, Decision::kNotEvaluated});
  All().Expect("basis", {DecisionBasis::kReadyToGraduate, DecisionBasis::kEscalationReason,
                         DecisionBasis::kBeforeTarget, DecisionBasis::kExtensionReason,
                         DecisionBasis::kExtensionCannotReachToday, DecisionBasis::kRequestRefused,
                         DecisionBasis::kBudgetUsedUp, DecisionBasis::kNoJustification,
                         DecisionBasis::kNoTarget});
  All().Expect("certain", kNoAndYes);
  All().Expect("recovery", kNoAndYes);
  All().Expect("lists_extend_reasons", kNoAndYes);
  All().Expect("root_cause", {0, 1, 2, 3, 4});
}

TEST(ReachedTest, EveryForecastPhaseLevelAndReview) {
  All().Expect("forecast.available", kNoAndYes);
  All().Expect("forecast.earliest_beyond_a_year", kNoAndYes);
  All().Expect("forecast.latest_beyond_a_year", kNoAndYes);
  All().Expect("phase.state", {PhaseState::kNotBegun, PhaseState::kOpen, PhaseState::kDone,
                               PhaseState::kLate, PhaseState::kNotEvaluated});
  All().Expect("level", {0, 1, 2, 3, 4});
  All().Expect("review", {ReviewState::kNotDue, ReviewState::kDue, ReviewState::kOverdue,
                          ReviewState::kNotEvaluated});
}

}  // namespace
}  // namespace bellwether::saas
