// Every metric of the server, once: what is exposed and what docs/metrics.md says come from here.
//
//   exposition.Add(MetricId::kCallsInFlight, {}, in_flight);
//   MetricsPage()          // the table of docs/metrics.md
//
// A new metric is a row here, a line where it is collected, and the page printed anew:
// BELLWETHER_UPDATE_GOLDEN=1 bellwether_server_test --gtest_filter='MetricTable*'.
//
// Names follow the conventions of Prometheus: base units, the unit last, _total for counters.
// Thread-safe: constant.
#ifndef BELLWETHER_SERVER_TELEMETRY_METRIC_TABLE_H_
#define BELLWETHER_SERVER_TELEMETRY_METRIC_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace bellwether {

// In the order of the table.
enum class MetricId : uint8_t {
  // Calls.
  kRequests,
  kRequestDuration,
  kSlowCalls,
  kSlowCallLinesDropped,
  kCallsInFlight,
  kCallsInFlightLimit,
  kQueueWaiting,
  kQueueLimit,
  kRpcThreads,
  kArmedCalls,
  kConnectionsRefused,
  kConnectionsEnded,
  // Evaluations.
  kEvaluations,
  kEvaluationDuration,
  kHealthResults,
  kGraduationResults,
  kExtensionResults,
  kSignalsMissing,
  kSignalsStale,
  // Packs.
  kPackInfo,
  kPackPublished,
  kPackReloads,
  kPackLastAttempt,
  kPackSourceBroken,
  // A pack in the shadow.
  kShadowSampled,
  kShadowDropped,
  kShadowCompared,
  kShadowRefused,
  kShadowDecisionsChanged,
  kShadowScoresChanged,
  kShadowOutcomesChanged,
  kShadowScoreChange,
  kShadowScoreChangeMost,
  // The decision log.
  kDecisions,
  kDecisionsWaiting,
  kDecisionBytes,
  kDecisionFilesDeleted,
  // Drift.
  kDriftAccounts,
  kDriftIndex,
  kDriftMissing,
  // Evaluations by itself, of a store.
  kContinuousEvaluations,
  kContinuousDelay,
  kContinuousWaiting,
  kContinuousChanges,
  kContinuousFailures,
  kContinuousFormerPack,
  kContinuousInCharge,
  kContinuousLate,
  // Alerts of a store.
  kAlerts,
  kAlertEvents,
  kTasks,
  kAlertsUntold,
  kAlertRelayLag,
  // Delivery of what a store has to tell.
  kDeliveries,
  kDeliveriesInFlight,
  kDeliveryWaiting,
  kDeliveryDead,
  kDeliveryOldest,
  kDeliveryFileBroken,
  kDeliveryInCharge,
  // What a store keeps no longer.
  kRetentionDeleted,
  kRetentionFailures,
  kRetentionCompleted,
  kRetentionInCharge,
  // Calls over HTTP.
  kHttpConnections,
  kHttpCalls,
  kHttpRefused,
  // The server.
  kServing,
  kBuildInfo,
  kBooks,
  kStoreBooksMade,
  kStoreBookFailures,
  kStoreBookAge,
  // Its process.
  kProcessCpu,
  kProcessOpenFds,
  kProcessMaxFds,
  kProcessResidentMemory,
  kProcessVirtualMemory,
  kProcessStartTime,
};
inline constexpr size_t kMetricCount = 79;

enum class MetricType : uint8_t { kCounter, kGauge, kHistogram };
std::string_view NameOf(MetricType type);  // "counter"

struct Metric {
  MetricId id;
  std::string_view name;  // "bellwether_requests_total"
  MetricType type;
  std::string_view unit;    // "seconds"; of counts what is counted
  std::string_view labels;  // "method, code"; "" for one series
  std::string_view help;    // a phrase without a full stop
};

std::span<const Metric> MetricTable();
const Metric& Describe(MetricId id);

// The table as Markdown, a row for each metric.
std::string MetricsPage();

// Upper bounds of the buckets of every histogram, rising, in seconds: from what one account takes
// to what a metric of a large book does.
inline constexpr double kDurationBounds[] = {
    0.000005, 0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
    0.025,    0.05,    0.1,      0.25,    0.5,    1,       2.5,    5,     10,     30};
inline constexpr size_t kDurationBuckets = std::size(kDurationBounds) + 1;  // and those above

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_TELEMETRY_METRIC_TABLE_H_
