// Tested by tests/server/delivery_handlers_test.cc.
#include "server/rpc/delivery_handlers.h"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "protos/wire/time_to_proto.h"
#include "server/rpc/page_token.h"
#include "server/rpc/serving.h"
#include "server/rpc/status_map.h"
#include "server/store/outbox_store.h"

namespace bellwether {
namespace {

using store::OutboxStore;

// Clients take messages of 4 MiB.
constexpr size_t kMostPageBytes = 2u << 20;

store::MessageState StateOf(v1::MessageState state) {
  switch (state) {
    case v1::MESSAGE_STATE_WAITING:
      return store::MessageState::kWaiting;
    case v1::MESSAGE_STATE_DELIVERED:
      return store::MessageState::kDelivered;
    default:
      return store::MessageState::kDead;
  }
}

v1::MessageState StateToProto(store::MessageState state) {
  switch (state) {
    case store::MessageState::kWaiting:
      return v1::MESSAGE_STATE_WAITING;
    case store::MessageState::kDelivered:
      return v1::MESSAGE_STATE_DELIVERED;
    case store::MessageState::kDead:
      break;
  }
  return v1::MESSAGE_STATE_DEAD;
}

void MessageToProto(const store::StoredMessage& stored, v1::OutboxMessage& message) {
  message.set_target(stored.message.target);
  message.set_account_id(stored.message.of.account);
  message.set_key(stored.message.key);
  message.set_sequence(stored.sequence);
  message.set_state(StateToProto(stored.state));
  message.set_attempts(static_cast<int32_t>(stored.attempts));
  wire::TimeToProto(stored.created_at, *message.mutable_created_at());
  wire::TimeToProto(stored.changed_at, *message.mutable_changed_at());
  message.set_problem(stored.problem);
  message.set_event(stored.message.body);
}

using Place = std::tuple<std::string, std::string, int64_t>;

// Names of targets hold no line ends; an account's id may hold any.
std::string TextOf(const v1::OutboxMessage& last) {
  return absl::StrCat(last.target(), "\n", last.sequence(), "\n", last.account_id());
}

// Nothing for the first page, and for what no page gave.
std::optional<Place> PlaceOf(const std::string& after) {
  const size_t first = after.find('\n');
  const size_t second = first == std::string::npos ? first : after.find('\n', first + 1);
  int64_t sequence = 0;
  if (second == std::string::npos ||
      !absl::SimpleAtoi(after.substr(first + 1, second - first - 1), &sequence)) {
    return std::nullopt;
  }
  return Place(after.substr(0, first), after.substr(second + 1), sequence);
}

void Require(const std::string& value, const char* field, const char* what,
             std::vector<Violation>& violations) {
  if (value.empty()) violations.push_back({field, "REQUIRED", what});
}

}  // namespace

grpc::Status ListMessages(const DeliveryEnvironment& environment, CallContext& call,
                          const v1::ListMessagesRequest& request,
                          LongWork<v1::ListMessagesResponse>& work) {
  std::vector<Violation> violations;
  if (!v1::MessageState_IsValid(request.state())) {
    violations.push_back({"state", "UNKNOWN_STATE", "there is no such state of a message"});
  }
  const std::string& tenant = call.origin.caller->tenant;
  const std::string scope = absl::StrCat(ScopeOf(request), tenant);
  const uint32_t size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  OutboxStore::Listing listing;
  listing.tenant = tenant;
  listing.target = request.target();
  listing.state = StateOf(request.state());
  listing.after = PlaceOf(start->after);
  listing.most = size + 1;  // one more says whether there are more
  work = [environment, listing, scope, size](const Stop&,
                                             const AnswerSink<v1::ListMessagesResponse>& answer) {
    const auto found = environment.store.outbox().List(listing);
    if (!found.ok()) return StoreFailed(environment.log, found.status());
    v1::ListMessagesResponse response;
    size_t bytes = 0;
    for (const store::StoredMessage& one : *found) {
      if (response.messages_size() == static_cast<int>(size) || bytes > kMostPageBytes) {
        const v1::OutboxMessage& last = response.messages(response.messages_size() - 1);
        PageStart next;
        next.after = TextOf(last);
        response.set_next_page_token(MakePageToken(next, scope));
        break;
      }
      MessageToProto(one, *response.add_messages());
      bytes += one.message.body.size();
    }
    answer(response);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

grpc::Status ReplayMessage(const DeliveryEnvironment& environment, CallContext& call,
                           const v1::ReplayMessageRequest& request,
                           LongWork<v1::ReplayMessageResponse>& work) {
  std::vector<Violation> violations;
  Require(request.target(), "target", "say to which target, as the delivery file names it",
          violations);
  Require(request.key(), "key", "say which message, by its key", violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = [environment, request, tenant = call.origin.caller->tenant, now = call.received](
             const Stop&, const AnswerSink<v1::ReplayMessageResponse>& answer) {
    const auto replayed =
        environment.store.outbox().Replay(tenant, request.target(), request.key(), now);
    if (!replayed.ok()) return StoreFailed(environment.log, replayed.status());
    if (!*replayed) {
      return ErrorWithInfo(grpc::StatusCode::NOT_FOUND, "NO_DEAD_LETTER",
                           "there is no dead letter with that key to that target", "key",
                           request.key());
    }
    if (environment.replayed) environment.replayed();
    answer(v1::ReplayMessageResponse());
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

DeliveryHandlers MakeDeliveryHandlers(const DeliveryEnvironment& environment) {
  return {ServeLong(environment, &ListMessages), ServeLong(environment, &ReplayMessage)};
}

}  // namespace bellwether
