// Compile lays a rule set out: nothing is lost, everything is owned, every index is inside its
// array.
#include "engine/plan/dump.h"
#include "engine/plan/plan.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "engine/expression/expression.h"
#include "engine/ruleset/vocabulary.h"
#include "tests/engine/ruleset/packs.h"

namespace bellwether {
namespace {

using expression::Value;
using ruleset::CurveKind;
using ruleset::PackOf;

Plan PlanOf(const std::string& yaml) { return Compile(ruleset::RulesOf(yaml)); }

Plan SamplePlan() {
  const Sources sources({SourceFile{"sample.yaml", ruleset::SamplePack()}});
  return Compile(ruleset::CheckPack(sources).value);
}

constexpr char kTree[] = R"(
segments: [smb, large]
signals: {a: {type: ratio}}
health:
  low: {priority: 1, bands: [{all: 0}], components: {c: {weight: 1, of: a}}}
  high:
    priority: 2
    bands: [{all: 0}]
    components:
      g: {weight: 2, components: {x: {weight: 3, of: a}, y: {weight: 4, of: a}}}
      a: {weight: 1, of: a}
    segments: {large: {weights: {g.x: 7}}}
)";

TEST(CompileTest, ChildrenStandBeforeTheirGroup) {
  const Plan plan = PlanOf(kTree);
  std::string order;
  for (const PlanNote& note : plan.component_notes) order += note.name + " ";
  EXPECT_EQ(order, "c a g.x g.y g ");
  EXPECT_EQ(plan.components[2].parent, 4u);
  EXPECT_EQ(plan.components[3].parent, 4u);
  EXPECT_EQ(plan.components[4].parent, kNoIndex);
}

TEST(CompileTest, WeightsHaveARowForEachSegment) {
  const Plan plan = PlanOf(kTree);
  EXPECT_EQ(plan.weights, (std::vector<double>{1, 1, 3, 4, 2,     // base
                                               1, 1, 3, 4, 2,     // smb
                                               1, 1, 7, 4, 2}));  // large
  EXPECT_EQ(plan.segment_has_weights, (std::vector<bool>{false, false, false, false, false, true}));
}

TEST(CompileTest, ModelsAreOrderedByPriority) {  // S19
  const Plan plan = PlanOf(kTree);
  EXPECT_EQ(plan.model_order, (std::vector<uint32_t>{1, 0}));
  EXPECT_EQ(plan.model_notes[0].name, "low");
}

TEST(CompileTest, AnEmptyPackCompiles) {
  const Plan plan = PlanOf("");
  EXPECT_EQ(plan.name, "p");
  EXPECT_TRUE(plan.models.empty());
  EXPECT_EQ(plan.FindSlot("kickoff_at"), SlotOf(EventField::kKickoffAt));
  EXPECT_EQ(plan.FindSlot("kickoff"), kNoIndex);
  EXPECT_EQ(plan.FindSignal("kickoff_at"), kNoIndex);
}

void ExpectIndex(uint32_t index, size_t size) { EXPECT_TRUE(index == kNoIndex || index < size); }
void ExpectInside(const Range& range, size_t size) { EXPECT_LE(range.end(), size); }

TEST(CompileTest, EveryIndexIsInsideItsArray) {
  const Plan plan = SamplePlan();
  for (const PlanComponent& component : plan.components) {
    ExpectIndex(component.slot, plan.slots.size());
    ExpectIndex(component.program, plan.programs.size());
    ExpectIndex(component.benchmark, plan.benchmarks.size());
    const size_t entries = component.curve == CurveKind::kPoints  ? plan.points.size()
                           : component.curve == CurveKind::kSteps ? plan.steps.size()
                                                                  : plan.map_entries.size();
    ExpectInside(component.range, entries);
  }
  for (const PlanBenchmark& benchmark : plan.benchmarks) {
    EXPECT_LT(benchmark.value, plan.slots.size());
    ExpectInside(benchmark.sets, plan.sets.size());
  }
  for (const PlanBenchmarkSet& set : plan.sets) {
    ExpectInside(set.rows, plan.rows.size());
    ExpectInside(set.tiers, plan.tiers.size());
  }
  for (const PlanRow& row : plan.rows) ExpectInside(row.bounds, plan.bounds.size());
  EXPECT_EQ(plan.weights.size(), plan.components.size() * (plan.segments.size() + 1));
  EXPECT_EQ(plan.component_notes.size(), plan.components.size());
  EXPECT_EQ(plan.band_notes.size(), plan.bands.size());
  EXPECT_EQ(plan.limit_notes.size(), plan.limits.size());
}

// What the program says when every name it reads is this text.
Value RunOnText(const Plan& plan, uint32_t program, std::string_view text) {
  std::vector<Value> slots(plan.slots.size(), Value::String(text));
  expression::Stack stack;
  const expression::Context context{absl::UnixEpoch(), plan.time_zone};
  return expression::Run(plan.programs.at(program), slots, context, stack);
}

TEST(CompileTest, ThePlanOutlivesItsSources) {
  Plan plan;
  {
    auto sources = std::make_unique<Sources>(PackOf(
        "signals: {note: {type: text}}\nderived:\n"
        "  long: {type: bool, expr: 'note == \"a text that is too long for a small string\"'}\n"
        "  listed: {type: bool, expr: 'note in [\"another text of more than a few letters\"]'}\n"
        "  matched: {type: bool, expr: 'note.matches(\"^a text .* small string$\")'}\n"));
    auto checked = std::make_unique<Staged<ruleset::RuleSet>>(ruleset::CheckPack(*sources));
    ASSERT_TRUE(checked->ok());
    plan = Compile(checked->value);
  }
  const std::string text = "a text that is too long for a small string";
  EXPECT_TRUE(RunOnText(plan, 0, text).boolean);
  EXPECT_FALSE(RunOnText(plan, 1, text).boolean);
  EXPECT_TRUE(RunOnText(plan, 1, "another text of more than a few letters").boolean);
  EXPECT_TRUE(RunOnText(plan, 2, text).boolean);
  EXPECT_NE(Dump(plan).find("#0  note == "), std::string::npos);
}

}  // namespace
}  // namespace bellwether
