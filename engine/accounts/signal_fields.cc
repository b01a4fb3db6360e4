// The forms of a signal: a plain value, an object with more to say, a list of dated values.
// Tested by tests/engine/accounts/account_fields_test.cc.
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/accounts/account_fields.h"
#include "engine/accounts/account_tables.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

constexpr std::string_view kSignalForms =
    "a value, {value, observed_at}, {not_applicable: true} or a list of [date, number]";

// The spellings of YAML for what is not a number. In JSON the parser has refused them already.
bool IsNonFinite(std::string_view text) {
  std::string word = absl::AsciiStrToLower(ToAbsl(text));
  if (!word.empty() && (word[0] == '-' || word[0] == '+')) word.erase(0, 1);
  return word == ".inf" || word == ".nan" || word == "nan" || word == "inf" || word == "infinity";
}

// Text that looks like a date stays text: only the pack knows the signal's type.
void ReadValue(ValueReader& reader, const Node& node, const FieldPath& path, SignalInput& signal) {
  if (node.is_null()) return;
  if (!node.is_scalar()) return reader.WrongType(path, "a value", node);
  if (node.text == kNotYetWord) {
    signal.value = NotYet{};
  } else if (node.quoted) {
    if (reader.CheckText(node.text, path)) signal.value = node.text;
  } else if (node.text == "true" || node.text == "false") {
    signal.value = node.text == "true";
  } else if (const auto number = ParseNumber(node.text); number.has_value()) {
    signal.value = *number;
  } else if (IsNonFinite(node.text)) {
    reader.violations().Add(path, reason::kBadNumber,
                            absl::StrCat(Quoted(node.text),
                                         " is not a number; leave the signal out when its value "
                                         "is not known"));
  } else if (reader.CheckText(node.text, path)) {
    signal.value = node.text;
  }
}

}  // namespace

void ReadObjectValue(ValueReader& reader, const Node& node, const FieldPath& path,
                     SignalObject& object) {
  object.has_value = true;
  ReadValue(reader, node, path, object.signal);
}

void ReadObservedAt(ValueReader& reader, const Node& node, const FieldPath& path,
                    SignalObject& object) {
  reader.Read(node, path, &object.signal.observed_at);
}

namespace {

void MakeUntyped(ValueReader& reader, const FieldPath& path, SignalInput& signal) {
  if (std::holds_alternative<std::string>(signal.value)) {
    signal.value = Untyped{std::get<std::string>(std::move(signal.value))};
  } else if (!std::holds_alternative<std::monostate>(signal.value)) {
    reader.violations().Add(FieldPath(path, "untyped"), reason::kWrongType,
                            "only a text can be without a type; write the value in quotes, or "
                            "leave `untyped` out");
  }
}

SignalInput ReadObject(ValueReader& reader, const Node& node, const FieldPath& path) {
  SignalObject object;
  ReadStruct<SignalObject>(reader, node, path, kSignalForms, kSignalFields, object);
  if (object.not_applicable.value_or(false)) {
    if (object.has_value) {
      reader.violations().Add(path, reason::kWrongType,
                              "a signal has a value or is not applicable, not both");
    }
    object.signal.value = NotApplicable{};
  } else if (node.Find("value") == nullptr) {
    reader.Missing(FieldPath(path, "value"));
  } else if (object.untyped.value_or(false)) {
    MakeUntyped(reader, path, object.signal);
  }
  return std::move(object.signal);
}

bool IsPair(const Node& node) { return node.is_sequence() && node.items.size() == 2; }

// A point without a value is a point that was not given.
void ReadPoint(ValueReader& reader, const Node& node, const FieldPath& path, SeriesInput& series) {
  if (!IsPair(node)) return reader.WrongType(path, "[date, number]", node);
  if (node.items[0].is_null()) return reader.Missing(FieldPath(path, 0));
  std::optional<Moment> at;
  std::optional<double> value;
  reader.Read(node.items[0], FieldPath(path, 0), &at);
  reader.Read(node.items[1], FieldPath(path, 1), &value);
  if (at.has_value() && value.has_value()) series.points.push_back({*at, *value});
}

SeriesInput ReadSeries(ValueReader& reader, const Node& node, const FieldPath& path) {
  SeriesInput series;
  if (!reader.CheckCount(node.items.size(), reader.limits().max_series_points, "max_series_points",
                         path)) {
    return series;
  }
  series.points.reserve(node.items.size());
  for (size_t i = 0; i < node.items.size(); ++i) {
    ReadPoint(reader, node.items[i], FieldPath(path, i), series);
  }
  return series;
}

void ReadSignal(ValueReader& reader, const Entry& entry, const FieldPath& path, Account& account) {
  if (!reader.CheckName(entry.key, path)) return;
  if (entry.value.is_sequence()) {
    SeriesInput series = ReadSeries(reader, entry.value, path);
    series.name = entry.key;
    account.series.push_back(std::move(series));
    return;
  }
  SignalInput signal;
  if (entry.value.is_mapping()) {
    signal = ReadObject(reader, entry.value, path);
  } else {
    ReadValue(reader, entry.value, path, signal);
  }
  signal.name = entry.key;
  account.signals.push_back(std::move(signal));
}

}  // namespace

void ReadSignals(ValueReader& reader, const Node& node, const FieldPath& path, Account& account) {
  if (!node.is_mapping()) return reader.WrongType(path, "{signal: value}", node);
  if (!reader.CheckCount(node.entries.size(), reader.limits().max_account_signals,
                         "max_account_signals", path)) {
    return;
  }
  account.signals.reserve(node.entries.size());
  for (const Entry& entry : node.entries) {
    ReadSignal(reader, entry, FieldPath(path, entry.key), account);
  }
}

}  // namespace bellwether
