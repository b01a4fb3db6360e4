// Tested by tests/server/alerts_handlers_test.cc.
#include "server/rpc/alerts_request.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"
#include "engine/base/suggest.h"
#include "protos/wire/moment_from_proto.h"
#include "server/activation/change.h"
#include "server/rpc/entry_texts.h"
#include "server/rpc/kept_texts.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

constexpr absl::Duration kMostSnooze = absl::Hours(24 * 366);
constexpr int kMostFilterWords = 32;  // of one sort that lists are filtered by

absl::Time Kept(absl::Time time) { return absl::FromUnixMicros(absl::ToUnixMicros(time)); }

// Each of them once, as the store has it; `to` says which that is, and false where there is none.
template <typename States, typename Value, typename To>
void ReadStates(const States& states, const To& to, std::vector<Value>& kept,
                std::vector<Violation>& violations) {
  for (int i = 0; i < states.size(); ++i) {
    Value state{};
    if (!to(states.Get(i), state)) {
      violations.push_back({absl::StrCat("states[", i, "]"), "UNKNOWN_NAME",
                            "there is no such state; leave it out"});
    } else if (std::find(kept.begin(), kept.end(), state) == kept.end()) {
      kept.push_back(state);
    }
  }
}

bool ReadAlertState(int state, store::AlertListing::State& kept) {
  using State = store::AlertListing::State;
  switch (state) {
    case v1::ALERT_STATE_OPEN:
      kept = State::kOpen;
      return true;
    case v1::ALERT_STATE_ACKNOWLEDGED:
      kept = State::kAcknowledged;
      return true;
    case v1::ALERT_STATE_SNOOZED:
      kept = State::kSnoozed;
      return true;
    case v1::ALERT_STATE_RESOLVED:
      kept = State::kResolved;
      return true;
    default:
      return false;
  }
}

std::vector<std::string> ReadWords(const google::protobuf::RepeatedPtrField<std::string>& words,
                                   const char* field, std::vector<Violation>& violations) {
  if (words.size() > kMostFilterWords) {
    violations.push_back(
        {field, "TOO_MANY",
         absl::StrCat("there are ", words.size(), "; at most ", kMostFilterWords)});
    return {};
  }
  for (const std::string& one : words) CheckWord(one, field, violations);
  return {words.begin(), words.end()};
}

void ReadShown(v1::AlertShown shown, store::AlertListing::Shown& kept,
               std::vector<Violation>& violations) {
  using Shown = store::AlertListing::Shown;
  switch (shown) {
    case v1::ALERT_SHOWN_UNSPECIFIED:
      kept = Shown::kAny;
      return;
    case v1::ALERT_SHOWN_SHOWN:
      kept = Shown::kShown;
      return;
    case v1::ALERT_SHOWN_HELD_BACK:
      kept = Shown::kHeldBack;
      return;
    default:
      violations.push_back({"shown", "UNKNOWN_NAME", "there is no such word; leave it out"});
  }
}

void ReadOrder(v1::AlertOrder order, store::AlertListing::Order& kept,
               std::vector<Violation>& violations) {
  using Order = store::AlertListing::Order;
  switch (order) {
    case v1::ALERT_ORDER_UNSPECIFIED:
      kept = Order::kNewest;
      return;
    case v1::ALERT_ORDER_STAKE:
      kept = Order::kStake;
      return;
    default:
      violations.push_back({"order", "UNKNOWN_NAME", "there is no such order; leave it out"});
  }
}

bool ReadTaskState(int state, store::TaskStanding& kept) {
  switch (state) {
    case v1::TASK_STATE_OPEN:
      kept = store::TaskStanding::kOpen;
      return true;
    case v1::TASK_STATE_DONE:
      kept = store::TaskStanding::kDone;
      return true;
    case v1::TASK_STATE_DROPPED:
      kept = store::TaskStanding::kDropped;
      return true;
    default:
      return false;
  }
}

}  // namespace

void CheckNumber(int64_t number, std::vector<Violation>& violations) {
  if (number > 0) return;
  violations.push_back(
      {"number", "MISSING_FIELD", "say which: numbers are those that lists show, above 0"});
}

grpc::Status UnknownNumber(const char* what, int64_t number) {
  return ErrorWithInfo(
      grpc::StatusCode::NOT_FOUND, "UNKNOWN_NUMBER",
      absl::StrCat("there is no ", what, " of the number ", number, "; list those that are there"));
}

