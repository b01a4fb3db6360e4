// An account record: what an account file holds, as far as it changed. Attributes that metrics
// break down by, event dates, and signals.
// Tested by tests/engine/records/decode_test.cc.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/account_fields.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/records/decode.h"

namespace bellwether::records {
namespace {

using Value = decltype(Change::value);

// Nothing for a field that there is not.
std::optional<Form> FormOfAttribute(std::string_view name) {
  for (const AttributeInfo& attribute : Attributes()) {
    if (attribute.name == name) return attribute.form;
  }
  return std::nullopt;
}

Value DecodeText(ValueReader& reader, const Node& node, const FieldPath& path) {
  std::string text;
  reader.Read(node, path, &text);
  if (text.empty()) return {};
  return text;
}

Value DecodeNumber(ValueReader& reader, const Node& node, const FieldPath& path) {
  std::optional<double> number;
  reader.Read(node, path, &number);
  if (!number.has_value()) return {};
  if (*number >= 0) return *number;
  reader.violations().Add(path, reason::kOutOfRange, "this is never negative");
  return {};
}

Value DecodeEvent(ValueReader& reader, const Node& node, const FieldPath& path) {
  EventDate date;
  reader.Read(node, path, &date);
  return std::visit([](auto state) { return Value(state); }, date);
}

std::string UnknownHint(const Entry& entry) {
  std::vector<std::string> known = AttributeNames();
  known.insert(known.end(),
               {std::string(kSignalsField), "kind", "id", "account", "at", "known_at"});
  const std::string close = DidYouMean(entry.key, known);
  return close.empty() ? "if it is a signal, put it under `signals`" : close;
}

void DecodeSignals(ValueReader& reader, const Node& node, const FieldPath& path, Record& record) {
  Account read;
  ReadSignals(reader, node, path, read);
  for (SignalInput& signal : read.signals) {
    record.changes.push_back(
        {std::move(signal.name), true, std::move(signal.value), signal.observed_at});
  }
  // A series is dated points: each is an observation of its own.
  for (SeriesInput& series : read.series) {
    for (const SeriesInput::Point& point : series.points) {
      record.changes.push_back({series.name, true, point.value, point.at});
    }
  }
}

}  // namespace

const std::vector<AttributeInfo>& Attributes() {
  static const auto* const attributes = [] {
    auto* const all = new std::vector<AttributeInfo>();
    for (const TextFieldInfo& field : kTextFields) {
      if (field.name != "id") all->push_back({field.name, Form::kWord});
    }
    for (const std::string_view word : kBookWords) all->push_back({word, Form::kWord});
    for (const NumberFieldInfo& field : kNumberFields) all->push_back({field.name, Form::kNumber});
    for (const EventFieldInfo& field : kEventFields) all->push_back({field.name, Form::kMoment});
    return all;
  }();
  return *attributes;
}

const std::vector<std::string>& AttributeNames() {
  static const auto* const names = [] {
    auto* const all = new std::vector<std::string>();
    for (const AttributeInfo& attribute : Attributes()) all->emplace_back(attribute.name);
    return all;
  }();
  return *names;
}

bool IsNumberAttribute(std::string_view name) { return FormOfAttribute(name) == Form::kNumber; }

bool IsDateAttribute(std::string_view name) { return FormOfAttribute(name) == Form::kMoment; }

void DecodeChanges(ValueReader& reader, const Node& node, Record& record) {
  const FieldPath root;
  for (const Entry& entry : node.entries) {
    const FieldPath path(root, entry.key);
    if (IsHeadField(entry.key) || entry.value.is_null()) continue;
    if (entry.key == kSignalsField) {
      DecodeSignals(reader, entry.value, path, record);
      continue;
    }
    const auto form = FormOfAttribute(entry.key);
    if (!form.has_value()) {
      reader.violations().Add(path, reason::kUnknownField,
                              absl::StrCat("an account record has no field ", Quoted(entry.key),
                                           "; ", UnknownHint(entry)));
      continue;
    }
    Value value = *form == Form::kWord     ? DecodeText(reader, entry.value, path)
                  : *form == Form::kNumber ? DecodeNumber(reader, entry.value, path)
                                           : DecodeEvent(reader, entry.value, path);
    record.changes.push_back({entry.key, false, std::move(value), std::nullopt});
  }
}

}  // namespace bellwether::records
