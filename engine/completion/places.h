// Every place of the schemas where a name of the pack may stand. Internal to engine/completion.
//
// A test holds the first list against the schema of packs: each key that takes a name is in it, or
// among those that declare names.
#ifndef BELLWETHER_ENGINE_COMPLETION_PLACES_H_
#define BELLWETHER_ENGINE_COMPLETION_PLACES_H_

#include <array>
#include <string_view>

#include "engine/completion/suggestions.h"

namespace bellwether::completion {

inline constexpr NamePlace kPackPlaces[] = {
    {"", "benchmark_set", NameKind::kSet},
    {"alert", "escalate_to", NameKind::kPerson},
    {"alert", "overdue", NameKind::kMilestone},
    {"alert", "playbook", NameKind::kPlaybook},
    {"alert", "route", NameKind::kPerson},
    {"alert", "severity", NameKind::kSeverity},
    {"benchmark", "set", NameKind::kSet},
    {"benchmark", "value", NameKind::kFact},
    {"benchmark", "value_so_far", NameKind::kFact},
    {"benchmark_set", "", NameKind::kSegment, NamePlace::Where::kKeys},
    {"component", "benchmark", NameKind::kBenchmark},
    {"component", "of", NameKind::kFact},
    {"criterion", "benchmark", NameKind::kBenchmark},
    {"criterion", "of", NameKind::kFact},
    {"curve", "benchmark", NameKind::kBenchmark},
    {"curve", "of", NameKind::kFact},
    {"drivers", "facts", NameKind::kFact, NamePlace::Where::kKeys},
    {"experiment", "decide_by", NameKind::kMetric},
    {"experiment", "metrics", NameKind::kMetric},
    {"flag", "notify", NameKind::kPerson},
    {"flag", "playbook", NameKind::kPlaybook},
    {"flag", "severity", NameKind::kSeverity},
    {"from_records", "of", NameKind::kRecordKind},
    {"gate", "dimension", NameKind::kDimension},
    {"graduation", "usage_thresholds", NameKind::kCadence, NamePlace::Where::kKeys},
    {"grouping", "of", NameKind::kGrouped},
    {"guide_step", "breakdowns", NameKind::kAttribute},
    {"guide_step", "components", NameKind::kComponent},
    {"guide_step", "metrics", NameKind::kMetric},
    {"handoff", "playbook", NameKind::kPlaybook},
    {"health_model", "segments", NameKind::kSegment, NamePlace::Where::kKeys},
    {"milestones", "same_as", NameKind::kEventDate},
    {"milestones", "same_as", NameKind::kMilestone, NamePlace::Where::kKeys},
    {"onboarding_start", "default", NameKind::kEventDate},
    {"onboarding_start", "segments", NameKind::kEventDate},
    {"onboarding_start", "segments", NameKind::kSegment, NamePlace::Where::kKeys},
    {"phase", "segments", NameKind::kSegment, NamePlace::Where::kKeys},
    {"playbook_step", "owner", NameKind::kPerson},
    {"portfolio_metric", "bands", NameKind::kBand},
    {"portfolio_metric", "benchmark", NameKind::kBenchmark},
    {"portfolio_metric", "breakdowns", NameKind::kAttribute},
    {"portfolio_metric", "dashboards", NameKind::kDashboard},
    {"portfolio_metric", "set", NameKind::kSet},
    {"portfolio_metric", "severities", NameKind::kSeverity},
    {"programme", "from", NameKind::kStart},
    {"reason", "notify", NameKind::kPerson},
    {"reason", "playbook", NameKind::kPlaybook},
    {"response", "notify", NameKind::kPerson},
    {"response", "playbook", NameKind::kPlaybook},
    {"review", "playbook", NameKind::kPlaybook},
    {"share_of_records", "of", NameKind::kRecordKind},
    {"titles", "bands", NameKind::kBand, NamePlace::Where::kKeys},
    {"titles", "cadences", NameKind::kCadence, NamePlace::Where::kKeys},
    {"titles", "components", NameKind::kComponent, NamePlace::Where::kKeys},
    {"titles", "dimensions", NameKind::kDimension, NamePlace::Where::kKeys},
    {"titles", "metrics", NameKind::kMetric, NamePlace::Where::kKeys},
    {"titles", "milestones", NameKind::kMilestone, NamePlace::Where::kKeys},
    {"titles", "models", NameKind::kModel, NamePlace::Where::kKeys},
    {"titles", "people", NameKind::kPerson, NamePlace::Where::kKeys},
    {"titles", "playbooks", NameKind::kPlaybook, NamePlace::Where::kKeys},
    {"titles", "segments", NameKind::kSegment, NamePlace::Where::kKeys},
    {"titles", "severities", NameKind::kSeverity, NamePlace::Where::kKeys},
    {"titles", "signals", NameKind::kSignal, NamePlace::Where::kKeys},
    {"titles", "stages", NameKind::kStage, NamePlace::Where::kKeys},
    {"titles", "tiers", NameKind::kTier, NamePlace::Where::kKeys},
    {"usage_threshold", "of", NameKind::kFact},
    {"worklist", "of", NameKind::kAttribute},
};

// Of the mapping of an account, which is called `definition`.
constexpr std::array<NamePlace, 7> AccountPlaces(std::string_view definition) {
  return {{{definition, "cadence", NameKind::kCadence},
           {definition, "dimension_scores", NameKind::kDimension, NamePlace::Where::kKeys},
           {definition, "milestones/key", NameKind::kMilestone},
           {definition, "overrides/model", NameKind::kModel},
           {definition, "segment", NameKind::kSegment},
           {definition, "signals", NameKind::kSignal, NamePlace::Where::kKeys},
           {definition, "stage", NameKind::kStage}}};
}

// Of tests, beside the accounts in them.
inline constexpr NamePlace kTestPlaces[] = {
    {"case", "benchmark_set", NameKind::kSet},
    {"case", "fixture", NameKind::kFixture},
    {"case", "set", NameKind::kSignal, NamePlace::Where::kKeys},
    {"day", "set", NameKind::kSignal, NamePlace::Where::kKeys},
    {"expect_benchmark", "", NameKind::kBenchmark, NamePlace::Where::kKeys},
    {"expect_component", "", NameKind::kModel, NamePlace::Where::kKeys},
    {"expect_criterion", "", NameKind::kDimension, NamePlace::Where::kKeys},
    {"expect_fact", "", NameKind::kFact, NamePlace::Where::kKeys},
    {"expect_flag", "", NameKind::kFlag, NamePlace::Where::kKeys},
    {"expect_gate", "", NameKind::kGate, NamePlace::Where::kKeys},
    {"expect_graduation_dimension", "", NameKind::kDimension, NamePlace::Where::kKeys},
    {"expect_health", "", NameKind::kModel, NamePlace::Where::kKeys},
    {"expect_phase", "", NameKind::kPhase, NamePlace::Where::kKeys},
    {"expect_requirement", "", NameKind::kRequirement, NamePlace::Where::kKeys},
    {"expect_root_cause", "", NameKind::kRootCause, NamePlace::Where::kKeys},
    {"fixture", "extends", NameKind::kFixture},
    {"property", "missing_never_lowers/signal", NameKind::kSignal},
    {"property", "missing_never_raises/signal", NameKind::kSignal},
    {"property", "monotone/signal", NameKind::kSignal},
    {"row", "benchmark_set", NameKind::kSet},
    {"row", "set", NameKind::kSignal, NamePlace::Where::kKeys},
};

}  // namespace bellwether::completion

#endif  // BELLWETHER_ENGINE_COMPLETION_PLACES_H_
