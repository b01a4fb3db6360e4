// Tested by tests/protos/wire/records_test.cc.
#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "engine/schema/record_kinds.h"
#include "protos/wire/moment_to_proto.h"
#include "protos/wire/records.h"
#include "protos/wire/signal_to_proto.h"

namespace bellwether::wire {
namespace {

using records::Change;
using records::Record;

// Each form of a cell or of an attribute.
struct FieldSetter {
  v1::RecordField& to;
  void operator()(std::monostate) const {}
  void operator()(double value) const { to.set_number(value); }
  void operator()(bool value) const { to.set_flag(value); }
  void operator()(const std::string& value) const { to.set_text(value); }
  void operator()(const Moment& value) const { SetMoment(value, to); }
  void operator()(const Untyped& value) const { to.set_text(value.text); }
  void operator()(NotYet) const { to.mutable_not_yet(); }
  void operator()(NotApplicable) const { to.mutable_not_applicable(); }
  void operator()(const records::Words& words) const {
    v1::WordList& list = *to.mutable_words();
    for (const std::string& word : words) list.add_words(word);
  }
  void operator()(const records::Counts& counts) const {
    v1::NamedCounts& list = *to.mutable_counts();
    for (const auto& [name, count] : counts) {
      v1::NamedCount& added = *list.add_counts();
      added.set_name(name);
      added.set_count(count);
    }
  }
};

template <typename Value>
void AddField(std::string_view name, const Value& value, v1::Record& message) {
  if (std::holds_alternative<std::monostate>(value)) return;
  v1::RecordField& field = *message.add_fields();
  field.set_name(std::string(name));
  std::visit(FieldSetter{field}, value);
}

// Several observations of one signal are a series.
bool IsSeries(const Record& record, const Change& change) {
  return std::count_if(record.changes.begin(), record.changes.end(), [&](const Change& other) {
           return other.is_signal && other.name == change.name;
         }) > 1;
}

SeriesInput SeriesOf(const Record& record, const std::string& name) {
  SeriesInput series;
  series.name = name;
  for (const Change& change : record.changes) {
    const auto* const number = std::get_if<double>(&change.value);
    if (!change.is_signal || change.name != name || number == nullptr) continue;
    series.points.push_back({change.observed_at.value_or(record.at), *number});
  }
  return series;
}

void AddSignals(const Record& record, v1::Record& message) {
  std::vector<std::string> series;
  for (const Change& change : record.changes) {
    if (!change.is_signal) continue;
    if (!IsSeries(record, change)) {
      SignalToProto({change.name, change.value, change.observed_at}, *message.add_signals());
    } else if (std::find(series.begin(), series.end(), change.name) == series.end()) {
      series.push_back(change.name);
      SeriesToProto(SeriesOf(record, change.name), *message.add_series());
    }
  }
}

}  // namespace

void RecordToProto(const Record& record, v1::Record& message) {
  message.Clear();
  message.set_kind(std::string(records::NameOf(record.kind)));
  message.set_id(record.id);
  message.set_account(record.account);
  SetMoment(record.at, *message.mutable_at());
  if (record.known_at) SetMoment(*record.known_at, *message.mutable_known_at());
  const auto& fields = records::InfoOf(record.kind).fields;
  for (size_t i = 0; i < record.cells.size(); ++i) {
    AddField(fields[i].name, record.cells[i], message);
  }
  for (const Change& change : record.changes) {
    if (!change.is_signal) AddField(change.name, change.value, message);
  }
  AddSignals(record, message);
}

}  // namespace bellwether::wire
