// Answers as messages: states keep their names, and each level of explanation carries what
// evaluation.proto says, no less and no more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "bellwether/v1/evaluation.pb.h"
#include "bellwether/v1/outcomes.pb.h"
#include "engine/explain/names.h"
#include "protos/wire/wire.h"
#include "tests/support/scored_account.h"

namespace bellwether::wire {
namespace {

using testing::ElementsAre;
using testing_support::PlanOf;
using testing_support::Score;
using testing_support::ScoredAccount;

// --- states -------------------------------------------------------------------------------------

// Every value of a message's enum but UNSPECIFIED, without its prefix, in lower case.
std::vector<std::string> ProtoNames(const google::protobuf::EnumDescriptor& type) {
  const std::string unspecified = type.value(0)->name();
  const size_t prefix = unspecified.size() - std::string("UNSPECIFIED").size();
  std::vector<std::string> names;
  for (int i = 1; i < type.value_count(); ++i) {
    EXPECT_EQ(type.value(i)->number(), i) << type.full_name();
    names.push_back(absl::AsciiStrToLower(type.value(i)->name().substr(prefix)));
  }
  return names;
}

// The engine's names of the states up to `last`.
template <typename State>
std::vector<std::string> EngineNames(State last) {
  std::vector<std::string> names;
  for (int i = 0; i <= static_cast<int>(last); ++i)
    names.push_back(StateName(static_cast<State>(i)));
  return names;
}

TEST(EvaluationToProtoTest, StatesKeepTheirNames) {
  EXPECT_EQ(ProtoNames(*v1::ComponentState_descriptor()), EngineNames(ComponentState::kZeroWeight));
  EXPECT_EQ(ProtoNames(*v1::BenchmarkState_descriptor()),
            EngineNames(BenchmarkState::kNotEvaluated));
  EXPECT_EQ(ProtoNames(*v1::AdjustmentState_descriptor()), EngineNames(LimitState::kExpired));
  EXPECT_EQ(ProtoNames(*v1::FlagState_descriptor()), EngineNames(FlagState::kNotApplicable));
  EXPECT_EQ(ProtoNames(*v1::OutcomeState_descriptor()), EngineNames(OutcomeState::kAnswered));
  EXPECT_EQ(ProtoNames(*v1::CriterionState_descriptor()),
            EngineNames(CriterionState::kNotApplicable));
  EXPECT_EQ(ProtoNames(*v1::DimensionState_descriptor()),
            EngineNames(DimensionState::kNotApplicable));
  EXPECT_EQ(ProtoNames(*v1::GateState_descriptor()), EngineNames(GateState::kNotApplicable));
  EXPECT_EQ(ProtoNames(*v1::RequirementState_descriptor()),
            EngineNames(RequirementState::kNotApplicable));
  EXPECT_EQ(ProtoNames(*v1::PhaseState_descriptor()), EngineNames(PhaseState::kNotEvaluated));
  EXPECT_EQ(ProtoNames(*v1::ReviewState_descriptor()), EngineNames(ReviewState::kNotEvaluated));

  // A server without such a model answers NOT_DEFINED: a state that no evaluation has.
  std::vector<std::string> models = EngineNames(ModelState::kNotEvaluated);
  models.push_back("not_defined");
  EXPECT_EQ(ProtoNames(*v1::HealthState_descriptor()), models);

  std::vector<std::string> adjustments = EngineNames(AdjustmentKind::kOverrideFloor);
  for (std::string& name : adjustments) std::replace(name.begin(), name.end(), ' ', '_');
  EXPECT_EQ(ProtoNames(*v1::AdjustmentKind_descriptor()), adjustments);
}

TEST(EvaluationToProtoTest, MissingReasonsKeepTheirNames) {
  const auto& type = *v1::MissingReason_descriptor();
  const int last = static_cast<int>(MissingReason::kBenchmarkNotApplicable);
  EXPECT_EQ(type.value_count(), last + 1);
  for (int i = 1; i <= last; ++i) {
    EXPECT_EQ(type.FindValueByNumber(i)->name(),
              absl::StrCat("MISSING_REASON_", MissingReasonName(static_cast<MissingReason>(i))));
  }
}

TEST(EvaluationToProtoTest, TernaryKeepsItsMeaning) {
  EXPECT_THAT(ProtoNames(*v1::Ternary_descriptor()), ElementsAre("false", "true", "unknown"));
  EXPECT_EQ(static_cast<int>(Ternary::kFalse) + 1, v1::TERNARY_FALSE);
  EXPECT_EQ(static_cast<int>(Ternary::kTrue) + 1, v1::TERNARY_TRUE);
  EXPECT_EQ(static_cast<int>(Ternary::kUnknown) + 1, v1::TERNARY_UNKNOWN);
}

// --- answers ------------------------------------------------------------------------------------

constexpr char kPack[] = R"(pack: sample
version: 2.1.0
segments: [big, small]
signals:
  a: {type: ratio, max_age: 1d, stale: keep}
  b: {type: ratio}
  c: {type: ratio}
  count: {type: count}
  flag: {type: bool}
derived: {double: {type: number, expr: "a * 2", description: Twice a}}
benchmarks:
  counted:
    value: count
    better: lower
    source: OM
    tiers: [few, some, many]
    points: {few: 100, some: 60, many: 0}
    sets: {OM: {big: [5, 10]}}
health:
  m:
    description: {en: How it goes, id: Keadaannya}
    priority: 2
    precision: 1
    intervene_below: 60
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    caps:
      - {when: 'flag', at_most: 60, reason: {en: Because, id: Karena}}
      - {when: 'a < 0', at_most: 10, reason: NEVER}
    segments: {big: {weights: {a: 2}}}
    components:
      a: {weight: 1, of: a, source: Ours, description: First}
      g:
        weight: 2
        invert: true
        components:
          b: {weight: 1, of: b}
          f: {weight: 1, expr: "(b + c) * 50"}
      n: {weight: 1, benchmark: counted}
  short:
    min_coverage: 0.9
    bands: [{green: 80}, {red: 0}]
    components:
      b: {weight: 1, of: b}
      also_b: {weight: 1, of: b}
      f: {weight: 1, expr: "a + c"}
      n: {weight: 1, benchmark: counted}
  other:
    priority: 1
    applies_when: 'c > 0.5'
    bands: [{green: 80}, {red: 0}]
    components: {a: {weight: 1, of: a}}
)";

constexpr char kAccount[] = R"(id: acme
segment: big
signals: {a: {value: 0.8, observed_at: 2026-02-19}, b: 0.4, flag: true, count: 7}
)";

