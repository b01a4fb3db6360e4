// A property has one key that says what must hold, and around it what it is tried on.
//
// Tested by tests/engine/testing/properties_test.cc.
#include "engine/testing/read_properties.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/paths/condition.h"
#include "engine/paths/resolve.h"
#include "engine/testing/keys.h"
#include "engine/testing/ordered_words.h"
#include "engine/testing/stated.h"
#include "engine/testing/test_moment.h"
#include "engine/yaml/scalar.h"

namespace bellwether {
namespace {

constexpr int64_t kMostAccounts = 10'000;  // some 60 MB, kept for all properties
constexpr char kExample[] = "{monotone: {signal: usage, output: health.fit.score, direction: up}}";

class PropertyReader {
 public:
  PropertyReader(const Plan& plan, const Node& node, const Limits& limits, DiagnosticSink& sink)
      : plan_(plan), node_(node), limits_(limits), sink_(sink) {}

  // Nothing after an error.
  std::optional<Property> Read(const Node* as_of) {
    CheckKeys(node_, kPropertyKeys);
    if (const Entry* rule = FindRule()) ReadRule(*rule);
    if (const Node* where = node_.Find("where")) ReadWhere(*where);
    if (const Node* count = node_.Find("accounts")) {
      property_.accounts = static_cast<uint32_t>(ReadCount(*count, "`accounts`", 1, kMostAccounts));
    }
    if (const Node* seed = node_.Find("seed")) {
      property_.seed = static_cast<uint64_t>(ReadCount(*seed, "`seed`", 0, int64_t{1} << 53));
    }
    const Node* own = node_.Find("as_of");
    ReadAsOf(own != nullptr ? own : as_of);
    NameIt();
    if (!good_) return std::nullopt;
    return std::move(property_);
  }

 private:
  void Fail(const Span& span, const char* code, std::string message, std::string hint = "") {
    good_ = false;
    sink_.Error(code, span, std::move(message), std::move(hint));
  }

  void CheckKeys(const Node& mapping, std::span<const TestKey> keys) {
    for (const Entry& entry : mapping.entries) {
      const std::vector<std::string> known = NamesOfKeys(keys);
      if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
      Fail(entry.key_span, "unknown-key", absl::StrCat("unknown key ", Quoted(entry.key)),
           DidYouMean(entry.key, known));
    }
    for (const TestKey& key : keys) {
      if (!key.required || mapping.Find(key.name) != nullptr) continue;
      Fail(mapping.span, "missing-key", absl::StrCat("this needs ", Quoted(key.name)),
           absl::StrCat("such as `", ToAbsl(key.name), ": ", ToAbsl(key.example), "`"));
    }
  }

  const Entry* FindRule() {
    const std::vector<std::string> rules = NamesOfRules();
    const Entry* found = nullptr;
    for (const Entry& entry : node_.entries) {
      if (std::find(rules.begin(), rules.end(), entry.key) == rules.end()) continue;
      if (found != nullptr) {
        Fail(entry.key_span, "conflict", "a property says one thing",
             absl::StrCat("write ", Quoted(entry.key), " as a property of its own"));
        return nullptr;
      }
      found = &entry;
    }
    if (found != nullptr) return found;
    Fail(node_.span, "missing-key",
         absl::StrCat("a property says what must hold: ", absl::StrJoin(rules, ", ")), kExample);
    return nullptr;
  }

  void ReadRule(const Entry& rule) {
    property_.rule = rule.key_span;
    if (!rule.value.is_mapping()) {
      good_ = false;
      return WrongType(rule.value, Quoted(rule.key), "a mapping", sink_, kExample);
    }
    if (rule.key == "monotone") return ReadMonotone(rule.value);
    if (rule.key == "bounded") return ReadBounded(rule.value);
    if (rule.key == "invariant") return ReadInvariant(rule.value);
    property_.kind = rule.key == "missing_never_raises" ? PropertyKind::kMissingNeverRaises
                                                        : PropertyKind::kMissingNeverLowers;
    CheckKeys(rule.value, kMissingKeys);
    ReadSignal(rule.value);
    ReadOrderedOutput(rule.value);
  }

