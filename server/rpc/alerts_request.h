// What requests about alerts and tasks hold, checked and understood. Problems are collected, all at
// once. Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_ALERTS_REQUEST_H_
#define BELLWETHER_SERVER_RPC_ALERTS_REQUEST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "bellwether/v1/alerts.pb.h"
#include "engine/facts/account.h"
#include "grpcpp/support/status.h"
#include "server/book/alert_course.h"
#include "server/rpc/call_context.h"
#include "server/store/alert_store.h"
#include "server/store/store.h"

namespace bellwether {

// What a changing call about one alert or task is done with.
struct AlertActing {
  store::Request request;
  std::string digest;  // tells what is asked for
  int64_t number = 0;
  AlertActor actor;
  std::string etag;  // "": any
  absl::Time now;    // in whole microseconds
};

// The author is the caller, where it has a name. `needs_reason`: one must be given.
template <typename Request>
AlertActing ReadAlertActing(const Request& request, const CallContext& call, bool needs_reason,
                            std::vector<Violation>& violations);

// Later than the call was received, and at most a year.
absl::Time ReadUntil(const v1::SnoozeAlertRequest& request, const CallContext& call,
                     std::vector<Violation>& violations);

// Of an alert or a task.
void CheckNumber(int64_t number, std::vector<Violation>& violations);
grpc::Status UnknownNumber(const char* what, int64_t number);

// But for the page.
store::AlertListing ReadAlertListing(const v1::ListAlertsRequest& request, const CallContext& call,
                                     std::vector<Violation>& violations);
store::TaskListing ReadTaskListing(const v1::ListTasksRequest& request, const CallContext& call,
                                   std::vector<Violation>& violations);

// How the template above reads what its requests have in common. `what` names the sort of request
// and everything else that it says.
AlertActing ReadActing(int64_t number, const v1::AlertContext& context, const std::string& what,
                       const CallContext& call, bool needs_reason,
                       std::vector<Violation>& violations);

template <typename Request>
AlertActing ReadAlertActing(const Request& request, const CallContext& call, bool needs_reason,
                            std::vector<Violation>& violations) {
  Request unnamed = request;
  unnamed.mutable_context()->clear_request_id();
  return ReadActing(request.number(), request.context(),
                    request.GetTypeName() + " " + unnamed.SerializeAsString(), call, needs_reason,
                    violations);
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ALERTS_REQUEST_H_
