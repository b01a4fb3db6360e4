// Texts that repeat a number of their rule: whoever changes the rule leaves a lie behind.
//
// A number of a rule is a literal, or a constant, of its conditions and of the derived facts that
// they read. A text repeats it as it is, per cent of it, or in weeks; close to it, it may be what
// the rule said once. 0 and 1 are words of every text, and no such numbers.
//
// Tested by tests/engine/lint/numbers_in_texts_test.cc.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/document/document.h"
#include "engine/expression/ast.h"
#include "engine/lint/parts.h"
#include "engine/ruleset/text_template.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether::lint {
namespace {

using expression::Checked;
using Tree = expression::Node;

constexpr double kLeast = 2;   // smaller whole numbers are words
constexpr double kNear = 0.1;  // of the number: what is closer may be what it was
constexpr double kDaysOfWeek = 7;
constexpr double kPerCent = 100;

struct RuleNumber {
  double value = 0;
  std::string constant;  // its name; "" of a literal
};

// Every number that a rule is made of.
class NumberFinder {
 public:
  explicit NumberFinder(const ruleset::RuleSet& rules) : rules_(rules) {}

  void Add(double value) { numbers_.push_back({std::abs(value), ""}); }
  void Add(const std::optional<double>& value) {
    if (value) Add(*value);
  }
  void Add(const Checked& checked) {
    if (!checked.empty()) Visit(checked.root());
  }
  std::vector<RuleNumber> Take() { return std::move(numbers_); }

 private:
  void Visit(const Tree& node) {
    if (node.kind == Tree::Kind::kLiteral) AddLiteral(node);
    if (node.kind == Tree::Kind::kName) AddDerived(node.slot);
    for (const auto& child : node.children) Visit(*child);
  }

  void AddLiteral(const Tree& node) {
    if (node.literal.kind == expression::Kind::kDouble) {
      numbers_.push_back({std::abs(node.literal.number), node.text});
    } else if (node.literal.kind == expression::Kind::kInt) {
      Add(static_cast<double>(node.literal.integer));
    }
  }

  void AddDerived(uint32_t slot) {
    if (!seen_.insert(slot).second) return;
    if (slot == SlotOf(BuiltinFact::kUsageBelowMinimum)) AddUsageThresholds();
    for (const ruleset::Derived& derived : rules_.derived) {
      if (derived.slot == slot) Add(derived.expression);
    }
  }

  void AddUsageThresholds() {
    for (const auto& of_cadence : rules_.graduation.usage_thresholds) {
      for (const ruleset::UsageThreshold& threshold : of_cadence) {
        if (threshold.test != ruleset::BoundTest::kIs) Add(threshold.bound);
      }
    }
  }

  const ruleset::RuleSet& rules_;
  std::vector<RuleNumber> numbers_;
  std::set<uint32_t> seen_;
};

// What a text says in figures: "80 %", "14 days".
struct Figure {
  double value = 0;
  bool percent = false;  // or points, or per cent in words
  bool weeks = false;
  size_t at = 0;  // in the text
  size_t length = 0;
};

bool IsDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool IsWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

class FigureReader {
 public:
  explicit FigureReader(std::string_view text) : text_(text) {}

  std::vector<Figure> Run() {
    std::vector<Figure> figures;
    for (const ruleset::TextPiece& piece : ruleset::ParseText(text_).pieces) {
      if (piece.kind != ruleset::TextPiece::Kind::kLiteral) continue;
      const size_t end = piece.offset + piece.text.size();
      for (size_t at = piece.offset; at < end;) at = Read(at, figures);
    }
    return figures;
  }

 private:
  // Reads the figure that begins at `at`, if one does; where to go on.
  size_t Read(size_t at, std::vector<Figure>& figures) const {
    if (!IsDigit(text_[at])) return at + 1;
    size_t end = at;
    while (end < text_.size() && (IsDigit(text_[end]) || IsInner(end))) ++end;
    // Part of a name, a date or a version is no figure.
    const bool begins = at == 0 || (!IsWord(text_[at - 1]) && text_[at - 1] != '-');
    const bool ends = end == text_.size() || (!IsWord(text_[end]) && text_[end] != '-');
    std::string numeral(text_.substr(at, end - at));
    std::replace(numeral.begin(), numeral.end(), ',', '.');
    const auto value = ParseNumber(numeral);
    if (begins && ends && value) figures.push_back(WithUnit({*value, false, false, at, end - at}));
    return end;
  }