  void ReadMonotone(const Node& node) {
    property_.kind = PropertyKind::kMonotone;
    CheckKeys(node, kMonotoneKeys);
    if (const ruleset::Slot* slot = ReadSignal(node)) CheckOrdered(*slot, *node.Find("signal"));
    ReadOrderedOutput(node);
    if (const auto word = ReadWord(node, "direction", {"up", "down"})) {
      property_.rising = *word == "up";
    }
  }

  void ReadBounded(const Node& node) {
    property_.kind = PropertyKind::kBounded;
    CheckKeys(node, kBoundedKeys);
    ReadNumberOutput(node);
    property_.min = ReadBound(node, "min");
    property_.max = ReadBound(node, "max");
    if (node.Find("min") == nullptr && node.Find("max") == nullptr) {
      return Fail(node.span, "missing-key", "this needs `min`, `max` or both");
    }
    if (property_.min && property_.max && *property_.min > *property_.max) {
      Fail(node.span, "conflict", "no number lies between these bounds", "exchange them");
    }
  }

  void ReadInvariant(const Node& node) {
    CheckKeys(node, kInvariantKeys);
    if (const auto word = ReadWord(node, "under", {"order", "id"})) {
      property_.kind =
          *word == "id" ? PropertyKind::kSameUnderAnyId : PropertyKind::kSameInAnyOrder;
    }
    if (node.Find("output") != nullptr) ReadOutput(node);
  }

  std::optional<std::string> TextAt(const Node& mapping, const char* key) {
    const Node* node = mapping.Find(key);
    if (node == nullptr) return std::nullopt;
    auto text = ReadText(*node, Quoted(key), sink_);
    good_ = good_ && text.has_value();
    return text;
  }

  std::optional<std::string> ReadWord(const Node& mapping, const char* key,
                                      const std::vector<std::string>& known) {
    auto word = TextAt(mapping, key);
    if (!word || std::find(known.begin(), known.end(), *word) != known.end()) return word;
    Fail(mapping.Find(key)->span, "unknown-word",
         absl::StrCat(Quoted(key), " is never ", Quoted(*word)), DidYouMean(*word, known));
    return std::nullopt;
  }

  std::optional<double> ReadBound(const Node& mapping, const char* key) {
    const Node* node = mapping.Find(key);
    if (node == nullptr) return std::nullopt;
    auto number = ReadNumber(*node, Quoted(key), sink_);
    good_ = good_ && number.has_value();
    return number;
  }

  int64_t ReadCount(const Node& node, const char* what, int64_t least, int64_t most) {
    const auto number = ReadInteger(node, what, sink_);
    good_ = good_ && number.has_value();
    if (!number || (*number >= least && *number <= most)) return number.value_or(least);
    Fail(node.span, "out-of-range",
         absl::StrCat(what, " must be ", least, " to ", most, ", not ", *number));
    return least;
  }

  // Null for a number that is no signal, and after an error.
  const ruleset::Slot* ReadSignal(const Node& mapping) {
    const auto name = TextAt(mapping, "signal");
    if (!name) return nullptr;
    property_.signal = *name;
    std::vector<std::string> known;
    for (const ruleset::Signal& signal : plan_.signals) {
      const ruleset::Slot& slot = plan_.slots[signal.slot];
      if (slot.name == *name) return &slot;
      known.push_back(slot.name);
    }
    const std::vector<std::string> numbers = StatedNumbers(plan_);
    if (std::find(numbers.begin(), numbers.end(), *name) != numbers.end()) return nullptr;
    known.insert(known.end(), numbers.begin(), numbers.end());
    Fail(mapping.Find("signal")->span, "unknown-name",
         absl::StrCat("the pack has no signal ", Quoted(*name)), DidYouMean(*name, known));
    return nullptr;
  }

  void CheckOrdered(const ruleset::Slot& slot, const Node& node) {
    using Type = expression::Type;
    if (slot.type == Type::kDouble || slot.type == Type::kBool || !slot.words.empty()) return;
    Fail(node.span, "type-mismatch",
         absl::StrCat("there is no more and less of ", Quoted(slot.name)),
         "name a number, a truth value or an enum");
  }

