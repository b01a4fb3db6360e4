// What a test may expect: the dotted paths of an evaluation, in one table.
//
//   expect:
//     health.onboarding.band: green
//     graduation: {total: 8.3, readiness: READY}       # nested is the same as dotted
//     gate.value_not_achieved: blocked
//
// A word in <> stands for a name of the pack. Every path has one kind of value; `~` expects that
// there is none. Words of the engine (states, decisions) may be written in either case; names of
// the pack are compared as they are. Besides these paths `expect` takes `tier.<name>`, which asks
// one benchmark directly, and `error`, which expects a refused account (suite.h).
#ifndef BELLWETHER_ENGINE_TESTING_PATHS_H_
#define BELLWETHER_ENGINE_TESTING_PATHS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bellwether {

struct Plan;
struct PlanBenchmark;

enum class PathKind : uint8_t {
  kPrimary,
  kModelScore,
  kModelBand,
  kModelState,
  kModelCoverage,
  kModelRaw,
  kModelEffective,
  kModelLow,
  kModelHigh,
  kModelCertain,
  kModelIntervene,
  kModelHeld,
  kComponentScore,
  kComponentState,
  kComponentContribution,
  kComponentShare,
  kComponentMissing,
  kBenchmarkTier,
  kBenchmarkState,
  kBenchmarkPoints,
  kBenchmarkValue,
  kBenchmarkDistance,
  kFlag,
  kFlagReason,
  kFlagSeverity,
  kFlagsRaised,
  kFlagsNotEvaluated,
  kGraduationState,
  kGraduationTotal,
  kGraduationRaw,
  kGraduationReadiness,
  kGraduationDecision,
  kGraduationBlocked,
  kGraduationUnmet,
  kDimension,
  kDimensionState,
  kDimensionGreen,
  kDimensionCoverage,
  kDimensionComputed,
  kCriterion,
  kCriterionPoints,
  kGate,
  kGateReason,
  kRequirementReason,
  kRequirement,
  kExtensionState,
  kExtensionDecision,
  kExtensionBasis,
  kExtensionDaysGranted,
  kExtensionDaysLeft,
  kExtensionDaysLate,
  kExtensionCurrentTarget,
  kExtensionNewTarget,
  kExtensionRecovery,
  kExtensionRootCause,
  kExtensionCertain,
  kExtensionReason,
  kExtensionMessage,
  kExtensionCheckIn,
  kRecoveryMessage,
  kRecoveryCheckIn,
  kExtensionReasons,
  kEscalate,
  kEscalateReason,
  kExtend,
  kExtendReason,
  kRootCauseReason,
  kRootCause,
  kForecastAvailable,
  kForecastPlanned,
  kForecastEarliest,
  kForecastLatest,
  kPhase,
  kPhaseInWindow,
  kEarlyWin,
  kEnablement,
  kReview,
  kWeek,
  kFact,
  kFactMissing,
};

enum class PathType : uint8_t {
  kNumber,
  kWord,   // one of the form's words
  kName,   // a name of the pack: band, tier, model ...
  kTruth,  // true or false, in some forms also unknown
  kDate,   // 2026-03-01; a forecast beyond a year is more_than_a_year
  kNames,  // a list of names, in the order of the pack
  kFact,   // as the signal or fact is declared
  kText,   // what people read, in the pack's first language or in that of the path
};

struct PathForm {
  std::string_view pattern;
  PathKind kind;
  PathType type;
  std::string_view words;  // kWord and kTruth: the words besides true and false, with blanks
  std::string_view meaning;
};

