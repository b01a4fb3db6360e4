// Tested by tests/e2e/metrics_test.py.
#include "server/decisions/watched_metrics.h"

namespace bellwether {
namespace {

double AsDouble(uint64_t count) { return static_cast<double>(count); }

void CollectDecisions(const DecisionLogCounts& counts, Exposition& exposition) {
  exposition.Add(MetricId::kDecisions, {"written"}, AsDouble(counts.written));
  exposition.Add(MetricId::kDecisions, {"queue_full"}, AsDouble(counts.dropped_full));
  exposition.Add(MetricId::kDecisions, {"not_writable"}, AsDouble(counts.dropped_unwritten));
  exposition.Add(MetricId::kDecisions, {"too_long"}, AsDouble(counts.dropped_long));
  exposition.Add(MetricId::kDecisionsWaiting, {}, AsDouble(counts.waiting));
  exposition.Add(MetricId::kDecisionBytes, {}, AsDouble(counts.bytes));
  exposition.Add(MetricId::kDecisionFilesDeleted, {}, AsDouble(counts.files_deleted));
}

// What is not known has no sample.
void CollectDrift(const DriftMonitor& drift, Exposition& exposition) {
  const DriftCounts counts = drift.Counts();
  exposition.Add(MetricId::kDriftAccounts, {"counted"}, AsDouble(counts.counted));
  exposition.Add(MetricId::kDriftAccounts, {"dropped"}, AsDouble(counts.dropped));
  for (const drift::DriftValue& value : drift.Values()) {
    if (value.psi.has_value()) exposition.Add(MetricId::kDriftIndex, {value.name}, *value.psi);
    exposition.Add(MetricId::kDriftMissing, {value.name, "baseline"}, value.missing_before);
    if (value.accounts == 0) continue;
    exposition.Add(MetricId::kDriftMissing, {value.name, "now"}, value.missing_now);
  }
}

}  // namespace

void CollectWatched(const WatchedAnswers& watched, Exposition& exposition) {
  if (watched.decision_log() != nullptr) {
    CollectDecisions(watched.decision_log()->Counts(), exposition);
  }
  if (watched.drift() != nullptr) CollectDrift(*watched.drift(), exposition);
}

}  // namespace bellwether
