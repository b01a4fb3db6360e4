// Whatever changed between two evaluations, the lines of an attribution sum to the change of the
// score; what did not change has no line; the other way round every line has the other sign (S26).
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/attribution/attribution.h"
#include "engine/attribution/score_parts.h"
#include "tests/property/every_account.h"

namespace bellwether {
namespace {

using Asked = RandomAccounts::Asked;

constexpr uint64_t kPacks = 40;
constexpr double kNear = 1e-9;

// Calls a component otherwise, with all that is below it.
void Rename(Plan& plan, size_t renamed) {
  const std::string old = plan.component_notes[renamed].name;
  for (size_t i = 0; i < plan.components.size(); ++i) {
    std::string& name = plan.component_notes[i].name;
    const bool below = name == old || name.starts_with(old + ".");
    if (below && plan.components[i].root == plan.components[renamed].root) {
      name.insert(old.size(), "_renamed");
    }
  }
}

// The same pack with other weights, limits and curves, and a component that is called otherwise.
Plan ChangedPlan(const Plan& plan, Random& random) {
  Plan changed = plan;
  changed.digest = "changed";
  for (double& weight : changed.weights) {
    if (random.Chance(40)) weight *= random.Pick({0.5, 2.0, 3.0});
  }
  for (PlanLimit& limit : changed.limits) {
    if (random.Chance(50)) limit.value = static_cast<double>(random.Below(101));
  }
  for (PlanComponent& component : changed.components) {
    const bool linear = component.curve == ruleset::CurveKind::kLinear;
    if (linear && random.Chance(30)) component.to += (component.to - component.from) / 2;
  }
  if (random.Chance(30)) Rename(changed, random.Below(changed.components.size()));
  return changed;
}

// An account as one plan sees it at one moment.
struct Side {
  Side(const Plan& plan_in, Asked asked_in)
      : plan(plan_in),
        asked(std::move(asked_in)),
        scored(EvaluateAccount(plan, asked.account, asked.options)) {}

  ComparedAccount compared() const {
    return {plan, asked.account, asked.options, scored.facts, scored.evaluation};
  }

