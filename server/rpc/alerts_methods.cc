// Tested by tests/server/alerts_handlers_test.cc.
#include "server/rpc/alerts_methods.h"

#include <utility>

namespace bellwether {

AlertsMethods::AlertsMethods(const ServerOptions& options, AlertsHandlers handlers,
                             Reception& reception, const WorkerEnvironment& environment)
    : watches_(options.max_pack_watches),
      feed_(handlers.watch_alerts.feed),
      methods_(options, reception) {
  using Service = Methods::Service;
  methods_.Long("ListAlerts", Role::kRead, &Service::RequestListAlerts,
                std::move(handlers.list_alerts), environment);
  methods_.Long("ListAlertEvents", Role::kRead, &Service::RequestListAlertEvents,
                std::move(handlers.list_alert_events), environment);
  methods_.Long("AcknowledgeAlert", Role::kAdmin, &Service::RequestAcknowledgeAlert,
                std::move(handlers.acknowledge_alert), environment);
  methods_.Long("SnoozeAlert", Role::kAdmin, &Service::RequestSnoozeAlert,
                std::move(handlers.snooze_alert), environment);
  methods_.Long("ResolveAlert", Role::kAdmin, &Service::RequestResolveAlert,
                std::move(handlers.resolve_alert), environment);
  methods_.Long("ListTasks", Role::kRead, &Service::RequestListTasks,
                std::move(handlers.list_tasks), environment);
  methods_.Long("CompleteTask", Role::kAdmin, &Service::RequestCompleteTask,
                std::move(handlers.complete_task), environment);
  methods_.Watch("WatchAlerts", Role::kRead, &Service::RequestWatchAlerts,
                 std::move(handlers.watch_alerts), watches_, "max_pack_watches");
}

}  // namespace bellwether
