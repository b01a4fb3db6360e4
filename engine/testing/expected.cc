// The path says what kind of value may stand there, and the plan which names.
//
// Tested by tests/engine/testing/load_test.cc and tests/engine/testing/run_test.cc.
#include "engine/testing/expected.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/paths/names.h"
#include "engine/paths/resolve.h"
#include "engine/testing/keys.h"
#include "engine/yaml/scalar.h"

namespace bellwether {
namespace {

// Index in kComparisonKeys; nothing for another key.
std::optional<size_t> ComparisonOf(std::string_view key) {
  for (size_t i = 0; i < std::size(kComparisonKeys); ++i) {
    if (kComparisonKeys[i].name == key) return i;
  }
  return std::nullopt;
}

class ExpectedReader {
 public:
  ExpectedReader(const Plan& plan, const Path& path, double within, DiagnosticSink& sink)
      : plan_(plan),
        path_(path),
        within_(within),
        sink_(sink),
        what_(absl::StrCat("`", path.text, "`")) {}

  std::optional<Expected> Read(const Node& node) {
    if (node.is_null()) return Expected{std::monostate(), "no value"};
    switch (TypeOf(plan_, path_)) {
      case PathType::kNumber:
        return node.is_mapping() ? ReadComparison(node) : ReadPlainNumber(node);
      case PathType::kTruth:
      case PathType::kWord:
      case PathType::kName:
        return ReadWord(node);
      case PathType::kDate:
      case PathType::kTime:
        return ReadDate(node);
      case PathType::kNames:
        return ReadNames(node);
      case PathType::kText:
        return ReadWords(node);
      case PathType::kFact:
        break;
    }
    sink_.Error("type-mismatch", node.span, absl::StrCat(what_, " is a series"),
                "expect a derived fact or a component that reads it");
    return std::nullopt;
  }

 private:
  std::optional<Expected> ReadPlainNumber(const Node& node) {
    const auto number = ReadNumber(node, what_, sink_);
    if (!number) return std::nullopt;
    return ExpectedNear(*number, within_);
  }

  static Expected ExpectedNear(double number, double within) {
    std::string text = FormatNumber(number);
    if (within > kTolerance) absl::StrAppend(&text, " within ", FormatNumber(within));
    return {ExpectedNumber{number, within}, std::move(text)};
  }

  std::optional<Expected> ReadComparison(const Node& node) {
    std::array<std::optional<double>, std::size(kComparisonKeys)> given;
    for (const Entry& entry : node.entries) {
      const std::optional<size_t> found = ComparisonOf(entry.key);
      if (!found) return UnknownKey(entry);
      const auto number = ReadNumber(entry.value, absl::StrCat("`", entry.key, "`"), sink_);
      if (!number) return std::nullopt;
      given[*found] = number;
    }
    const auto [near, within, at_least, at_most, above, below] = given;
    const bool ranged = at_least || at_most || above || below;
    const bool stated = within || within_ > kTolerance;  // here, or for the whole case
    if (near && stated && !ranged && within.value_or(0) >= 0) {
      return ExpectedNear(*near, within.value_or(within_));
    }
    if (ranged && !near && !within && !(at_least && above) && !(at_most && below)) {
      return Expected{ExpectedRange{at_least, at_most, above, below}, Words(node)};
    }
    sink_.Error("type-mismatch", node.span, absl::StrCat(what_, " is compared in no known way"),
                "write a number, {near: 8.3, within: 0.01} or {at_least: 8, at_most: 9}; "
                "`above` and `below` leave the end out");
    return std::nullopt;
  }

  std::optional<Expected> UnknownKey(const Entry& entry) {
    sink_.Error("unknown-key", entry.key_span, absl::StrCat("unknown key ", Quoted(entry.key)),
                DidYouMean(entry.key, NamesOfKeys(kComparisonKeys)));
    return std::nullopt;
  }

  // "at least 8, at most 9"
  static std::string Words(const Node& node) {
    std::vector<std::string> words;
    for (const Entry& entry : node.entries) {
      std::string key = entry.key;
      std::replace(key.begin(), key.end(), '_', ' ');
      words.push_back(absl::StrCat(key, " ", entry.value.text));
    }
    return absl::StrJoin(words, ", ");
  }

  std::optional<Expected> ReadWord(const Node& node) {
    const std::optional<std::string> word = KnownWord(node);
    if (!word) return std::nullopt;
    return Expected{*word, *word};
  }

  std::optional<Expected> ReadWords(const Node& node) {
    const auto text = ReadText(node, what_, sink_);
    if (!text) return std::nullopt;
    return Expected{*text, *text};
  }

