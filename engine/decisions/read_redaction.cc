// Tested by tests/engine/decisions/redaction_test.cc.
#include "engine/decisions/redaction.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/accounts/account_fields.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/yaml.h"

namespace bellwether::decisions {

using Kind = Treatment::Kind;

// What may be done to a value of some name.
using Kinds = std::vector<Kind>;

class RedactionReader {
 public:
  RedactionReader(const Plan& plan, DiagnosticSink& sink) : plan_(plan), sink_(sink) {}

  void Read(const Node& root, Redaction& redaction) {
    if (!root.is_mapping()) {
      return WrongType(root, "a redaction", "a mapping", sink_, "write `signals: {usage: drop}`");
    }
    for (const Entry& entry : root.entries) ReadSection(entry, redaction);
    if (redaction.uses_key_ && redaction.key_file_.empty()) {
      sink_.Error("no-key", root.span, "a hash needs a key",
                  "write `key_file: redaction.key`, a file of at least 16 bytes of random data");
    }
  }

 private:
  void ReadSection(const Entry& entry, Redaction& redaction) {
    static const std::vector<std::string> kKeys = {"key_file", "fields", "signals",
                                                   "other_signals"};
    if (entry.key == "key_file") {
      if (auto text = ReadText(entry.value, "`key_file`", sink_)) redaction.key_file_ = *text;
    } else if (entry.key == "fields") {
      ForEach(entry, [&](const Entry& field) { ReadField(field, redaction); });
    } else if (entry.key == "signals") {
      ForEach(entry, [&](const Entry& signal) { ReadSignal(signal, redaction); });
    } else if (entry.key == "other_signals") {
      if (const auto treatment = ReadTreatment(entry, {Kind::kDrop, Kind::kHash}, redaction)) {
        redaction.other_signals_ = *treatment;
      }
    } else {
      sink_.Error("unknown-key", entry.key_span,
                  absl::StrCat("a redaction has no ", Quoted(entry.key)),
                  DidYouMean(entry.key, kKeys));
    }
  }

  template <typename Take>
  void ForEach(const Entry& section, const Take& take) {
    if (section.value.is_null()) return;
    if (!section.value.is_mapping()) {
      return WrongType(section.value, absl::StrCat("`", section.key, "`"), "a mapping", sink_,
                       "write each name with what is done to it, such as `usage: drop`");
    }
    for (const Entry& entry : section.value.entries) take(entry);
  }

  void ReadField(const Entry& entry, Redaction& redaction) {
    std::vector<std::string> known = {"caller"};
    std::optional<Kinds> kinds;
    if (entry.key == "caller") kinds = Kinds{Kind::kDrop, Kind::kHash};
    for (const TextFieldInfo& field : kTextFields) {
      known.emplace_back(field.name);
      if (entry.key != field.name) continue;
      // A line without an id could not be read back.
      kinds = field.name == "id" ? Kinds{Kind::kHash} : Kinds{Kind::kDrop, Kind::kHash};
    }
    for (const NumberFieldInfo& field : kNumberFields) {
      known.emplace_back(field.name);
      if (entry.key == field.name) kinds = Kinds{Kind::kDrop, Kind::kStep};
    }
    for (const EventFieldInfo& field : kEventFields) {
      known.emplace_back(field.name);
      if (entry.key == field.name) kinds = Kinds{Kind::kDrop, Kind::kMonth};
    }
    for (const char* list :
         {"milestones", "dimension_scores", "previous_bands", "overrides", "extension"}) {
      known.emplace_back(list);
      if (entry.key == list) kinds = Kinds{Kind::kDrop};
    }
    if (!kinds) {
      return sink_.Error("unknown-field", entry.key_span,
                         absl::StrCat("an account has no field ", Quoted(entry.key)),
                         DidYouMean(entry.key, known));
    }
    if (const auto treatment = ReadTreatment(entry, *kinds, redaction)) {
      redaction.fields_[entry.key] = *treatment;
    }
  }

  void ReadSignal(const Entry& entry, Redaction& redaction) {
    const uint32_t index = plan_.FindSignal(entry.key);
    if (index == kNoIndex) {
      return sink_.Error("unknown-signal", entry.key_span, UnknownSignalMessage(plan_, entry.key),
                         "");
    }
    if (const auto treatment = ReadTreatment(entry, KindsOf(plan_.signals[index]), redaction)) {
      redaction.signals_[entry.key] = *treatment;
    }
  }

  static Kinds KindsOf(const ruleset::Signal& signal) {
    switch (signal.type) {
      case ruleset::SignalType::kTimestamp:
        return {Kind::kDrop, Kind::kHash, Kind::kMonth};
      case ruleset::SignalType::kSeries:
        return {Kind::kDrop, Kind::kStep};
      case ruleset::SignalType::kBool:
      case ruleset::SignalType::kText:
      case ruleset::SignalType::kEnum:
        return {Kind::kDrop, Kind::kHash};
      default:
        return {Kind::kDrop, Kind::kHash, Kind::kStep};
    }
  }

  std::optional<Treatment> ReadTreatment(const Entry& entry, const Kinds& kinds,
                                         Redaction& redaction) {
    const Node& node = entry.value;
    Treatment treatment;
    if (node.is_mapping() && node.entries.size() == 1 && node.entries[0].key == "step") {
      const auto step = ReadNumber(node.entries[0].value, "`step`", sink_);
      if (!step) return std::nullopt;
      if (!(*step > 0)) {
        sink_.Error("out-of-range", node.entries[0].value.span, "a step is above 0",
                    "write {step: 10}");
        return std::nullopt;
      }
      treatment = {Kind::kStep, *step};
    } else if (node.is_scalar() && node.text == "keep") {
      return Treatment();
    } else if (node.is_scalar() && node.text == "drop") {
      treatment.kind = Kind::kDrop;
    } else if (node.is_scalar() && node.text == "hash") {
      treatment.kind = Kind::kHash;
    } else if (node.is_scalar() && node.text == "month") {
      treatment.kind = Kind::kMonth;
    } else {
      Refuse(entry, kinds);
      return std::nullopt;
    }
    if (std::find(kinds.begin(), kinds.end(), treatment.kind) == kinds.end()) {
      Refuse(entry, kinds);
      return std::nullopt;
    }
    redaction.uses_key_ = redaction.uses_key_ || treatment.kind == Kind::kHash;
    return treatment;
  }

  void Refuse(const Entry& entry, const Kinds& kinds) {
    std::vector<std::string> words = {"keep"};
    for (const Kind kind : kinds) {
      words.push_back(kind == Kind::kDrop    ? "drop"
                      : kind == Kind::kHash  ? "hash"
                      : kind == Kind::kMonth ? "month"
                                             : "{step: 10}");
    }
    sink_.Error("no-such-redaction", entry.value.span,
                absl::StrCat("`", entry.key, "` cannot be redacted so"),
                absl::StrCat("write ", absl::StrJoin(words, ", ")));
  }

  const Plan& plan_;
  DiagnosticSink& sink_;
};

Staged<Redaction> ReadRedaction(const Plan& plan, const Sources& sources, const Limits& limits) {
  Staged<Redaction> read;
  DiagnosticSink sink;
  const Node root = ParseYaml(sources, 0, limits, sink);
  if (!sink.has_errors()) RedactionReader(plan, sink).Read(root, read.value);
  read.diagnostics = sink.Take();
  return read;
}

}  // namespace bellwether::decisions
