// Flags, graduation, extension, forecast and programme (S13, S22 to S25): tables of an account and
// what is decided about it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/base/number.h"
#include "engine/explain/names.h"
#include "engine/explain/outcomes.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::AsOf;
using testing_support::PlanOf;
using testing_support::PlanPointer;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kPack[] = R"yaml(
segments: [big, small]
cadences: [daily, weekly]
severities: [red, yellow]
signals:
  active: {type: ratio}
  login: {type: timestamp}
  done: {type: bool}
  confirmed: {type: bool}
  blocked: {type: bool}
  silent: {type: bool}
  busy: {type: bool}
  scope: {type: bool}
onboarding: {start: {default: contract_signed_at}}
milestones:
  order: [{kickoff: {critical: true}}, {training: {critical: true}}, {usage: {critical: true}},
          {value: {critical: true}}, {exit: {critical: true}}]
  grace_days: 2
  cascade: {low: 1.4, high: 2.0}
flags:
  low_usage: {severity: yellow, when: "active < 0.4", reason: "Only {active:percent} active",
              description: Active users}
  no_login: {severity: red, when: "days_since_kickoff > 7 && !happened(login)", reason: No login}
  daily_only: {severity: red, applies_when: 'cadence == "daily"', when: blocked, reason: Blocked}
  late_start: {severity: red, when: blocked, reason: "Begun {days_since_kickoff} days ago"}
  dull_days: {severity: red, when: blocked, reason: "Blocked[ since {login:date}]"}
playbooks: {call: {steps: [{do: "Call {account}[ on day {days_since_kickoff}]", owner: csm,
                            due_days: 2}]}}
graduation:
  precision: 1
  thresholds: {ready: 8.0, close: 6.0}
  require_each_dimension: 7.0
  dimensions:
    usage:
      weight: 70
      criteria: {active: {weight: 1, of: active, linear: {from: 0, to: 1}, met_at: 80}}
    value: {weight: 30, criteria: {done: {weight: 1, of: done}}}
  gates:
    blocker: {dimension: organisation, when: blocked, reason: A blocker is open}
    optional: {dimension: usage, when: silent, reason: Silent, unknown: pass}
  requires: {confirmation: {when: confirmed, reason: Value is confirmed}}
  usage_thresholds: {daily: [{of: active, at_least: 0.8}, {of: done, is: true}]}
extension:
  max_total_days: 30
  recovery_after_days: 30
  review_window_days: 14
  escalate: {silence: {when: silent, reason: Silent, playbook: call}}
  extend:
    busy: {when: busy, reason: Busy, days: 7}
    scope: {when: scope, reason: More scope, days: 14}
  responses:
    extend: {message: "{reason}: {days} days to {new_target}.[ First: {conditions}.]",
             check_in: Daily}
    escalate: {message: "Decide[: {reason}].[ Was: {original_target}, {days_late} days ago.][ {days}
                         days.][ Open: {unanswered}.| All is answered.]"}
    recover: {message: "[Cause: {root_cause}|We look for the cause]"}
programme:
  phases:
    setup: {weeks: [1, 3], segments: {small: [1, 1]}, done_when: done, sign: Ready}
    adopt: {weeks: [2, 8], done_when: "active >= 0.7"}
  early_wins: {first: {when: happened(login)}, second: {when: done}}
  enablement: [{level: 1, when: "active >= 0.2"}, {level: 2, when: done}]
  review: {days_before: [14, 7]}
)yaml";

const PlanPointer& Pack() {
  static const auto* const plan = new PlanPointer(PlanOf(kPack));
  return *plan;
}

ScoredAccount Decided(const std::string& signals, const std::string& fields = "") {
  return Score(Pack(), fields + "signals: {" + signals + "}\n");
}

// --- flags ---

struct FlagCase {
  const char* name;
  const char* fields;
  const char* signals;
  int flag;
  FlagState want;
};

class FlagTest : public testing::TestWithParam<FlagCase> {};

TEST_P(FlagTest, HasItsState) {
  const ScoredAccount scored = Decided(GetParam().signals, GetParam().fields);
  EXPECT_EQ(scored.evaluation.flags[static_cast<size_t>(GetParam().flag)].state, GetParam().want);
}

