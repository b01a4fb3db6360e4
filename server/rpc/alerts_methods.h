// The methods of bellwether.v1.AlertsService on the completion queues.
//
// Lives as long as the server. Its workers wait for a database, as those of AccountsMethods do.
#ifndef BELLWETHER_SERVER_RPC_ALERTS_METHODS_H_
#define BELLWETHER_SERVER_RPC_ALERTS_METHODS_H_

#include <memory>

#include "bellwether/v1/alerts.grpc.pb.h"
#include "server/rpc/alerts_handlers.h"
#include "server/rpc/call_gate.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/method_table.h"
#include "server/rpc/reception.h"
#include "server/settings/options.h"

namespace bellwether {

class AlertsMethods {
 public:
  // `environment` outlives it.
  AlertsMethods(const ServerOptions& options, AlertsHandlers handlers, Reception& reception,
                const WorkerEnvironment& environment);

  grpc::Service& service() { return methods_.service(); }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const { methods_.ArmAll(loop); }
  // No watch is told anything any more. Before the loops are stopped.
  void CloseWatches() { feed_->Close(); }

 private:
  using Alerts = v1::AlertsService;
  using Methods =
      MethodTable<Alerts, Alerts::WithRawMethod_ListAlerts, Alerts::WithRawMethod_ListAlertEvents,
                  Alerts::WithRawMethod_AcknowledgeAlert, Alerts::WithRawMethod_SnoozeAlert,
                  Alerts::WithRawMethod_ResolveAlert, Alerts::WithRawMethod_ListTasks,
                  Alerts::WithRawMethod_CompleteTask, Alerts::WithRawMethod_WatchAlerts>;

  CallGate watches_;
  std::shared_ptr<PackFeed> feed_;  // of the watches
  Methods methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ALERTS_METHODS_H_
