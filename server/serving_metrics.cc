// Tested by tests/e2e/metrics_test.py.
#include "server/serving_metrics.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/decisions/watched_metrics.h"
#include "server/pack_metrics.h"
#include "server/telemetry/process_metrics.h"

namespace bellwether {

std::string WhyNotReady(const RpcServer& server, const LivePacks& packs) {
  if (server.is_serving()) return "";
  if (server.is_draining()) return "draining: the server was told to stop";
  for (const PackState& state : packs.States()) {
    if (state.label != PackLabel::kActive || !state.broken_since) continue;
    return absl::StrCat(
        "the source of the active pack has been broken since ",
        absl::FormatTime(absl::RFC3339_sec, *state.broken_since, absl::UTCTimeZone()),
        ", longer than --max-broken-source allows; the log says why");
  }
  return "starting";
}

absl::Status ServeMetrics(const ServerOptions& options, const MeteredServer& metered,
                          MetricsPort& port) {
  if (options.metrics_listen.empty()) return absl::OkStatus();
  port.Add([metered](Exposition& exposition) {
    metered.server.Collect(exposition);
    metered.outcomes.Collect(exposition);
    CollectWatched(metered.watched, exposition);
    if (metered.evaluated != nullptr) metered.evaluated->Collect(exposition);
    if (metered.delivered != nullptr) metered.delivered->Collect(exposition);
    if (metered.retention != nullptr) metered.retention->Collect(exposition);
    if (metered.relay != nullptr) metered.relay->Collect(exposition);
    if (metered.http != nullptr) metered.http->Collect(exposition);
    CollectPacks(metered.packs, absl::Now(), exposition);
    exposition.Add(MetricId::kBuildInfo, {BELLWETHER_VERSION}, 1);
    exposition.Add(MetricId::kBooks, {}, static_cast<double>(metered.books.count()));
    if (metered.of_store != nullptr) metered.of_store->Collect(exposition);
    CollectProcess(exposition);
  });
  port.SetReadiness([metered] { return WhyNotReady(metered.server, metered.packs); });
  return port.Listen(options.metrics_listen);
}

}  // namespace bellwether
