// A change is noticed by the check, by a test, or by nobody; and of what nobody notices it is said
// how a test would.
#include "engine/mutation/trial.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/bellwether.h"
#include "engine/mutation/sample.h"
#include "engine/testing/testing.h"

namespace bellwether::mutation {
namespace {

using ::testing::SizeIs;

constexpr char kPack[] = R"(pack: p
version: 1.0.0
severities: [red]
signals:
  usage: {type: ratio}
  spare: {type: number, max: 10}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage, points: [[0, 0], [1, 100]]}
flags:
  quiet:
    severity: red
    when: usage < 0.1
    reason: Nobody uses it
)";
constexpr char kTests[] = R"(as_of: 2026-03-01
cases:
  - {name: half, account: {signals: {usage: 0.5}}, expect: {health.only.band: green}}
  - {name: less, account: {signals: {usage: 0.3}}, expect: {health.only.band: red}}
)";

class MutationTrialTest : public ::testing::Test {
 protected:
  MutationTrialTest() {
    auto loaded = Load(sources_);
    EXPECT_TRUE(loaded.ok()) << RenderAll(loaded.diagnostics, sources_);
    plan_ = loaded.value;
    suite_ = LoadTests(*plan_, tests_).value;
    EXPECT_EQ(RunTests(*plan_, suite_).failed, 0U);
  }

  // "killed by half", of the change of that key and text.
  std::string Fated(const std::string& key, const std::string& change) {
    const MutationTrial trial(sources_, *plan_, suite_);
    for (const Mutation& mutation : MutationsOf(sources_, *plan_)) {
      if (mutation.key != key || mutation.change != change) continue;
      const Verdict verdict = trial.Try(mutation);
      if (verdict.fate == Fate::kRefused) return "refused";
      if (verdict.fate == Fate::kKilled) return absl::StrCat("killed by ", verdict.killer);
      if (verdict.fate == Fate::kEquivalent) return absl::StrCat("equivalent: ", verdict.proof);
      if (!verdict.difference) return "survived";
      const Difference& difference = *verdict.difference;
      return absl::StrCat("survived: ", difference.test, " ", difference.path, " ", difference.now,
                          " ", difference.then);
    }
    return "no such change";
  }

  const Sources sources_{{{"pack.yaml", kPack}}};
  const Sources tests_{{{"tests/only_test.yaml", kTests}}};
  std::shared_ptr<const Plan> plan_;
  TestSuite suite_;
};

TEST_F(MutationTrialTest, NamesTheTestThatNotices) {
  EXPECT_EQ(Fated("health.only.bands[0].green", "50 -> 51"), "killed by half");
}

// Where every case passes, the properties are asked.
TEST_F(MutationTrialTest, APropertyNotices) {
  const Sources tests({{"tests/only_test.yaml",
                        absl::StrCat(kTests,
                                     "properties:\n  - {name: all of the scale, bounded: {output: "
                                     "health.only.score, min: 0, max: 100}, where: usage == 0}\n"
                                     "  - {name: nothing is nothing, bounded: {output: "
                                     "health.only.score, max: 0}, where: usage < 0.004}\n")}});
  suite_ = LoadTests(*plan_, tests).value;
  ASSERT_EQ(suite_.properties.size(), 2U);
  EXPECT_EQ(Fated("health.only.bands[0].green", "50 -> 51"), "killed by half");
  EXPECT_EQ(Fated("health.only.components.usage.points[0][1]", "0 -> 1"),
            "killed by nothing is nothing");
}

TEST_F(MutationTrialTest, SaysWhatATestWouldNotice) {
  EXPECT_EQ(Fated("health.only.components.usage.points[0][1]", "0 -> 1"),
            "survived: half health.only.score 50 51");
}

// Nothing reads the signal; a test could still expect that 10.5 is refused.
TEST_F(MutationTrialTest, SaysThatNoAccountShowsIt) {
  EXPECT_EQ(Fated("signals.spare.max", "10 -> 11"), "survived");
}

// A wider range accepts more accounts, which a test could ask for; the only component weighs all.
TEST_F(MutationTrialTest, SaysWhyNoAccountCanTell) {
  EXPECT_EQ(Fated("health.only.components.usage.weight", "1 -> 2"),
            "equivalent: it weighs alone, and whatever weighs alone weighs all");
}

TEST_F(MutationTrialTest, MakesACaseUpThatWouldNotice) {
  const MutationTrial trial(sources_, *plan_, suite_);
  for (const Mutation& mutation : MutationsOf(sources_, *plan_)) {
    if (mutation.key != "flags.quiet.when#2" || mutation.change != "0.1 -> 0.11") continue;
    const Verdict verdict = trial.Try(mutation);
    ASSERT_TRUE(verdict.difference.has_value());
    EXPECT_EQ(verdict.difference->test, "");
    EXPECT_EQ(verdict.difference->proposed_case,
              "- name: \"notices flags.quiet.when#2\"\n  as_of: 2026-03-01\n"
              "  account: {signals: {usage: 0.1}}\n  expect: {flag.quiet: clear}\n");
    const Sources more(
        {{"tests/only_test.yaml", absl::StrCat("cases:\n", verdict.difference->proposed_case)}});
    const TestSuite suite = LoadTests(*plan_, more).value;
    EXPECT_EQ(RunTests(*plan_, suite).failed, 0U);
    EXPECT_EQ(MutationTrial(sources_, *plan_, suite).Try(mutation).fate, Fate::kKilled);
    return;
  }
  FAIL() << "no such change";
}

TEST_F(MutationTrialTest, APackThatDoesNotLoadIsNoticed) {
  EXPECT_EQ(Fated("health.only.components.usage.weight", "1 -> 0"), "refused");
}

TEST(SampleTest, IsOfTheSeedAndInOrder) {
  std::vector<Mutation> all(100);
  for (size_t i = 0; i < all.size(); ++i) all[i].offset = i;
  const auto offsets = [&](size_t size, uint64_t seed) {
    std::vector<size_t> found;
    for (const Mutation& mutation : SampleOf(all, size, seed)) found.push_back(mutation.offset);
    return found;
  };
  const std::vector<size_t> first = offsets(10, 1);
  EXPECT_THAT(first, SizeIs(10));
  EXPECT_TRUE(std::is_sorted(first.begin(), first.end()));
  EXPECT_EQ(offsets(10, 1), first);
  EXPECT_NE(offsets(10, 2), first);
  EXPECT_THAT(offsets(100, 1), SizeIs(100));
  EXPECT_THAT(offsets(1000, 1), SizeIs(100));
  // Each is as likely as the other: 20 of 100, 500 times.
  std::vector<int> taken(all.size());
  for (uint64_t seed = 0; seed < 500; ++seed) {
    for (const size_t offset : offsets(20, seed)) ++taken[offset];
  }
  for (const int times : taken) {
    EXPECT_GT(times, 60);
    EXPECT_LT(times, 145);
  }
}

}  // namespace
}  // namespace bellwether::mutation
