// Tested by tests/server/decision_transfer_test.cc and decisions_handlers_test.cc.
#include "server/rpc/entry_messages.h"

#include <cmath>
#include <optional>
#include <string>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "protos/wire/moment_from_proto.h"
#include "protos/wire/time_to_proto.h"
#include "server/activation/change.h"
#include "server/rpc/entry_texts.h"
#include "server/rpc/kept_texts.h"

namespace bellwether {
namespace {

v1::OverrideKind KindToProto(store::OverrideAction action) {
  switch (action) {
    case store::OverrideAction::kSet:
      return v1::OVERRIDE_KIND_SET;
    case store::OverrideAction::kCap:
      return v1::OVERRIDE_KIND_CAP;
    case store::OverrideAction::kFloor:
      return v1::OVERRIDE_KIND_FLOOR;
    case store::OverrideAction::kRemove:
      break;
  }
  return v1::OVERRIDE_KIND_UNSPECIFIED;
}

std::optional<store::OverrideAction> ActionFromProto(v1::OverrideKind kind) {
  switch (kind) {
    case v1::OVERRIDE_KIND_SET:
      return store::OverrideAction::kSet;
    case v1::OVERRIDE_KIND_CAP:
      return store::OverrideAction::kCap;
    case v1::OVERRIDE_KIND_FLOOR:
      return store::OverrideAction::kFloor;
    case v1::OVERRIDE_KIND_UNSPECIFIED:
      return store::OverrideAction::kRemove;
    default:
      return std::nullopt;
  }
}

// What is wrong is said by the path below `below`.
class EntryReader {
 public:
  EntryReader(std::string below, std::vector<Violation>& violations)
      : below_(std::move(below)), violations_(violations) {}

  template <typename Message>
  store::EntryHead Head(const Message& message, const google::protobuf::Timestamp& known_at,
                        const char* known_at_field) {
    if (message.number() < 1) {
      Say("number", "OUT_OF_RANGE", "entries of an account are numbered from 1");
    }
    Text(message.author(), kMostEntryNameBytes, "author");
    Text(message.reason(), kMostReasonBytes, "reason");
    return {message.number(), Time(known_at, known_at_field),
            Time(message.recorded_at(), "recorded_at"), message.author(), message.reason()};
  }

  store::NewOverride Override(const v1::OverrideEntry& message, absl::Time known_at) {
    store::NewOverride what;
    Text(message.model(), kMostEntryNameBytes, "model");
    what.model = message.model();
    const auto action = ActionFromProto(message.kind());
    if (!action) Say("kind", "UNKNOWN_NAME", "this server knows no such kind of override");
    what.action = action.value_or(store::OverrideAction::kSet);
    what.value = message.value();
    if (!std::isfinite(what.value) || what.value < 0 || what.value > 100) {
      Say("value", "OUT_OF_RANGE", absl::StrCat(what.value, " is not a score from 0 to 100"));
    }
    if (message.has_expires_at()) {
      what.expires_at = Time(message.expires_at(), "expires_at");
      if (*what.expires_at <= known_at) {
        Say("expires_at", "DATES_OUT_OF_ORDER", "the override would expire before it counts");
      }
    }
    return what;
  }

  store::NewDecision Decision(const v1::AccountDecision& message) {
    const int32_t days = message.extension().days();
    switch (message.about_case()) {
      case v1::AccountDecision::kGraduation:
        return {store::DecisionKind::kGraduation, 0, ""};
      case v1::AccountDecision::kEscalation:
        CheckText(message.escalation().escalation(), kMostEntryNameBytes,
                  absl::StrCat(below_, "escalation.escalation").c_str(), violations_);
        return {store::DecisionKind::kEscalation, 0, message.escalation().escalation()};
      case v1::AccountDecision::kExtension:
        break;
      case v1::AccountDecision::ABOUT_NOT_SET:
        Say("about", "MISSING_FIELD",
            "what was decided? Give `graduation`, `extension` or `escalation`");
        return {};
    }
    if (message.extension().outcome() == v1::EXTENSION_OUTCOME_REFUSED && days == 0) {
      return {store::DecisionKind::kExtensionRefused, 0, ""};
    }
    if (message.extension().outcome() != v1::EXTENSION_OUTCOME_GRANTED || days < 1) {
      Say("extension", "OUT_OF_RANGE",
          "an extension is granted for at least one day, or refused without any");
    }
    return {store::DecisionKind::kExtensionGranted, days, ""};
  }