constexpr char kEightDays[] = "kickoff_at: 2026-02-21\n";
constexpr char kSevenDays[] = "kickoff_at: 2026-02-22\n";
constexpr FlagCase kFlagCases[] = {
    {"BelowTheBound", "", "active: 0.39", 0, FlagState::kRaised},
    {"AtTheBound", "", "active: 0.4", 0, FlagState::kClear},
    {"NotGiven", "", "done: true", 0, FlagState::kNotEvaluated},
    {"NotApplicable", "", "active: {not_applicable: true}", 0, FlagState::kNotApplicable},
    {"NotYetAfterEightDays", kEightDays, "login: not_yet", 1, FlagState::kRaised},
    {"NotYetAfterSevenDays", kSevenDays, "login: not_yet", 1, FlagState::kClear},
    {"NoLoginDataRaisesNothing", kEightDays, "done: true", 1, FlagState::kNotEvaluated},  // S2
    {"EarlyEnoughWithoutLoginData", kSevenDays, "done: true", 1, FlagState::kClear},
    {"MissingAndNotApplicableMixed", "", "login: {not_applicable: true}", 1,
     FlagState::kNotEvaluated},  // S13
    {"ConditionForAskingIsFalse", "cadence: weekly\n", "blocked: true", 2,
     FlagState::kNotApplicable},
    {"ConditionForAskingIsUnknown", "", "blocked: true", 2, FlagState::kNotEvaluated},
    {"ConditionForAskingHolds", "cadence: daily\n", "blocked: true", 2, FlagState::kRaised},
};
INSTANTIATE_TEST_SUITE_P(All, FlagTest, testing::ValuesIn(kFlagCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(FlagTest, SaysWhatWasReadInWords) {
  const ScoredAccount scored = Decided("active: 0.39");
  const Answered answered{*scored.plan, scored.facts, scored.evaluation, ""};
  EXPECT_EQ(ExplainFlag(answered, 0).rule.reason, "Only 39 % active");
  EXPECT_EQ(ExplainFlag(answered, 1).rule.missing.front().name, "days_since_kickoff");
}

constexpr char kRaising[] = R"yaml(
segments: [big]
severities: [red]
signals: {silent: {type: bool}, count: {type: number}}
flags:
  waits: {severity: red, when: silent, reason: Silent, unknown: not_evaluated}
  raises: {severity: red, when: silent, reason: Silent, unknown: raise}
  of_big: {severity: red, applies_when: 'segment == "big"', when: silent, reason: r, unknown: raise}
  fails: {severity: red, when: "int(count) == 1", reason: r, unknown: raise}
graduation:
  thresholds: {ready: 8, close: 6}
  dimensions: {d: {weight: 1, criteria: {c: {weight: 1, of: silent}}}}
  gates: {raised: {dimension: d, when: flag.raises, reason: r}}
)yaml";

struct UnknownFlagCase {
  const char* name;
  const char* account;
  const char* flag;
  FlagState want;
  bool unanswered;
  bool names;  // whether it says what was missing
};

class UnknownFlagTest : public testing::TestWithParam<UnknownFlagCase> {};

TEST_P(UnknownFlagTest, IsRaisedWhereThePackSaysSo) {
  const UnknownFlagCase& test = GetParam();
  const ScoredAccount scored = Score(PlanOf(kRaising), test.account);
  const auto& notes = scored.plan->outcome_notes.flags;
  size_t index = 0;
  while (notes[index].name != test.flag) ++index;
  const FlagResult& result = scored.evaluation.flags[index];
  EXPECT_EQ(result.state, test.want);
  EXPECT_EQ(result.unanswered, test.unanswered);
  const FlagLine line = ExplainFlag({*scored.plan, scored.facts, scored.evaluation, ""},
                                    static_cast<uint32_t>(index));
  EXPECT_EQ(line.unanswered, test.unanswered);
  EXPECT_EQ(!line.rule.missing.empty(), test.names);
  const uint32_t slot = scored.plan->FindSlot(std::string("flag.") + test.flag);
  const expression::Value& outcome = scored.evaluation.values[slot];
  EXPECT_EQ(outcome.usable(), test.want != FlagState::kNotEvaluated);
  EXPECT_EQ(outcome.usable() && outcome.boolean, test.want == FlagState::kRaised);
}

constexpr UnknownFlagCase kUnknownFlagCases[] = {
    {"Waits", "segment: big\n", "waits", FlagState::kNotEvaluated, false, true},
    {"Raises", "segment: big\n", "raises", FlagState::kRaised, true, true},
    {"HoldsWithAnAnswer", "signals: {silent: true}", "raises", FlagState::kRaised, false, false},
    {"ClearWithAnAnswer", "signals: {silent: false}", "raises", FlagState::kClear, false, false},
    {"NotApplicableNamesStayClear", "signals: {silent: {not_applicable: true}}", "raises",
     FlagState::kNotApplicable, false, true},  // S13
    {"WhetherItAppliesIsUnknown", "", "of_big", FlagState::kNotEvaluated, false, true},
    {"Applies", "segment: big\n", "of_big", FlagState::kRaised, true, true},
    {"AConditionThatFails", "signals: {count: 1e300}", "fails", FlagState::kRaised, true, false},
};
INSTANTIATE_TEST_SUITE_P(All, UnknownFlagTest, testing::ValuesIn(kUnknownFlagCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(UnknownFlagTest, LaterConditionsReadARaisedFlag) {
  const ScoredAccount scored = Score(PlanOf(kRaising), "segment: big");
  EXPECT_EQ(scored.evaluation.graduation.gates[0].state, GateState::kBlocked);
}

// Flag 0 has a description; 3 needs the kickoff for its text, 4 does well without the login.
TEST(FlagTest, SaysWhatItIsAboutWhenItWasNotAnswered) {
  const auto says = [](const char* signals, const char* fields, uint32_t flag) {
    const ScoredAccount scored = Decided(signals, fields);
    return ExplainFlag({*scored.plan, scored.facts, scored.evaluation, ""}, flag).rule.reason;
  };
  EXPECT_EQ(says("active: 0.39", "", 0), "Only 39 % active");
  EXPECT_EQ(says("active: 0.41", "", 0), "Only 41 % active");
  EXPECT_EQ(says("", "", 0), "Active users");
  EXPECT_EQ(says("active: {not_applicable: true}", "", 0), "Active users");
  EXPECT_EQ(says("", "", 1), "No login");
  EXPECT_EQ(says("blocked: true", "", 3), "Begun unknown days ago");
  EXPECT_EQ(says("blocked: true", kEightDays, 3), "Begun 8 days ago");
  EXPECT_EQ(says("blocked: false", "", 3), "late start");
  EXPECT_EQ(says("blocked: false", kEightDays, 3), "Begun 8 days ago");
  EXPECT_EQ(says("", "", 3), "late start");
  EXPECT_EQ(says("", "", 4), "Blocked");
  EXPECT_EQ(says("blocked: true, login: 2026-02-10", "", 4), "Blocked since 2026-02-10");
}

TEST(PlaybookTest, StepsAreFilledIn) {
  const auto step = [](const char* fields) {
    const ScoredAccount scored = Decided("", fields);
    const Answered answered{*scored.plan, scored.facts, scored.evaluation, ""};
    return ExplainPlaybook(answered, "call")->steps.at(0).action;
  };
  EXPECT_EQ(step(""), "Call a");
  EXPECT_EQ(step(kEightDays), "Call a on day 8");
}

// --- graduation ---

constexpr char kAnswered[] = "confirmed: true, blocked: false, ";

struct GraduationCase {
  const char* name;
  std::string signals;
  const char* fields;
  const char* want;  // "state total readiness decision"
};

class GraduationTest : public testing::TestWithParam<GraduationCase> {};

std::string Summary(const ScoredAccount& scored) {
  const GraduationResult& result = scored.evaluation.graduation;
  std::string text = StateName(result.state);
  if (result.state == OutcomeState::kAnswered) {
    text += " " + FormatFixed(result.total, 1) + " " + WordFor(result.readiness);
  }
  return text + (result.graduate ? " GRADUATE" : " NOT_YET");
}

TEST_P(GraduationTest, IsAssessed) {
  EXPECT_EQ(Summary(Decided(GetParam().signals, GetParam().fields)), GetParam().want);
}

const std::string kAll = kAnswered;
const GraduationCase kGraduationCases[] = {
    {"Ready", kAll + "active: 0.8, done: true", "", "answered 8.6 READY GRADUATE"},
    {"JustReady", kAll + "active: 0.715, done: true", "", "answered 8.0 READY GRADUATE"},
    {"AlmostReady", kAll + "active: 0.706, done: true", "", "answered 7.9 CLOSE NOT_YET"},
    {"NotReady", kAll + "active: 0.4, done: true", "", "answered 5.8 NOT_READY NOT_YET"},
    {"ReadyWithARedDimension", kAll + "active: 1", "dimension_scores: {value: 6.9}\n",
     "answered 9.1 READY NOT_YET"},
    {"ReadyWithADimensionJustGreen", kAll + "active: 1", "dimension_scores: {value: 6.95}\n",
     "answered 9.1 READY GRADUATE"},
    {"MissingEvidence", kAll + "active: 1", "", "insufficient_data NOT_YET"},
    {"GateBlocks", "confirmed: true, blocked: true, active: 1, done: true", "",
     "answered 10.0 READY NOT_YET"},
    {"GateNeedsEvidence", "confirmed: true, active: 1, done: true", "",
     "answered 10.0 READY NOT_YET"},
    {"GateIsNotApplicable",
     "confirmed: true, blocked: {not_applicable: true}, active: 1, done: true", "",
     "answered 10.0 READY GRADUATE"},
    {"RequirementIsNotMet", "confirmed: false, blocked: false, active: 1, done: true", "",
     "answered 10.0 READY NOT_YET"},
    {"RequirementNeedsEvidence", "blocked: false, active: 1, done: true", "",
     "answered 10.0 READY NOT_YET"},
    {"NothingOfADimensionApplies", kAll + "active: 0.8, done: {not_applicable: true}", "",
     "answered 8.0 READY GRADUATE"},
    {"AlreadyGraduated", kAll + "active: 1, done: true", "graduated_at: 2026-02-01\n",
     "already_graduated NOT_YET"},
};
INSTANTIATE_TEST_SUITE_P(All, GraduationTest, testing::ValuesIn(kGraduationCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(GraduationTest, AGivenScoreReplacesTheComputedOneAndWarnsWhenFarApart) {
  const ScoredAccount scored =
      Decided(kAll + "active: 0.8, done: true", "dimension_scores: {usage: 9}\n");
  const DimensionResult& usage = scored.evaluation.graduation.dimensions[0];
  EXPECT_TRUE(usage.given);
  EXPECT_EQ(usage.score, 9);
  EXPECT_EQ(usage.computed, 8);
  const Answered answered{*scored.plan, scored.facts, scored.evaluation, ""};
  EXPECT_EQ(ExplainGraduation(answered).warnings.size(), 1u);
  const ScoredAccount near =
      Decided(kAll + "active: 0.81, done: true", "dimension_scores: {usage: 9}\n");
  EXPECT_TRUE(ExplainGraduation({*near.plan, near.facts, near.evaluation, ""}).warnings.empty());
}

TEST(GraduationTest, CriteriaAreMetAtTheirPoints) {
  const auto criterion = [](const char* signals) {
    return Decided(signals).evaluation.graduation.criteria[0];
  };
  EXPECT_EQ(criterion("active: 0.8"), CriterionState::kMet);
  EXPECT_EQ(criterion("active: 0.79"), CriterionState::kUnmet);
  EXPECT_EQ(criterion("done: true"), CriterionState::kUnknown);
  EXPECT_EQ(criterion("active: {not_applicable: true}"), CriterionState::kNotApplicable);
}

// A dimension without weight adds nothing, also where no other one applies.
TEST(GraduationTest, WithoutAnyWeightNothingIsAdded) {
  const ScoredAccount scored = Score(PlanOf(R"yaml(
signals: {active: {type: ratio}}
graduation:
  thresholds: {ready: 8, close: 6}
  dimensions:
    usage: {weight: 1, criteria: {active: {weight: 1, of: active}}}
    extra: {weight: 0, criteria: {active: {weight: 1, of: active}}}
)yaml"),
                                     "signals: {active: {not_applicable: true}}\n"
                                     "dimension_scores: {extra: 9}\n");
  const GraduationResult& graduation = scored.evaluation.graduation;
  EXPECT_EQ(graduation.state, OutcomeState::kInsufficientData);
  EXPECT_EQ(graduation.dimensions[1].score, 9);
  EXPECT_EQ(graduation.dimensions[1].share, 0);
  EXPECT_EQ(graduation.dimensions[1].weighted, 0);
}

TEST(GraduationTest, ContributionsSumToTheTotal) {
  const GraduationResult result = Decided(kAll + "active: 0.83, done: true").evaluation.graduation;
  double sum = 0;
  for (const DimensionResult& dimension : result.dimensions) sum += dimension.weighted;
  EXPECT_NEAR(sum, result.raw, 1e-12);
}

TEST(UsageThresholdTest, TheRatioIsUnknownWhenOneThresholdIs) {
  const auto ratio = [](const char* signals, const char* fields) {
    const ScoredAccount scored = Decided(signals, fields);
    const auto slot = SlotOf(BuiltinFact::kUsageThresholdsMetRatio);
    return ValueText(ToFactValue(scored.evaluation.values[slot]));
  };
  EXPECT_EQ(ratio("active: 0.8, done: true", "cadence: daily\n"), "1");
  EXPECT_EQ(ratio("active: 0.79, done: true", "cadence: daily\n"), "0.5");
  EXPECT_EQ(ratio("active: 0.8, done: {not_applicable: true}", "cadence: daily\n"), "1");
  EXPECT_EQ(ratio("active: 0.8", "cadence: daily\n"), "-");
  EXPECT_EQ(ratio("active: 0.8, done: true", "cadence: weekly\n"), "-");
  EXPECT_EQ(ratio("active: 0.8, done: true", ""), "-");
}

TEST(UsageThresholdTest, OneKnownMissIsEnough) {
  const auto below = [](const char* signals, const char* fields) {
    const ScoredAccount scored = Decided(signals, fields);
    const auto slot = SlotOf(BuiltinFact::kUsageBelowMinimum);
    return ValueText(ToFactValue(scored.evaluation.values[slot]));
  };
  EXPECT_EQ(below("active: 0.8, done: true", "cadence: daily\n"), "false");
  EXPECT_EQ(below("active: 0.79", "cadence: daily\n"), "true");
  EXPECT_EQ(below("done: false", "cadence: daily\n"), "true");
  EXPECT_EQ(below("active: 0.8", "cadence: daily\n"), "-");
  EXPECT_EQ(below("active: 0.79, done: {not_applicable: true}", "cadence: daily\n"), "true");
  EXPECT_EQ(below("active: 0.79, done: true", ""), "-");
}

// --- extension; as_of is 2026-03-01 ---

struct ExtensionCase {
  const char* name;
  const char* signals;
  const char* fields;
  const char* want;  // "decision basis days new_target"
};

class ExtensionTest : public testing::TestWithParam<ExtensionCase> {};

TEST_P(ExtensionTest, IsDecided) {
  const ScoredAccount scored = Decided(GetParam().signals, GetParam().fields);
  const ExtensionResult& result = scored.evaluation.extension;
  std::string text = std::string(WordFor(result.decision)) + " " + WordFor(result.basis);
  if (result.decision == Decision::kExtend) {
    text +=
        " " + std::to_string(result.days_granted) + " " + absl::FormatCivilTime(result.new_target);
  }
  EXPECT_EQ(text, GetParam().want);
}

constexpr char kQuiet[] = "silent: false, busy: false, scope: false";
constexpr char kBusy[] = "silent: false, busy: true, scope: false";
constexpr char kBoth[] = "silent: false, busy: true, scope: true";
constexpr ExtensionCase kExtensionCases[] = {
    {"ReadyAndNothingToEscalate",
     "silent: false, active: 1, done: true, confirmed: true, blocked: false",
     "target_graduation_at: 2026-04-01\n", "GRADUATE READY_TO_GRADUATE"},
    {"ReadyButSilent", "silent: true, active: 1, done: true, confirmed: true, blocked: false",
     "target_graduation_at: 2026-04-01\n", "ESCALATE ESCALATION_REASON"},
    {"SilentWithoutATarget", "silent: true", "", "ESCALATE ESCALATION_REASON"},
    {"NoTarget", kQuiet, "", "NOT_EVALUATED NO_TARGET"},
    {"BeforeTheTarget", kBusy, "target_graduation_at: 2026-03-02\n", "CONTINUE BEFORE_TARGET"},
    {"OnTheTarget", kBusy, "target_graduation_at: 2026-03-01\n",
     "EXTEND EXTENSION_REASON 7 2026-03-08"},
    {"TheLargestReasonAsks", kBoth, "target_graduation_at: 2026-03-01\n",
     "EXTEND EXTENSION_REASON 14 2026-03-15"},
    {"TheRequestCounts", kBusy,
     "target_graduation_at: 2026-03-01\nextension: {requested_days: 3}\n",
     "EXTEND EXTENSION_REASON 3 2026-03-04"},
    {"NeverPastTheBudget", kBusy,
     "target_graduation_at: 2026-02-05\nextension: {granted_days: 25, requested_days: 20}\n",
     "EXTEND EXTENSION_REASON 5 2026-03-07"},
    {"AskedForBeforeTheTarget", kBusy,
     "target_graduation_at: 2026-03-20\nextension: {requested_days: 5}\n",
     "EXTEND EXTENSION_REASON 5 2026-03-25"},
    {"RequestWithoutAReason", kQuiet,
     "target_graduation_at: 2026-03-20\nextension: {requested_days: 5}\n",
     "CONTINUE REQUEST_REFUSED"},
    {"RequestWithTheBudgetUsedUpBeforeTheTarget", kBusy,
     "target_graduation_at: 2026-02-20\nextension: {granted_days: 30, requested_days: 5}\n",
     "CONTINUE REQUEST_REFUSED"},
    {"BudgetUsedUp", kBusy, "target_graduation_at: 2026-01-30\nextension: {granted_days: 30}\n",
     "ESCALATE BUDGET_USED_UP"},
    {"NoJustification", kQuiet, "target_graduation_at: 2026-03-01\n", "ESCALATE NO_JUSTIFICATION"},
    {"TooLateForTheDays", kBusy, "target_graduation_at: 2026-02-22\n",
     "ESCALATE EXTENSION_CANNOT_REACH_TODAY"},
    {"JustInTimeForTheDays", kBusy, "target_graduation_at: 2026-02-23\n",
     "EXTEND EXTENSION_REASON 7 2026-03-02"},
};
INSTANTIATE_TEST_SUITE_P(All, ExtensionTest, testing::ValuesIn(kExtensionCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ExtensionTest, UnknownReasonsDoNotDecideButMakeItUncertain) {
  const auto certain = [](const char* signals, const char* fields) {
    return Decided(signals, fields).evaluation.extension.certain;
  };
  constexpr char kLate[] = "target_graduation_at: 2026-03-01\n";
  EXPECT_TRUE(certain(kQuiet, kLate));
  EXPECT_FALSE(certain("busy: false, scope: false", kLate));    // silent is unknown
  EXPECT_FALSE(certain("silent: false, scope: false", kLate));  // busy is unknown
  EXPECT_TRUE(certain("silent: false, scope: true", kLate));    // scope justifies it anyhow
  EXPECT_TRUE(certain("silent: true", kLate));
}

TEST(ExtensionTest, AnUnknownReasonThatAsksForMoreDaysMakesTheDaysUncertain) {
  constexpr char kScopeUnknown[] = "silent: false, busy: true";
  constexpr char kBusyUnknown[] = "silent: false, scope: true";
  const auto certain = [](const char* signals, const std::string& fields) {
    return Decided(signals, fields).evaluation.extension.certain;
  };
  const std::string late = "target_graduation_at: 2026-03-01\n";
  EXPECT_FALSE(certain(kScopeUnknown, late));  // 7 days now, 14 if the scope grew
  EXPECT_TRUE(certain(kBusyUnknown, late));
  EXPECT_TRUE(certain(kScopeUnknown, late + "extension: {requested_days: 3}\n"));
  EXPECT_FALSE(certain(kScopeUnknown, "target_graduation_at: 2026-02-22\n"));  // 7 cannot reach
  // Neither 7 nor 14 days reach beyond today.
  EXPECT_TRUE(certain(kScopeUnknown, "target_graduation_at: 2026-02-10\n"));
  // Only 7 days of the budget are left: 14 would be no more.
  EXPECT_TRUE(
      certain(kScopeUnknown, "target_graduation_at: 2026-02-05\nextension: {granted_days: 23}\n"));
}

TEST(ExtensionTest, WithoutBudgetAnUnknownReasonChangesNothing) {
  const ScoredAccount refused = Decided("silent: false, scope: false",
                                        "target_graduation_at: 2026-02-10\n"
                                        "extension: {granted_days: 30, requested_days: 5}\n");
  EXPECT_EQ(refused.evaluation.extension.basis, DecisionBasis::kRequestRefused);
  EXPECT_TRUE(refused.evaluation.extension.certain);
}

TEST(ExtensionTest, BeforeTheTargetReasonsAreListedInTheReviewWindow) {
  const auto listed = [](const char* target) {
    return Decided(kBusy, std::string("target_graduation_at: ") + target + "\n")
        .evaluation.extension.lists_extend_reasons;
  };
  EXPECT_TRUE(listed("2026-03-15"));
  EXPECT_FALSE(listed("2026-03-16"));
  EXPECT_TRUE(listed("2026-02-20"));
}

TEST(ExtensionTest, RecoveryIsDueFromThirtyDaysPastTheOriginalTarget) {
  const auto recovery = [](const char* fields) {
    return Decided(kBusy, fields).evaluation.extension.recovery;
  };
  EXPECT_FALSE(recovery("target_graduation_at: 2026-01-31\n"));
  EXPECT_TRUE(recovery("target_graduation_at: 2026-01-30\n"));
  EXPECT_TRUE(recovery("target_graduation_at: 2026-01-30\nextension: {granted_days: 30}\n"));
}

TEST(ExtensionTest, TheMessageIsFilledIn) {
  const ScoredAccount scored =
      Decided(kBusy, "target_graduation_at: 2026-03-01\ndimension_scores: {usage: 9, value: 6}\n");
  const Answered answered{*scored.plan, scored.facts, scored.evaluation, ""};
  const ExtensionExplanation lines = ExplainExtension(answered, ExplainGraduation(answered));
  EXPECT_THAT(lines.response.message,
              testing::StartsWith("Busy: 7 days to 2026-03-08. First: value 6.0, needed 7.0"));
  EXPECT_EQ(lines.response.check_in, "Daily");
}

TEST(ExtensionTest, WhatTheMessageLacksVanishesWithItsSection) {
  const auto lines = [](const char* signals, const std::string& fields) {
    const ScoredAccount scored = Decided(signals, fields);
    const Answered answered{*scored.plan, scored.facts, scored.evaluation, ""};
    return ExplainExtension(answered, ExplainGraduation(answered));
  };
  constexpr char kReady[] = "silent: false, active: 1, done: true, confirmed: true, blocked: false";
  const std::string scores = "dimension_scores: {usage: 9, value: 9}\n";
  const std::string late = "target_graduation_at: 2026-01-20\n";
  EXPECT_EQ(lines("silent: true, confirmed: true, blocked: false", scores).response.message,
            "Decide: Silent. All is answered.");
  EXPECT_EQ(lines(kQuiet, late).response.message, "Decide. Was: 2026-01-20, 40 days ago. Open: 4.");
  EXPECT_EQ(lines(kQuiet, late).recovery->message, "We look for the cause");
  EXPECT_EQ(lines(kReady, "").response.message, "");
}

// --- forecast ---

struct ForecastCase {
  const char* name;
  const char* training;  // rest of the milestone
  const char* want;      // "earliest latest", the plan ends on 2026-04-30
};

class ForecastTest : public testing::TestWithParam<ForecastCase> {};

TEST_P(ForecastTest, Cascades) {
  const std::string fields =
      std::string("milestones:\n") +
      "  - {key: kickoff, planned_at: 2026-01-05, completed_at: 2026-01-05}\n"
      "  - {key: training, planned_at: 2026-02-10" +
      GetParam().training +
      "}\n"
      "  - {key: usage, planned_at: 2026-03-10}\n"
      "  - {key: value, planned_at: 2026-04-10}\n"
      "  - {key: exit, planned_at: 2026-04-30}\n";
  const Forecast forecast = Decided("", fields).evaluation.forecast;
  ASSERT_TRUE(forecast.available);
  std::string text =
      absl::FormatCivilTime(forecast.earliest) + " " + absl::FormatCivilTime(forecast.latest);
  if (forecast.latest_beyond_a_year) text += " beyond";
  EXPECT_EQ(text, GetParam().want);
}

constexpr ForecastCase kForecastCases[] = {
    {"FiveDaysLateAndThreeHops", ", completed_at: 2026-02-15", "2026-05-14 2026-06-09"},
    {"WithinTheGrace", ", completed_at: 2026-02-12", "2026-04-30 2026-04-30"},
    {"BeyondTheGrace", ", completed_at: 2026-02-13", "2026-05-09 2026-05-24"},
    {"Early", ", completed_at: 2026-02-01", "2026-04-30 2026-04-30"},
    {"OpenForNineteenDays", "", "2026-06-22 2026-09-29"},
};
INSTANTIATE_TEST_SUITE_P(All, ForecastTest, testing::ValuesIn(kForecastCases),
                         [](const auto& test) { return std::string(test.param.name); });

// Two milestones of the account's own, planned for one day: the order of the account decides
// nothing. The one that was in time stands last by its key.
TEST(ForecastTest, DoesNotDependOnTheOrderOfMilestones) {
  const std::string in_time = "{key: zoo, planned_at: 2026-02-20, completed_at: 2026-02-20}";
  const std::string open = "{key: ape, planned_at: 2026-02-20}";
  const std::string last = "{key: exit, planned_at: 2026-04-01}";
  for (const std::string& milestones :
       {in_time + ", " + open + ", " + last, last + ", " + open + ", " + in_time}) {
    const ScoredAccount scored = Decided("done: true", "milestones: [" + milestones + "]\n");
    EXPECT_EQ(scored.evaluation.forecast.latest, absl::CivilDay(2026, 4, 1)) << milestones;
  }
}

TEST(ForecastTest, SaysMoreThanAYearAndIsNeverInThePast) {
  const Forecast far = Decided("", R"(milestones:
  - {key: training, planned_at: 2025-12-01}
  - {key: usage, planned_at: 2026-03-10}
  - {key: value, planned_at: 2026-04-10}
  - {key: exit, planned_at: 2026-04-30}
)")
                           .evaluation.forecast;
  EXPECT_FALSE(far.earliest_beyond_a_year);
  EXPECT_TRUE(far.latest_beyond_a_year);
  const Forecast past = Decided("", "target_graduation_at: 2026-01-10\n").evaluation.forecast;
  EXPECT_EQ(past.earliest, absl::CivilDay(2026, 3, 1));
  EXPECT_FALSE(Decided("", "").evaluation.forecast.available);
}

// --- programme ---

struct PhaseCase {
  const char* name;
  const char* start;
  const char* segment;
  const char* signals;
  PhaseState setup;
  PhaseState adopt;
};

class PhaseTest : public testing::TestWithParam<PhaseCase> {};

TEST_P(PhaseTest, FollowsItsWindow) {
  const std::string fields = std::string("contract_signed_at: ") + GetParam().start +
                             "\nsegment: " + GetParam().segment + "\n";
  const ProgrammeResult result = Decided(GetParam().signals, fields).evaluation.programme;
  EXPECT_EQ(result.phases[0].state, GetParam().setup);
  EXPECT_EQ(result.phases[1].state, GetParam().adopt);
}

constexpr PhaseCase kPhaseCases[] = {
    {"FirstDay", "2026-03-01", "big", "done: false", PhaseState::kOpen, PhaseState::kNotBegun},
    {"LastDayOfWeekOne", "2026-02-23", "big", "done: true", PhaseState::kDone,
     PhaseState::kNotBegun},
    {"FirstDayOfWeekTwo", "2026-02-22", "big", "done: false, active: 0.7", PhaseState::kOpen,
     PhaseState::kDone},
    {"LastDayOfWeekThree", "2026-02-09", "big", "done: false, active: 0.6", PhaseState::kOpen,
     PhaseState::kOpen},
    {"FirstDayOfWeekFour", "2026-02-08", "big", "done: false, active: 0.6", PhaseState::kLate,
     PhaseState::kOpen},
    {"SmallIsFaster", "2026-02-22", "small", "done: false, active: 0.6", PhaseState::kLate,
     PhaseState::kOpen},
    {"UnknownAfterItsWindow", "2026-02-08", "big", "active: 0.6", PhaseState::kNotEvaluated,
     PhaseState::kOpen},
};
INSTANTIATE_TEST_SUITE_P(All, PhaseTest, testing::ValuesIn(kPhaseCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ProgrammeTest, CountsWinsAndLevels) {
  const ScoredAccount scored = Decided("login: 2026-02-01, done: false, active: 0.3");
  EXPECT_EQ(scored.evaluation.values[SlotOf(BuiltinFact::kEarlyWinsCount)].number, 1);
  EXPECT_EQ(scored.evaluation.programme.level, 1);
  EXPECT_EQ(Decided("done: true, active: 0.3").evaluation.programme.level, 2);
  EXPECT_EQ(Decided("done: true, active: 0.1").evaluation.programme.level, 0);
  const ScoredAccount unknown = Decided("done: true");
  EXPECT_FALSE(unknown.evaluation.values[SlotOf(BuiltinFact::kEarlyWinsCount)].usable());
}

TEST(ProgrammeTest, TheReviewIsDueFromFourteenToSevenDaysBefore) {
  const auto review = [](const char* target) {
    return Decided("", std::string("target_graduation_at: ") + target + "\n")
        .evaluation.programme.review;
  };
  EXPECT_EQ(review("2026-03-16"), ReviewState::kNotDue);
  EXPECT_EQ(review("2026-03-15"), ReviewState::kDue);
  EXPECT_EQ(review("2026-03-08"), ReviewState::kDue);
  EXPECT_EQ(review("2026-03-07"), ReviewState::kOverdue);
  EXPECT_EQ(Decided("").evaluation.programme.review, ReviewState::kNotEvaluated);
}

}  // namespace
}  // namespace bellwether
