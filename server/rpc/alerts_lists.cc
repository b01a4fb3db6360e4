// Tested by tests/server/alerts_handlers_test.cc.
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "server/book/told_alerts.h"
#include "server/rpc/alerts_handlers.h"
#include "server/rpc/alerts_request.h"
#include "server/rpc/entry_texts.h"
#include "server/rpc/kept_texts.h"
#include "server/rpc/page_token.h"
#include "server/rpc/status_map.h"
#include "server/rpc/stored_page.h"

namespace bellwether {
namespace {

using store::AlertListing;

// The last alert of a page, and back.
PageStart PageAfterAlert(const store::ListedAlert& alert) {
  // Of the stake all digits count.
  return {static_cast<uint64_t>(alert.number), "",
          absl::StrFormat("%.17g %d", alert.stake, absl::ToUnixMicros(alert.raised_at))};
}
void BeginAfter(const PageStart& start, AlertListing& listing) {
  listing.before = static_cast<int64_t>(start.offset);
  AlertListing::Place place;
  int64_t micros = 0;
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(start.after, absl::MaxSplits(' ', 1));
  if (!absl::SimpleAtod(parts.first, &place.stake)) return;
  if (!absl::SimpleAtoi(parts.second, &micros)) return;
  place.raised_at = absl::FromUnixMicros(micros);
  place.number = listing.before;
  listing.after = place;
}

// The last task of a page, and back.
PageStart PageAfterTask(const store::StoredTask& task) {
  return {static_cast<uint64_t>(task.number), "",
          task.due_at ? absl::StrCat(absl::ToUnixMicros(*task.due_at)) : ""};
}
void BeginAfter(const PageStart& start, store::TaskListing& listing) {
  listing.after = static_cast<int64_t>(start.offset);
  int64_t micros = 0;
  if (absl::SimpleAtoi(start.after, &micros)) listing.after_due_at = absl::FromUnixMicros(micros);
}

// What the pack that answers the tenant says of these alerts' rules; where none does, nothing.
template <typename Response>
void AddRules(const AlertsEnvironment& environment, const std::string& tenant,
              const std::string& language, google::protobuf::RepeatedPtrField<v1::Alert>& alerts,
              Response& response) {
  const SnapshotPointer snapshot = environment.pack_of(tenant);
  if (snapshot != nullptr) {
    TellAlertRules(*snapshot->plan, language, alerts, *response.mutable_rules());
  }
}

// What one list of alerts is asked with.
struct AlertPage {
  std::string tenant, scope, language;
  AlertListing listing;
  uint32_t size = 0;
  bool with_choices = false;
};

grpc::Status FillAlerts(const AlertsEnvironment& environment, const AlertPage& page,
                        v1::ListAlertsResponse& response) {
  const auto found = environment.store.alerts().List(page.tenant, page.listing);
  if (!found.ok()) return StoreFailed(environment.log, found.status());
  auto next = FillPage(
      *found, page.size, page.scope,
      [&](const store::ListedAlert& one) {
        return TellListedAlert(one, page.listing.now, *response.add_alerts());
      },
      &PageAfterAlert);
  if (!next.ok()) return StoreFailed(environment.log, next.status());
  response.set_next_page_token(*std::move(next));
  AddRules(environment, page.tenant, page.language, *response.mutable_alerts(), response);
  if (!page.with_choices) return grpc::Status::OK;
  const auto choices = environment.store.alerts().Choices(page.tenant);
  if (!choices.ok()) return StoreFailed(environment.log, choices.status());
  TellAlertChoices(*choices, *response.mutable_choices());
  return grpc::Status::OK;
}

// What the course of one alert is asked with.
struct CoursePage {
  std::string tenant, scope, language;
  store::AlertEventListing listing;
  absl::Time now;
  uint32_t size = 0;
};

grpc::Status FillCourse(const AlertsEnvironment& environment, const CoursePage& page,
                        v1::ListAlertEventsResponse& response) {
  store::AlertStore& alerts = environment.store.alerts();
  const auto alert = alerts.Find(page.tenant, page.listing.alert);
  if (!alert.ok()) return StoreFailed(environment.log, alert.status());
  if (!alert->has_value()) return UnknownNumber("alert", page.listing.alert);
  google::protobuf::RepeatedPtrField<v1::Alert> told;
  const absl::Status status = TellListedAlert(**alert, page.now, *told.Add());
  if (!status.ok()) return StoreFailed(environment.log, status);
  AddRules(environment, page.tenant, page.language, told, response);
  *response.mutable_alert() = std::move(told[0]);
  const auto found = alerts.EventsOf(page.listing);
  if (!found.ok()) return StoreFailed(environment.log, found.status());
  auto next = FillPage(
      *found, page.size, page.scope,
      [&](const store::StoredAlertEvent& one) {
        return TellAlertEvent(one, *response.add_events());
      },
      [](const store::StoredAlertEvent& last) {
        return PageStart{static_cast<uint64_t>(last.number)};
      });
  if (!next.ok()) return StoreFailed(environment.log, next.status());
  response.set_next_page_token(*std::move(next));
  return grpc::Status::OK;
}

}  // namespace

grpc::Status ListAlerts(const AlertsEnvironment& environment, CallContext& call,
                        const v1::ListAlertsRequest& request,
                        LongWork<v1::ListAlertsResponse>& work) {
  std::vector<Violation> violations;
  AlertPage page;
  page.listing = ReadAlertListing(request, call, violations);
  page.tenant = call.origin.caller->tenant;
  page.language = request.language();
  page.with_choices = request.with_choices();
  page.scope = absl::StrCat(ScopeOf(request), page.tenant);
  page.size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const auto start = ReadPageToken(request.page_token(), page.scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  BeginAfter(*start, page.listing);
  page.listing.most = page.size + 1;  // one more says whether there are more
  work = [environment, page = std::move(page)](const Stop&,
                                               const AnswerSink<v1::ListAlertsResponse>& answer) {
    v1::ListAlertsResponse response;
    const grpc::Status status = FillAlerts(environment, page, response);
    if (status.ok()) answer(response);
    return status;
  };
  return grpc::Status::OK;
}

grpc::Status ListAlertEvents(const AlertsEnvironment& environment, CallContext& call,
                             const v1::ListAlertEventsRequest& request,
                             LongWork<v1::ListAlertEventsResponse>& work) {
  std::vector<Violation> violations;
  CoursePage page;
  CheckNumber(request.number(), violations);
  CheckText(request.language(), kMostEntryNameBytes, "language", violations);
  page.tenant = call.origin.caller->tenant;
  page.language = request.language();
  page.now = call.received;
  page.scope = absl::StrCat(ScopeOf(request), page.tenant);
  page.size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const auto start = ReadPageToken(request.page_token(), page.scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  page.listing = {request.number(), request.newest_first(), static_cast<int64_t>(start->offset),
                  page.size + 1};
  work = [environment, page = std::move(page)](
             const Stop&, const AnswerSink<v1::ListAlertEventsResponse>& answer) {
    v1::ListAlertEventsResponse response;
    const grpc::Status status = FillCourse(environment, page, response);
    if (status.ok()) answer(response);
    return status;
  };
  return grpc::Status::OK;
}

grpc::Status ListTasks(const AlertsEnvironment& environment, CallContext& call,
                       const v1::ListTasksRequest& request, LongWork<v1::ListTasksResponse>& work) {
  std::vector<Violation> violations;
  store::TaskListing listing = ReadTaskListing(request, call, violations);
  const std::string& tenant = call.origin.caller->tenant;
  const std::string scope = absl::StrCat(ScopeOf(request), tenant);
  const uint32_t size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  BeginAfter(*start, listing);
  listing.most = size + 1;
  work = [environment, listing, tenant, scope, size, language = request.language(),
          now = call.received](const Stop&, const AnswerSink<v1::ListTasksResponse>& answer) {
    const auto found = environment.store.alerts().ListTasks(tenant, listing);
    if (!found.ok()) return StoreFailed(environment.log, found.status());
    v1::ListTasksResponse response;
    auto next = FillPage(
        *found, size, scope,
        [&](const store::StoredTask& one) { return TellTask(one, now, *response.add_tasks()); },
        &PageAfterTask);
    if (!next.ok()) return StoreFailed(environment.log, next.status());
    response.set_next_page_token(*std::move(next));
    const SnapshotPointer snapshot = language.empty() ? nullptr : environment.pack_of(tenant);
    if (snapshot != nullptr) TellTaskActions(*snapshot->plan, language, *response.mutable_tasks());
    answer(response);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

}  // namespace bellwether
