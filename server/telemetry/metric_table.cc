// Tested by tests/server/metric_table_test.cc.
#include "server/telemetry/metric_table.h"

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether {
namespace {

using enum MetricId;
using enum MetricType;

constexpr Metric kTable[] = {
    {kRequests, "bellwether_requests_total", kCounter, "calls", "method, code",
     "calls that ended, by method and gRPC code; a stream is one call"},
    {kRequestDuration, "bellwether_request_duration_seconds", kHistogram, "seconds", "method",
     "from the moment at which the server was given the call until it had its answer"},
    {kSlowCalls, "bellwether_slow_calls_total", kCounter, "calls", "",
     "calls that took longer than --slow-call"},
    {kSlowCallLinesDropped, "bellwether_slow_call_lines_dropped_total", kCounter, "lines", "",
     "slow calls that were not logged, because many were within the same second"},
    {kCallsInFlight, "bellwether_calls_in_flight", kGauge, "calls", "",
     "calls taken and not yet answered"},
    {kCallsInFlightLimit, "bellwether_calls_in_flight_limit", kGauge, "calls", "",
     "more calls in flight than that are refused (--max-calls-in-flight)"},
    {kQueueWaiting, "bellwether_queue_waiting", kGauge, "calls", "queue",
     "calls that wait for a thread: `unary` (of one account, refused by how long they would wait "
     "and so without a limit), `large` (batches and columns), `analysis` (comparisons, paths, "
     "checks, previews), `portfolio` (metrics of books), `store` (accounts that are kept), "
     "`evaluations` (of these, by the server itself)"},
    {kQueueLimit, "bellwether_queue_limit", kGauge, "calls", "queue",
     "more calls that wait than that are refused"},
    {kRpcThreads, "bellwether_rpc_threads", kGauge, "threads", "",
     "threads that answer calls of one account"},
    {kArmedCalls, "bellwether_armed_calls", kGauge, "calls", "",
     "calls of each method that each thread stands ready to take (--armed-calls)"},
    {kConnectionsRefused, "bellwether_connections_refused_total", kCounter, "connections", "",
     "connections that were closed at once, because the process may open no more files"},
    {kConnectionsEnded, "bellwether_connections_ended_total", kCounter, "connections", "",
     "connections that were ended because their clients did harm; the log says which"},

    {kEvaluations, "bellwether_evaluations_total", kCounter, "accounts", "on_trial",
     "accounts that were evaluated for a caller, by whether a pack on trial did it"},
    {kEvaluationDuration, "bellwether_evaluation_duration_seconds", kHistogram, "seconds", "",
     "evaluation of one account's facts, without reading the request or writing the answer"},
    {kHealthResults, "bellwether_health_results_total", kCounter, "accounts",
     "model, result, on_trial",
     "what a health model said: a band, `insufficient_data`, `not_applicable` or `not_evaluated`"},
    {kGraduationResults, "bellwether_graduation_results_total", kCounter, "accounts",
     "result, on_trial",
     "decisions about graduation: `graduate`, `not_yet`, `already_graduated`, "
     "`insufficient_data`, `not_applicable` or `not_evaluated`"},
    {kExtensionResults, "bellwether_extension_results_total", kCounter, "accounts",
     "result, on_trial",
     "decisions about more time: `graduate`, `escalate`, `continue`, `extend`, "
     "`already_graduated`, `not_applicable` or `not_evaluated`"},
    {kSignalsMissing, "bellwether_signals_missing_total", kCounter, "accounts", "signal",
     "accounts without a usable value of a signal of the pack; stale and not applicable ones are "
     "not counted"},
    {kSignalsStale, "bellwether_signals_stale_total", kCounter, "accounts", "signal",
     "accounts whose value of a signal was older than the pack allows"},

    {kPackInfo, "bellwether_pack_info", kGauge, "", "label, name, version, digest",
     "1 for each pack that is there, under its label: active, previous, canary or shadow"},
    {kPackPublished, "bellwether_pack_published_timestamp_seconds", kGauge, "seconds", "label",
     "when the pack was loaded, since 1970"},
    {kPackReloads, "bellwether_pack_reloads_total", kCounter, "attempts", "label, outcome",
     "attempts to load a pack: `published`, `refreshed` (the same rules in other bytes), "
     "`unreadable`, `invalid` or `tests_failed`"},
    {kPackLastAttempt, "bellwether_pack_last_attempt_timestamp_seconds", kGauge, "seconds", "label",
     "when the last of them was, since 1970"},
    {kPackSourceBroken, "bellwether_pack_source_broken_seconds", kGauge, "seconds", "label",
     "for how long the pack's source has been broken while the last good one answers; 0: it is "
     "good"},

    {kShadowSampled, "bellwether_shadow_accounts_sampled_total", kCounter, "accounts", "",
     "accounts of callers that were taken for the shadow"},
    {kShadowDropped, "bellwether_shadow_accounts_dropped_total", kCounter, "accounts", "",
     "of these, those that were not compared for want of room"},
    {kShadowCompared, "bellwether_shadow_accounts_compared_total", kCounter, "accounts", "",
     "accounts that both packs evaluated; begins anew, like all below, when one of the two packs "
     "is another"},
    {kShadowRefused, "bellwether_shadow_accounts_refused_total", kCounter, "accounts", "by",
     "accounts that were not compared because the `active` pack or the `shadow` refused them"},
    {kShadowDecisionsChanged, "bellwether_shadow_decisions_changed_total", kCounter, "accounts", "",
     "accounts that the shadow gives another primary band or decision"},
    {kShadowScoresChanged, "bellwether_shadow_scores_changed_total", kCounter, "accounts", "",
     "accounts that the shadow gives another primary score"},
    {kShadowOutcomesChanged, "bellwether_shadow_outcomes_changed_total", kCounter, "accounts",
     "outcome", "accounts with another answer, by what was answered"},
    {kShadowScoreChange, "bellwether_shadow_score_change_points", kGauge, "points", "",
     "mean change of the primary score over all accounts compared: shadow - active"},
    {kShadowScoreChangeMost, "bellwether_shadow_score_change_most_points", kGauge, "points", "",
     "the largest change of a primary score, without its sign"},

    {kDecisions, "bellwether_decisions_total", kCounter, "evaluations", "outcome",
     "evaluations that the decision log was to keep: `written`, or lost because the `queue_full`, "
     "the folder `not_writable` or the line `too_long` was"},
    {kDecisionsWaiting, "bellwether_decision_log_waiting", kGauge, "evaluations", "",
     "evaluations that wait to be written"},
    {kDecisionBytes, "bellwether_decision_log_bytes_total", kCounter, "bytes", "",
     "what was written, before it is packed"},
    {kDecisionFilesDeleted, "bellwether_decision_log_files_deleted_total", kCounter, "files", "",
     "files that were deleted to keep the log within its bounds"},

    {kDriftAccounts, "bellwether_drift_accounts_total", kCounter, "accounts", "outcome",
     "accounts that were held against the baseline: `counted`, or `dropped` for want of room"},
    {kDriftIndex, "bellwether_drift_stability_index", kGauge, "", "name",
     "population stability index of a signal or score against the baseline, over the window; no "
     "sample while too few accounts were seen"},
    {kDriftMissing, "bellwether_drift_missing_ratio", kGauge, "", "name, of",
     "share of accounts without it, of the `baseline` and `now`"},

    {kContinuousEvaluations, "bellwether_continuous_evaluations_total", kCounter, "accounts",
     "cause",
     "accounts of the store that the server evaluated by itself, because of new `data`, of `time`, "
     "of another `pack`, of an `override`, an `override_expired` or a `decision`"},
    {kContinuousDelay, "bellwether_continuous_evaluation_delay_seconds", kHistogram, "seconds", "",
     "from the first change of an account until its evaluation was stored"},
    {kContinuousWaiting, "bellwether_continuous_evaluations_waiting", kGauge, "accounts", "",
     "accounts that changed and wait to be evaluated"},
    {kContinuousChanges, "bellwether_continuous_changes_total", kCounter, "changes", "outcome",
     "changes that were no evaluation of their own: `coalesced` with another one, or `left_out` "
     "for want of room and found again in the store"},
    {kContinuousFailures, "bellwether_continuous_failures_total", kCounter, "attempts", "",
     "attempts to evaluate by itself that the store failed"},
    {kContinuousFormerPack, "bellwether_continuous_evaluations_of_former_pack", kGauge, "accounts",
     "",
     "accounts whose last evaluation is by a pack that answers them no more, and that are still to "
     "be evaluated by the one that does"},
    {kContinuousInCharge, "bellwether_continuous_in_charge", kGauge, "", "",
     "1 on the one server, of those that share a store, that evaluates what time and packs change"},
    {kContinuousLate, "bellwether_continuous_evaluations_late_seconds", kGauge, "seconds", "",
     "for how long an account has waited whose answer time may have changed, as the server in "
     "charge has seen lately; 0: none waits"},

    {kAlerts, "bellwether_alerts", kGauge, "alerts", "alert, severity, state",
     "alerts that are not over, by the rule that leads: `open`, `acknowledged`, `snoozed` or "
     "`held_back`, as the server in charge has counted lately"},
    {kAlertEvents, "bellwether_alert_events_total", kCounter, "events", "alert, severity, kind",
     "what people were told of alerts, counted by the server in charge, by the rule that leads: "
     "`raised`, `grouped`, `reminded`, `escalated`, `acknowledged`, `snoozed`, `resolved`, "
     "`held_back`, `shown`, `task_overdue` or `task_done`"},
    {kTasks, "bellwether_tasks", kGauge, "tasks", "state",
     "steps of playbooks that are not done: `overdue`, or `open` and in time, likewise"},
    {kAlertsUntold, "bellwether_alerts_untold_seconds", kGauge, "seconds", "",
     "for how long people are to be told of something and were not, likewise; 0: they were"},
    {kAlertRelayLag, "bellwether_alert_relay_lag_seconds", kGauge, "seconds", "",
     "for how long the oldest event that was told waits to be written to the outbox, or the store "
     "has not said whether one does; 0: none waits"},

    {kDeliveries, "bellwether_deliveries_total", kCounter, "attempts", "target, outcome",
     "attempts to deliver a message: `delivered`, `failed` (tried again later) or `refused` (the "
     "target takes that message never); and messages that were `given_up`, after either"},
    {kDeliveriesInFlight, "bellwether_deliveries_in_flight", kGauge, "messages", "target",
     "messages on their way"},
    {kDeliveryWaiting, "bellwether_delivery_waiting", kGauge, "messages", "target",
     "messages that no one has yet, as the server in charge has counted lately"},
    {kDeliveryDead, "bellwether_delivery_dead_letters", kGauge, "messages", "target",
     "messages that were given up and are kept for somebody to replay them, likewise"},
    {kDeliveryOldest, "bellwether_delivery_oldest_waiting_seconds", kGauge, "seconds", "target",
     "for how long the oldest of those that wait has waited; 0: none does"},
    {kDeliveryFileBroken, "bellwether_delivery_file_broken_seconds", kGauge, "seconds", "",
     "for how long the delivery file has been broken while the last good one is in force; 0: it is "
     "good"},
    {kDeliveryInCharge, "bellwether_delivery_in_charge", kGauge, "", "",
     "1 on the one server, of those that share a store, that delivers"},

    {kRetentionDeleted, "bellwether_retention_deleted_total", kCounter, "", "kind",
     "what of the store was deleted because it was kept long enough: `evaluations`, `alerts` that "
     "were resolved, `tasks`, `interventions`, `delivered` messages, `dead_letters`, lines of the "
     "`audit` and `records`"},
    {kRetentionFailures, "bellwether_retention_failures_total", kCounter, "attempts", "",
     "attempts to do so that the store failed"},
    {kRetentionCompleted, "bellwether_retention_completed_timestamp_seconds", kGauge, "seconds", "",
     "when the whole store was last looked through, since 1970; 0: not yet by this server"},
    {kRetentionInCharge, "bellwether_retention_in_charge", kGauge, "", "",
     "1 on the one server, of those that share a store, that deletes"},

    {kHttpConnections, "bellwether_http_connections", kGauge, "connections", "",
     "connections over HTTP that are open (--http-address)"},
    {kHttpCalls, "bellwether_http_calls_total", kCounter, "calls", "",
     "requests over HTTP that became calls, which the metrics of calls count as well"},
    {kHttpRefused, "bellwether_http_refused_total", kCounter, "requests", "reason",
     "requests over HTTP that became none: `malformed`, `headers_too_large`, `body_too_large`, "
     "`too_slow`, `too_many` (connections, or bytes that are held), `origin` (of a page that may "
     "not ask, or by a name that is not the server's), `unknown_method`, `method_not_allowed`, "
     "`media_type`, `handshake`"},

    {kServing, "bellwether_serving", kGauge, "", "",
     "1 while the health service says SERVING, else 0"},
    {kBuildInfo, "bellwether_build_info", kGauge, "", "version", "1; the server's version"},
    {kBooks, "bellwether_books", kGauge, "books", "", "books of records in memory"},
    {kStoreBooksMade, "bellwether_store_books_made_total", kCounter, "books", "",
     "times that the book of a tenant's accounts in the store was made, because they had changed"},
    {kStoreBookFailures, "bellwether_store_book_failures_total", kCounter, "looks", "",
     "times that it could not be looked whether they changed, or the book not be made"},
    {kStoreBookAge, "bellwether_store_book_age_seconds", kGauge, "seconds", "",
     "since everything that was stored was last known to be in it; of several tenants the oldest"},

    {kProcessCpu, "process_cpu_seconds_total", kCounter, "seconds", "",
     "processor time of the process, in user and system mode"},
    {kProcessOpenFds, "process_open_fds", kGauge, "descriptors", "", "open file descriptors"},
    {kProcessMaxFds, "process_max_fds", kGauge, "descriptors", "",
     "how many file descriptors may be open"},
    {kProcessResidentMemory, "process_resident_memory_bytes", kGauge, "bytes", "",
     "memory of the process that is in memory"},
    {kProcessVirtualMemory, "process_virtual_memory_bytes", kGauge, "bytes", "",
     "address space of the process"},
    {kProcessStartTime, "process_start_time_seconds", kGauge, "seconds", "",
     "when the process was started, since 1970"},
};
static_assert(std::size(kTable) == kMetricCount);

constexpr bool IsInOrder() {
  for (size_t i = 0; i < kMetricCount; ++i) {
    if (static_cast<size_t>(kTable[i].id) != i) return false;
  }
  return true;
}
static_assert(IsInOrder());

// "method, code" -> "`method`, `code`".
std::string QuotedLabels(std::string_view labels) {
  if (labels.empty()) return "";
  std::string quoted = "`";
  for (const char c : labels) {
    if (c == ',') {
      quoted += "`,";
    } else if (c == ' ') {
      quoted += " `";
    } else {
      quoted += c;
    }
  }
  return quoted + "`";
}

}  // namespace

std::string_view NameOf(MetricType type) {
  constexpr std::string_view kNames[] = {"counter", "gauge", "histogram"};
  return kNames[static_cast<size_t>(type)];
}

std::span<const Metric> MetricTable() { return kTable; }

const Metric& Describe(MetricId id) { return kTable[static_cast<size_t>(id)]; }

std::string MetricsPage() {
  std::string page = "| metric | type | unit | labels | what it says |\n";
  page += "| --- | --- | --- | --- | --- |\n";
  for (const Metric& metric : kTable) {
    absl::StrAppend(&page, "| `", ToAbsl(metric.name), "` | ", ToAbsl(NameOf(metric.type)), " | ",
                    ToAbsl(metric.unit), " | ", QuotedLabels(metric.labels), " | ",
                    ToAbsl(metric.help), " |\n");
  }
  return page;
}

}  // namespace bellwether