  const Plan& plan;
  const Asked asked;
  const Evaluated scored;
};

Attribution Compare(const Side& before, const Side& after) {
  return Attribute(before.compared(), after.compared(), Limits());
}

// Another account of the pack, or this one with some signals of the other.
Asked OtherAccount(const CheckedPack& pack, const Asked& asked, Random& random) {
  Asked other = RandomAccounts(pack.rules).Make(random.Below(1'000'000));
  other.options = asked.options;
  if (random.Chance(40)) return other;
  Asked mixed = asked;
  for (SignalInput& signal : mixed.account.signals) {
    for (const SignalInput& one : other.account.signals) {
      if (one.name == signal.name && random.Chance(50)) signal = one;
    }
  }
  if (random.Chance(50) && !mixed.account.signals.empty()) mixed.account.signals.pop_back();
  return mixed;
}

Asked Later(Asked asked, int64_t days) {
  Moment& as_of = asked.options.as_of;
  as_of.day += days;
  as_of.time += absl::Hours(24) * days;
  return asked;
}

std::string WrongSum(const Attribution& attribution, uint64_t& compared) {
  for (const ModelAttribution& model : attribution.models) {
    if (!model.no_arithmetic.empty()) {
      if (!model.lines.empty()) return "lines without arithmetic";
      continue;
    }
    double sum = 0;
    for (const ChangeLine& line : model.lines) sum += line.points;
    const double change = *model.after.score - *model.before.score;
    if (std::fabs(sum - change) > kNear) {
      return absl::StrCat(model.model, ": lines sum to ", sum, ", the score changed by ", change);
    }
    ++compared;
  }
  return "";
}

// Kinds that a line may have; every other one is a complaint.
std::string OtherKinds(const Attribution& attribution, std::initializer_list<ChangeKind> kinds) {
  for (const ModelAttribution& model : attribution.models) {
    for (const ChangeLine& line : model.lines) {
      const bool behind = line.kind >= ChangeKind::kCaps;
      if (behind || std::find(kinds.begin(), kinds.end(), line.kind) != kinds.end()) continue;
      return absl::StrCat("a line of ", ChangeKindName(line.kind), ": ", line.name, " ",
                          line.points);
    }
  }
  return "";
}

using Points = std::map<std::pair<std::string, std::string>, double>;

Points PointsOf(const Attribution& attribution, double sign) {
  Points points;
  for (const ModelAttribution& model : attribution.models) {
    for (const ChangeLine& line : model.lines) {
      points[{model.model, absl::StrCat(ChangeKindName(line.kind), " ", line.name)}] +=
          sign * line.points;
    }
  }
  return points;
}

std::string NotNegated(const Side& before, const Side& after) {
  const Points forward = PointsOf(Compare(before, after), 1);
  Points backward = PointsOf(Compare(after, before), -1);
  for (const auto& [key, points] : forward) {
    const double other = std::exchange(backward[key], 0.0);
    if (std::fabs(points - other) > kNear) {
      return absl::StrCat(key.first, " ", key.second, ": ", points, " there, ", other, " back");
    }
  }
  for (const auto& [key, points] : backward) {
    if (std::fabs(points) > kNear) return absl::StrCat(key.second, " only on the way back");
  }
  return "";
}

// What a property asks of two sides; "" when it holds.
using PairComplaint = std::function<std::string(const Side& before, const Side& after)>;

struct Change {
  bool account = false;
  bool plan = false;
  int64_t days = 0;
};

void ForEveryChange(const Change& change, const PairComplaint& complaint) {
  ForEveryAccount(kPacks, [&](const CheckedPack& pack, const Asked& asked) -> std::string {
    Random random(asked.account.signals.size() * 31 + asked.account.milestones.size());
    const Plan plan = change.plan ? ChangedPlan(pack.plan, random) : pack.plan;
    const Asked other = change.account ? OtherAccount(pack, asked, random) : asked;
    const Side before(pack.plan, asked);
    const Side after(change.plan ? plan : pack.plan, Later(other, change.days));
    if (!before.scored.accepted || !after.scored.accepted) return "";
    return complaint(before, after);
  });
}

void ExpectSums(const Change& change) {
  uint64_t compared = 0;
  ForEveryChange(change, [&](const Side& before, const Side& after) {
    return WrongSum(Compare(before, after), compared);
  });
  EXPECT_GT(compared, 20u);
}

TEST(AttributionPropertyTest, LinesSumWhenTheAccountChanged) { ExpectSums({.account = true}); }
TEST(AttributionPropertyTest, LinesSumWhenThePackChanged) { ExpectSums({.plan = true}); }
TEST(AttributionPropertyTest, LinesSumWhenTimePassed) { ExpectSums({.days = 20}); }
TEST(AttributionPropertyTest, LinesSumWhenAllChanged) {
  ExpectSums({.account = true, .plan = true, .days = 11});
}

TEST(AttributionPropertyTest, NothingChangedIsNoLine) {
  ForEveryChange({}, [](const Side& before, const Side& after) -> std::string {
    const Attribution same = Compare(before, after);
    for (const ModelAttribution& model : same.models) {
      if (!model.lines.empty()) return absl::StrCat("a line of ", model.lines[0].name);
    }
    return same.outcomes.empty() ? "" : absl::StrCat("changed: ", same.outcomes[0].path);
  });
}

// But for what changed about the components: there, two packs are looked at for differences.
std::string TextOf(const Attribution& attribution) {
  std::string text;
  for (const ModelAttribution& model : attribution.models) {
    for (const ChangeLine& line : model.lines) {
      absl::StrAppend(&text, model.model, " ", ChangeKindName(line.kind), " ", line.name, "\n");
    }
    absl::StrAppend(&text, model.model, ": ", model.no_arithmetic, "\n");
  }
  for (const OutcomeChange& one : attribution.outcomes) {
    absl::StrAppend(&text, one.path, " ", one.before, " ", one.after, " ", one.reason, "\n");
  }
  return text;
}

// Where both sides are seen by one pack, half of the way is not worked out twice.
TEST(AttributionPropertyTest, OnePackSaysWhatTwoAlikeSay) {
  uint64_t with_lines = 0;
  for (const int64_t days : {0, 20}) {
    ForEveryChange({.account = true, .days = days}, [&](const Side& before, const Side& after) {
      const Plan alike = after.plan;
      const Side other(alike, after.asked);
      const Attribution one = Compare(before, after), two = Compare(before, other);
      const std::string text = TextOf(one);
      with_lines += text.find(" data ") != std::string::npos ? 1 : 0;
      if (text != TextOf(two)) return absl::StrCat("one:\n", text, "two:\n", TextOf(two));
      Points points = PointsOf(two, 1);
      for (const auto& [key, sum] : PointsOf(one, 1)) {
        if (points[key] != sum) return absl::StrCat(key.second, ": ", sum, " and ", points[key]);
      }
      return std::string();
    });
  }
  EXPECT_GT(with_lines, 20u);
}

TEST(AttributionPropertyTest, OnlyWhatChangedHasLines) {
  ForEveryChange({.account = true}, [](const Side& before, const Side& after) {
    return OtherKinds(Compare(before, after),
                      {ChangeKind::kData, ChangeKind::kCoverage, ChangeKind::kTogether});
  });
  ForEveryChange({.plan = true}, [](const Side& before, const Side& after) {
    return OtherKinds(Compare(before, after), {ChangeKind::kConfiguration});
  });
  ForEveryChange({.days = 30}, [](const Side& before, const Side& after) {
    return OtherKinds(Compare(before, after), {ChangeKind::kStaleness});
  });
}

TEST(AttributionPropertyTest, TheOtherWayRoundTurnsEverySign) {
  ForEveryChange({.account = true}, NotNegated);
  ForEveryChange({.plan = true}, NotNegated);
  ForEveryChange({.account = true, .plan = true}, NotNegated);
  ForEveryChange({.account = true, .plan = true, .days = 11}, NotNegated);
}

// S26 on its own: parts of leaves sum to the change of the raw score, whatever the two are.
TEST(AttributionPropertyTest, ScorePartsSumToTheChangeOfTheRawScore) {
  const auto wrong = [](const Side& before, const Side& after) -> std::string {
    std::vector<ScorePart> parts;
    for (uint32_t m = 0; m < before.plan.models.size(); ++m) {
      const Evaluation& from = before.scored.evaluation;
      const Evaluation& to = after.scored.evaluation;
      if (!ScoreParts::Apply(from, m) || !ScoreParts::Apply(to, m)) continue;
      ScoreParts(before.plan, m, after.plan, m).Split(from, to, parts);
      double sum = 0;
      for (const ScorePart& part : parts) sum += part.sum();
      const double change = to.models[m].raw - from.models[m].raw;
      if (std::fabs(sum - change) > kNear) {
        return absl::StrCat("parts sum to ", sum, ", raw by ", change);
      }
    }
    return "";
  };
  ForEveryChange({.account = true, .plan = true}, wrong);
}

}  // namespace
}  // namespace bellwether
