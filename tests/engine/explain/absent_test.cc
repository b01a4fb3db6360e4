// Which components a score goes without, the heaviest first.
#include "engine/explain/absent.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_support::PlanOf;
using testing_support::Score;
using testing_support::ScoredAccount;

// Shares of the denominator for "large": z 4/10; group 6/10, of it x 1/4, y 3/4; free 0.
constexpr char kPack[] = R"(pack: sample
version: 1.0.0
segments: [small, large]
signals:
  a: {type: ratio}
  b: {type: ratio}
  c: {type: ratio, missing: {value: 0.5}}
  asked: {type: bool}
health:
  m:
    min_coverage: 0
    bands: [{green: 80}, {red: 0}]
    components:
      free: {weight: 1.5, of: b}
      group:
        weight: 6
        components: {x: {weight: 1, of: c}, y: {weight: 3, of: b}}
      z: {weight: 4, of: a}
    segments: {large: {weights: {free: 0}}}
  asked_only:
    applies_when: asked
    priority: -1
    bands: [{green: 80}, {red: 0}]
    components: {a: {weight: 1, of: a}}
)";

std::vector<std::string> Absent(const std::string& account, uint32_t model = 0) {
  const ScoredAccount scored = Score(PlanOf(kPack), account);
  std::vector<std::string> names;
  for (const uint32_t leaf : AbsentLeaves(*scored.plan, scored.facts, scored.evaluation, model)) {
    names.push_back(scored.plan->component_notes[leaf].name);
  }
  return names;
}

TEST(AbsentTest, TheHeaviestStandsFirstAndWhatIsInNoSumNowhere) {
  EXPECT_THAT(Absent("segment: large"), ElementsAre("group.y", "z", "group.x"));
  EXPECT_THAT(Absent("segment: large\nsignals: {b: 1}"), ElementsAre("z", "group.x"));
}

TEST(AbsentTest, EqualOnesKeepTheOrderOfThePlan) {
  // For "small" free weighs 1.5/11.5, and group.x 6/11.5 * 1/4.
  EXPECT_THAT(Absent("segment: small\nsignals: {a: 1}"), ElementsAre("group.y", "free", "group.x"));
}

TEST(AbsentTest, NotApplicableLeavesTheRestMoreWeight) {
  EXPECT_THAT(Absent("segment: large\nsignals: {b: {not_applicable: true}}"),
              ElementsAre("group.x", "z"));
}

TEST(AbsentTest, NothingIsAbsentWhenEverythingIsThere) {
  EXPECT_THAT(Absent("segment: large\nsignals: {a: 1, b: 1, c: 1}"), IsEmpty());
}

TEST(AbsentTest, AModelThatIsNotEvaluatedHasNone) {
  EXPECT_THAT(Absent("segment: large", 1), IsEmpty());
  EXPECT_THAT(Absent("segment: large\nsignals: {asked: false}", 1), IsEmpty());
  EXPECT_THAT(Absent("segment: large\nsignals: {asked: true}", 1), ElementsAre("a"));
}

}  // namespace
}  // namespace bellwether
