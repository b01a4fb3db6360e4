// Watches of what a store numbers in order: from now on, from the first, or from a cursor on.
//
//   return BeginStoredWatch(environment.reader, call, request,
//                           [](Response& response) { return response.add_events(); }, watch);
#ifndef BELLWETHER_SERVER_RPC_STORED_WATCH_H_
#define BELLWETHER_SERVER_RPC_STORED_WATCH_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "grpcpp/support/status.h"
#include "server/rpc/call_context.h"
#include "server/rpc/page_token.h"
#include "server/rpc/status_map.h"
#include "server/rpc/watch_handler.h"

namespace bellwether {

// `add` adds a message to a response, and says where.
template <typename Reading, typename Response, typename Add>
class StoredWatch final : public Watch<Response> {
 public:
  StoredWatch(std::shared_ptr<Reading> reading, std::string scope, Add add)
      : reading_(std::move(reading)), scope_(std::move(scope)), add_(std::move(add)) {}

  bool Next(Response& response) override {
    auto batch = reading_->Take();
    if (!batch) return false;
    for (auto& message : batch->messages) *add_(response) = std::move(message);
    response.set_cursor(MakePageToken({static_cast<uint64_t>(batch->cursor)}, scope_));
    return true;
  }

 private:
  const std::shared_ptr<Reading> reading_;
  const std::string scope_;
  const Add add_;
};

// Nothing: from now on. Problems are added.
template <typename Request>
std::optional<int64_t> ReadWatchStart(const Request& request, const std::string& scope,
                                      std::vector<Violation>& violations) {
  std::optional<int64_t> cursor;
  if (request.from_beginning()) cursor = 0;
  if (request.cursor().empty()) return cursor;
  if (request.from_beginning()) {
    violations.push_back({"from_beginning", "CONTRADICTION",
                          "a watch goes on at a cursor or begins anew; give one of both"});
  }
  std::vector<Violation> unread;
  const auto start = ReadPageToken(request.cursor(), scope, unread);
  if (start) return static_cast<int64_t>(start->offset);
  violations.push_back(
      {"cursor", "BAD_CURSOR",
       "this is no cursor of such a watch; leave it out to begin from now on, or ask "
       "from_beginning"});
  return std::nullopt;
}

// The reader outlives the watch.
template <typename Reader, typename Request, typename Response, typename Add>
grpc::Status BeginStoredWatch(Reader& reader, const CallContext& call, const Request& request,
                              Add add, std::unique_ptr<Watch<Response>>& watch) {
  const std::string& tenant = call.origin.caller->tenant;
  const std::string scope = absl::StrCat(std::string(Request::descriptor()->name()), " ", tenant);
  std::vector<Violation> violations;
  const std::optional<int64_t> cursor = ReadWatchStart(request, scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  watch = std::make_unique<StoredWatch<typename Reader::Reading, Response, Add>>(
      reader.Open(tenant, cursor), scope, std::move(add));
  return grpc::Status::OK;
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_STORED_WATCH_H_
