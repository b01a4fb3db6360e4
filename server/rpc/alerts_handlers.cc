// Tested by tests/server/alerts_handlers_test.cc.
#include "server/rpc/alerts_handlers.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "server/book/alert_course.h"
#include "server/book/alert_desk.h"
#include "server/book/told_alerts.h"
#include "server/rpc/alerts_request.h"
#include "server/rpc/serving.h"
#include "server/rpc/status_map.h"
#include "server/rpc/stored_watch.h"

namespace bellwether {
namespace {

// Evaluations of the account may come between: then what was worked out is worked out again.
constexpr int kMostAttempts = 8;

// Alerts and tasks are acted on alike.
struct AlertKind {
  static constexpr char kName[] = "alert";
  using Row = store::StoredAlert;
  using Message = v1::Alert;
  static auto Find(store::AlertStore& alerts, const std::string& tenant, int64_t number) {
    return alerts.Find(tenant, number);
  }
  static const std::vector<Row>& Open(const store::KeptAlerts& kept) { return kept.open; }
  static std::string StateName(const Row& row, absl::Time now) {
    return v1::AlertState_Name(StateOf(row, now));
  }
  static absl::Status Tell(const store::ListedAlert& row, absl::Time now, Message& message) {
    return TellListedAlert(row, now, message);
  }
};

struct TaskKind {
  static constexpr char kName[] = "task";
  using Row = store::StoredTask;
  using Message = v1::Task;
  static auto Find(store::AlertStore& alerts, const std::string& tenant, int64_t number) {
    return alerts.FindTask(tenant, number);
  }
  static const std::vector<Row>& Open(const store::KeptAlerts& kept) { return kept.tasks; }
  static std::string StateName(const Row& row, absl::Time) {
    return v1::TaskState_Name(StateOf(row));
  }
  static absl::Status Tell(const Row& row, absl::Time now, Message& message) {
    return TellTask(row, now, message);
  }
};

grpc::Status IsOver(const char* what, int64_t number, const std::string& state) {
  return ErrorWithInfo(grpc::StatusCode::FAILED_PRECONDITION, "NOT_OPEN",
                       absl::StrCat("the ", what, " ", number, " is not open any more"), "state",
                       state);
}

grpc::Status OtherEtag(const char* what, const std::string& etag) {
  return ErrorWithInfo(grpc::StatusCode::ABORTED, "OTHER_ETAG",
                       absl::StrCat("the ", what, " has changed meanwhile: its etag is ",
                                    Quoted(etag), "; look at it, and ask again with that one"),
                       "etag", etag);
}

grpc::Status ChangesAllTheTime() {
  return ErrorWithInfo(grpc::StatusCode::UNAVAILABLE, "BUSY_ACCOUNT",
                       "the account's alerts change all the time; nothing was done: ask again");
}

using Do = std::function<absl::Status(AlertCourse&)>;

// One try. `again`: somebody else came between, and nothing was done.
template <typename Kind>
grpc::Status TryToAct(const AlertsEnvironment& environment, const AlertActing& acting,
                      const Do& act, bool& again) {
  again = false;
  store::AlertStore& alerts = environment.store.alerts();
  const std::string& tenant = acting.request.tenant;
  const auto found = Kind::Find(alerts, tenant, acting.number);
  if (!found.ok()) return StoreFailed(environment.log, found.status());
  if (!found->has_value()) return UnknownNumber(Kind::kName, acting.number);
  auto kept = alerts.Of((*found)->of);
  if (!kept.ok()) return StoreFailed(environment.log, kept.status());
  const auto& open = Kind::Open(*kept);
  const auto row = std::find_if(open.begin(), open.end(),
                                [&](const auto& one) { return one.number == acting.number; });
  const bool is_open = row != open.end();
  const int64_t changed = is_open ? row->changed : (*found)->changed;
  if (!acting.etag.empty() && acting.etag != absl::StrCat(changed)) {
    return OtherEtag(Kind::kName, absl::StrCat(changed));
  }
  if (!is_open) {
    return IsOver(Kind::kName, acting.number, Kind::StateName(**found, acting.now));
  }
  const SnapshotPointer snapshot = environment.pack_of(tenant);
  if (snapshot == nullptr) return NoPackYet();
  AlertCourse course(*snapshot->plan, (*found)->of, *std::move(kept), acting.now);
  const absl::Status done = act(course);
  if (absl::IsNotFound(done)) {  // it ended by itself just now
    return IsOver(Kind::kName, acting.number, "");
  }
  if (!done.ok()) return InvalidFields({{"until", "OUT_OF_RANGE", std::string(done.message())}});
  std::optional<absl::Time> next;
  const auto change = course.Finish(next);
  if (!change) return grpc::Status::OK;  // it was so before
  const auto acted = alerts.Act(acting.request, acting.digest, acting.number, *change,
                                MakeAlertDesk(environment.pack_of));
  if (!acted.ok()) return StoreFailed(environment.log, acted.status());
  again = acted->outcome == store::ActOutcome::kMoved;
  if (again) return grpc::Status::OK;
  environment.stored.Changed();
  for (const store::AccountName& of : acted->again) {
    environment.observer.Changed(of.tenant, std::span(&of.account, 1));
  }
  // When the account is to be looked at next may be sooner than whoever sleeps knows.
  environment.observer.Changed(tenant, std::span(&change->of.account, 1));
  return grpc::Status::OK;
}

// What became of it, also where the request was done before.
template <typename Kind>
grpc::Status ActOn(const AlertsEnvironment& environment, const AlertActing& acting, const Do& act,
                   typename Kind::Message& message) {
  store::AlertStore& alerts = environment.store.alerts();
  const auto answered = alerts.Answered(acting.request, acting.digest);
  if (!answered.ok()) return StoreFailed(environment.log, answered.status());
  bool again = !answered->has_value();
  for (int attempt = 0; again && attempt < kMostAttempts; ++attempt) {
    const grpc::Status status = TryToAct<Kind>(environment, acting, act, again);
    if (!status.ok()) return status;
  }
  if (again) return ChangesAllTheTime();
  const auto row = Kind::Find(alerts, acting.request.tenant, acting.number);
  if (!row.ok()) return StoreFailed(environment.log, row.status());
  if (!row->has_value()) return UnknownNumber(Kind::kName, acting.number);
  const absl::Status told = Kind::Tell(**row, acting.now, message);
  return told.ok() ? grpc::Status::OK : StoreFailed(environment.log, told);
}

// Work that does `act` to an alert.
template <typename Response>
LongWork<Response> AlertWork(const AlertsEnvironment& environment, AlertActing acting, Do act) {
  return [environment, acting = std::move(acting), act = std::move(act)](
             const Stop&, const AnswerSink<Response>& answer) {
    Response response;
    const grpc::Status status =
        ActOn<AlertKind>(environment, acting, act, *response.mutable_alert());
    if (status.ok()) answer(response);
    return status;
  };
}

}  // namespace

grpc::Status AcknowledgeAlert(const AlertsEnvironment& environment, CallContext& call,
                              const v1::AcknowledgeAlertRequest& request,
                              LongWork<v1::AcknowledgeAlertResponse>& work) {
  std::vector<Violation> violations;
  const AlertActing acting = ReadAlertActing(request, call, /*needs_reason=*/false, violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = AlertWork<v1::AcknowledgeAlertResponse>(
      environment, acting,
      [acting](AlertCourse& course) { return course.Acknowledge(acting.number, acting.actor); });
  return grpc::Status::OK;
}

grpc::Status SnoozeAlert(const AlertsEnvironment& environment, CallContext& call,
                         const v1::SnoozeAlertRequest& request,
                         LongWork<v1::SnoozeAlertResponse>& work) {
  std::vector<Violation> violations;
  const AlertActing acting = ReadAlertActing(request, call, /*needs_reason=*/false, violations);
  const absl::Time until = ReadUntil(request, call, violations);
  if (!violations.empty()) return InvalidFields(violations);
  work =
      AlertWork<v1::SnoozeAlertResponse>(environment, acting, [acting, until](AlertCourse& course) {
        return course.Snooze(acting.number, until, acting.actor);
      });
  return grpc::Status::OK;
}

grpc::Status ResolveAlert(const AlertsEnvironment& environment, CallContext& call,
                          const v1::ResolveAlertRequest& request,
                          LongWork<v1::ResolveAlertResponse>& work) {
  std::vector<Violation> violations;
  const AlertActing acting = ReadAlertActing(request, call, /*needs_reason=*/true, violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = AlertWork<v1::ResolveAlertResponse>(environment, acting, [acting](AlertCourse& course) {
    return course.Resolve(acting.number, acting.actor);
  });
  return grpc::Status::OK;
}

grpc::Status CompleteTask(const AlertsEnvironment& environment, CallContext& call,
                          const v1::CompleteTaskRequest& request,
                          LongWork<v1::CompleteTaskResponse>& work) {
  std::vector<Violation> violations;
  const AlertActing acting = ReadAlertActing(request, call, /*needs_reason=*/false, violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = [environment, acting](const Stop&, const AnswerSink<v1::CompleteTaskResponse>& answer) {
    v1::CompleteTaskResponse response;
    const Do act = [&acting](AlertCourse& course) {
      return course.CompleteTask(acting.number, acting.actor);
    };
    const grpc::Status status = ActOn<TaskKind>(environment, acting, act, *response.mutable_task());
    if (status.ok()) answer(response);
    return status;
  };
  return grpc::Status::OK;
}

AlertsHandlers MakeAlertsHandlers(const AlertsEnvironment& environment) {
  return {ServeLong(environment, &ListAlerts),
          ServeLong(environment, &ListAlertEvents),
          ServeLong(environment, &AcknowledgeAlert),
          ServeLong(environment, &SnoozeAlert),
          ServeLong(environment, &ResolveAlert),
          ServeLong(environment, &ListTasks),
          ServeLong(environment, &CompleteTask),
          {[environment](CallContext& call, const v1::WatchAlertsRequest& request,
                         std::unique_ptr<Watch<v1::WatchAlertsResponse>>& watch) {
             return BeginStoredWatch(
                 environment.reader, call, request,
                 [](v1::WatchAlertsResponse& response) { return response.add_events(); }, watch);
           },
           std::shared_ptr<PackFeed>(&environment.reader.feed(), [](PackFeed*) {})}};
}

}  // namespace bellwether