v1::Evaluation Answer(v1::ExplanationLevel level, const std::string& language = "",
                      const std::string& account = kAccount) {
  const ScoredAccount scored = Score(PlanOf(kPack), account);
  v1::Evaluation message;
  EvaluationToProto(*scored.plan, scored.facts, scored.evaluation, {level, language}, message);
  return message;
}

TEST(EvaluationToProtoTest, EveryLevelSaysWhatAndHowSure) {
  for (const auto level :
       {v1::EXPLANATION_LEVEL_NONE, v1::EXPLANATION_LEVEL_SUMMARY, v1::EXPLANATION_LEVEL_FULL}) {
    const v1::Evaluation answer = Answer(level);
    EXPECT_EQ(answer.account_id(), "acme");
    EXPECT_EQ(answer.pack().name(), "sample");
    EXPECT_EQ(answer.pack().version(), "2.1.0");
    EXPECT_EQ(answer.pack().digest().size(), 64u);
    EXPECT_EQ(answer.as_of().seconds(), 1772323200);  // 2026-03-01T00:00:00Z
    EXPECT_EQ(answer.segment(), "big");
    ASSERT_EQ(answer.health_size(), 3);

    const v1::HealthResult& health = answer.health(0);
    EXPECT_EQ(health.model(), "m");
    EXPECT_TRUE(health.primary());
    EXPECT_EQ(health.state(), v1::HEALTH_STATE_SCORED);
    // (2·80 + 2·60 + 60) ÷ 5; f is missing: it has half of g's weight.
    EXPECT_DOUBLE_EQ(health.score().raw(), 68);
    EXPECT_EQ(health.score().value(), 60);
    EXPECT_EQ(health.score().precision(), 1);
    EXPECT_EQ(health.score().effective(), 60);
    EXPECT_EQ(health.score().band(), "yellow");
    EXPECT_TRUE(health.score().certain());
    EXPECT_EQ(health.score().intervene(), v1::TERNARY_UNKNOWN);
    EXPECT_DOUBLE_EQ(health.coverage(), 0.8);
    EXPECT_DOUBLE_EQ(health.bounds().low(), 56);
    EXPECT_DOUBLE_EQ(health.bounds().high(), 60);
    EXPECT_TRUE(health.segment_weights());
    ASSERT_GE(health.adjustments_size(), 1);
    EXPECT_EQ(health.adjustments(0).kind(), v1::ADJUSTMENT_KIND_CAP);
    EXPECT_EQ(health.adjustments(0).state(), v1::ADJUSTMENT_STATE_HOLDS);
    EXPECT_DOUBLE_EQ(health.adjustments(0).effect(), -8);
    EXPECT_EQ(health.adjustments(0).reason(), "Because");

    EXPECT_EQ(answer.health(2).state(), v1::HEALTH_STATE_NOT_EVALUATED);
    EXPECT_EQ(answer.health(2).missing(0).name(), "c");
    EXPECT_EQ(answer.health(2).missing(0).reason(), v1::MISSING_REASON_NOT_GIVEN);
    EXPECT_FALSE(answer.health(2).has_bounds());

    ASSERT_EQ(answer.benchmarks_size(), 1);
    const v1::BenchmarkResult& counted = answer.benchmarks(0);
    EXPECT_EQ(counted.state(), v1::BENCHMARK_STATE_TIERED);
    EXPECT_EQ(counted.tier(), "some");
    EXPECT_EQ(counted.points(), 60);
    EXPECT_EQ(counted.value(), 7);
    const bool explained = level != v1::EXPLANATION_LEVEL_NONE;
    EXPECT_EQ(counted.set(), explained ? "OM" : "");
    EXPECT_EQ(counted.row(), explained ? "big" : "");
    EXPECT_EQ(counted.bound(), explained ? "<= 10" : "");
    EXPECT_EQ(counted.distance_to_better(), explained ? 2 : 0);
    EXPECT_EQ(counted.better_tier(), explained ? "few" : "");

    EXPECT_EQ(answer.data().missing_size(), 1);
    EXPECT_EQ(answer.data().missing(0).name(), "c");
    EXPECT_THAT(answer.data().stale(), ElementsAre("a"));
    EXPECT_EQ(answer.data().oldest_input_age_days(), 10);
  }
}

