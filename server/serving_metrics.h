// What a running server tells on its HTTP port, put together.
#ifndef BELLWETHER_SERVER_SERVING_METRICS_H_
#define BELLWETHER_SERVER_SERVING_METRICS_H_

#include "absl/status/status.h"
#include "server/alert_relay.h"
#include "server/books/book_store.h"
#include "server/books/store_books.h"
#include "server/decisions/watched_answers.h"
#include "server/delivered_messages.h"
#include "server/evaluated_book.h"
#include "server/http_calls.h"
#include "server/live_packs.h"
#include "server/retention.h"
#include "server/rpc/rpc_server.h"
#include "server/settings/options.h"
#include "server/telemetry/metrics_port.h"
#include "server/telemetry/outcome_metrics.h"

namespace bellwether {

// What is told about. All of it outlives the port.
struct MeteredServer {
  const RpcServer& server;
  const LivePacks& packs;
  const BookStore& books;
  const OutcomeMetrics& outcomes;
  const WatchedAnswers& watched;
  const StoreBooks* of_store = nullptr;          // null: there is none
  const EvaluatedBook* evaluated = nullptr;      // likewise
  const DeliveredMessages* delivered = nullptr;  // likewise
  const Retention* retention = nullptr;          // likewise
  const AlertRelay* relay = nullptr;             // likewise
  const HttpCalls* http = nullptr;               // likewise
};

// Has `port` listen as the options say; does nothing without --metrics-listen.
absl::Status ServeMetrics(const ServerOptions& options, const MeteredServer& metered,
                          MetricsPort& port);

// Why no calls are taken; "": they are.
std::string WhyNotReady(const RpcServer& server, const LivePacks& packs);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_SERVING_METRICS_H_