  // The point, or comma, between two digits.
  bool IsInner(size_t at) const {
    return (text_[at] == '.' || text_[at] == ',') && at + 1 < text_.size() &&
           IsDigit(text_[at + 1]);
  }

  Figure WithUnit(Figure figure) const {
    std::string_view behind = text_.substr(figure.at + figure.length);
    while (behind.starts_with(' ')) behind.remove_prefix(1);
    const auto is = [behind](std::string_view word) {
      return absl::StartsWithIgnoreCase(ToAbsl(behind), ToAbsl(word));
    };
    figure.percent =
        is("%") || is("per cent") || is("percent") || is("persen") || is("point") || is("poin");
    figure.weeks = is("week") || is("minggu");
    if (is("%")) figure.length = static_cast<size_t>(behind.data() - text_.data()) + 1 - figure.at;
    return figure;
  }

  const std::string_view text_;
};

// What a figure may mean, in the unit of the rule.
std::vector<double> MeaningsOf(const Figure& figure) {
  std::vector<double> meanings;
  if (figure.value >= kLeast || figure.value != std::floor(figure.value)) {
    meanings.push_back(figure.value);
  }
  if (figure.percent) meanings.push_back(figure.value / kPerCent);
  if (figure.weeks) meanings.push_back(figure.value * kDaysOfWeek);
  return meanings;
}

struct Match {
  const RuleNumber* number = nullptr;
  double apart = 0;  // relative
};

Match ClosestOf(const Figure& figure, const std::vector<RuleNumber>& numbers) {
  Match closest;
  for (const double meaning : MeaningsOf(figure)) {
    for (const RuleNumber& number : numbers) {
      if (number.value == 0) continue;
      const double apart = std::abs(meaning - number.value) / number.value;
      if (closest.number == nullptr || apart < closest.apart) closest = {&number, apart};
    }
  }
  return closest;
}

class TextsOfRules {
 public:
  TextsOfRules(const document::Document& document, const ruleset::RuleSet& rules,
               DiagnosticSink& sink)
      : document_(document), rules_(rules), sink_(sink) {}

  void Run() {
    for (size_t i = 0; i < rules_.signals.size(); ++i) LookAtSignal(i);
    for (const ruleset::Derived& derived : rules_.derived) LookAtDerived(derived);
    for (size_t i = 0; i < rules_.health.size(); ++i) LookAtLimits(i);
    for (size_t i = 0; i < rules_.flags.size(); ++i) LookAtFlag(i);
    LookAtGraduation();
    LookAtReasons(document_.extension.escalate, rules_.extension.escalate);
    LookAtReasons(document_.extension.extend, rules_.extension.extend);
    LookAtReasons(document_.extension.root_cause, rules_.extension.root_cause);
  }

 private:
  void LookAtSignal(size_t index) {
    const ruleset::Signal& signal = rules_.signals[index];
    const std::string& name = rules_.slots[signal.slot].name;
    const auto* const written = document::Find(document_.signals, name);
    if (written == nullptr || !signal.from_records) return;
    NumberFinder numbers(rules_);
    numbers.Add(signal.from_records->value);
    numbers.Add(signal.from_records->where);
    Look(written->value.notes.description, numbers.Take(), name);
  }

  void LookAtDerived(const ruleset::Derived& derived) {
    const std::string& name = rules_.slots[derived.slot].name;
    const auto* const written = document::Find(document_.derived, name);
    if (written == nullptr) return;
    NumberFinder numbers(rules_);
    numbers.Add(derived.expression);
    Look(written->value.notes.description, numbers.Take(), name);
  }