TEST(EvaluationToProtoTest, SaysWhetherTheScoreIsRoundedDown) {
  EXPECT_FALSE(Answer(v1::EXPLANATION_LEVEL_NONE).health(0).score().rounded_down());
  std::string pack = kPack;
  pack.replace(pack.find("precision: 1"), 12, "precision: 1\n    rounding: down");
  const ScoredAccount scored = Score(PlanOf(pack), kAccount);
  v1::Evaluation message;
  EvaluationToProto(*scored.plan, scored.facts, scored.evaluation, {}, message);
  EXPECT_TRUE(message.health(0).score().rounded_down());
}

TEST(EvaluationToProtoTest, InsufficientDataSaysWhatToSupply) {
  const v1::Evaluation answer = Answer(v1::EXPLANATION_LEVEL_NONE, "", "id: acme\nsegment: big");
  const v1::HealthResult& health = answer.health(1);
  EXPECT_EQ(health.state(), v1::HEALTH_STATE_INSUFFICIENT_DATA);
  EXPECT_EQ(health.result_case(), v1::HealthResult::kInsufficient);
  EXPECT_EQ(health.insufficient().min_coverage(), 0.9);
  EXPECT_THAT(health.insufficient().missing(), ElementsAre("b", "a", "c", "count"));
  EXPECT_EQ(health.bounds().low(), 0);
  EXPECT_EQ(health.bounds().high(), 100);
}

