// Whether answers together could change a verdict, without trying any.
#include "engine/questions/standing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::PlanOf;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kPack[] = R"(
signals:
  a: {type: ratio}
  b: {type: ratio}
  stop: {type: bool}
  late: {type: bool}
  signed: {type: bool}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    components: {a: {weight: 1, of: a}, b: {weight: 1, of: b}}
graduation:
  thresholds: {ready: 8, close: 6}
  dimensions:
    first: {weight: 1, criteria: {a: {weight: 1, of: a}}}
    second: {weight: 1, min_coverage: 0.5, criteria: {a: {weight: 1, of: a}, b: {weight: 1, of: b}}}
  gates:
    stop: {dimension: first, when: stop, reason: Stop}
    unwell: {dimension: organisation, when: 'health.m.band == "red"', unknown: pass, reason: Unwell}
  requires: {signed: {when: signed, reason: Signed}}
extension:
  max_total_days: 30
  escalate: {late: {when: late, reason: Late}}
  extend: {more: {when: stop, days: 5, reason: More}}
)";

struct StandingCase {
  const char* name;
  Outcome outcome;
  const char* account;
  bool open;
};

class StandingTest : public testing::TestWithParam<StandingCase> {};

TEST_P(StandingTest, SaysWhetherAnythingIsOpen) {
  const ScoredAccount scored = Score(PlanOf(kPack), GetParam().account);
  const uint32_t model = GetParam().outcome == Outcome::kBand ? 0 : kNoIndex;
  EXPECT_EQ(IsOpen(*scored.plan, scored.evaluation, GetParam().outcome, model), GetParam().open);
}

constexpr char kAll[] = "signals: {a: 1, b: 1, stop: false, late: false, signed: true}";

constexpr StandingCase kCases[] = {
    {"BandKnown", Outcome::kBand, kAll, false},
    {"BandLacksHalf", Outcome::kBand, "signals: {a: 1}", true},
    {"BandLacksHalfButIsRed", Outcome::kBand, "signals: {a: 0.5}", false},
    {"BandLacksAll", Outcome::kBand, "", true},
    {"ReadinessKnown", Outcome::kReadiness, kAll, false},
    {"ReadinessAnsweredWithAPartMissing", Outcome::kReadiness, "signals: {a: 0.9}", true},
    {"ReadinessWhereThePartMissingCannotMatter", Outcome::kReadiness, "signals: {a: 0.1}", false},
    {"ReadinessWithoutEvidence", Outcome::kReadiness, "signals: {b: 1}", true},
    {"Graduates", Outcome::kGraduation, kAll, false},
    {"GraduatesButEvidenceIsMissing", Outcome::kGraduation,
     "signals: {a: 1, stop: false, signed: true}", true},
    {"Blocked", Outcome::kGraduation, "signals: {stop: true}", false},
    {"BlockedByABandThatMayChange", Outcome::kGraduation,
     "signals: {a: 0.79, stop: false, signed: true}", true},
    {"NotSigned", Outcome::kGraduation, "signals: {signed: false}", false},
    {"TooLowWhateverComes", Outcome::kGraduation, "signals: {a: 0.1}", false},
    {"Waiting", Outcome::kGraduation, "signals: {a: 1}", true},
    {"Escalates", Outcome::kDecision, "signals: {late: true}", false},
    {"MayEscalate", Outcome::kDecision, "signals: {stop: true}\ntarget_graduation_at: 2026-02-28",
     true},
    {"ExtendsForSure", Outcome::kDecision,
     "signals: {stop: true, late: false}\ntarget_graduation_at: 2026-02-28", false},
    {"WithoutTarget", Outcome::kDecision, "signals: {late: false, signed: false}", true},
    {"BeforeTheTarget", Outcome::kDecision,
     "signals: {late: false, signed: false}\ntarget_graduation_at: 2026-04-28", false},
    {"MayStillGraduate", Outcome::kDecision,
     "signals: {late: false}\ntarget_graduation_at: 2026-04-28", true},
};
INSTANTIATE_TEST_SUITE_P(All, StandingTest, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace bellwether
