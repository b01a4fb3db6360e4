// Tested by tests/server/audit_handlers_test.cc.
#include "server/rpc/audit_handlers.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "protos/wire/time_to_proto.h"
#include "server/rpc/asked_period.h"
#include "server/rpc/entry_texts.h"
#include "server/rpc/kept_texts.h"
#include "server/rpc/page_token.h"
#include "server/rpc/serving.h"
#include "server/rpc/status_map.h"
#include "server/store/audit_store.h"

namespace bellwether {
namespace {

void LineToProto(const store::AuditLine& line, v1::AuditLine& message) {
  wire::TimeToProto(line.at, *message.mutable_at());
  message.set_what(line.what);
  message.set_by(line.by);
}

// The last line of a page, and back.
PageStart BehindLine(const store::AuditLine& last) {
  return {static_cast<uint64_t>(last.number), "", absl::StrCat(absl::ToUnixMicros(last.at))};
}
std::optional<store::AuditPlace> LineOf(const PageStart& start) {
  int64_t micros = 0;
  if (!absl::SimpleAtoi(start.after, &micros)) return std::nullopt;  // from the first
  return store::AuditPlace{absl::FromUnixMicros(micros), static_cast<int64_t>(start.offset)};
}

}  // namespace

grpc::Status ListAudit(const AuditEnvironment& environment, CallContext& call,
                       const v1::ListAuditRequest& request, LongWork<v1::ListAuditResponse>& work) {
  std::vector<Violation> violations;
  const std::string& tenant = call.origin.caller->tenant;
  const std::string scope = absl::StrCat(ScopeOf(request), tenant);
  store::AuditListing listing;
  ReadFromTo(request, listing.from, listing.to, violations);
  listing.what = request.what();
  CheckText(listing.what, kMostEntryNameBytes, "what", violations);
  listing.by = request.by();
  CheckText(listing.by, kMostEntryNameBytes, "by", violations);
  const uint32_t size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  listing.after = LineOf(*start);
  listing.most = size + 1;  // one more says whether there are more
  work = [environment, tenant, listing, scope, size](
             const Stop&, const AnswerSink<v1::ListAuditResponse>& answer) {
    auto found = environment.store.audit().List(tenant, listing);
    if (!found.ok()) return StoreFailed(environment.log, found.status());
    v1::ListAuditResponse response;
    if (found->size() > size) {
      found->resize(size);
      response.set_next_page_token(MakePageToken(BehindLine(found->back()), scope));
    }
    for (const store::AuditLine& line : *found) LineToProto(line, *response.add_lines());
    answer(response);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

AuditHandlers MakeAuditHandlers(const AuditEnvironment& environment) {
  return {ServeLong(environment, &ListAudit)};
}

}  // namespace bellwether