TEST(EvaluationToProtoTest, NoneHasNoComponents) {
  const v1::Evaluation answer = Answer(v1::EXPLANATION_LEVEL_NONE);
  EXPECT_EQ(answer.health(0).components_size(), 0);
  EXPECT_EQ(answer.health(0).adjustments_size(), 1);  // the other cap does not hold
  EXPECT_EQ(answer.derived_size(), 0);
}

TEST(EvaluationToProtoTest, SummaryHasTheArithmetic) {
  const v1::Evaluation answer = Answer(v1::EXPLANATION_LEVEL_SUMMARY);
  const v1::HealthResult& health = answer.health(0);
  ASSERT_EQ(health.components_size(), 3);
  const v1::Component& a = health.components(0);
  EXPECT_EQ(a.name(), "a");
  EXPECT_EQ(a.state(), v1::COMPONENT_STATE_OBSERVED);
  EXPECT_DOUBLE_EQ(a.score(), 80);
  EXPECT_EQ(a.weight(), 2);
  EXPECT_DOUBLE_EQ(a.normalized_weight(), 0.4);
  EXPECT_DOUBLE_EQ(a.contribution(), 32);
  EXPECT_EQ(a.coverage(), 1);
  const v1::Component& group = health.components(1);
  ASSERT_EQ(group.components_size(), 2);
  EXPECT_DOUBLE_EQ(group.contribution(), 24);
  EXPECT_EQ(group.components(1).state(), v1::COMPONENT_STATE_ABSENT);
  EXPECT_FALSE(group.components(1).has_score());
  EXPECT_EQ(group.components(1).missing_reason(), v1::MISSING_REASON_INPUT_MISSING);
  for (const v1::Component& component : health.components()) {
    EXPECT_EQ(component.input(), "");
    EXPECT_EQ(component.curve(), "");
    EXPECT_FALSE(component.has_value());
    EXPECT_FALSE(component.has_benchmark());
    EXPECT_FALSE(component.has_location());
    EXPECT_EQ(component.description(), "");
  }
  EXPECT_FALSE(health.has_location());
  EXPECT_EQ(health.description(), "");
  EXPECT_EQ(health.adjustments_size(), 1);
  EXPECT_FALSE(health.adjustments(0).has_location());
  EXPECT_FALSE(answer.benchmarks(0).has_location());
  EXPECT_EQ(answer.derived_size(), 0);
}

TEST(EvaluationToProtoTest, FullHasWhatStandsBehindIt) {
  const v1::Evaluation answer = Answer(v1::EXPLANATION_LEVEL_FULL, "id");
  const v1::HealthResult& health = answer.health(0);
  EXPECT_EQ(health.location().file(), "pack.yaml");
  EXPECT_EQ(health.location().line(), 20);
  EXPECT_EQ(health.description(), "Keadaannya");
  EXPECT_EQ(health.adjustments_size(), 2);
  EXPECT_EQ(health.adjustments(0).reason(), "Karena");
  EXPECT_EQ(health.adjustments(0).location().line(), 27);
  EXPECT_EQ(health.adjustments(1).state(), v1::ADJUSTMENT_STATE_DOES_NOT_HOLD);

  const v1::Component& a = health.components(0);
  EXPECT_EQ(a.input(), "a");
  EXPECT_EQ(a.value().number(), 0.8);
  EXPECT_EQ(a.curve(), "given × 100");
  EXPECT_EQ(a.source(), "Ours");
  EXPECT_EQ(a.description(), "First");
  EXPECT_EQ(a.decay_factor(), 1);
  EXPECT_EQ(a.location().line(), 31);
  EXPECT_TRUE(health.components(1).inverted());
  const v1::Component& formula = health.components(1).components(1);
  EXPECT_EQ(formula.input(), "(b + c) * 50.0");
  ASSERT_EQ(formula.missing_size(), 1);
  EXPECT_EQ(formula.missing(0).name(), "c");
  const v1::BenchmarkUse& use = health.components(2).benchmark();
  EXPECT_EQ(use.benchmark(), "counted");
  EXPECT_EQ(use.set(), "OM");
  EXPECT_EQ(use.row(), "big");
  EXPECT_EQ(use.tier(), "some");
  EXPECT_EQ(use.bound(), "<= 10");
  EXPECT_EQ(answer.benchmarks(0).source(), "OM");
  EXPECT_EQ(answer.benchmarks(0).location().line(), 12);

  const auto& facts = answer.derived();
  const auto twice = std::find_if(facts.begin(), facts.end(),
                                  [](const auto& fact) { return fact.name() == "double"; });
  ASSERT_NE(twice, facts.end());
  EXPECT_EQ(twice->value().number(), 1.6);
}