  // The word as the engine or the pack spells it.
  std::optional<std::string> KnownWord(const Node& node) {
    auto written = ReadText(node, what_, sink_);
    if (!written) return std::nullopt;
    const std::vector<std::string> words = WordsOf(plan_, path_);
    const bool open = path_.form->type == PathType::kFact && words.empty() &&
                      TypeOf(plan_, path_) == PathType::kName;  // a signal of any text
    const bool of_engine =
        !path_.form->words.text.empty() || TypeOf(plan_, path_) == PathType::kTruth;
    if (open) return written;
    for (const std::string& word : words) {
      if (word == *written || (of_engine && absl::EqualsIgnoreCase(word, *written))) return word;
    }
    sink_.Error("unknown-word", node.span, absl::StrCat(what_, " is never ", Quoted(*written)),
                DidYouMean(*written, words));
    return std::nullopt;
  }

  std::optional<Expected> ReadDate(const Node& node) {
    const auto text = ReadText(node, what_, sink_);
    if (!text) return std::nullopt;
    const std::string_view word = path_.form->type == PathType::kDate ? path_.form->words.text : "";
    if (!word.empty() && *text == word) return Expected{*text, *text};
    const auto moment = ParseMoment(*text);
    const bool event = path_.form->type != PathType::kDate;
    if (!moment || moment->local || (!event && !moment->date_only)) {
      sink_.Error("bad-date", node.span, absl::StrCat(Quoted(*text), " is not a date"),
                  absl::StrCat("write 2026-03-01", word.empty() ? "" : ", or ", ToAbsl(word)));
      return std::nullopt;
    }
    if (event) return Expected{*moment, *text};
    return Expected{*text, *text};
  }

  // One name may stand without brackets.
  std::optional<Expected> ReadNames(const Node& node) {
    std::vector<std::string> names;
    if (node.is_sequence()) {
      for (const Node& item : node.items) {
        const auto name = KnownWord(item);
        if (!name) return std::nullopt;
        names.push_back(*name);
      }
    } else {
      const auto name = KnownWord(node);
      if (!name) return std::nullopt;
      names.push_back(*name);
    }
    const std::string text = absl::StrCat("[", absl::StrJoin(names, ", "), "]");
    return Expected{std::move(names), text};
  }

  const Plan& plan_;
  const Path& path_;
  const double within_;
  DiagnosticSink& sink_;
  const std::string what_;
};

bool InRange(double number, const ExpectedRange& range) {
  return !(range.at_least && number < *range.at_least - kTolerance) &&
         !(range.at_most && number > *range.at_most + kTolerance) &&
         !(range.above && number <= *range.above) && !(range.below && number >= *range.below);
}

bool SameNames(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

}  // namespace

bool IsComparison(const Node& node) {
  return node.is_mapping() && !node.entries.empty() &&
         std::any_of(node.entries.begin(), node.entries.end(),
                     [](const Entry& entry) { return ComparisonOf(entry.key).has_value(); });
}

std::optional<Expected> ReadExpected(const Plan& plan, const Path& path, const Node& node,
                                     double within, DiagnosticSink& sink) {
  return ExpectedReader(plan, path, within, sink).Read(node);
}

bool Meets(const Observed& observed, const Expected& expected) {
  if (std::holds_alternative<std::monostate>(expected.value)) {
    return std::holds_alternative<std::monostate>(observed.value);
  }
  if (const auto* number = std::get_if<double>(&observed.value)) {
    if (const auto* wanted = std::get_if<ExpectedNumber>(&expected.value)) {
      // A tolerance of 0.01 forgives 0.01 itself, whatever its last bit.
      return std::abs(*number - wanted->near) <= wanted->within + kTolerance;
    }
    const auto* range = std::get_if<ExpectedRange>(&expected.value);
    return range != nullptr && InRange(*number, *range);
  }
  if (const auto* names = std::get_if<std::vector<std::string>>(&observed.value)) {
    const auto* wanted = std::get_if<std::vector<std::string>>(&expected.value);
    return wanted != nullptr && SameNames(*names, *wanted);
  }
  if (const auto* time = std::get_if<ObservedTime>(&observed.value)) {
    const auto* wanted = std::get_if<Moment>(&expected.value);
    if (wanted == nullptr) return false;
    return wanted->date_only ? wanted->day == time->day : wanted->time == time->time;
  }
  const auto* text = std::get_if<std::string>(&observed.value);
  const auto* wanted = std::get_if<std::string>(&expected.value);
  return text != nullptr && wanted != nullptr && *text == *wanted;
}

}  // namespace bellwether
