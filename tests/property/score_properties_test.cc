// What holds for every score, whatever the rules: it adds up, it lies within its bounds, its band
// is the one that its edges say (rules language, section 10; S15 to S17).
#include <gtest/gtest.h>

#include <cmath>

#include "absl/strings/str_cat.h"
#include "tests/property/every_account.h"

namespace bellwether {
namespace {

using Asked = RandomAccounts::Asked;

constexpr uint64_t kPacks = 40;
constexpr double kNear = 1e-9;

bool Between(double number, double least, double most) {
  return number >= least - kNear && number <= most + kNear;
}

std::string OutOfRange(const CheckedPack& pack, const Asked& asked) {
  const Evaluated scored = EvaluateAccount(pack.plan, asked.account, asked.options);
  if (!scored.accepted) return "";
  for (size_t i = 0; i < pack.plan.components.size(); ++i) {
    const ComponentResult& part = scored.evaluation.components[i];
    const bool good = Between(part.score, 0, 100) && Between(part.coverage, 0, 1) &&
                      Between(part.low, 0, 100) && Between(part.high, part.low, 100) &&
                      Between(part.share, 0, 1) && part.decay > 0 && part.decay <= 1;
    if (!good) return absl::StrCat("out of range: ", pack.plan.component_notes[i].name);
  }
  for (size_t i = 0; i < pack.plan.models.size(); ++i) {
    const ModelResult& model = scored.evaluation.models[i];
    const bool good = Between(model.raw, 0, 100) && Between(model.effective, 0, 100) &&
                      Between(model.displayed, 0, 100) && Between(model.coverage, 0, 1) &&
                      Between(model.low, 0, 100) && Between(model.high, model.low, 100);
    if (!good) return absl::StrCat("out of range: ", pack.plan.model_notes[i].name);
    const bool inside = Between(model.effective, model.low, model.high);
    if (model.has_score() && !inside) return "a score outside its own bounds";
  }
  return "";
}

TEST(ScorePropertyTest, LiesWithinItsRangeAndItsBounds) { ForEveryAccount(kPacks, OutOfRange); }

// What the leaves and the groups below a root add up to.
std::string WrongSum(const Plan& plan, const Evaluation& evaluation, const Range& components,
                     double raw) {
  double leaves = 0;
  double shares = 0;
  std::vector<double> below(plan.components.size(), 0);
  for (uint32_t i = components.first; i < components.end(); ++i) {
    const ComponentResult& part = evaluation.components[i];
    const bool group = plan.components[i].curve == ruleset::CurveKind::kGroup;
    if (group && std::fabs(below[i] - part.contribution) > kNear) {
      return absl::StrCat("children do not sum to ", plan.component_notes[i].name);
    }
    if (!group) leaves += part.contribution;
    if (!group) shares += part.share;
    const uint32_t parent = plan.components[i].parent;
    if (parent != kNoIndex) below[parent] += part.contribution;
  }
  if (std::fabs(leaves - raw) > kNear) return absl::StrCat("points sum to ", leaves, ", not ", raw);
  return std::fabs(shares - 1) > kNear ? absl::StrCat("shares sum to ", shares) : "";
}

std::string WrongContributions(const CheckedPack& pack, const Asked& asked) {
  const Evaluated scored = EvaluateAccount(pack.plan, asked.account, asked.options);
  if (!scored.accepted) return "";
  for (size_t i = 0; i < pack.plan.models.size(); ++i) {
    const ModelResult& model = scored.evaluation.models[i];
    if (!model.has_score() || !model.has_raw) continue;
    const std::string wrong =
        WrongSum(pack.plan, scored.evaluation, pack.plan.models[i].components, model.raw);
    if (!wrong.empty()) return wrong;
  }
  return "";
}

TEST(ScorePropertyTest, ContributionsSumToTheRawScore) {
  ForEveryAccount(kPacks, WrongContributions);
}

TEST(ScorePropertyTest, AnEdgeBelongsToTheBetterBand) {
  uint64_t at_an_edge = 0;
  const auto wrong_band = [&](const CheckedPack& pack, const Asked& asked) -> std::string {
    const Evaluated scored = EvaluateAccount(pack.plan, asked.account, asked.options);
    for (size_t i = 0; scored.accepted && i < pack.plan.models.size(); ++i) {
      const ModelResult& model = scored.evaluation.models[i];
      if (!model.has_score() || model.held_by_hysteresis) continue;
      const PlanBand* bands = &pack.plan.bands[pack.plan.models[i].bands.first];
      const bool reached = model.displayed >= bands[model.band].from;
      const bool best = model.band == 0 || model.displayed < bands[model.band - 1].from;
      if (!reached || !best) return "a band that its edges do not give";
      at_an_edge += model.band + 1 < pack.plan.models[i].bands.count &&
                    model.displayed == bands[model.band].from;
    }
    return "";
  };
  if (ForEveryAccount(kPacks, wrong_band)) {
    EXPECT_GT(at_an_edge, 0u);
  }
}

}  // namespace
}  // namespace bellwether
