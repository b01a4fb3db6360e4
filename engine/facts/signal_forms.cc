// Tested by tests/engine/facts/refusal_test.cc.
#include "engine/facts/signal_forms.h"

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/spelling.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

using ruleset::SignalType;

WantedValue WantedValueOf(SignalType type) {
  if (type == SignalType::kRatio) return WantedValue::kRatio;
  if (type == SignalType::kTimestamp) return WantedValue::kDate;
  return IsNumeric(type) ? WantedValue::kNumber : WantedValue::kOther;
}

}  // namespace

bool IsNumeric(SignalType type) {
  return type == SignalType::kNumber || type == SignalType::kRatio || type == SignalType::kCount ||
         type == SignalType::kDays || type == SignalType::kMoney;
}

std::string WantedForm(SignalType type) {
  if (IsNumeric(type)) return "a number";
  switch (type) {
    case SignalType::kBool:
      return "true or false";
    case SignalType::kTimestamp:
      return "a date such as 2026-02-10 or 2026-02-10T09:30:00Z, or not_yet";
    case SignalType::kSeries:
      return "a list of [date, number] pairs";
    default:
      return "a text";
  }
}

std::string ExpectedForm(SignalType type) {
  return absl::StrCat("expected ", WantedForm(type), " for a ", SignalTypeName(type));
}

std::string ExpectedNot(SignalType type, std::string_view text, bool typed) {
  const std::string expected = ExpectedForm(type);
  const bool quoted =
      typed && (IsNumeric(type) ? ParseNumber(text).has_value()
                                : type == SignalType::kBool && (text == "true" || text == "false"));
  if (quoted) {
    return absl::StrCat(expected, ", found the text ", Quoted(text), "; write it without quotes");
  }
  const std::string hint = SpellingHint(text, WantedValueOf(type));
  return absl::StrCat(expected, ", ", hint.empty() ? absl::StrCat("found ", Quoted(text)) : hint);
}

}  // namespace bellwether
