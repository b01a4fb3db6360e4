// What explanations add to an evaluation: names, texts, places, and an account that adds up.
#include "engine/explain/explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing_support::PlanOf;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kPack[] = R"(pack: sample
version: 1.0.0
signals:
  a: {type: ratio}
  b: {type: ratio}
  asked: {type: bool}
  count: {type: count, max_age: 10d, stale: decay, half_life: 9d}
benchmarks:
  counted:
    value: count
    better: lower
    source: OM
    tiers: [few, many]
    points: {few: 100, many: 0}
    sets: {OM: {default: [{below: 5}]}}
  conditional:
    applies_when: asked
    value: a
    better: higher
    tiers: [high, low]
    points: {high: 100, low: 0}
    sets: {OM: {default: [0.5]}}
health:
  m:
    description: {en: How it goes, id: Keadaannya}
    bands: [{green: 80}, {red: 0}]
    caps: [{when: 'a > 0.5', at_most: 60, reason: {en: Because, id: Karena}}]
    components:
      z: {weight: 1, of: a, source: [OM, Ours], description: Last by name}
      counted: {weight: 2, benchmark: counted}
      conditional: {weight: 1, benchmark: conditional}
      group:
        weight: 2
        invert: true
        components: {y: {weight: 1, of: b}, x: {weight: 3, of: a}}
)";

constexpr char kAccount[] =
    "signals: {a: 0.9, b: 0.25, count: {value: 3, observed_at: 2026-02-10}}";

ModelExplanation Explain(const ScoredAccount& scored, const char* language = "") {
  return ExplainModel(*scored.plan, scored.facts, scored.evaluation, 0, language);
}

const ComponentLine& Line(const std::vector<ComponentLine>& lines, const std::string& name) {
  for (const ComponentLine& line : lines) {
    if (line.name == name) return line;
  }
  ADD_FAILURE() << "no line " << name;
  return lines.front();
}

TEST(ExplainTest, LinesAndAdjustmentsSumToTheEffectiveScore) {
  const ScoredAccount scored = Score(PlanOf(kPack), kAccount);
  const ModelExplanation explanation = Explain(scored);
  double sum = 0;
  const std::function<void(const ComponentLine&)> add = [&](const ComponentLine& line) {
    if (!line.group) sum += line.contribution;
    for (const ComponentLine& child : line.components) add(child);
  };
  for (const ComponentLine& line : explanation.components) add(line);
  EXPECT_NEAR(sum, scored.model("m").raw, 1e-9);
  for (const AdjustmentLine& line : explanation.adjustments) sum += line.effect;
  EXPECT_NEAR(sum, scored.model("m").effective, 1e-9);
}

TEST(ExplainTest, LinesStandInTheOrderOfTheSums) {
  const ModelExplanation explanation = Explain(Score(PlanOf(kPack), kAccount));
  std::vector<std::string> names;
  for (const ComponentLine& line : explanation.components) names.push_back(line.name);
  EXPECT_THAT(names, ElementsAre("conditional", "counted", "group", "z"));
  EXPECT_EQ(Line(explanation.components, "group").components[0].name, "x");
}

TEST(ExplainTest, EveryLineCitesItsPlace) {
  const ModelExplanation explanation = Explain(Score(PlanOf(kPack), kAccount));
  EXPECT_EQ(explanation.place.file, "pack.yaml");
  EXPECT_EQ(explanation.place.line, 24u);
  EXPECT_EQ(explanation.adjustments[0].place.line, 27u);
  const ComponentLine& z = Line(explanation.components, "z");
  EXPECT_EQ(z.place.line, 29u);
  EXPECT_EQ(z.source, "OM, Ours");
  EXPECT_EQ(z.description, "Last by name");
}

TEST(ExplainTest, SpeaksTheLanguageThatIsAskedFor) {
  const ScoredAccount scored = Score(PlanOf(kPack), kAccount);
  EXPECT_EQ(Explain(scored, "id").description, "Keadaannya");
  EXPECT_EQ(Explain(scored, "id").adjustments[0].reason, "Karena");
  EXPECT_EQ(Explain(scored, "fr").description, "How it goes");
}

TEST(ExplainTest, DecayingValueShowsItsTier) {
  const ComponentLine line = Line(Explain(Score(PlanOf(kPack), kAccount)).components, "counted");
  EXPECT_EQ(line.state, ComponentState::kObserved);
  EXPECT_EQ(line.reason, MissingReason::kStale);
  EXPECT_EQ(line.decay, 0.5);  // 19 days old: 9 beyond the limit
  EXPECT_EQ(line.score, 75);
  EXPECT_EQ(std::get<double>(line.value), 3);
  ASSERT_TRUE(line.benchmark);
  EXPECT_EQ(line.benchmark->tier, "few");
  EXPECT_EQ(line.benchmark->bound, "< 5");
}

TEST(ExplainTest, NamesWhatABenchmarksConditionMissed) {
  const ComponentLine line =
      Line(Explain(Score(PlanOf(kPack), kAccount)).components, "conditional");
  EXPECT_EQ(line.state, ComponentState::kAbsent);
  ASSERT_EQ(line.missing.size(), 1u);
  EXPECT_EQ(line.missing[0].name, "asked");
  EXPECT_EQ(line.missing[0].reason, MissingReason::kNotGiven);
}

TEST(ExplainTest, DistanceIsToTheNextBetterTier) {
  const auto plan = PlanOf(R"(
signals: {x: {type: number}}
benchmarks:
  lower: {value: x, better: lower, tiers: [a, b, c], sets: {OM: {default: [10, 20]}}}
  higher: {value: x, better: higher, tiers: [a, b, c], sets: {OM: {default: [20, 10]}}}
)");
  const auto at = [&plan](const char* x, uint32_t index) {
    const ScoredAccount scored = Score(plan, "signals: {x: " + std::string(x) + "}");
    return ExplainBenchmark(*plan, scored.evaluation, index);
  };
  EXPECT_EQ(at("25", 0).distance_to_better, 5);
  EXPECT_EQ(at("25", 0).better_tier, "b");
  EXPECT_EQ(at("12", 0).distance_to_better, 2);
  EXPECT_EQ(at("10", 0).distance_to_better, std::nullopt);
  EXPECT_EQ(at("5", 1).distance_to_better, 5);
  EXPECT_EQ(at("12", 1).distance_to_better, 8);
  EXPECT_EQ(at("20", 1).better_tier, "");
}

}  // namespace
}  // namespace bellwether
