// Accounts -> a baseline -> its file -> the same baseline.
#include "engine/drift/baseline.h"

#include <numeric>
#include <string>

#include "engine/drift/baseline_builder.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/scored_account.h"

namespace bellwether::drift {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing_support::PlanOf;
using testing_support::PlanPointer;
using testing_support::Score;

constexpr char kPack[] = R"(
signals:
  nps: {type: number, min: -100, max: 100}
  busy: {type: bool}
  mood: {type: enum, values: [good, bad]}
  note: {type: text}
  seen_at: {type: timestamp}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      nps: {weight: 1, of: nps, linear: {from: -100, to: 100}}
)";

void Add(const PlanPointer& plan, const std::string& account, BaselineBuilder& builder) {
  const auto scored = Score(plan, account);
  builder.Add(scored.facts, scored.evaluation, Stages::All());
}

const Distribution& Named(const Baseline& baseline, const std::string& name) {
  for (const Distribution& distribution : baseline.distributions) {
    if (distribution.name == name) return distribution;
  }
  ADD_FAILURE() << "no " << name;
  return baseline.distributions.front();
}

std::string ProblemsOf(const std::string& text) {
  const Sources sources({{"b.json", text}});
  return RenderAll(ReadBaseline(sources, Limits{}).diagnostics, sources);
}

// 1 to 100: numpy.quantile gives 10.9, 20.8 ... 90.1.
TEST(BaselineTest, NumbersHaveBinsByDeciles) {
  const PlanPointer plan = PlanOf(kPack);
  BaselineBuilder builder(*plan);
  for (int i = 1; i <= 100; ++i) Add(plan, "signals: {nps: " + std::to_string(i) + "}", builder);
  const Baseline baseline = builder.Finish();
  const Distribution& nps = Named(baseline, "signal.nps");
  ASSERT_EQ(nps.edges.size(), 9u);
  EXPECT_DOUBLE_EQ(nps.edges[0], 10.9);
  EXPECT_DOUBLE_EQ(nps.edges[8], 90.1);
  EXPECT_THAT(nps.counts, ElementsAre(10, 10, 10, 10, 10, 10, 10, 10, 10, 10));
  EXPECT_EQ(nps.missing, 0u);
  EXPECT_EQ(Named(baseline, "signal.busy").missing, 100u);
  EXPECT_EQ(Named(baseline, "score.only").accounts(), 100u);
  EXPECT_EQ(baseline.digest, plan->digest);
  EXPECT_EQ(baseline.accounts, 100u);
}

TEST(BaselineTest, AValueThatManyShareIsOneEdge) {
  const PlanPointer plan = PlanOf(kPack);
  BaselineBuilder builder(*plan);
  for (int i = 0; i < 90; ++i) Add(plan, "signals: {nps: 7}", builder);
  for (int i = 0; i < 10; ++i) Add(plan, "signals: {nps: 50}", builder);
  const Distribution nps = Named(builder.Finish(), "signal.nps");
  EXPECT_EQ(nps.edges.front(), 7);
  EXPECT_EQ(std::accumulate(nps.counts.begin(), nps.counts.end(), uint64_t{0}), 100u);
  EXPECT_EQ(nps.counts[0], 0u);
}

TEST(BaselineTest, WordsTruthsTextsAndTimes) {
  const PlanPointer plan = PlanOf(kPack);
  BaselineBuilder builder(*plan);
  Add(plan, "signals: {busy: true, mood: bad, note: x, seen_at: 2026-02-19}", builder);
  Add(plan, "signals: {busy: false, mood: bad, seen_at: 2026-02-27}", builder);
  Add(plan, "signals: {busy: true, mood: {not_applicable: true}}", builder);
  const Baseline baseline = builder.Finish();
  EXPECT_THAT(Named(baseline, "signal.busy").counts, ElementsAre(1, 2, 0));
  EXPECT_THAT(Named(baseline, "signal.mood").counts, ElementsAre(0, 2, 0));
  EXPECT_EQ(Named(baseline, "signal.mood").missing, 1u);
  EXPECT_THAT(Named(baseline, "signal.note").counts, ElementsAre(1, 0));
  const Distribution& age = Named(baseline, "signal.seen_at");  // days before as_of: 2 and 10
  EXPECT_GE(age.edges.front(), 2);
  EXPECT_LE(age.edges.back(), 10);
  EXPECT_EQ(Named(baseline, "score.only").missing, 3u);
}

TEST(BaselineTest, KeepsABoundedNumberOfAccounts) {
  const PlanPointer plan = PlanOf(kPack);
  BaselineBuilder builder(*plan, 100);
  for (int i = 0; i < 1000; ++i) {
    Add(plan, "signals: {nps: " + std::to_string(i % 100) + "}", builder);
  }
  const Baseline baseline = builder.Finish();
  EXPECT_EQ(baseline.accounts, 1000u);
  const uint64_t kept = Named(baseline, "signal.nps").accounts();
  EXPECT_LE(kept, 100u);
  EXPECT_GE(kept, 50u);
}

TEST(BaselineTest, ReadsBackAsWhatWasWritten) {
  const PlanPointer plan = PlanOf(kPack);
  BaselineBuilder builder(*plan);
  for (int i = 0; i < 50; ++i) {
    Add(plan, "signals: {nps: " + std::to_string(i * 0.1) + ", mood: good}", builder);
  }
  const Baseline baseline = builder.Finish();
  const std::string text = WriteBaseline(baseline);
  const Staged<Baseline> read = ReadBaseline(Sources({{"b.json", text}}), Limits{});
  EXPECT_THAT(read.diagnostics, IsEmpty()) << ProblemsOf(text);
  EXPECT_EQ(WriteBaseline(read.value), text);
  EXPECT_EQ(read.value.digest, plan->digest);
}

TEST(BaselineTest, SaysWhatIsWrong) {
  EXPECT_THAT(ProblemsOf("[]"), HasSubstr("this is no baseline"));
  EXPECT_THAT(ProblemsOf("baseline: 2\ndistributions: {}\n"), HasSubstr("a later release"));
  EXPECT_THAT(ProblemsOf("distributions: {a: {edges: [1], counts: [1], missing: 0}}\n"),
              HasSubstr("has 1 counts for 2 bins"));
  EXPECT_THAT(ProblemsOf("distributions: {a: {edges: [2, 1], counts: [1, 1, 1], missing: 0}}\n"),
              HasSubstr("each edge is above the one before it"));
  EXPECT_THAT(ProblemsOf("distributions: {a: {edge: [2], counts: [1], missing: -1}}\n"),
              HasSubstr("did you mean `edges`?"));
}

}  // namespace
}  // namespace bellwether::drift