  bool ReadOutput(const Node& mapping) {
    const auto text = TextAt(mapping, "output");
    if (!text) return false;
    ResolvedPath resolved = ResolvePath(plan_, *text);
    if (resolved.path.form == nullptr) {
      Fail(mapping.Find("output")->span, "unknown-path", resolved.message, resolved.hint);
      return false;
    }
    property_.output = std::move(resolved.path);
    return true;
  }

  bool IsNumber() const { return TypeOf(plan_, *property_.output) == PathType::kNumber; }

  void ReadNumberOutput(const Node& mapping) {
    if (!ReadOutput(mapping) || IsNumber()) return;
    Fail(mapping.Find("output")->span, "type-mismatch",
         absl::StrCat(Quoted(property_.output->text), " is no number"),
         "name a number, such as health.MODEL.score; the band of a score follows from it");
  }

  void ReadOrderedOutput(const Node& mapping) {
    if (!ReadOutput(mapping) || IsNumber()) return;
    if (!OrderedWords(plan_, *property_.output).empty()) return;
    Fail(
        mapping.Find("output")->span, "type-mismatch",
        absl::StrCat("no answer at ", Quoted(property_.output->text), " is better than another"),
        "name a number, such as health.MODEL.score, or health.MODEL.band, graduation.readiness, or "
        "the tier of a benchmark with one list of tiers");
  }

  void ReadWhere(const Node& node) {
    const auto text = ReadText(node, "`where`", sink_);
    good_ = good_ && text.has_value();
    if (!text) return;
    const expression::Text condition{*text, node.span, node.verbatim};
    good_ = PathCondition::Read(plan_, condition, limits_, sink_).has_value() && good_;
    property_.where = *text;
  }

  void ReadAsOf(const Node* node) {
    const auto moment = ReadTestMoment(node, node_.span, "a property", sink_);
    good_ = good_ && moment.has_value();
    if (moment) property_.as_of = *moment;
  }

  void NameIt() {
    property_.span = node_.span;
    if (const Node* name = node_.Find("name")) {
      if (const auto text = TextAt(node_, "name")) property_.name = *text;
      property_.span = name->span;
    } else if (good_) {
      property_.name = Words();
    }
  }

  // What it says, where nobody gave it a name.
  std::string Words() const {
    const std::string output = property_.output ? property_.output->text : "every answer";
    switch (property_.kind) {
      case PropertyKind::kMonotone:
        return absl::StrCat("more ", property_.signal, " never ",
                            property_.rising ? "lowers " : "raises ", output);
      case PropertyKind::kBounded:
        return absl::StrCat(output, " is ", BoundWords(property_));
      case PropertyKind::kMissingNeverRaises:
        return absl::StrCat("missing ", property_.signal, " never raises ", output);
      case PropertyKind::kMissingNeverLowers:
        return absl::StrCat("missing ", property_.signal, " never lowers ", output);
      case PropertyKind::kSameInAnyOrder:
        return absl::StrCat(output, " is the same in any order");
      case PropertyKind::kSameUnderAnyId:
        return absl::StrCat(output, " is the same under any id");
    }
    return "";
  }

  const Plan& plan_;
  const Node& node_;
  const Limits& limits_;
  DiagnosticSink& sink_;
  Property property_;
  bool good_ = true;
};

}  // namespace

std::string BoundWords(const Property& property) {
  if (!property.max) return absl::StrCat("at least ", FormatNumber(*property.min));
  if (!property.min) return absl::StrCat("at most ", FormatNumber(*property.max));
  return absl::StrCat(FormatNumber(*property.min), " to ", FormatNumber(*property.max));
}

void ReadProperties(const Plan& plan, const Node& list, const Node* as_of, const Limits& limits,
                    std::vector<Property>& properties, DiagnosticSink& sink) {
  if (!list.is_sequence()) return WrongType(list, "`properties`", "a list", sink, kExample);
  for (const Node& node : list.items) {
    if (!node.is_mapping()) {
      WrongType(node, "a property", "a mapping", sink, kExample);
      continue;
    }
    auto property = PropertyReader(plan, node, limits, sink).Read(as_of);
    if (property) properties.push_back(*std::move(property));
  }
}

}  // namespace bellwether
