// What missing data may still do to a score: whatever it turns out to be, the score lies within the
// bounds that were given, and a band that was certain stays (S16, S17). And a component that scores
// what the others score already changes nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "tests/property/every_account.h"
#include "tests/property/promises.h"
#include "tests/property/property_run.h"

namespace bellwether {
namespace {

using Asked = RandomAccounts::Asked;

constexpr double kNear = 1e-9;

std::string BeyondBounds(const CheckedPack& pack, const Asked& asked) {
  if (!PromisesBounds(pack)) return "";
  const Evaluated before = EvaluateAccount(pack.plan, asked.account, asked.options);
  if (!before.accepted) return "";
  const Asked complete = Completed(pack, asked, before);
  const Evaluated after = EvaluateAccount(pack.plan, complete.account, complete.options);
  if (!after.accepted) return "";
  for (size_t i = 0; i < pack.plan.models.size(); ++i) {
    const ModelResult& old = before.evaluation.models[i];
    const ModelResult& now = after.evaluation.models[i];
    if (!now.has_score() || old.state == ModelState::kNotEvaluated) continue;
    const bool inside = now.effective >= old.low - kNear && now.effective <= old.high + kNear;
    const std::string& name = pack.plan.model_notes[i].name;
    if (!inside) {
      return absl::StrCat(name, " was ", old.low, " to ", old.high, " and became ", now.effective);
    }
    if (old.has_score() && old.certain && old.band != now.band) {
      return absl::StrCat("the band of ", name, " was certain and changed");
    }
  }
  return "";
}

TEST(CompletionTest, TheScoreOfEveryCompletionLiesWithinTheBounds) {
  ForEveryAccount(150, BeyondBounds);
}

// The weighted mean of a model, with one more component that scores just that.
TEST(CompletionTest, AComponentThatScoresTheMeanChangesNothing) {
  PropertyRun run(40, 1);
  std::string problems;
  uint64_t compared = 0;
  while (const auto seed = run.Next()) {
    const RandomPack generated(*seed);
    const auto pack = CheckPack(generated.Yaml(), problems);
    if (pack == nullptr) continue;
    const Asked asked = RandomAccounts(pack->rules).Make(*seed * 1'000);
    const Evaluated before = EvaluateAccount(pack->plan, asked.account, asked.options);
    if (!before.accepted || !before.evaluation.models[0].has_raw) continue;
    const double mean = before.evaluation.models[0].raw;
    const auto larger = generated.WithComponent(
        "model_0", "mean", absl::StrCat("{weight: 3, expr: \"", FormatNumber(mean), "\"}"));
    ASSERT_TRUE(larger);
    const auto other = CheckPack(larger->Yaml(), problems);
    ASSERT_NE(other, nullptr) << problems << larger->Yaml();
    const Evaluated after = EvaluateAccount(other->plan, asked.account, asked.options);
    ASSERT_TRUE(after.accepted);
    EXPECT_NEAR(after.evaluation.models[0].raw, mean, kNear) << larger->Yaml();
    ++compared;
  }
  if (run.whole()) {
    EXPECT_GT(compared, 0u);
  }
}

}  // namespace
}  // namespace bellwether
