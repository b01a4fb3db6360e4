// Benchmarks: which set, which row, which tier, and when none (S21).
#include <gtest/gtest.h>

#include <string>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::AsOf;
using testing_support::PlanOf;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kPack[] = R"(
segments: [big, small, tiny]
cadences: [daily, weekly]
benchmark_set: OM
signals:
  x: {type: number, missing: {value: 15}}
  y: {type: number}
  asked: {type: bool}
onboarding: {start: {default: contract_signed_at}}
benchmarks:
  lower:
    value: y
    better: lower
    tiers: [best, good, poor]
    sets: {OM: {default: [10, 20]}}
  higher:
    value: y
    better: higher
    tiers: [best, good, poor]
    sets: {OM: {default: [20, 10]}}
  strict:
    value: y
    better: lower
    tiers: [best, good, fair, poor]
    sets: {OM: {default: [{below: 10}, 10, {below: 20}]}}
  strict_higher:
    value: y
    better: higher
    tiers: [best, good, poor]
    sets: {OM: {default: [{above: 20}, 10]}}
  by_segment:
    value: y
    better: lower
    tiers: [best, poor]
    sets: {OM: {big: [10], small: [20]}, PM: {big: [1], default: [2]}}
  own_set:
    value: y
    better: lower
    set: PM
    tiers: [best, poor]
    sets: {OM: {default: [10]}, PM: {tiers: [ace, fine, poor], default: [1, 2]}}
  only_set:
    value: y
    better: lower
    tiers: [best, poor]
    sets: {CC: {default: [10]}}
  by_cadence:
    by: cadence
    value: y
    better: lower
    tiers: [best, poor]
    sets: {OM: {daily: [10], weekly: [20]}}
  conditional:
    applies_when: asked
    value: y
    better: lower
    tiers: [best, poor]
    sets: {OM: {default: [10]}}
  substituted:
    value: x
    better: lower
    tiers: [best, good, poor]
    sets: {OM: {default: [10, 20]}}
  waiting:
    value: time_to_value_days
    value_so_far: days_without_value
    better: lower
    tiers: [best, good, poor]
    points: {best: 100, good: 70, poor: 20}
    sets: {OM: {default: [30, 60]}}
health:
  m:
    min_coverage: 0
    bands: [{good: 50}, {bad: 0}]
    components:
      waiting: {weight: 1, benchmark: waiting}
)";

const testing_support::PlanPointer& Pack() {
  static const auto* const plan = new testing_support::PlanPointer(PlanOf(kPack));
  return *plan;
}

struct TierCase {
  const char* name;
  const char* benchmark;
  const char* account;
  const char* set;   // the request's; "": as the pack says
  const char* tier;  // "": not tiered
  BenchmarkState state = BenchmarkState::kTiered;
  MissingReason reason = MissingReason::kNone;
};

class BenchmarkTest : public testing::TestWithParam<TierCase> {};

TEST_P(BenchmarkTest, HasTheTier) {
  BindOptions options = AsOf("2026-03-01");
  options.benchmark_set = GetParam().set;
  const ScoredAccount scored = Score(Pack(), GetParam().account, options);
  EXPECT_EQ(scored.tier(GetParam().benchmark), GetParam().tier);
  EXPECT_EQ(scored.benchmark(GetParam().benchmark).state, GetParam().state);
  EXPECT_EQ(scored.benchmark(GetParam().benchmark).reason, GetParam().reason);
}

constexpr BenchmarkState kMissing = BenchmarkState::kMissing;
constexpr BenchmarkState kNotYet = BenchmarkState::kNotYet;
constexpr BenchmarkState kNotAvailable = BenchmarkState::kNotAvailable;
constexpr BenchmarkState kNotApplicable = BenchmarkState::kNotApplicable;
constexpr BenchmarkState kNotEvaluated = BenchmarkState::kNotEvaluated;