AlertActing ReadActing(int64_t number, const v1::AlertContext& context, const std::string& what,
                       const CallContext& call, bool needs_reason,
                       std::vector<Violation>& violations) {
  CheckNumber(number, violations);
  if (needs_reason && IsBlank(context.reason())) {
    violations.push_back(
        {"context.reason", "MISSING_FIELD", "an alert is resolved for a reason; say which"});
  }
  CheckText(context.reason(), kMostReasonBytes, "context.reason", violations);
  CheckText(context.etag(), kMostEntryNameBytes, "context.etag", violations);
  CheckText(context.request_id(), kMostRequestIdBytes, "context.request_id", violations);
  const Caller& caller = *call.origin.caller;
  AlertActing acting;
  acting.actor = {ReadAuthor(context.author(), caller, violations), context.reason()};
  acting.request = {caller.tenant, context.request_id(), call.received, caller.name};
  acting.digest = Sha256Hex(what);
  acting.number = number;
  acting.etag = context.etag();
  acting.now = Kept(call.received);
  return acting;
}

absl::Time ReadUntil(const v1::SnoozeAlertRequest& request, const CallContext& call,
                     std::vector<Violation>& violations) {
  if (!request.has_until()) {
    violations.push_back({"until", "MISSING_FIELD", "say until when the alert is to be quiet"});
    return {};
  }
  const auto moment = wire::MomentFromProto(
      request.until(), [] { return std::string("until"); }, violations);
  if (!moment) return {};
  const bool is_good = moment->time > call.received && moment->time <= call.received + kMostSnooze;
  if (!is_good) {
    violations.push_back({"until", "OUT_OF_RANGE",
                          absl::StrCat(FormatMoment(*moment),
                                       " is over, or further away than a year; give a moment "
                                       "that is to come, within a year")});
  }
  return Kept(moment->time);
}

store::AlertListing ReadAlertListing(const v1::ListAlertsRequest& request, const CallContext& call,
                                     std::vector<Violation>& violations) {
  using State = store::AlertListing::State;
  store::AlertListing listing;
  ReadStates(request.states(), &ReadAlertState, listing.states, violations);
  if (request.states().empty()) {
    listing.states = {State::kOpen, State::kAcknowledged, State::kSnoozed};
  }
  listing.now = call.received;
  listing.account = request.account_id();
  listing.csm = request.csm();
  listing.severities = ReadWords(request.severities(), "severities", violations);
  listing.rules = ReadWords(request.rules(), "rules", violations);
  listing.segments = ReadWords(request.segments(), "segments", violations);
  listing.without_csm = request.without_csm();
  if (request.without_csm() && !request.csm().empty()) {
    violations.push_back({"without_csm", "CONTRADICTION",
                          "nobody looks after these accounts, and a CSM is asked for; leave one "
                          "out, this or csm"});
  }
  ReadShown(request.shown(), listing.shown, violations);
  ReadOrder(request.order(), listing.order, violations);
  CheckText(request.language(), kMostEntryNameBytes, "language", violations);
  CheckWord(listing.account, "account_id", violations);
  CheckWord(listing.csm, "csm", violations);
  return listing;
}

store::TaskListing ReadTaskListing(const v1::ListTasksRequest& request, const CallContext& call,
                                   std::vector<Violation>& violations) {
  store::TaskListing listing;
  ReadStates(request.states(), &ReadTaskState, listing.standings, violations);
  if (request.states().empty()) listing.standings = {store::TaskStanding::kOpen};
  listing.account = request.account_id();
  listing.owner = request.owner();
  listing.csm = request.csm();
  listing.alert = request.alert();
  CheckWord(listing.account, "account_id", violations);
  CheckWord(listing.owner, "owner", violations);
  CheckWord(listing.csm, "csm", violations);
  CheckText(request.language(), kMostEntryNameBytes, "language", violations);
  if (request.alert() < 0) {
    violations.push_back({"alert", "OUT_OF_RANGE", "numbers of alerts are above 0"});
  }
  if (request.overdue()) {
    const auto& asked = listing.standings;
    if (std::find(asked.begin(), asked.end(), store::TaskStanding::kOpen) == asked.end()) {
      violations.push_back({"overdue", "CONTRADICTION",
                            "what is overdue is open; leave one out, this or the states"});
    }
    listing.standings = {store::TaskStanding::kOpen};
    listing.due_before = call.received;
  }
  return listing;
}

}  // namespace bellwether
