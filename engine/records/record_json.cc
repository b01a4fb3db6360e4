// Tested by tests/engine/records/record_json_test.cc.
#include "engine/records/record_json.h"

#include <algorithm>

#include "engine/accounts/json_text.h"

namespace bellwether::records {
namespace {

constexpr const char* kNotYetWord = "not_yet";

// Each form of a cell or of a change, as a value of JSON.
class ValueWriter {
 public:
  explicit ValueWriter(JsonText& json) : json_(json) {}

  void operator()(std::monostate) { json_.Null(); }
  void operator()(double number) { json_.Number(number); }
  void operator()(bool truth) { json_.Bool(truth); }
  void operator()(const std::string& text) { json_.String(text); }
  void operator()(const Moment& moment) { json_.String(FormatMoment(moment)); }
  void operator()(const Untyped& untyped) { json_.String(untyped.text); }
  void operator()(NotYet) { json_.String(kNotYetWord); }
  void operator()(NotApplicable) {
    json_.BeginObject();
    json_.Key("not_applicable");
    json_.Bool(true);
    json_.EndObject();
  }
  void operator()(const Words& words) {
    json_.BeginArray();
    for (const std::string& word : words) json_.String(word);
    json_.EndArray();
  }
  void operator()(const Counts& counts) {
    json_.BeginObject();
    for (const auto& [word, count] : counts) {
      json_.Key(word);
      json_.Number(count);
    }
    json_.EndObject();
  }

 private:
  JsonText& json_;
};

void WriteMoment(const char* key, const Moment& moment, JsonText& json) {
  json.Key(key);
  ValueWriter{json}(moment);
}

void WriteHead(const Record& record, JsonText& json) {
  json.Key("kind");
  json.String(NameOf(record.kind));
  json.Key("id");
  json.String(record.id);
  json.Key("account");
  json.String(record.account);
  WriteMoment("at", record.at, json);
  if (record.known_at.has_value()) WriteMoment("known_at", *record.known_at, json);
}

void WriteCells(const Record& record, JsonText& json) {
  const auto& fields = InfoOf(record.kind).fields;
  for (size_t i = 0; i < record.cells.size(); ++i) {
    if (std::holds_alternative<std::monostate>(record.cells[i])) continue;
    json.Key(fields[i].name);
    std::visit(ValueWriter(json), record.cells[i]);
  }
}

bool IsSeries(const Record& record, const Change& change) {
  return std::count_if(record.changes.begin(), record.changes.end(), [&](const Change& other) {
           return other.is_signal && other.name == change.name;
         }) > 1;
}

// {"value": 41, "observed_at": "2026-02-20"} where the moment is told, else the value alone. A text
// without a type says so.
void WriteSignal(const Change& change, JsonText& json) {
  json.Key(change.name);
  const bool untyped = std::holds_alternative<Untyped>(change.value);
  if (!change.observed_at.has_value() && !untyped) {
    return std::visit(ValueWriter(json), change.value);
  }
  json.BeginObject();
  if (std::holds_alternative<NotApplicable>(change.value)) {
    json.Key("not_applicable");
    json.Bool(true);
  } else {
    json.Key("value");
    std::visit(ValueWriter(json), change.value);
  }
  if (untyped) {
    json.Key("untyped");
    json.Bool(true);
  }
  if (change.observed_at.has_value()) WriteMoment("observed_at", *change.observed_at, json);
  json.EndObject();
}

// [["2026-02-09", 0.61], ["2026-02-16", 0.66]]
void WriteSeries(const Record& record, const std::string& name, JsonText& json) {
  json.Key(name);
  json.BeginArray();
  for (const Change& change : record.changes) {
    if (!change.is_signal || change.name != name) continue;
    json.BeginArray();
    ValueWriter{json}(change.observed_at.value_or(record.at));
    std::visit(ValueWriter(json), change.value);
    json.EndArray();
  }
  json.EndArray();
}

void WriteSignals(const Record& record, JsonText& json) {
  std::vector<std::string> series;
  for (const Change& change : record.changes) {
    if (!change.is_signal) continue;
    if (!IsSeries(record, change)) {
      WriteSignal(change, json);
    } else if (std::find(series.begin(), series.end(), change.name) == series.end()) {
      series.push_back(change.name);
    }
  }
  for (const std::string& name : series) WriteSeries(record, name, json);
}

void WriteChanges(const Record& record, JsonText& json) {
  bool signals = false;
  for (const Change& change : record.changes) {
    signals = signals || change.is_signal;
    if (change.is_signal || std::holds_alternative<std::monostate>(change.value)) continue;
    json.Key(change.name);
    std::visit(ValueWriter(json), change.value);
  }
  if (!signals) return;
  json.Key("signals");
  json.BeginObject();
  WriteSignals(record, json);
  json.EndObject();
}

}  // namespace

std::string RecordJson(const Record& record) {
  JsonText json(kOneLine);
  json.BeginObject();
  WriteHead(record, json);
  if (record.kind == Kind::kAccount) {
    WriteChanges(record, json);
  } else {
    WriteCells(record, json);
  }
  json.EndObject();
  return std::move(json).Take();
}

}  // namespace bellwether::records
