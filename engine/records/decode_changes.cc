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

constexpr std::string_view kSignals = "signals";

using Value = decltype(Change::value);

bool IsTextField(std::string_view name) {
  const bool in_files =
      std::any_of(kTextFields.begin(), kTextFields.end(),
                  [name](const TextFieldInfo& field) { return field.name == name; });
  return (in_files && name != "id") ||
         std::find(std::begin(kBookWords), std::end(kBookWords), name) != std::end(kBookWords);
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
  known.insert(known.end(), {std::string(kSignals), "kind", "id", "account", "at", "known_at"});
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

bool IsNumberAttribute(std::string_view name) {
  return std::any_of(kNumberFields.begin(), kNumberFields.end(),
                     [name](const NumberFieldInfo& field) { return field.name == name; });
}

bool IsDateAttribute(std::string_view name) {
  return std::any_of(kEventFields.begin(), kEventFields.end(),
                     [name](const EventFieldInfo& field) { return field.name == name; });
}

const std::vector<std::string>& AttributeNames() {
  static const auto* const names = [] {
    auto* const all = new std::vector<std::string>();
    for (const TextFieldInfo& field : kTextFields) {
      if (field.name != "id") all->emplace_back(field.name);
    }
    all->insert(all->end(), std::begin(kBookWords), std::end(kBookWords));
    for (const NumberFieldInfo& field : kNumberFields) all->emplace_back(field.name);
    for (const EventFieldInfo& field : kEventFields) all->emplace_back(field.name);
    return all;
  }();
  return *names;
}

void DecodeChanges(ValueReader& reader, const Node& node, Record& record) {
  const FieldPath root;
  for (const Entry& entry : node.entries) {
    const FieldPath path(root, entry.key);
    if (IsHeadField(entry.key) || entry.value.is_null()) continue;
    if (entry.key == kSignals) {
      DecodeSignals(reader, entry.value, path, record);
      continue;
    }
    Value value;
    if (IsTextField(entry.key)) {
      value = DecodeText(reader, entry.value, path);
    } else if (IsNumberAttribute(entry.key)) {
      value = DecodeNumber(reader, entry.value, path);
    } else if (IsDateAttribute(entry.key)) {
      value = DecodeEvent(reader, entry.value, path);
    } else {
      reader.violations().Add(path, reason::kUnknownField,
                              absl::StrCat("an account record has no field ", Quoted(entry.key),
                                           "; ", UnknownHint(entry)));
      continue;
    }
    record.changes.push_back({entry.key, false, std::move(value), std::nullopt});
  }
}

}  // namespace bellwether::records
