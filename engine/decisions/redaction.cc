// Tested by tests/engine/decisions/redaction_test.cc.
#include "engine/decisions/redaction.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/accounts/account_fields.h"
#include "engine/base/digest.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"

namespace bellwether::decisions {
namespace {

using Kind = Treatment::Kind;

constexpr size_t kHashDigits = 32;  // 128 bits of the 256
constexpr Treatment kKept;

const char* NameOf(Kind kind) {
  switch (kind) {
    case Kind::kKeep:
      return "keep";
    case Kind::kDrop:
      return "drop";
    case Kind::kHash:
      return "hash";
    case Kind::kMonth:
      return "month";
    case Kind::kStep:
      return "step";
  }
  return "";
}

// By UTC: the pack's zone would need the pack.
Moment MonthOf(const Moment& moment) {
  const absl::CivilDay day =
      moment.date_only ? moment.day : absl::ToCivilDay(moment.time, absl::UTCTimeZone());
  return Moment::Date(absl::CivilDay(day.year(), day.month(), 1));
}

double StepOf(double number, double step) { return std::floor(number / step) * step; }

std::string TextOf(const SignalInput& signal) {
  if (const auto* number = std::get_if<double>(&signal.value)) return FormatNumber(*number);
  if (const auto* truth = std::get_if<bool>(&signal.value)) return *truth ? "true" : "false";
  if (const auto* text = std::get_if<std::string>(&signal.value)) return *text;
  if (const auto* moment = std::get_if<Moment>(&signal.value)) return FormatMoment(*moment);
  if (const auto* untyped = std::get_if<Untyped>(&signal.value)) return untyped->text;
  return "";
}

std::optional<double> NumberOf(const SignalInput& signal) {
  const auto* const untyped = std::get_if<Untyped>(&signal.value);
  return untyped == nullptr ? std::nullopt : ParseNumber(untyped->text);
}

std::optional<bool> TruthOf(const SignalInput& signal) {
  const auto* const untyped = std::get_if<Untyped>(&signal.value);
  if (untyped == nullptr || (untyped->text != "true" && untyped->text != "false")) {
    return std::nullopt;
  }
  return untyped->text == "true";
}

// A date may come as a text of either kind.
std::optional<Moment> MomentOf(const SignalInput& signal) {
  if (const auto* text = std::get_if<std::string>(&signal.value)) return ParseMoment(*text);
  const auto* const untyped = std::get_if<Untyped>(&signal.value);
  return untyped == nullptr ? std::nullopt : ParseMoment(untyped->text);
}

// A text becomes what the pack read in it (engine/facts/bind_signals.cc); what it would not have
// read stays a text.
void ReadByType(const Plan& plan, SignalInput& signal) {
  const auto put = [&signal](const auto& value) {
    if (value.has_value()) signal.value = *value;
  };
  const uint32_t index = plan.FindSignal(signal.name);
  if (index == kNoIndex) return;
  switch (plan.signals[index].type) {
    case ruleset::SignalType::kTimestamp:
      return put(MomentOf(signal));
    case ruleset::SignalType::kBool:
      return put(TruthOf(signal));
    case ruleset::SignalType::kText:
    case ruleset::SignalType::kEnum:
    case ruleset::SignalType::kSeries:
      return;
    default:
      return put(NumberOf(signal));
  }
}

// Neither says anything but that there is nothing.
bool HasValue(const SignalInput& signal) {
  return !std::holds_alternative<std::monostate>(signal.value) &&
         !std::holds_alternative<NotApplicable>(signal.value);
}

}  // namespace

void Redaction::Apply(const Plan& plan, Decision& decision) const {
  ApplyToFields(decision);
  ApplyToSignals(plan, decision);
}

const Treatment& Redaction::OfSignal(const std::string& name) const {
  const auto found = signals_.find(name);
  return found == signals_.end() ? other_signals_ : found->second;
}

// Of one name alone, so that equal values of two names look different.
std::string Redaction::Hash(std::string_view name, std::string_view value) const {
  std::string text(name);
  text.push_back('\0');
  text.append(value);
  return absl::StrCat("hmac:", HmacSha256Hex(key_, text).substr(0, kHashDigits));
}

void Redaction::HashOrDrop(std::string_view name, const Treatment& treatment, std::string& text,
                           Decision& decision) const {
  if (treatment.kind == Kind::kKeep || text.empty()) return;
  text = treatment.kind == Kind::kHash ? Hash(name, text) : std::string();
  decision.redacted.push_back({std::string(name), NameOf(treatment.kind)});
}

void Redaction::ApplyToFields(Decision& decision) const {
  if (fields_.empty()) return;
  Account& account = decision.account;
  const auto of = [this](std::string_view field) -> const Treatment& {
    const auto found = fields_.find(field);
    return found == fields_.end() ? kKept : found->second;
  };
  const auto say = [&decision](std::string_view field, const Treatment& treatment) {
    decision.redacted.push_back({absl::StrCat("account.", ToAbsl(field)), NameOf(treatment.kind)});
  };
  HashOrDrop("caller", of("caller"), decision.caller, decision);
  for (const TextFieldInfo& field : kTextFields) {
    HashOrDrop(absl::StrCat("account.", ToAbsl(field.name)), of(field.name), account.*field.member,
               decision);
  }
  for (const NumberFieldInfo& field : kNumberFields) {
    std::optional<double>& number = account.*field.member;
    const Treatment& treatment = of(field.name);
    if (treatment.kind == Kind::kKeep || !number) continue;
    if (treatment.kind == Kind::kStep) {
      number = StepOf(*number, treatment.step);
    } else {
      number.reset();
    }
    say(field.name, treatment);
  }
  for (const EventFieldInfo& field : kEventFields) {
    EventDate& date = account.date(field.field);
    const Treatment& treatment = of(field.name);
    if (treatment.kind == Kind::kKeep || std::holds_alternative<std::monostate>(date)) continue;
    if (treatment.kind == Kind::kMonth) {
      if (auto* moment = std::get_if<Moment>(&date)) *moment = MonthOf(*moment);
    } else {
      date = std::monostate();
    }
    say(field.name, treatment);
  }
  const auto clear = [&](std::string_view field, auto& list) {
    const Treatment& treatment = of(field);
    if (treatment.kind == Kind::kKeep || list.empty()) return;
    list.clear();
    say(field, treatment);
  };
  clear("milestones", account.milestones);
  clear("dimension_scores", account.dimension_scores);
  clear("previous_bands", account.previous_bands);
  clear("overrides", account.overrides);
  ExtensionInput& extension = account.extension;
  if (of("extension").kind != Kind::kKeep &&
      (extension.granted_days.has_value() || extension.requested_days.has_value())) {
    extension = {};
    say("extension", of("extension"));
  }
}

// False: it is to be taken out.
bool Redaction::ApplyToSignal(const std::string& name, const Treatment& treatment,
                              SignalInput& signal) const {
  switch (treatment.kind) {
    case Kind::kKeep:
      return true;
    case Kind::kDrop:
      return false;
    case Kind::kHash:
      signal.value = Hash(name, TextOf(signal));
      return true;
    case Kind::kMonth: {
      if (std::holds_alternative<NotYet>(signal.value)) return true;  // it names no day
      auto* const moment = std::get_if<Moment>(&signal.value);
      if (moment == nullptr) return false;
      *moment = MonthOf(*moment);
      return true;
    }
    case Kind::kStep: {
      auto* const number = std::get_if<double>(&signal.value);
      if (number == nullptr) return false;
      *number = StepOf(*number, treatment.step);
      return true;
    }
  }
  return false;
}

void Redaction::ApplyToSignals(const Plan& plan, Decision& decision) const {
  Account& account = decision.account;
  const auto say = [&decision](const std::string& name, Kind kind) {
    decision.redacted.push_back({absl::StrCat("signals.", name), NameOf(kind)});
  };
  std::erase_if(account.signals, [&](SignalInput& signal) {
    const Treatment& treatment = OfSignal(signal.name);
    if (treatment.kind == Kind::kKeep || !HasValue(signal)) return false;
    ReadByType(plan, signal);
    const bool kept = ApplyToSignal(absl::StrCat("signals.", signal.name), treatment, signal);
    say(signal.name, kept ? treatment.kind : Kind::kDrop);
    return !kept;
  });
  std::erase_if(account.series, [&](SeriesInput& series) {
    const Treatment& treatment = OfSignal(series.name);
    if (treatment.kind == Kind::kKeep) return false;
    const bool stepped = treatment.kind == Kind::kStep;
    if (stepped) {
      for (SeriesInput::Point& point : series.points) {
        point.value = StepOf(point.value, treatment.step);
      }
    }
    say(series.name, stepped ? treatment.kind : Kind::kDrop);
    return !stepped;
  });
}

std::string Redaction::Describe() const {
  const auto names = [](const auto& treatments) {
    std::vector<std::string> list;
    for (const auto& [name, treatment] : treatments) {
      if (treatment.kind != Kind::kKeep) {
        list.push_back(absl::StrCat(name, " (", NameOf(treatment.kind), ")"));
      }
    }
    return absl::StrJoin(list, ", ");
  };
  return absl::StrCat("fields: ", names(fields_), "; signals: ", names(signals_),
                      "; other signals: ", NameOf(other_signals_.kind));
}

}  // namespace bellwether::decisions
