// A walk over the trees of the pack's files. Keys say what a value is: there is no table of paths,
// so what the language learns to say is changed from then on.
//
// Tested by tests/engine/mutation/mutations_test.cc.
#include "engine/mutation/mutations.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "engine/base/number.h"
#include "engine/expression/lexer.h"
#include "engine/plan/plan.h"
#include "engine/schema/for_people.h"
#include "engine/schema/free_keys.h"
#include "engine/yaml/source_text.h"
#include "engine/yaml/yaml.h"

namespace bellwether::mutation {
namespace {

using expression::Token;
using expression::TokenKind;

// What no test of a pack can see, with all that is below it, besides what is for people.
constexpr std::array<std::string_view, 17> kNoOutcome = {
    "pack",      "version",     "type",         "months",   "horizon", "edges",
    "min_count", "numerator",   "denominator",  "parts",    "drivers", "experiments",
    "worklist",  "investigate", "from_records", "generate", "capacity"};

constexpr std::string_view kConstants = "constants";

constexpr std::array<std::string_view, 4> kExpressions = {"when", "applies_when", "done_when",
                                                          "expr"};

// Numbers in the unit of what is measured; others (weights, points) have a scale of their own.
constexpr std::array<std::string_view, 10> kMeasures = {
    "points", "from", "to", "at_most", "at_least", "below", "above", "min", "max", "value"};

// Words of a policy, by key: `unknown` has others for gates than for flags. The lists of the pack
// itself are added to them.
struct Policy {
  std::string_view key;
  std::array<std::string_view, 4> words;
};
constexpr Policy kPolicies[] = {
    {"missing", {"exclude", "neutral", "worst", "error"}},
    {"stale", {"exclude", "keep", "decay", ""}},
    {"better", {"lower", "higher", "", ""}},
    {"by", {"segment", "cadence", "", ""}},
    {"unknown", {"block", "pass", "", ""}},
    {"unknown", {"not_evaluated", "raise", "", ""}},
    {"rounding", {"half_away", "down", "", ""}},
};

// Keys that differ only in whether the bound itself belongs.
constexpr std::pair<std::string_view, std::string_view> kStrictness[] = {
    {"at_most", "below"}, {"below", "at_most"}, {"at_least", "above"}, {"above", "at_least"}};

constexpr std::pair<TokenKind, std::string_view> kComparisons[] = {
    {TokenKind::kLess, "<="},
    {TokenKind::kLessOrEqual, "<"},
    {TokenKind::kGreater, ">="},
    {TokenKind::kGreaterOrEqual, ">"}};

template <size_t kSize>
bool Contains(const std::array<std::string_view, kSize>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What the values around a node measure.
struct Context {
  std::string key;     // dotted path of the node
  std::string name;    // last key above it
  bool ratio = false;  // its bounds measure a ratio
  bool lower_is_better = true;
  bool row = false;  // in a row of a benchmark
};

class MutationFinder {
 public:
  MutationFinder(const Sources& sources, const Plan& plan) : sources_(sources), plan_(plan) {}

  std::vector<Mutation> Run() {
    DiagnosticSink sink;
    std::vector<Node> roots;
    for (uint32_t file = 0; file < sources_.files().size(); ++file) {
      roots.push_back(ParseYaml(sources_, file, Limits(), sink));
      FindVisible(roots.back(), "");
    }
    for (file_ = 0; file_ < roots.size(); ++file_) {
      text_ = sources_.files()[file_].text;
      Walk(roots[file_], {});
    }
    return std::move(found_);
  }

 private:
  // Constants that something uses which tests can see.
  void FindVisible(const Node& node, std::string_view section) {
    for (const Node& item : node.items) FindVisible(item, section);
    for (const Entry& entry : node.entries) {
      const bool seen = !IsForPeople(entry.key) && !Contains(kNoOutcome, entry.key);
      const bool own = section.empty() && entry.key == kConstants;
      if (seen && !own) FindVisible(entry.value, section.empty() ? entry.key : section);
    }
    if (!node.is_scalar()) return;
    for (const ruleset::Constant& constant : plan_.constants) {
      if (HasWord(node.text, constant.name)) visible_.insert(constant.name);
    }
  }

  static bool HasWord(std::string_view text, std::string_view word) {
    const auto is_word = [](char c) {
      return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
    };
    for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      const size_t end = at + word.size();
      const bool begins = at == 0 || !is_word(text[at - 1]);
      if (begins && (end == text.size() || !is_word(text[end]))) return true;
    }
    return false;
  }

  void Walk(const Node& node, const Context& context) {
    if (node.is_mapping()) return WalkMapping(node, context);
    if (node.is_sequence()) return WalkSequence(node, context);
    if (node.is_scalar()) Scalar(node, context);
  }

  void WalkMapping(const Node& node, Context context) {
    Learn(node, context);
    if (IsStrictBound(node, context)) return StrictBound(node, context);
    for (const Entry& entry : node.entries) {
      const bool top = context.key.empty();
      if (IsForPeople(entry.key) || Contains(kNoOutcome, entry.key)) continue;
      if (top && IsFreeKey(entry.key)) continue;
      if (context.key == kConstants && !visible_.contains(entry.key)) continue;
      Context below = context;
      below.key = context.key.empty() ? entry.key : absl::StrCat(context.key, ".", entry.key);
      below.name = entry.key;
      if (entry.key == "sets") below.row = true;
      if (entry.key == "points" && !entry.value.is_sequence()) below.row = below.ratio = false;
      ChangeKey(entry, below);
      Walk(entry.value, below);
    }
  }

  // `of: x`, `value: x`, `type: ratio`, `unit: ratio`: what the numbers beside it measure.
  void Learn(const Node& node, Context& context) const {
    for (const char* key : {"of", "value"}) {
      const Node* name = node.Find(key);
      if (name == nullptr || !name->is_scalar()) continue;
      const uint32_t slot = plan_.FindSlot(name->text);
      if (slot != kNoIndex) context.ratio = plan_.slots[slot].kind == ruleset::SignalType::kRatio;
    }
    for (const char* key : {"type", "unit"}) {
      const Node* word = node.Find(key);
      if (word != nullptr && word->text == "ratio") context.ratio = true;
    }
    if (const Node* better = node.Find("better"))
      context.lower_is_better = better->text != "higher";
  }

  void WalkSequence(const Node& node, const Context& context) {
    for (size_t i = 0; i < node.items.size(); ++i) {
      Context below = context;
      below.key = absl::StrCat(context.key, "[", i, "]");
      // In [[0.65, 50], [1, 100]] only the first of each pair measures.
      const bool pair = node.items[i].is_scalar() && context.name == "points";
      if (pair && i == 1) below.ratio = false;
      Walk(node.items[i], below);
    }
  }

  void Scalar(const Node& node, const Context& context) {
    if (Contains(kExpressions, context.name)) return Expression(node, context);
    if (Policies(node, context)) return;
    if (!node.verbatim) return;
    if (node.quoted) return;
    if (node.text == "true" || node.text == "false") {
      return Add(node, context, node.text == "true" ? "false" : "true");
    }
    if (ParseNumber(node.text)) {
      Steps(node, context);
      if (context.row) Strict(node, context);
      return;
    }
    if (!Date(node, context)) TimeSpan(node, context);
  }

  // "2026-07-01", on which something begins or ends: the days beside it.
  bool Date(const Node& node, const Context& context) {
    absl::CivilDay day;
    constexpr size_t kLength = 10;
    if (node.text.size() != kLength || !absl::ParseCivilTime(node.text, &day)) return false;
    for (const int direction : {1, -1}) {
      Add(node, context, absl::FormatCivilTime(day + direction));
    }
    return true;
  }

  void Steps(const Node& node, const Context& context) {
    const bool ratio = context.ratio && (context.row || Contains(kMeasures, context.name));
    for (const int direction : {1, -1}) {
      Add(node, context, Stepped(node.text, direction, ratio));
    }
  }

  // "14d": a number and its unit.
  void TimeSpan(const Node& node, const Context& context) {
    const size_t end = node.text.find_first_not_of("0123456789.");
    if (end == 0 || end == std::string::npos || node.text.size() - end > 1) return;
    const std::string number = node.text.substr(0, end);
    if (!ParseNumber(number)) return;
    for (const int direction : {1, -1}) {
      Add(node, context, Stepped(number, direction, false) + node.text.substr(end));
    }
  }

  // 60 -> {below: 60}: the bound goes to the tier behind.
  void Strict(const Node& node, const Context& context) {
    Add(node, context,
        absl::StrCat("{", context.lower_is_better ? "below" : "above", ": ", node.text, "}"));
  }

  // {below: 60} in a row.
  static bool IsStrictBound(const Node& node, const Context& context) {
    return context.row && node.entries.size() == 1 && node.entries[0].value.is_scalar() &&
           (node.entries[0].key == "below" || node.entries[0].key == "above");
  }

  void StrictBound(const Node& node, const Context& context) {
    const Node& number = node.entries[0].value;
    Steps(number, context);
    const size_t begin = OffsetOf(text_, node.span);
    const size_t end = text_.find('}', begin);
    if (text_[begin] != '{' || end == std::string_view::npos) return;
    Put(context.key, node.span, begin, end + 1 - begin, number.text);
  }

  void ChangeKey(const Entry& entry, const Context& context) {
    if (!entry.value.is_scalar()) return;
    for (const auto& [written, other] : kStrictness) {
      if (entry.key != written) continue;
      Put(context.key, entry.key_span, OffsetOf(text_, entry.key_span), entry.key.size(),
          std::string(other));
    }
  }

  bool Policies(const Node& node, const Context& context) {
    std::vector<std::string> words;
    for (const Policy& policy : kPolicies) {
      const bool meant = policy.key == context.name && Contains(policy.words, node.text);
      if (meant) words.assign(policy.words.begin(), policy.words.end());
    }
    if (context.name == "severity") words = plan_.severities;
    if (context.name == "benchmark_set" || context.name == "set") words = plan_.set_names;
    if (std::find(words.begin(), words.end(), node.text) == words.end()) return false;
    for (const std::string& word : words) {
      if (!word.empty() && word != node.text) Add(node, context, word);
    }
    return true;
  }

  void Expression(const Node& node, const Context& context) {
    DiagnosticSink sink;
    const expression::Text written{node.text, node.span, node.verbatim};
    expression::Mistakes mistakes(written, sink);
    const std::vector<size_t> offsets = OffsetsOf(text_, node);
    if (offsets.empty()) return;
    size_t ordinal = 0;
    for (const Token& token : expression::Tokenize(node.text, mistakes)) {
      const bool number = token.kind == TokenKind::kInt || token.kind == TokenKind::kDouble;
      const auto* comparison =
          std::find_if(std::begin(kComparisons), std::end(kComparisons),
                       [&token](const auto& pair) { return pair.first == token.kind; });
      if (!number && comparison == std::end(kComparisons)) continue;
      const std::string key = absl::StrCat(context.key, "#", ++ordinal);
      const std::string text = node.text.substr(token.range.offset, token.range.length);
      const size_t offset = offsets[token.range.offset];
      Span span = node.span;
      span.line += static_cast<uint32_t>(
          std::count(text_.begin() + static_cast<std::ptrdiff_t>(OffsetOf(text_, node.span)),
                     text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
      if (!number) {
        Put(key, span, offset, text.size(), std::string(comparison->second));
        continue;
      }
      for (const int direction : {1, -1}) {
        Put(key, span, offset, text.size(), Stepped(text, direction, false));
      }
    }
  }

  void Add(const Node& node, const Context& context, std::string text) {
    Put(context.key, node.span, OffsetOf(text_, node.span), node.text.size(), std::move(text));
  }

  // Aliases show the same place twice: it is changed once.
  void Put(const std::string& key, const Span& span, size_t offset, size_t length,
           std::string text) {
    if (!seen_.insert({file_, offset, text}).second) return;
    const std::string before(text_.substr(offset, length));
    found_.push_back(
        {key, absl::StrCat(before, " -> ", text), span, file_, offset, length, std::move(text)});
  }

  const Sources& sources_;
  const Plan& plan_;
  uint32_t file_ = 0;
  std::string_view text_;
  std::vector<Mutation> found_;
  std::set<std::string, std::less<>> visible_;  // names of constants
  std::set<std::tuple<uint32_t, size_t, std::string>> seen_;
};

}  // namespace

std::string Stepped(std::string_view numeral, int direction, bool ratio) {
  constexpr int kRatioDecimals = 2;
  const double value = ParseNumber(numeral).value_or(0);
  const size_t point = numeral.find('.');
  int decimals = point == std::string_view::npos ? 0 : static_cast<int>(numeral.size() - point) - 1;
  const bool small = decimals > 0 && std::abs(value) <= 1;
  if (ratio || small) decimals = std::max(decimals, kRatioDecimals);
  return FormatFixed(value + direction * std::pow(10, -decimals), decimals);
}

std::vector<Mutation> MutationsOf(const Sources& sources, const Plan& plan) {
  return MutationFinder(sources, plan).Run();
}

Sources Apply(const Mutation& mutation, const Sources& sources) {
  std::vector<SourceFile> files = sources.files();
  files[mutation.file].text.replace(mutation.offset, mutation.length, mutation.text);
  return Sources(std::move(files));
}

}  // namespace bellwether::mutation
