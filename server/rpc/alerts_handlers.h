// bellwether.v1.AlertsService as plain functions: what is wrong with a request is said on the
// polling thread, the store is asked by a worker, and who watches is told by a reader of its own.
//
// Any number of threads may call them at once.
#ifndef BELLWETHER_SERVER_RPC_ALERTS_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_ALERTS_HANDLERS_H_

#include <functional>
#include <string>

#include "bellwether/v1/alerts.pb.h"
#include "grpcpp/support/status.h"
#include "server/book/alert_reader.h"
#include "server/book/book_observer.h"
#include "server/packs/pack_feed.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/watch_handler.h"
#include "server/store/alert_store.h"
#include "server/store/store.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// What the handlers work with; all of it outlives them.
struct AlertsEnvironment {
  store::Store& store;
  AlertReader& reader;
  BookObserver& observer;  // told of accounts that are to be looked at again
  PackFeed& stored;        // told of events
  // The pack that answers a tenant; null: none does at the moment.
  std::function<SnapshotPointer(const std::string& tenant)> pack_of;
  Logger& log;
};

grpc::Status ListAlerts(const AlertsEnvironment& environment, CallContext& call,
                        const v1::ListAlertsRequest& request,
                        LongWork<v1::ListAlertsResponse>& work);
grpc::Status ListAlertEvents(const AlertsEnvironment& environment, CallContext& call,
                             const v1::ListAlertEventsRequest& request,
                             LongWork<v1::ListAlertEventsResponse>& work);
grpc::Status AcknowledgeAlert(const AlertsEnvironment& environment, CallContext& call,
                              const v1::AcknowledgeAlertRequest& request,
                              LongWork<v1::AcknowledgeAlertResponse>& work);
grpc::Status SnoozeAlert(const AlertsEnvironment& environment, CallContext& call,
                         const v1::SnoozeAlertRequest& request,
                         LongWork<v1::SnoozeAlertResponse>& work);
grpc::Status ResolveAlert(const AlertsEnvironment& environment, CallContext& call,
                          const v1::ResolveAlertRequest& request,
                          LongWork<v1::ResolveAlertResponse>& work);
grpc::Status ListTasks(const AlertsEnvironment& environment, CallContext& call,
                       const v1::ListTasksRequest& request, LongWork<v1::ListTasksResponse>& work);
grpc::Status CompleteTask(const AlertsEnvironment& environment, CallContext& call,
                          const v1::CompleteTaskRequest& request,
                          LongWork<v1::CompleteTaskResponse>& work);

// The service's methods, ready to be served.
struct AlertsHandlers {
  LongHandler<v1::ListAlertsRequest, v1::ListAlertsResponse> list_alerts;
  LongHandler<v1::ListAlertEventsRequest, v1::ListAlertEventsResponse> list_alert_events;
  LongHandler<v1::AcknowledgeAlertRequest, v1::AcknowledgeAlertResponse> acknowledge_alert;
  LongHandler<v1::SnoozeAlertRequest, v1::SnoozeAlertResponse> snooze_alert;
  LongHandler<v1::ResolveAlertRequest, v1::ResolveAlertResponse> resolve_alert;
  LongHandler<v1::ListTasksRequest, v1::ListTasksResponse> list_tasks;
  LongHandler<v1::CompleteTaskRequest, v1::CompleteTaskResponse> complete_task;
  WatchHandler<v1::WatchAlertsRequest, v1::WatchAlertsResponse> watch_alerts;
};

// `environment` is copied; what it refers to outlives the handlers and their watches.
AlertsHandlers MakeAlertsHandlers(const AlertsEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ALERTS_HANDLERS_H_
