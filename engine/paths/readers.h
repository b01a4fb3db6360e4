// Internal to the stage: the functions that the table of paths (forms.cc) refers to. Each answers
// for one path, or for paths that ask the same in other languages.
#ifndef BELLWETHER_ENGINE_PATHS_READERS_H_
#define BELLWETHER_ENGINE_PATHS_READERS_H_

#include <string>
#include <utility>
#include <vector>

#include "engine/paths/path.h"

namespace bellwether::paths {

// read_account.cc
Observed ReadId(const EvaluatedAccount& of, const Path& path);
Observed ReadSegment(const EvaluatedAccount& of, const Path& path);
Observed ReadStage(const EvaluatedAccount& of, const Path& path);
Observed ReadCadence(const EvaluatedAccount& of, const Path& path);
Observed ReadCsm(const EvaluatedAccount& of, const Path& path);
Observed ReadAcv(const EvaluatedAccount& of, const Path& path);
Observed ReadSeats(const EvaluatedAccount& of, const Path& path);
Observed ReadAsOf(const EvaluatedAccount& of, const Path& path);
Observed ReadMissing(const EvaluatedAccount& of, const Path& path);
Observed ReadMissingCount(const EvaluatedAccount& of, const Path& path);
Observed ReadStale(const EvaluatedAccount& of, const Path& path);
Observed ReadStaleCount(const EvaluatedAccount& of, const Path& path);
Observed ReadPackName(const EvaluatedAccount& of, const Path& path);
Observed ReadPackVersion(const EvaluatedAccount& of, const Path& path);
Observed ReadPackDigest(const EvaluatedAccount& of, const Path& path);

// read_health.cc
Observed ReadPrimary(const EvaluatedAccount& of, const Path& path);
Observed ReadModelScore(const EvaluatedAccount& of, const Path& path);
Observed ReadModelBand(const EvaluatedAccount& of, const Path& path);
Observed ReadModelState(const EvaluatedAccount& of, const Path& path);
Observed ReadModelCoverage(const EvaluatedAccount& of, const Path& path);
Observed ReadModelRaw(const EvaluatedAccount& of, const Path& path);
Observed ReadModelEffective(const EvaluatedAccount& of, const Path& path);
Observed ReadModelLow(const EvaluatedAccount& of, const Path& path);
Observed ReadModelHigh(const EvaluatedAccount& of, const Path& path);
Observed ReadModelCertain(const EvaluatedAccount& of, const Path& path);
Observed ReadModelIntervene(const EvaluatedAccount& of, const Path& path);
Observed ReadModelHeld(const EvaluatedAccount& of, const Path& path);
Observed ReadComponentScore(const EvaluatedAccount& of, const Path& path);
Observed ReadComponentState(const EvaluatedAccount& of, const Path& path);
Observed ReadComponentContribution(const EvaluatedAccount& of, const Path& path);
Observed ReadComponentShare(const EvaluatedAccount& of, const Path& path);
Observed ReadComponentMissing(const EvaluatedAccount& of, const Path& path);

// read_benchmarks.cc
Observed ReadBenchmarkTier(const EvaluatedAccount& of, const Path& path);
Observed ReadBenchmarkState(const EvaluatedAccount& of, const Path& path);
Observed ReadBenchmarkPoints(const EvaluatedAccount& of, const Path& path);
Observed ReadBenchmarkValue(const EvaluatedAccount& of, const Path& path);
Observed ReadBenchmarkDistance(const EvaluatedAccount& of, const Path& path);

// read_flags.cc
Observed ReadFlag(const EvaluatedAccount& of, const Path& path);
Observed ReadFlagReason(const EvaluatedAccount& of, const Path& path);
Observed ReadFlagSeverity(const EvaluatedAccount& of, const Path& path);
Observed ReadFlagsRaised(const EvaluatedAccount& of, const Path& path);
Observed ReadFlagsNotEvaluated(const EvaluatedAccount& of, const Path& path);
Observed ReadFlagsOfSeverity(const EvaluatedAccount& of, const Path& path);

// read_graduation.cc
Observed ReadGraduationState(const EvaluatedAccount& of, const Path& path);
Observed ReadGraduationTotal(const EvaluatedAccount& of, const Path& path);
Observed ReadGraduationRaw(const EvaluatedAccount& of, const Path& path);
Observed ReadGraduationReadiness(const EvaluatedAccount& of, const Path& path);
Observed ReadGraduationDecision(const EvaluatedAccount& of, const Path& path);
Observed ReadGraduationBlocked(const EvaluatedAccount& of, const Path& path);
Observed ReadGraduationUnmet(const EvaluatedAccount& of, const Path& path);
Observed ReadDimension(const EvaluatedAccount& of, const Path& path);
Observed ReadDimensionState(const EvaluatedAccount& of, const Path& path);
Observed ReadDimensionGreen(const EvaluatedAccount& of, const Path& path);
Observed ReadDimensionCoverage(const EvaluatedAccount& of, const Path& path);
Observed ReadDimensionComputed(const EvaluatedAccount& of, const Path& path);
Observed ReadCriterion(const EvaluatedAccount& of, const Path& path);
Observed ReadCriterionPoints(const EvaluatedAccount& of, const Path& path);
Observed ReadGate(const EvaluatedAccount& of, const Path& path);
Observed ReadGateReason(const EvaluatedAccount& of, const Path& path);
Observed ReadRequirementReason(const EvaluatedAccount& of, const Path& path);
Observed ReadRequirement(const EvaluatedAccount& of, const Path& path);

// read_extension.cc
Observed ReadExtensionState(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionDecision(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionBasis(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionDaysGranted(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionDaysLeft(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionDaysLate(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionCurrentTarget(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionNewTarget(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionRecovery(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionRootCause(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionCertain(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionListsReasons(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionReason(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionMessage(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionCheckIn(const EvaluatedAccount& of, const Path& path);
Observed ReadRecoveryMessage(const EvaluatedAccount& of, const Path& path);
Observed ReadRecoveryCheckIn(const EvaluatedAccount& of, const Path& path);
Observed ReadExtensionReasons(const EvaluatedAccount& of, const Path& path);
Observed ReadEscalate(const EvaluatedAccount& of, const Path& path);
Observed ReadEscalateReason(const EvaluatedAccount& of, const Path& path);
Observed ReadExtend(const EvaluatedAccount& of, const Path& path);
Observed ReadExtendReason(const EvaluatedAccount& of, const Path& path);
Observed ReadRootCauseReason(const EvaluatedAccount& of, const Path& path);
Observed ReadRootCause(const EvaluatedAccount& of, const Path& path);

// read_programme.cc
Observed ReadForecastAvailable(const EvaluatedAccount& of, const Path& path);
Observed ReadForecastPlanned(const EvaluatedAccount& of, const Path& path);
Observed ReadForecastEarliest(const EvaluatedAccount& of, const Path& path);
Observed ReadForecastLatest(const EvaluatedAccount& of, const Path& path);
Observed ReadPhase(const EvaluatedAccount& of, const Path& path);
Observed ReadPhaseInWindow(const EvaluatedAccount& of, const Path& path);
Observed ReadEarlyWin(const EvaluatedAccount& of, const Path& path);
Observed ReadEnablement(const EvaluatedAccount& of, const Path& path);
Observed ReadReview(const EvaluatedAccount& of, const Path& path);
Observed ReadWeek(const EvaluatedAccount& of, const Path& path);

// read_facts.cc
Observed ReadFact(const EvaluatedAccount& of, const Path& path);
Observed ReadFactMissing(const EvaluatedAccount& of, const Path& path);

// names.cc: names of the pack that a path may hold, in the pack's order.
std::vector<std::string> BandNames(const Plan& plan, const Path& path);
std::vector<std::string> CadenceNames(const Plan& plan, const Path& path);
std::vector<std::string> CriterionNames(const Plan& plan, const Path& path);
std::vector<std::string> FactWords(const Plan& plan, const Path& path);
std::vector<std::string> FlagNames(const Plan& plan, const Path& path);
std::vector<std::string> GateNames(const Plan& plan, const Path& path);
std::vector<std::string> ModelNames(const Plan& plan, const Path& path);
std::vector<std::string> ReasonNames(const Plan& plan, const Path& path);
std::vector<std::string> RootCauseNames(const Plan& plan, const Path& path);
std::vector<std::string> SegmentNames(const Plan& plan, const Path& path);
std::vector<std::string> SeverityNames(const Plan& plan, const Path& path);
std::vector<std::string> SignalNames(const Plan& plan, const Path& path);
std::vector<std::string> StageNames(const Plan& plan, const Path& path);
std::vector<std::string> TierNames(const Plan& plan, const Path& path);

// What readers answer with.
inline Observed Number(double number) { return {number, ""}; }
inline Observed Text(std::string text) { return {std::move(text), ""}; }
inline Observed Truth(bool truth) { return {std::string(truth ? "true" : "false"), ""}; }
inline Observed Names(std::vector<std::string> names) { return {std::move(names), ""}; }
inline Observed Nothing(std::string why) { return {std::monostate(), std::move(why)}; }
Observed Day(absl::CivilDay day);

// Why a component or criterion has no score: a missing reason, else its state (read_health.cc).
std::string WhyAbsent(const ComponentResult& component);

}  // namespace bellwether::paths

#endif  // BELLWETHER_ENGINE_PATHS_READERS_H_