  // Floors stand before caps, as in the rule set.
  void LookAtLimits(size_t model) {
    const document::HealthModel& written = document_.health[model].value;
    const std::vector<ruleset::Limit>& limits = rules_.health[model].limits;
    const auto look = [&](const document::Text& reason, const document::Notes& notes,
                          size_t index) {
      NumberFinder numbers(rules_);
      numbers.Add(limits[index].when);
      numbers.Add(limits[index].value);
      LookAtBoth(reason, notes, numbers.Take(), rules_.health[model].name);
    };
    size_t index = 0;
    for (const document::Floor& floor : written.floors) look(floor.reason, floor.notes, index++);
    for (const document::Cap& cap : written.caps) look(cap.reason, cap.notes, index++);
  }

  void LookAtFlag(size_t index) {
    const auto& written = document_.flags[index];
    NumberFinder numbers(rules_);
    numbers.Add(rules_.flags[index].when);
    numbers.Add(rules_.flags[index].applies_when);
    LookAtBoth(written.value.reason, written.value.notes, numbers.Take(), written.name);
  }

  void LookAtGraduation() {
    const ruleset::Graduation& graduation = rules_.graduation;
    for (size_t i = 0; i < graduation.gates.size(); ++i) {
      LookAtRule(document_.graduation.gates[i], graduation.gates[i].when);
    }
    for (size_t i = 0; i < graduation.requirements.size(); ++i) {
      LookAtRule(document_.graduation.requirements[i], graduation.requirements[i].when);
    }
  }

  void LookAtReasons(const document::NamedList<document::Reason>& written,
                     const std::vector<ruleset::Reason>& reasons) {
    for (size_t i = 0; i < reasons.size(); ++i) LookAtRule(written[i], reasons[i].when);
  }

  template <typename Written>
  void LookAtRule(const document::Named<Written>& written, const Checked& when) {
    NumberFinder numbers(rules_);
    numbers.Add(when);
    LookAtBoth(written.value.reason, written.value.notes, numbers.Take(), written.name);
  }

  void LookAtBoth(const document::Text& reason, const document::Notes& notes,
                  const std::vector<RuleNumber>& numbers, const std::string& name) {
    Look(reason, numbers, name);
    Look(notes.description, numbers, name);
  }

  void Look(const document::Text& text, const std::vector<RuleNumber>& numbers,
            const std::string& name) {
    for (const document::Text::Entry& entry : text.entries) {
      const std::string& written = entry.written.empty() ? entry.text : entry.written;
      for (const Figure& figure : FigureReader(written).Run()) {
        const Match match = ClosestOf(figure, numbers);
        if (match.number != nullptr && match.apart <= kNear) Tell(entry, figure, match, name);
      }
    }
  }

  void Tell(const document::Text::Entry& entry, const Figure& figure, const Match& match,
            const std::string& name) {
    constexpr double kSame = 1e-9;
    const std::string& written = entry.written.empty() ? entry.text : entry.written;
    Span at = entry.span;
    if (entry.verbatim) {
      at.column += static_cast<uint32_t>(figure.at);
      at.length = static_cast<uint32_t>(figure.length);
    }
    const RuleNumber& number = *match.number;
    const std::string known = number.constant.empty() ? FormatNumber(number.value)
                                                      : absl::StrCat(Quoted(number.constant), ", ",
                                                                     FormatNumber(number.value));
    sink_.Warning("number-in-text", at,
                  absl::StrCat("the text of ", Quoted(name), " says ",
                               Quoted(written.substr(figure.at, figure.length)), ", its rule ",
                               match.apart > kSame ? "nearly the same: " : "too: ", known),
                  HintFor(number));
  }

  static std::string HintFor(const RuleNumber& number) {
    const bool share = number.value < 1;
    const std::string format = share ? ":percent}" : "}";
    if (!number.constant.empty()) {
      return absl::StrCat("write {", number.constant, format, ", so that it changes with the rule");
    }
    return absl::StrCat(
        "give the number a name in `constants`, write the name in the rule and {name", format,
        " in the text: then neither changes without the other");
  }

  const document::Document& document_;
  const ruleset::RuleSet& rules_;
  DiagnosticSink& sink_;
};

}  // namespace

void FindNumbersInTexts(const document::Document& document, const ruleset::RuleSet& rules,
                        DiagnosticSink& sink) {
  TextsOfRules(document, rules, sink).Run();
}

}  // namespace bellwether::lint