const TierCase kTierCases[] = {
    {"LowerAtTheBestBound", "lower", "signals: {y: 10}", "", "best"},
    {"LowerBeyondTheBestBound", "lower", "signals: {y: 10.001}", "", "good"},
    {"LowerAtTheLastBound", "lower", "signals: {y: 20}", "", "good"},
    {"LowerBeyondTheLastBound", "lower", "signals: {y: 20.001}", "", "poor"},
    {"HigherAtTheBestBound", "higher", "signals: {y: 20}", "", "best"},
    {"HigherBelowTheBestBound", "higher", "signals: {y: 19.999}", "", "good"},
    {"HigherAtTheLastBound", "higher", "signals: {y: 10}", "", "good"},
    {"HigherBelowTheLastBound", "higher", "signals: {y: 9.999}", "", "poor"},
    {"StrictBelow", "strict", "signals: {y: 9.999}", "", "best"},
    {"StrictAt", "strict", "signals: {y: 10}", "", "good"},
    {"StrictAfter", "strict", "signals: {y: 10.001}", "", "fair"},
    {"StrictLastBelow", "strict", "signals: {y: 19.999}", "", "fair"},
    {"StrictLastAt", "strict", "signals: {y: 20}", "", "poor"},
    {"StrictHigherAbove", "strict_higher", "signals: {y: 20.001}", "", "best"},
    {"StrictHigherAt", "strict_higher", "signals: {y: 20}", "", "good"},

    {"SegmentRow", "by_segment", "segment: big\nsignals: {y: 15}", "", "poor"},
    {"OtherSegmentRow", "by_segment", "segment: small\nsignals: {y: 15}", "", "best"},
    {"NoRow", "by_segment", "segment: tiny\nsignals: {y: 15}", "", "", kNotAvailable,
     MissingReason::kNoBenchmarkRow},
    {"NoSegment", "by_segment", "signals: {y: 15}", "", "", kNotAvailable,
     MissingReason::kNoBenchmarkRow},
    {"RequestedSetSegmentRow", "by_segment", "segment: big\nsignals: {y: 1.5}", "PM", "poor"},
    {"RequestedSetDefaultRow", "by_segment", "segment: tiny\nsignals: {y: 1.5}", "PM", "best"},
    {"RequestedSetWithoutSegment", "by_segment", "signals: {y: 1.5}", "PM", "best"},
    {"RequestedSetThatItLacks", "by_segment", "segment: big\nsignals: {y: 1.5}", "CC", "best"},
    {"OwnSetBeatsThePacks", "own_set", "signals: {y: 1.5}", "", "fine"},
    {"RequestBeatsTheOwnSet", "own_set", "signals: {y: 1.5}", "OM", "best"},
    {"OwnSetKeepsItsTiers", "own_set", "signals: {y: 1}", "", "ace"},
    {"OnlySet", "only_set", "signals: {y: 10}", "", "best"},
    {"OnlySetWhateverIsRequested", "only_set", "signals: {y: 11}", "PM", "poor"},
    {"CadenceRow", "by_cadence", "cadence: daily\nsignals: {y: 15}", "", "poor"},
    {"OtherCadenceRow", "by_cadence", "cadence: weekly\nsignals: {y: 15}", "", "best"},
    {"NoCadence", "by_cadence", "segment: big\nsignals: {y: 15}", "", "", kNotAvailable,
     MissingReason::kNoBenchmarkRow},

    {"ConditionTrue", "conditional", "signals: {y: 1, asked: true}", "", "best"},
    {"ConditionFalse", "conditional", "signals: {y: 1, asked: false}", "", "", kNotApplicable,
     MissingReason::kBenchmarkNotApplicable},
    {"ConditionUnknown", "conditional", "signals: {y: 1}", "", "", kNotEvaluated,
     MissingReason::kInputMissing},
    {"ConditionNotApplicable", "conditional", "signals: {y: 1, asked: {not_applicable: true}}", "",
     "", kNotApplicable, MissingReason::kBenchmarkNotApplicable},
    {"ValueMissing", "lower", "signals: {}", "", "", kMissing, MissingReason::kNotGiven},
    {"ValueNotApplicable", "lower", "signals: {y: {not_applicable: true}}", "", "", kNotApplicable,
     MissingReason::kNotApplicable},
    {"ValueSubstituted", "substituted", "", "", "good", BenchmarkState::kTiered,
     MissingReason::kNotGiven},

    {"HappenedInTime", "waiting", "contract_signed_at: 2026-01-01\nfirst_value_at: 2026-01-31", "",
     "best"},
    {"HappenedLate", "waiting", "contract_signed_at: 2025-01-01\nfirst_value_at: 2026-01-31", "",
     "poor"},
    // 59 days on 1 March: no tier but the last would be certain.
    {"SoFarUndecided", "waiting", "contract_signed_at: 2026-01-01\nfirst_value_at: not_yet", "", "",
     kNotYet, MissingReason::kNotYet},
    {"SoFarAtTheLastBound", "waiting", "contract_signed_at: 2025-12-31\nfirst_value_at: not_yet",
     "", "", kNotYet, MissingReason::kNotYet},
    {"SoFarBeyondTheLastBound", "waiting",
     "contract_signed_at: 2025-12-30\nfirst_value_at: not_yet", "", "poor"},
    // A value that was merely not given says nothing about the days without it.
    {"SoFarNotGiven", "waiting", "contract_signed_at: 2025-01-01", "", "", kMissing,
     MissingReason::kNotGiven},
    {"SoFarInTheFuture", "waiting", "contract_signed_at: 2025-01-01\nfirst_value_at: 2026-04-01",
     "", "poor"},
};

