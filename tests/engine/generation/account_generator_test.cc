// Accounts are functions of plan, seed and position; they are accepted, and meet what a pack turns
// on.
#include "engine/generation/account_generator.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/bellwether.h"
#include "engine/generation/own_edges.h"
#include "tests/engine/accounts/account_text.h"
#include "tests/rules/packs.h"
#include "tests/support/golden.h"
#include "tests/support/scored_account.h"

namespace bellwether::generation {
namespace {

using testing_support::AsOf;
using testing_support::ExpectGolden;
using testing_support::PlanOf;
using testing_support::Score;

constexpr char kSmall[] = R"(
segments: [small, large]
stages: [onboarding, live]
severities: [red]
onboarding: {start: {default: contract_signed_at}}
milestones:
  order: [kickoff, training, graduation]
  grace_days: 2
  same_as: {kickoff: kickoff_at, graduation: graduated_at}
signals:
  usage: {type: ratio, max_age: 14d}
  tickets: {type: count}
  budget: {type: money}
  mood: {type: enum, values: [bad, fair, good]}
  leaving: {type: bool}
  note: {type: text}
  seen_at: {type: timestamp}
  history: {type: series, of: ratio, every: 7d}
health:
  only:
    applies_when: 'stage == "onboarding"'
    bands: [{green: 70}, {yellow: 40}, {red: 0}]
    components:
      usage: {weight: 2, of: usage, points: [[0.2, 0], [0.8, 100]]}
      mood: {weight: 1, of: mood, map: {bad: 0, fair: 50, good: 100}}
      on_time: {weight: 1, of: milestone_on_time_ratio, points: [[0, 0], [1, 100]]}
flags:
  leaving: {severity: red, when: leaving, reason: The champion leaves}
  silent: {severity: red, when: "days_since(seen_at) > 14", reason: Nobody was seen}
  busy: {severity: red, when: "tickets > 10.0", reason: Many tickets}
  falling: {severity: red, when: "falls(history) >= 2", reason: Usage falls}
  asked: {severity: red, when: 'note == "please call"', reason: They asked}
graduation:
  applies_when: 'stage == "onboarding"'
  precision: 1
  thresholds: {ready: 8, close: 6}
  require_each_dimension: 7
  dimensions:
    use: {weight: 1, criteria: {usage: {weight: 1, of: usage, points: [[0, 0], [0.8, 100]]}}}
)";

const Moment& AsOfMarch() {
  static const Moment moment = Moment::Date(absl::CivilDay(2026, 3, 1));
  return moment;
}

std::string TextOf(const AccountGenerator& accounts, uint64_t count) {
  std::string text;
  for (uint64_t i = 0; i < count; ++i) absl::StrAppend(&text, AccountText(accounts.At(i)), "\n");
  return text;
}

TEST(AccountGeneratorTest, ASmallPack) {
  const auto plan = PlanOf(kSmall);
  ExpectGolden("tests/golden/generation/small.txt",
               TextOf(AccountGenerator(*plan, 1, AsOfMarch()), 6));
}

TEST(AccountGeneratorTest, AnAccountDependsOnNothingButPlanSeedAndPosition) {
  const auto plan = PlanOf(kSmall);
  const AccountGenerator accounts(*plan, 7, AsOfMarch());
  const std::string late = AccountText(accounts.At(1'000'000));
  const std::string text = TextOf(accounts, 20);
  EXPECT_EQ(AccountText(AccountGenerator(*plan, 7, AsOfMarch()).At(1'000'000)), late);
  EXPECT_EQ(TextOf(accounts, 20), text);
  EXPECT_NE(TextOf(AccountGenerator(*plan, 8, AsOfMarch()), 20), text);
}

TEST(AccountGeneratorTest, AnotherSignalLeavesTheOthersAlone) {
  const auto plan = PlanOf(kSmall);
  std::string rules = kSmall;
  rules.insert(rules.find("  tickets:"), "  extra: {type: ratio}\n");
  const auto changed = PlanOf(rules);
  const AccountGenerator accounts(*plan, 1, AsOfMarch());
  const AccountGenerator with_more(*changed, 1, AsOfMarch());
  for (uint64_t i = 0; i < 50; ++i) {
    Account account = with_more.At(i);
    std::erase_if(account.signals, [](const auto& signal) { return signal.name == "extra"; });
    EXPECT_EQ(AccountText(account), AccountText(accounts.At(i)));
  }
}

TEST(AccountGeneratorTest, NothingIsToldOfTheEnginesOwnThatNoRuleReads) {
  const auto plan = PlanOf(kSmall);
  const AccountGenerator accounts(*plan, 1, AsOfMarch());
  for (uint64_t i = 0; i < 50; ++i) {
    const Account account = accounts.At(i);
    EXPECT_FALSE(account.acv || account.seats);
    EXPECT_EQ(account.date(EventField::kTrialStartedAt).index(), 0u);
    EXPECT_EQ(account.date(EventField::kRenewalAt).index(), 0u);
  }
}

// S10: years from 1990 to 2100, whatever lies before as_of and after it.
TEST(AccountGeneratorTest, AccountsOfAnyYearAreAccepted) {
  for (const char* folder : {"rules/saas", "rules/examples/clinic"}) {
    const auto& plan = PackAt(folder);
    for (const char* as_of : {"1990-01-01", "1990-03-01T10:00:00Z", "2100-12-31",
                              "2026-03-29T00:30:00Z", "2026-03-01T23:59:59+09:00"}) {
      const AccountGenerator accounts(*plan, 1, AsOf(as_of).as_of);
      for (uint64_t i = 0; i < 200; ++i) {
        Facts facts;
        const auto problems = Bind(*plan, accounts.At(i), AsOf(as_of), Limits(), facts);
        ASSERT_TRUE(problems.empty())
            << as_of << " " << i << " " << problems[0].path << " " << problems[0].message;
        ASSERT_TRUE(facts.warnings.empty()) << facts.warnings[0];
        ASSERT_TRUE(facts.ignored_future.empty()) << as_of << " " << facts.ignored_future[0];
      }
    }
  }
}

// The numbers of each fact, by slot, over many accounts.
std::vector<std::multiset<double>> NumbersOf(const testing_support::PlanPointer& plan,
                                             uint64_t count) {
  const AccountGenerator accounts(*plan, 1, AsOfMarch());
  std::vector<std::multiset<double>> numbers(plan->slots.size());
  for (uint64_t i = 0; i < count; ++i) {
    const auto scored = Score(plan, accounts.At(i));
    for (uint32_t slot = 0; slot < plan->slots.size(); ++slot) {
      const expression::Value& value = scored.evaluation.values[slot];
      if (value.kind == expression::Kind::kDouble) numbers[slot].insert(value.number);
    }
  }
  return numbers;
}

// Those with another side: a ratio has nothing below 0.
std::vector<double> EdgesWithTwoSides(const Plan& plan, uint32_t slot) {
  std::vector<double> edges = OwnEdges(plan, slot);
  const uint32_t signal = plan.FindSignal(plan.slots[slot].name);
  if (signal == kNoIndex) return edges;
  const ruleset::NumberRange& range = plan.signals[signal].range;
  std::erase_if(edges, [&range](double edge) {
    return (range.min && edge <= *range.min) || (range.max && edge >= *range.max);
  });
  return edges;
}

// Every number at which the default pack turns something has accounts on both sides of it, and of
// a signal on it.
TEST(AccountGeneratorTest, BothSidesOfEveryEdgeAreMet) {
  const auto& plan = PackAt("rules/saas");
  const auto numbers = NumbersOf(plan, 3'000);
  size_t edges = 0;
  for (uint32_t slot = 0; slot < plan->slots.size(); ++slot) {
    const ruleset::Slot& named = plan->slots[slot];
    const bool is_fact =
        named.type == expression::Type::kDouble && named.origin != ruleset::SlotOrigin::kOutcome;
    if (!is_fact) continue;
    for (const double edge : EdgesWithTwoSides(*plan, slot)) {
      ++edges;
      ASSERT_FALSE(numbers[slot].empty()) << named.name;
      EXPECT_LE(*numbers[slot].begin(), edge) << named.name;
      EXPECT_GE(*numbers[slot].rbegin(), edge) << named.name;
      if (named.origin != ruleset::SlotOrigin::kSignal) continue;
      EXPECT_LT(*numbers[slot].begin(), edge) << named.name;
      EXPECT_GT(*numbers[slot].rbegin(), edge) << named.name;
      EXPECT_GT(numbers[slot].count(edge), 0u) << named.name << " is never " << edge;
    }
  }
  EXPECT_GT(edges, 60u);
}

// Whatever an answer of the default pack can be.
TEST(AccountGeneratorTest, EveryBandAndDecisionIsMet) {
  const auto& plan = PackAt("rules/saas");
  const AccountGenerator accounts(*plan, 1, AsOfMarch());
  std::map<std::string, int> bands;
  std::set<Readiness> readiness;
  std::set<Decision> decisions;
  std::set<OutcomeState> graduations;
  for (uint64_t i = 0; i < 2'000; ++i) {
    const auto scored = Score(plan, accounts.At(i));
    for (const char* model : {"early_stage", "onboarding", "customer"}) {
      ++bands[absl::StrCat(model, ".", scored.band(model))];
    }
    graduations.insert(scored.evaluation.graduation.state);
    decisions.insert(scored.evaluation.extension.decision);
    if (scored.evaluation.graduation.state == OutcomeState::kAnswered) {
      readiness.insert(scored.evaluation.graduation.readiness);
    }
  }
  for (const char* model : {"early_stage", "onboarding", "customer"}) {
    for (const char* band : {"green", "yellow", "red"}) {
      EXPECT_GE(bands[absl::StrCat(model, ".", band)], 20) << model << " " << band;
    }
  }
  EXPECT_EQ(readiness.size(), 3u);
  EXPECT_EQ(decisions.size(), 5u);
  EXPECT_TRUE(graduations.contains(OutcomeState::kInsufficientData));
}

}  // namespace
}  // namespace bellwether::generation