// Names stay; what people call them stands beside, from SUMMARY on.
TEST(EvaluationToProtoTest, TitlesStandBesideNames) {
  const std::string pack = std::string(kPack) + R"(
stages: [live]
titles:
  bands: {yellow: {en: so-so, id: kuning}}
  segments: {big: {en: Big ones, id: Yang besar}}
  stages: {live: {en: Live, id: Aktif}}
)";
  const auto answer = [&](v1::ExplanationLevel level, const std::string& language) {
    const ScoredAccount scored = Score(PlanOf(pack), std::string(kAccount) + "stage: live\n");
    v1::Evaluation message;
    EvaluationToProto(*scored.plan, scored.facts, scored.evaluation, {level, language}, message);
    return message;
  };
  for (const auto level : {v1::EXPLANATION_LEVEL_SUMMARY, v1::EXPLANATION_LEVEL_FULL}) {
    const v1::Evaluation indonesian = answer(level, "id");
    EXPECT_EQ(indonesian.health(0).score().band(), "yellow");
    EXPECT_EQ(indonesian.health(0).score().band_title(), "kuning");
    EXPECT_EQ(indonesian.segment(), "big");
    EXPECT_EQ(indonesian.segment_title(), "Yang besar");
    EXPECT_EQ(indonesian.stage_title(), "Aktif");
    EXPECT_THAT(indonesian.health(0).confidence(), testing::StartsWith("Kuning"));
    EXPECT_EQ(answer(level, "ms").stage_title(), "Live");  // the title's first language
  }
  const v1::Evaluation none = answer(v1::EXPLANATION_LEVEL_NONE, "id");
  EXPECT_EQ(none.health(0).score().band_title(), "");
  EXPECT_EQ(none.stage_title(), "");
  EXPECT_EQ(Answer(v1::EXPLANATION_LEVEL_FULL, "id").segment_title(), "");  // the pack has none
}

TEST(EvaluationToProtoTest, OverridesAreLinesOfTheirOwn) {
  const v1::Evaluation answer = Answer(v1::EXPLANATION_LEVEL_NONE, "", std::string(kAccount) + R"(
overrides:
  - {model: m, kind: set, value: 90, author: ann, reason: Renewed, expires_at: 2026-06-01}
  - {model: short, kind: floor, value: 20, author: bob, reason: Old, expires_at: 2026-01-01}
)");
  const v1::HealthResult& health = answer.health(0);
  EXPECT_EQ(health.state(), v1::HEALTH_STATE_OVERRIDDEN);
  EXPECT_EQ(health.score().value(), 90);
  EXPECT_DOUBLE_EQ(health.score().raw(), 68);
  ASSERT_EQ(health.adjustments_size(), 2);
  EXPECT_EQ(health.adjustments(1).kind(), v1::ADJUSTMENT_KIND_OVERRIDE_SET);
  EXPECT_EQ(health.adjustments(1).author(), "ann");
  EXPECT_EQ(health.adjustments(1).effect(), 30);
  EXPECT_TRUE(health.adjustments(1).has_expires_at());
  const auto& expired = answer.health(1).adjustments(0);
  EXPECT_EQ(expired.kind(), v1::ADJUSTMENT_KIND_OVERRIDE_FLOOR);
  EXPECT_EQ(expired.state(), v1::ADJUSTMENT_STATE_EXPIRED);
  EXPECT_EQ(expired.effect(), 0);
}

}  // namespace
}  // namespace bellwether::wire