INSTANTIATE_TEST_SUITE_P(All, BenchmarkTest, testing::ValuesIn(kTierCases),
                         [](const auto& test) { return std::string(test.param.name); });

// S21: no value at day 100 lowers the score instead of raising it.
TEST(BenchmarkTest, WaitingComponentIsAbsentUntilTheLastTier) {
  const ScoredAccount early =
      Score(Pack(), "contract_signed_at: 2026-02-25\nfirst_value_at: not_yet");
  EXPECT_EQ(early.component("m.waiting").state, ComponentState::kAbsent);
  EXPECT_EQ(early.component("m.waiting").reason, MissingReason::kNotYet);
  const ScoredAccount late =
      Score(Pack(), "contract_signed_at: 2025-11-21\nfirst_value_at: not_yet");
  EXPECT_EQ(late.component("m.waiting").state, ComponentState::kObserved);
  EXPECT_EQ(late.component("m.waiting").score, 20);
  EXPECT_TRUE(late.benchmark("waiting").so_far);
  EXPECT_EQ(late.benchmark("waiting").value, 100);
}

// S14: a tier is a fact for what comes later.
TEST(BenchmarkTest, TierIsReadByConditions) {
  const auto plan = PlanOf(R"(
signals: {y: {type: number}, z: {type: ratio}}
benchmarks:
  b: {value: y, better: lower, tiers: [best, poor], sets: {OM: {default: [10]}}}
health:
  m:
    applies_when: 'benchmark.b.tier == "poor"'
    bands: [{good: 50}, {bad: 0}]
    components: {c: {weight: 1, of: z}}
)");
  EXPECT_EQ(Score(plan, "signals: {y: 11, z: 1}").model("m").state, ModelState::kScored);
  EXPECT_EQ(Score(plan, "signals: {y: 10, z: 1}").model("m").state, ModelState::kNotApplicable);
  EXPECT_EQ(Score(plan, "signals: {z: 1}").model("m").state, ModelState::kNotEvaluated);
  EXPECT_EQ(Score(plan, "signals: {y: {not_applicable: true}, z: 1}").model("m").state,
            ModelState::kNotApplicable);
}

// Nobody knows whether the benchmark applies, and there is no row either: a policy that names a
// value cannot make points of it (S21).
TEST(BenchmarkTest, WithoutARowNoPolicyInventsATier) {
  const auto plan = PlanOf(R"(
segments: [big, small]
signals: {x: {type: number}, asked: {type: bool}}
benchmarks:
  speed:
    applies_when: asked
    value: x
    better: lower
    tiers: [good, poor]
    points: {good: 100, poor: 0}
    sets: {OM: {big: [10]}}
health:
  m:
    min_coverage: 0
    bands: [{ok: 0}]
    components: {c: {weight: 1, benchmark: speed, missing: {value: 5}}}
)");
  const auto state = [&](const char* segment) {
    return Score(plan, std::string("segment: ") + segment + "\nsignals: {x: 5}")
        .component("m.c")
        .state;
  };
  EXPECT_EQ(state("big"), ComponentState::kImputed);
  EXPECT_EQ(state("small"), ComponentState::kAbsent);
}

}  // namespace
}  // namespace bellwether
