// Watches of what a store numbers in order: from now on, from the first, or from a cursor on.
//
//   return BeginStoredWatch(environment.reader, call, request, add, watch);
//
// `add` adds an item to a response; an item that cannot be told is said in the log, and passed over.
#ifndef BELLWETHER_SERVER_RPC_STORED_WATCH_H_
#define BELLWETHER_SERVER_RPC_STORED_WATCH_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "grpcpp/support/status.h"
#include "server/book/store_reader.h"
#include "server/rpc/call_context.h"
#include "server/rpc/page_token.h"
#include "server/rpc/status_map.h"
#include "server/rpc/watch_handler.h"
#include "server/telemetry/logger.h"

namespace bellwether {

template <typename Item, typename Response>
class StoredWatch final : public Watch<Response> {
 public:
  using Reading = typename StoreReader<Item>::Reading;
  using Add = std::function<absl::Status(const Item&, Response&)>;

  StoredWatch(std::shared_ptr<Reading> reading, std::string scope, Add add, Logger& log)
      : reading_(std::move(reading)), scope_(std::move(scope)), add_(std::move(add)), log_(log) {}

  bool Next(Response& response) override {
    const auto batch = reading_->Take();
    if (!batch) return false;
    for (const Item& item : batch->items) {
      const absl::Status told = add_(item, response);
      if (told.ok()) continue;
      log_.Warning("what is watched cannot be told", {{"because", std::string(told.message())}});
    }
    response.set_cursor(MakePageToken({static_cast<uint64_t>(batch->cursor)}, scope_));
    return true;
  }

 private:
  const std::shared_ptr<Reading> reading_;
  const std::string scope_;
  const Add add_;
  Logger& log_;
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

// The reader and the log outlive the watch.
template <typename Item, typename Request, typename Response>
grpc::Status BeginStoredWatch(StoreReader<Item>& reader, const CallContext& call,
                              const Request& request,
                              typename StoredWatch<Item, Response>::Add add, Logger& log,
                              std::unique_ptr<Watch<Response>>& watch) {
  const std::string& tenant = call.origin.caller->tenant;
  const std::string scope = absl::StrCat(std::string(Request::descriptor()->name()), " ", tenant);
  std::vector<Violation> violations;
  const std::optional<int64_t> cursor = ReadWatchStart(request, scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  watch = std::make_unique<StoredWatch<Item, Response>>(reader.Open(tenant, cursor), scope,
                                                        std::move(add), log);
  return grpc::Status::OK;
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_STORED_WATCH_H_
