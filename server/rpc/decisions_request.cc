// Tested by tests/server/decisions_handlers_test.cc.
#include "server/rpc/decisions_request.h"

#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "protos/wire/moment_from_proto.h"
#include "protos/wire/wire.h"
#include "server/activation/change.h"
#include "server/rpc/entry_texts.h"
#include "server/rpc/kept_texts.h"

namespace bellwether {
namespace {

constexpr int32_t kMostDays = 3'660;  // ten years
// Dates that make sense for an account (S10).
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;

void CheckYear(const Moment& moment, const char* path, std::vector<Violation>& violations) {
  const auto year = moment.date_only ? moment.day.year()
                                     : absl::ToCivilDay(moment.time, absl::UTCTimeZone()).year();
  if (year >= kFirstYear && year <= kLastYear) return;
  violations.push_back(
      {path, "OUT_OF_RANGE",
       absl::StrCat(FormatMoment(moment), " is not between ", kFirstYear, " and ", kLastYear)});
}

std::optional<absl::Time> ReadKnownAt(const v1::DecisionContext& message, const CallContext& call,
                                      std::vector<Violation>& violations) {
  if (!message.has_known_at()) return std::nullopt;
  const char* const path = "context.known_at";
  const auto moment = wire::MomentFromProto(
      message.known_at(), [path] { return std::string(path); }, violations);
  if (!moment) return std::nullopt;
  CheckYear(*moment, path, violations);
  if (moment->time > call.received) {
    violations.push_back(
        {path, "DATES_OUT_OF_ORDER",
         absl::StrCat(FormatMoment(*moment), " is not over yet; leave it out for now")});
  }
  return moment->time;
}

store::OverrideAction ActionOf(v1::OverrideKind kind, std::vector<Violation>& violations) {
  switch (kind) {
    case v1::OVERRIDE_KIND_SET:
      return store::OverrideAction::kSet;
    case v1::OVERRIDE_KIND_CAP:
      return store::OverrideAction::kCap;
    case v1::OVERRIDE_KIND_FLOOR:
      return store::OverrideAction::kFloor;
    default:
      violations.push_back({"kind", "MISSING_FIELD",
                            "an override needs a kind: OVERRIDE_KIND_SET, OVERRIDE_KIND_CAP or "
                            "OVERRIDE_KIND_FLOOR"});
      return store::OverrideAction::kSet;
  }
}

void CheckModel(const std::string& model, const Plan& plan, std::vector<Violation>& violations) {
  std::vector<std::string> known;
  for (const auto& note : plan.model_notes) {
    if (note.name == model) return;
    known.push_back(note.name);
  }
  const std::string hint = DidYouMean(model, known);
  violations.push_back(
      {"model", model.empty() ? "MISSING_FIELD" : "UNKNOWN_NAME",
       absl::StrCat(model.empty() ? std::string("the request names no model")
                                  : "the pack has no health model " + Quoted(model),
                    hint.empty() ? "" : "; ", hint)});
}

store::NewDecision ReadExtension(const v1::ExtensionAnswer& answer,
                                 std::vector<Violation>& violations) {
  const int32_t days = answer.days();
  switch (answer.outcome()) {
    case v1::EXTENSION_OUTCOME_GRANTED:
      if (days < 1 || days > kMostDays) {
        violations.push_back({"extension.days", "OUT_OF_RANGE",
                              absl::StrCat(days, " is not between 1 and ", kMostDays,
                                           "; say how many days are granted")});
      }
      return {store::DecisionKind::kExtensionGranted, days, ""};
    case v1::EXTENSION_OUTCOME_REFUSED:
      if (days != 0) {
        violations.push_back({"extension.days", "NOT_ALLOWED",
                              "an extension that is refused has no days; leave them out"});
      }
      return {store::DecisionKind::kExtensionRefused, 0, ""};
    default:
      violations.push_back({"extension.outcome", "MISSING_FIELD",
                            "was it granted or refused? Give EXTENSION_OUTCOME_GRANTED or "
                            "EXTENSION_OUTCOME_REFUSED"});
      return {};
  }
}

}  // namespace

store::EntryContext ReadDecisionContext(const v1::DecisionContext& message, const CallContext& call,
                                        std::vector<Violation>& violations) {
  if (IsBlank(message.reason())) {
    violations.push_back({"context.reason", "MISSING_FIELD", "a decision says why; give a reason"});
  }
  CheckText(message.reason(), kMostReasonBytes, "context.reason", violations);
  CheckText(message.etag(), kMostEntryNameBytes, "context.etag", violations);
  CheckText(message.request_id(), kMostRequestIdBytes, "context.request_id", violations);
  store::EntryContext context;
  context.author = ReadAuthor(message.author(), *call.origin.caller, violations);
  context.reason = message.reason();
  context.etag = message.etag();
  context.known_at = ReadKnownAt(message, call, violations);
  return context;
}

store::Request DecisionRequestOf(const v1::DecisionContext& message, const CallContext& call) {
  const Caller& caller = *call.origin.caller;
  return {caller.tenant, message.request_id(), call.received, caller.name};
}

store::NewOverride ReadOverride(const v1::SetOverrideRequest& request, const Plan& plan,
                                std::vector<Violation>& violations) {
  store::NewOverride what;
  CheckModel(request.model(), plan, violations);
  what.model = request.model();
  what.action = ActionOf(request.kind(), violations);
  what.value = request.value();
  if (!std::isfinite(what.value) || what.value < 0 || what.value > 100) {
    violations.push_back(
        {"value", "OUT_OF_RANGE", absl::StrCat(what.value, " is not a score from 0 to 100")});
  }
  return what;
}

store::NewOverride ReadRemoval(const v1::RemoveOverrideRequest& request,
                               std::vector<Violation>& violations) {
  if (request.model().empty()) {
    violations.push_back({"model", "MISSING_FIELD",
                          "the request names no model; give the one whose override is removed"});
  }
  CheckText(request.model(), kMostEntryNameBytes, "model", violations);
  return {request.model(), store::OverrideAction::kRemove, 0, std::nullopt};
}

store::NewDecision ReadDecision(const v1::RecordDecisionRequest& request,
                                std::vector<Violation>& violations) {
  switch (request.about_case()) {
    case v1::RecordDecisionRequest::kGraduation:
      return {store::DecisionKind::kGraduation, 0, ""};
    case v1::RecordDecisionRequest::kExtension:
      return ReadExtension(request.extension(), violations);
    case v1::RecordDecisionRequest::kEscalation:
      CheckText(request.escalation().escalation(), kMostEntryNameBytes, "escalation.escalation",
                violations);
      return {store::DecisionKind::kEscalation, 0, request.escalation().escalation()};
    case v1::RecordDecisionRequest::ABOUT_NOT_SET:
      break;
  }
  violations.push_back({"about", "MISSING_FIELD",
                        "what was decided? Give `graduation`, `extension` or `escalation`"});
  return {};
}

std::optional<Moment> ReadDecisionMoment(const v1::Moment& message, const char* path,
                                         std::vector<Violation>& violations) {
  if (message.has_local()) {
    violations.push_back({path, "BAD_DATE",
                          "a local time is another moment in each time zone; give `date` or "
                          "`time`"});
    return std::nullopt;
  }
  const auto moment = wire::MomentFromProto(message, path, violations);
  if (moment) CheckYear(*moment, path, violations);
  return moment;
}

}  // namespace bellwether
