// What a pack without mistakes becomes: orders, weights, defaults, and the limits of its size.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/engine/ruleset/packs.h"

namespace bellwether::ruleset {
namespace {

constexpr char kTree[] = R"(
segments: [smb, large]
signals: {a: {type: ratio, missing: worst}}
health:
  m:
    bands: [{all: 0}]
    components:
      zeta: {weight: 4, of: a}
      group:
        weight: 2
        components:
          y: {weight: 1, of: a, missing: neutral}
          x: {weight: 3, of: a}
      alpha: {weight: 1, of: a}
    segments: {large: {weights: {zeta: 0, group.x: 7}}}
)";

std::vector<std::string> PathsOf(const std::vector<Component>& components) {
  std::vector<std::string> paths;
  for (const Component& component : components) {
    paths.push_back(component.path);
    for (const std::string& path : PathsOf(component.components)) paths.push_back(path);
  }
  return paths;
}

TEST(RulesTest, SiblingsStandInByteOrderOfName) {  // S15
  const RuleSet rules = RulesOf(kTree);
  EXPECT_EQ(PathsOf(rules.health.at(0).components),
            (std::vector<std::string>{"alpha", "group", "group.x", "group.y", "zeta"}));
}

TEST(RulesTest, SegmentsReplaceNamedWeightsOnly) {  // S20
  const RuleSet rules = RulesOf(kTree);
  const HealthModel& model = rules.health.at(0);
  EXPECT_EQ(model.segment_has_weights, (std::vector<bool>{false, true}));
  EXPECT_EQ(model.components[0].segment_weights, (std::vector<double>{1, 1}));
  EXPECT_EQ(model.components[1].segment_weights, (std::vector<double>{2, 2}));
  EXPECT_EQ(model.components[1].components[0].segment_weights, (std::vector<double>{3, 7}));
  EXPECT_EQ(model.components[2].segment_weights, (std::vector<double>{4, 0}));
}

TEST(RulesTest, ComponentsTakeThePolicyOfWhatTheyRead) {
  const RuleSet rules = RulesOf(kTree);
  const Component& group = rules.health.at(0).components[1];
  EXPECT_EQ(group.components[0].missing.policy, Missing::Policy::kWorst);
  EXPECT_FALSE(group.components[0].missing_stated);
  EXPECT_EQ(group.components[1].missing.policy, Missing::Policy::kNeutral);
  EXPECT_TRUE(group.components[1].missing_stated);
}

TEST(RulesTest, DerivedFactsFollowThoseTheyRead) {
  const RuleSet rules = RulesOf(R"(
derived:
  c: {type: number, expr: "b + a"}
  b: {type: number, expr: "a + seats"}
  a: {type: number, expr: "seats"}
)");
  std::vector<std::string> order;
  for (const Derived& derived : rules.derived) order.push_back(rules.slots[derived.slot].name);
  EXPECT_EQ(order, (std::vector<std::string>{"a", "b", "c"}));
}

TEST(RulesTest, TheSetInForceIsTheBenchmarksThenThePacksThenTheOnlyOne) {  // S21
  const RuleSet rules = RulesOf(R"(
benchmark_set: B
benchmarks:
  own: {value: seats, set: A, better: lower, tiers: [x, y], sets: {A: {default: [1]}, B: {default: [2]}}}
  packs: {value: seats, better: lower, tiers: [x, y], sets: {A: {default: [1]}, B: {default: [2]}}}
  only: {value: seats, better: lower, tiers: [x, y], sets: {C: {default: [1]}}}
)");
  EXPECT_EQ(rules.benchmarks[0].default_set, 0u);
  EXPECT_EQ(rules.benchmarks[1].default_set, 1u);
  EXPECT_EQ(rules.benchmarks[2].default_set, 0u);
  EXPECT_EQ(rules.set_names, (std::vector<std::string>{"A", "B", "C"}));
}

TEST(RulesTest, SetsWithTiersOfTheirOwnTakeNoPointsFromTheBenchmark) {
  const RuleSet rules = RulesOf(R"(
benchmarks:
  b:
    value: seats
    better: higher
    tiers: [x, y]
    points: {x: 100, y: 0}
    sets:
      A: {default: [1]}
      B: {tiers: [p, q, r], points: {p: 9, q: 8, r: 7}, default: [2, 1]}
)");
  const auto& sets = rules.benchmarks.at(0).sets;
  EXPECT_EQ(sets[0].tiers.at(0).points, 100);
  EXPECT_EQ(sets[1].tiers.at(2).name, "r");
  EXPECT_EQ(sets[1].tiers.at(2).points, 7);
}

TEST(RulesTest, DefaultsFillWhatIsNotStated) {
  const RuleSet rules = RulesOf(R"(
defaults: {missing: neutral, precision: 2}
signals: {a: {type: ratio}, b: {type: ratio, missing: exclude}}
health: {m: {bands: [{all: 0}], components: {a: {weight: 1, of: a}, b: {weight: 1, of: b}}}}
)");
  const HealthModel& model = rules.health.at(0);
  EXPECT_EQ(model.precision, 2);
  EXPECT_EQ(model.min_coverage, 0.5);
  EXPECT_EQ(model.components[0].missing.policy, Missing::Policy::kNeutral);
  EXPECT_EQ(model.components[1].missing.policy, Missing::Policy::kExclude);
}

std::string Nested(int depth) {
  std::string yaml = "signals: {a: {type: ratio}}\nhealth: {m: {bands: [{all: 0}], components: ";
  std::string closing = "}}\n";
  for (int level = 1; level < depth; ++level) {
    yaml += "{g: {weight: 1, components: ";
    closing = "}}" + closing;
  }
  return yaml + "{leaf: {weight: 1, of: a}}" + closing;
}

TEST(RulesTest, ComponentsNestToADepthOfEight) {  // S29
  EXPECT_EQ(Problems(PackOf(Nested(8))), "");
  EXPECT_NE(Problems(PackOf(Nested(9))).find("[too-deep]"), std::string::npos);
}

TEST(RulesTest, SignalsAndDerivedFactsAreCountedTogether) {
  Limits limits;
  limits.max_signals = 3;
  const std::string three =
      "signals: {a: {type: ratio}, b: {type: ratio}}\nderived: {c: {type: number, expr: a + b}}\n";
  EXPECT_EQ(Problems(PackOf(three), limits), "");
  limits.max_signals = 2;
  EXPECT_EQ(Problems(PackOf(three), limits),
            "p.yaml:3:11: error: a pack has at most 2 signals and derived facts, not 3 "
            "[too-many]\n");
}

TEST(RulesTest, ListsOfWordsAreBounded) {
  Limits limits;
  limits.max_words = 2;
  EXPECT_EQ(Problems(PackOf("segments: [a, b]\n"), limits), "");
  EXPECT_EQ(Problems(PackOf("segments: [a, b, c]\n"), limits),
            "p.yaml:3:18: error: 3 words in one list; at most 2 are allowed (max_words) "
            "[too-many]\n");
}

TEST(RulesTest, PlaceholdersOfATextAreCountedOnce) {
  Limits limits;
  limits.max_placeholders = 2;
  const std::string yaml = "signals: {a: {type: ratio}}\nplaybooks: {p: {steps: [{do: \"";
  const std::string end = "\"}]}}\n";
  EXPECT_EQ(Problems(PackOf(yaml + "Go[ {a} {acv} {a:percent}]" + end), limits), "");
  EXPECT_EQ(Problems(PackOf(yaml + "Go[ {a} {acv} {seats}]" + end), limits),
            "p.yaml:4:31: error: 3 different placeholders in one text; at most 2 are allowed "
            "(max_placeholders) [too-many]\n");
}

TEST(RulesTest, ComponentsOfAllModelsAreCountedTogether) {
  Limits limits;
  limits.max_components = 2;
  const std::string model =
      ": {priority: 1, bands: [{all: 0}], components: {c: {weight: 1, of: a}}}";
  const std::string yaml = "signals: {a: {type: ratio}}\nhealth:\n  m" + model;
  EXPECT_EQ(Problems(PackOf(yaml + "\n"), limits), "");
  EXPECT_EQ(Problems(PackOf(yaml + "\n  n: {bands: [{all: 0}], components: {c: {weight: 1, of: a}, "
                                   "d: {weight: 1, of: a}}}\n"),
                     limits),
            "p.yaml:6:62: error: a pack has at most 2 components [too-many]\n");
}

}  // namespace
}  // namespace bellwether::ruleset