  void Say(const char* field, const char* code, std::string what) {
    violations_.push_back({absl::StrCat(below_, field), code, std::move(what)});
  }

 private:
  void Text(const std::string& text, size_t most, const char* field) {
    const std::string path = absl::StrCat(below_, field);
    CheckText(text, most, path.c_str(), violations_);
    if (IsBlank(text)) Say(field, "MISSING_FIELD", "it is empty; an entry has one");
  }

  absl::Time Time(const google::protobuf::Timestamp& time, const char* field) {
    const auto moment = wire::MomentFromProto(
        time, [&] { return absl::StrCat(below_, field); }, violations_);
    return moment ? moment->time : absl::UnixEpoch();
  }

  const std::string below_;
  std::vector<Violation>& violations_;
};

}  // namespace

void OverrideToProto(const store::EntryHead& head, const store::NewOverride& what,
                     v1::OverrideEntry& message) {
  message.set_number(head.number);
  message.set_model(what.model);
  message.set_kind(KindToProto(what.action));
  message.set_value(what.value);
  message.set_author(head.author);
  message.set_reason(head.reason);
  wire::TimeToProto(head.known_at, *message.mutable_set_at());
  wire::TimeToProto(head.recorded_at, *message.mutable_recorded_at());
  if (what.expires_at) wire::TimeToProto(*what.expires_at, *message.mutable_expires_at());
}

void DecisionToProto(const store::EntryHead& head, const store::NewDecision& what,
                     v1::AccountDecision& message) {
  message.set_number(head.number);
  message.set_author(head.author);
  message.set_reason(head.reason);
  wire::TimeToProto(head.known_at, *message.mutable_decided_at());
  wire::TimeToProto(head.recorded_at, *message.mutable_recorded_at());
  switch (what.kind) {
    case store::DecisionKind::kGraduation:
      message.mutable_graduation();
      return;
    case store::DecisionKind::kExtensionGranted:
      message.mutable_extension()->set_outcome(v1::EXTENSION_OUTCOME_GRANTED);
      message.mutable_extension()->set_days(what.days);
      return;
    case store::DecisionKind::kExtensionRefused:
      message.mutable_extension()->set_outcome(v1::EXTENSION_OUTCOME_REFUSED);
      return;
    case store::DecisionKind::kEscalation:
      message.mutable_escalation()->set_escalation(what.subject);
      return;
  }
}

void EntryToProto(const store::AccountEntry& entry, v1::ExportedEntry& message) {
  message.set_account_id(entry.account);
  message.set_etag(entry.etag);
  if (const auto* what = std::get_if<store::NewOverride>(&entry.what)) {
    OverrideToProto(entry.head, *what, *message.mutable_override_entry());
  } else {
    DecisionToProto(entry.head, std::get<store::NewDecision>(entry.what),
                    *message.mutable_decision());
  }
}

store::AccountEntry EntryFromProto(const v1::ExportedEntry& message,
                                   std::vector<Violation>& violations) {
  store::AccountEntry entry;
  CheckAccountId(message.account_id(), violations);
  CheckText(message.etag(), kMostEntryNameBytes, "etag", violations);
  entry.account = message.account_id();
  entry.etag = message.etag();
  if (message.has_override_entry()) {
    const v1::OverrideEntry& its = message.override_entry();
    EntryReader reader("override_entry.", violations);
    entry.head = reader.Head(its, its.set_at(), "set_at");
    entry.what = reader.Override(its, entry.head.known_at);
  } else if (message.has_decision()) {
    const v1::AccountDecision& its = message.decision();
    EntryReader reader("decision.", violations);
    entry.head = reader.Head(its, its.decided_at(), "decided_at");
    entry.what = reader.Decision(its);
  } else {
    EntryReader("", violations)
        .Say("entry", "MISSING_FIELD", "what is it? Give `override_entry` or `decision`");
  }
  return entry;
}

}  // namespace bellwether
