// Tested by tests/engine/decisions/line_test.cc.
#include "engine/decisions/write_line.h"

#include <utility>

#include "engine/accounts/account_json.h"
#include "engine/accounts/json_text.h"

namespace bellwether::decisions {
namespace {

std::string TimeText(absl::Time time) { return FormatMoment(Moment::Instant(time)); }

void WriteText(std::string_view key, std::string_view value, JsonText& json) {
  json.Key(key);
  json.String(value);
}

// What is not there is left out.
void WriteGiven(std::string_view key, std::string_view value, JsonText& json) {
  if (!value.empty()) WriteText(key, value, json);
}

void WriteNames(const std::vector<std::string>& names, JsonText& json) {
  json.BeginArray();
  for (const std::string& name : names) json.String(name);
  json.EndArray();
}

void WriteValue(const Value& value, JsonText& json) {
  if (const auto* number = std::get_if<double>(&value)) return json.Number(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return json.String(*text);
  if (const auto* names = std::get_if<std::vector<std::string>>(&value)) {
    return WriteNames(*names, json);
  }
  json.Null();
}

void WritePack(const PackName& pack, JsonText& json) {
  json.Key("pack");
  json.BeginObject();
  WriteText("name", pack.name, json);
  WriteText("version", pack.version, json);
  WriteText("digest", pack.digest, json);
  WriteGiven("label", pack.label, json);
  json.EndObject();
}

void WriteOutcome(const std::vector<OutcomeValue>& outcome, JsonText& json) {
  json.Key("outcome");
  json.BeginObject();
  for (const OutcomeValue& one : outcome) {
    json.Key(one.path);
    WriteValue(one.value, json);
  }
  json.EndObject();
}

void WriteRedacted(const std::vector<Redacted>& redacted, JsonText& json) {
  if (redacted.empty()) return;
  json.Key("redacted");
  json.BeginObject();
  for (const Redacted& one : redacted) WriteText(one.name, one.how, json);
  json.EndObject();
}

// Texts that the pack reads by the signal's type, which the account's JSON does not tell from
// texts.
void WriteUntyped(const Account& account, JsonText& json) {
  std::vector<std::string> names;
  for (const SignalInput& signal : account.signals) {
    if (std::holds_alternative<Untyped>(signal.value)) names.push_back(signal.name);
  }
  if (names.empty()) return;
  json.Key("untyped");
  WriteNames(names, json);
}

std::string WriteOther(const Opened& opened) {
  JsonText json(kOneLine);
  json.BeginObject();
  WriteText("kind", "opened", json);
  WriteText("time", TimeText(opened.time), json);
  json.Key("format");
  json.Number(opened.format);
  WriteText("server", opened.server, json);
  json.EndObject();
  return std::move(json).Take();
}

std::string WriteOther(const Dropped& dropped) {
  JsonText json(kOneLine);
  json.BeginObject();
  WriteText("kind", "dropped", json);
  WriteText("time", TimeText(dropped.time), json);
  json.Key("count");
  json.Number(static_cast<double>(dropped.count));
  WriteText("reason", dropped.reason, json);
  json.EndObject();
  return std::move(json).Take();
}

}  // namespace

// The account goes in as the text that account files have, so that both have one writer.
std::string WriteLine(const Decision& decision) {
  JsonText json(kOneLine);
  json.BeginObject();
  WriteText("kind", "evaluation", json);
  WriteText("time", TimeText(decision.time), json);
  WriteGiven("request_id", decision.request_id, json);
  WriteGiven("trace_id", decision.trace_id, json);
  WriteText("method", decision.method, json);
  WriteText("caller", decision.caller, json);
  WriteText("account_id", decision.account.id, json);
  WritePack(decision.pack, json);
  WriteText("as_of", FormatMoment(decision.as_of), json);
  WriteGiven("benchmark_set", decision.benchmark_set, json);
  if (decision.report_unknown_signals) WriteText("unknown_signals", "report", json);
  WriteOutcome(decision.outcome, json);
  WriteRedacted(decision.redacted, json);
  WriteUntyped(decision.account, json);
  json.Key("account");
  std::string line = std::move(json).Take();
  line += AccountJson(decision.account, kOneLine);
  line += "}\n";
  return line;
}

std::string WriteLine(const Line& line) {
  if (const auto* decision = std::get_if<Decision>(&line)) return WriteLine(*decision);
  if (const auto* dropped = std::get_if<Dropped>(&line)) return WriteOther(*dropped) + "\n";
  return WriteOther(std::get<Opened>(line)) + "\n";
}

}  // namespace bellwether::decisions