inline constexpr PathForm kPathForms[] = {
    // Health.
    {"health.primary", PathKind::kPrimary, PathType::kName, "",
     "the model that answers for the account"},
    {"health.<model>.score", PathKind::kModelScore, PathType::kNumber, "",
     "as displayed: rounded to the model's precision"},
    {"health.<model>.band", PathKind::kModelBand, PathType::kName, "", "the band's name"},
    {"health.<model>.state", PathKind::kModelState, PathType::kWord,
     "scored insufficient_data overridden not_applicable not_evaluated", "how the model answered"},
    {"health.<model>.coverage", PathKind::kModelCoverage, PathType::kNumber, "",
     "share of the weight that was observed, 0 to 1"},
    {"health.<model>.raw", PathKind::kModelRaw, PathType::kNumber, "",
     "the weighted mean, not rounded, before floors, caps and override"},
    {"health.<model>.effective", PathKind::kModelEffective, PathType::kNumber, "",
     "after floors, caps and override, not rounded"},
    {"health.<model>.low", PathKind::kModelLow, PathType::kNumber, "",
     "the score if all that is missing were at its worst"},
    {"health.<model>.high", PathKind::kModelHigh, PathType::kNumber, "",
     "the score if all that is missing were at its best"},
    {"health.<model>.certain", PathKind::kModelCertain, PathType::kTruth, "",
     "whether what is missing could not change the band"},
    {"health.<model>.intervene", PathKind::kModelIntervene, PathType::kTruth, "unknown",
     "whether the score is below intervene_below"},
    {"health.<model>.held", PathKind::kModelHeld, PathType::kTruth, "",
     "whether hysteresis kept the previous band"},
    {"component.<model>.<component>.score", PathKind::kComponentScore, PathType::kNumber, "",
     "0 to 100; nested components are written engagement.usage"},
    {"component.<model>.<component>.state", PathKind::kComponentState, PathType::kWord,
     "observed imputed absent not_applicable zero_weight", "how it takes part in the score"},
    {"component.<model>.<component>.contribution", PathKind::kComponentContribution,
     PathType::kNumber, "", "points of the raw score that come from here"},
    {"component.<model>.<component>.share", PathKind::kComponentShare, PathType::kNumber, "",
     "share of the raw score's weight, 0 to 1"},
    {"component.<model>.<component>.missing", PathKind::kComponentMissing, PathType::kWord,
     "NOT_GIVEN NOT_APPLICABLE STALE NOT_YET IN_FUTURE NOT_FINITE OUT_OF_RANGE NO_BENCHMARK_ROW "
     "TOO_FEW_POINTS INPUT_MISSING FORMULA_ERROR BENCHMARK_NOT_APPLICABLE",
     "why it was not observed"},
    // Benchmarks.
    {"benchmark.<benchmark>.tier", PathKind::kBenchmarkTier, PathType::kName, "",
     "the tier's name"},
    {"benchmark.<benchmark>.state", PathKind::kBenchmarkState, PathType::kWord,
     "tiered missing not_yet not_available not_applicable not_evaluated",
     "whether there is a tier"},
    {"benchmark.<benchmark>.points", PathKind::kBenchmarkPoints, PathType::kNumber, "",
     "the tier's points"},
    {"benchmark.<benchmark>.value", PathKind::kBenchmarkValue, PathType::kNumber, "",
     "what was compared"},
    {"benchmark.<benchmark>.distance", PathKind::kBenchmarkDistance, PathType::kNumber, "",
     "how far the next better tier is, in the value's unit"},
    // Flags.
    {"flag.<flag>", PathKind::kFlag, PathType::kWord, "raised clear not_evaluated not_applicable",
     "the flag's state"},
    {"flag.<flag>.reason", PathKind::kFlagReason, PathType::kText, "", "what people read of it"},
    {"flag.<flag>.reason.<language>", PathKind::kFlagReason, PathType::kText, "",
     "the same in another language"},
    {"flag.<flag>.severity", PathKind::kFlagSeverity, PathType::kName, "", "as the pack says"},
    {"flags.raised", PathKind::kFlagsRaised, PathType::kNames, "", "all flags that are raised"},
    {"flags.not_evaluated", PathKind::kFlagsNotEvaluated, PathType::kNames, "",
     "all flags that lack something"},
    // Graduation.
    {"graduation.state", PathKind::kGraduationState, PathType::kWord,
     "answered insufficient_data not_applicable not_evaluated already_graduated not_defined",
     "whether there was something to answer"},
    {"graduation.total", PathKind::kGraduationTotal, PathType::kNumber, "",
     "0 to 10, as displayed"},
    {"graduation.raw", PathKind::kGraduationRaw, PathType::kNumber, "", "0 to 10, not rounded"},
    {"graduation.readiness", PathKind::kGraduationReadiness, PathType::kWord,
     "READY CLOSE NOT_READY", "from the total alone"},
    {"graduation.decision", PathKind::kGraduationDecision, PathType::kWord, "GRADUATE NOT_YET",
     "from total, dimensions, gates and requirements"},
    {"graduation.blocked", PathKind::kGraduationBlocked, PathType::kNames, "",
     "gates that block, or lack evidence and therefore block"},
    {"graduation.unmet", PathKind::kGraduationUnmet, PathType::kNames, "",
     "criteria that are not met, as dimension.criterion"},
    {"graduation.dimension.<dimension>", PathKind::kDimension, PathType::kNumber, "",
     "the dimension's score, 0 to 10, as displayed"},
    {"graduation.dimension.<dimension>.state", PathKind::kDimensionState, PathType::kWord,
     "scored insufficient_evidence not_applicable", "whether there is evidence enough"},
    {"graduation.dimension.<dimension>.green", PathKind::kDimensionGreen, PathType::kTruth, "",
     "whether it reaches require_each_dimension"},
    {"graduation.dimension.<dimension>.coverage", PathKind::kDimensionCoverage, PathType::kNumber,
     "", "share of the criteria's weight that was observed, 0 to 1"},
    {"graduation.dimension.<dimension>.computed", PathKind::kDimensionComputed, PathType::kNumber,
     "", "the score from the criteria, beside one that people gave"},
    {"criterion.<dimension>.<criterion>", PathKind::kCriterion, PathType::kWord,
     "met unmet unknown not_applicable", "whether the criterion is met"},
    {"criterion.<dimension>.<criterion>.points", PathKind::kCriterionPoints, PathType::kNumber, "",
     "0 to 100"},
    {"gate.<gate>", PathKind::kGate, PathType::kWord, "blocked clear needs_evidence not_applicable",
     "the gate's state"},
    {"gate.<gate>.reason", PathKind::kGateReason, PathType::kText, "", "what people read of it"},
    {"gate.<gate>.reason.<language>", PathKind::kGateReason, PathType::kText, "",
     "the same in another language"},
    {"requirement.<requirement>.reason", PathKind::kRequirementReason, PathType::kText, "",
     "what people read of it"},
    {"requirement.<requirement>.reason.<language>", PathKind::kRequirementReason, PathType::kText,
     "", "the same in another language"},
    {"requirement.<requirement>", PathKind::kRequirement, PathType::kWord,
     "met unmet needs_evidence not_applicable", "the requirement's state"},
    // Extension.
    {"extension.state", PathKind::kExtensionState, PathType::kWord,
     "answered not_applicable not_evaluated already_graduated not_defined",
     "whether there was something to decide"},
    {"extension.decision", PathKind::kExtensionDecision, PathType::kWord,
     "GRADUATE ESCALATE CONTINUE EXTEND NOT_EVALUATED", "the decision"},
    {"extension.basis", PathKind::kExtensionBasis, PathType::kWord,
     "NONE READY_TO_GRADUATE ESCALATION_REASON BEFORE_TARGET EXTENSION_REASON "
     "EXTENSION_CANNOT_REACH_TODAY REQUEST_REFUSED BUDGET_USED_UP NO_JUSTIFICATION NO_TARGET",
     "which step of the order decided"},
    {"extension.days_granted", PathKind::kExtensionDaysGranted, PathType::kNumber, "",
     "days granted now"},
    {"extension.days_left", PathKind::kExtensionDaysLeft, PathType::kNumber, "",
     "days of the budget that were left before that"},
    {"extension.days_late", PathKind::kExtensionDaysLate, PathType::kNumber, "",
     "days past the original target, negative before it"},
    {"extension.current_target", PathKind::kExtensionCurrentTarget, PathType::kDate, "",
     "original target + days granted before"},
    {"extension.new_target", PathKind::kExtensionNewTarget, PathType::kDate, "",
     "current target + days granted now"},
    {"extension.recovery", PathKind::kExtensionRecovery, PathType::kTruth, "",
     "whether a recovery plan is due"},
    {"extension.root_cause", PathKind::kExtensionRootCause, PathType::kName, "",
     "the first root cause that holds"},
    {"extension.certain", PathKind::kExtensionCertain, PathType::kTruth, "",
     "whether no unknown reason could change the decision"},
    {"extension.reason", PathKind::kExtensionReason, PathType::kText, "",
     "the primary reason of the decision, as people read it"},
    {"extension.reason.<language>", PathKind::kExtensionReason, PathType::kText, "",
     "the same in another language"},
    {"extension.message", PathKind::kExtensionMessage, PathType::kText, "",
     "what is said after the decision"},
    {"extension.message.<language>", PathKind::kExtensionMessage, PathType::kText, "",
     "the same in another language"},
    {"extension.check_in", PathKind::kExtensionCheckIn, PathType::kText, "",
     "how often people talk from then on"},
    {"extension.check_in.<language>", PathKind::kExtensionCheckIn, PathType::kText, "",
     "the same in another language"},
    {"extension.recovery.message", PathKind::kRecoveryMessage, PathType::kText, "",
     "what is said with the recovery plan"},
    {"extension.recovery.message.<language>", PathKind::kRecoveryMessage, PathType::kText, "",
     "the same in another language"},
    {"extension.recovery.check_in", PathKind::kRecoveryCheckIn, PathType::kText, "",
     "how often people talk in recovery"},
    {"extension.recovery.check_in.<language>", PathKind::kRecoveryCheckIn, PathType::kText, "",
     "the same in another language"},
    {"extension.reasons", PathKind::kExtensionReasons, PathType::kNames, "",
     "reasons of the decision, the first is primary"},
    {"escalate.<reason>", PathKind::kEscalate, PathType::kWord,
     "holds does_not_hold unknown not_applicable", "a reason to escalate"},
    {"escalate.<reason>.reason", PathKind::kEscalateReason, PathType::kText, "",
     "what people read of it"},
    {"escalate.<reason>.reason.<language>", PathKind::kEscalateReason, PathType::kText, "",
     "the same in another language"},
    {"extend.<reason>", PathKind::kExtend, PathType::kWord,
     "holds does_not_hold unknown not_applicable", "a reason to extend"},
    {"extend.<reason>.reason", PathKind::kExtendReason, PathType::kText, "",
     "what people read of it"},
    {"extend.<reason>.reason.<language>", PathKind::kExtendReason, PathType::kText, "",
     "the same in another language"},
    {"root_cause.<cause>.reason", PathKind::kRootCauseReason, PathType::kText, "",
     "what people read of it"},
    {"root_cause.<cause>.reason.<language>", PathKind::kRootCauseReason, PathType::kText, "",
     "the same in another language"},
    {"root_cause.<cause>", PathKind::kRootCause, PathType::kWord,
     "holds does_not_hold unknown not_applicable", "a root cause of being late"},
    // Forecast and programme.
    {"forecast.available", PathKind::kForecastAvailable, PathType::kTruth, "",
     "whether there is a plan to go by"},
    {"forecast.planned", PathKind::kForecastPlanned, PathType::kDate, "",
     "plan of the last milestone, else the target"},
    {"forecast.earliest", PathKind::kForecastEarliest, PathType::kDate, "", "earliest graduation"},
    {"forecast.latest", PathKind::kForecastLatest, PathType::kDate, "", "latest graduation"},
    {"phase.<phase>", PathKind::kPhase, PathType::kWord, "not_begun open done late not_evaluated",
     "a phase of the programme"},
    {"phase.<phase>.in_window", PathKind::kPhaseInWindow, PathType::kTruth, "",
     "whether its weeks hold now"},
    {"early_win.<win>", PathKind::kEarlyWin, PathType::kWord,
     "reached not_reached unknown not_applicable", "an early win"},
    {"enablement", PathKind::kEnablement, PathType::kNumber, "",
     "highest level reached, 0 is none"},
    {"review", PathKind::kReview, PathType::kWord, "not_planned not_due due overdue not_evaluated",
     "the review before graduation"},
    {"week", PathKind::kWeek, PathType::kNumber, "", "week of the programme, from 1"},
    // Facts.
    {"fact.<fact>", PathKind::kFact, PathType::kFact, "",
     "a signal, account field, event date or derived fact as conditions read it"},
    {"fact.<fact>.missing", PathKind::kFactMissing, PathType::kWord,
     "NOT_GIVEN NOT_APPLICABLE STALE NOT_YET IN_FUTURE NOT_FINITE OUT_OF_RANGE NO_BENCHMARK_ROW "
     "TOO_FEW_POINTS INPUT_MISSING FORMULA_ERROR BENCHMARK_NOT_APPLICABLE",
     "why it has no value"},
};

// A path whose names are found in a plan. Indices hold for every plan with the same names in the
// same order.
struct Path {
  std::string text;
  const PathForm* form = nullptr;
  uint32_t index = 0;    // of the model, benchmark, flag, gate, fact ...
  uint32_t part = 0;     // of the component or criterion, in Plan::components
  std::string language;  // of a text; "": the pack's first
};

struct ResolvedPath {
  Path path;  // form is null when the path is wrong
  std::string message;
  std::string hint;
};

ResolvedPath ResolvePath(const Plan& plan, std::string_view text);

// Names of the tiers of a benchmark, in all of its sets.
std::vector<std::string> TiersOf(const Plan& plan, const PlanBenchmark& benchmark);

// Languages of the texts that paths lead to, in order of first appearance.
std::vector<std::string> LanguagesOf(const Plan& plan);

// What a path may hold in this plan: its words, or names of the pack; empty for numbers and dates.
std::vector<std::string> WordsOf(const Plan& plan, const Path& path);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_PATHS_H_
