// A row of numbers for each component, and below it, quietly, how they came about.
//
// Tested by tests/clients/explanation_text_test.cc.
#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/explanation/explanation_text.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

using Components = google::protobuf::RepeatedPtrField<v1::Component>;

constexpr size_t kScoreWidth = 11;  // "100−100.0"
constexpr size_t kWeightWidth = 8;
constexpr size_t kPointsWidth = 8;
constexpr size_t kNumbersWidth = kScoreWidth + kWeightWidth + kPointsWidth;
constexpr size_t kWidestName = 32;
constexpr std::string_view kMargin = "  ";

// What stands before a component and before the lines below it.
struct Branch {
  std::string first;
  std::string rest;
};

Branch ChildBranch(const std::string& parent_rest, bool last) {
  return {parent_rest + (last ? "└ " : "├ "), parent_rest + (last ? "  " : "│ ")};
}

size_t NameWidth(const Components& components, size_t depth) {
  size_t width = 0;
  for (const auto& component : components) {
    width = std::max({width, 2 * depth + DisplayWidth(component.name()),
                      NameWidth(component.components(), depth + 1)});
  }
  return std::min(width, kWidestName);
}

bool IsGroup(const v1::Component& component) { return component.components_size() > 0; }

bool IsFormula(const v1::Component& component) { return component.curve() == "formula"; }

void AppendPart(const std::string& part, std::string& text) {
  if (part.empty()) return;
  absl::StrAppend(&text, text.empty() ? "" : " · ", part);
}

// What became of a component that was not observed.
std::string TreatmentWords(v1::ComponentState state) {
  switch (state) {
    case v1::COMPONENT_STATE_IMPUTED:
      return "imputed by policy";
    case v1::COMPONENT_STATE_ABSENT:
      return "left out";
    case v1::COMPONENT_STATE_NOT_APPLICABLE:
      return "in no sum";
    case v1::COMPONENT_STATE_ZERO_WEIGHT:
      return "weight 0 for the segment";
    default:
      return "";
  }
}

std::string Sources(const v1::Component& component) {
  return component.source().empty() ? "" : absl::StrCat(" [", component.source(), "]");
}

// "weekly_active_ratio = 0.72", "nps: not given, left out".
std::string InputWords(const v1::Component& component) {
  std::string words = IsFormula(component) ? "formula" : component.input();
  const std::string value = ValueWords(component.value());
  if (!value.empty()) absl::StrAppend(&words, " = ", value);
  std::vector<std::string> missing;
  for (const std::string& part :
       {MissingWords(component.missing_reason()), TreatmentWords(component.state())}) {
    if (!part.empty()) missing.push_back(part);
  }
  if (!missing.empty()) {
    absl::StrAppend(&words, words.empty() ? "" : ": ", absl::StrJoin(missing, ", "));
  }
  return Printable(words);
}

// A group has no input: what is to be said about it fits into its one line.
std::string GroupWords(const v1::Component& component) {
  std::string words =
      absl::StrCat(component.inverted() ? "100 − mean" : "mean", Sources(component));
  AppendPart(TreatmentWords(component.state()), words);
  AppendPart(LocationWords(component.location()), words);
  return Printable(words);
}

std::string BenchmarkWords(const v1::BenchmarkUse& use) {
  if (use.tier().empty()) return absl::StrCat("benchmark ", use.benchmark());
  return absl::StrCat("benchmark ", use.benchmark(), " ", use.tier(), " (", use.bound(), ", set ",
                      use.set(), ", ", use.row(), ")");
}

// How the number came about, in one sentence of parts.
std::string CurveWords(const v1::Component& component) {
  std::string words;
  if (component.has_benchmark()) {
    AppendPart(BenchmarkWords(component.benchmark()), words);
  } else {
    AppendPart(IsFormula(component) ? component.input() : component.curve(), words);
  }
  if (component.inverted()) AppendPart("inverted: 100 − the curve", words);
  if (component.decay_factor() > 0 && component.decay_factor() < 1) {
    AppendPart(absl::StrCat("stale: ", Percent(component.decay_factor()),
                            " of its distance from 50 is left"),
               words);
  }
  if (!component.missing().empty()) {
    std::string missed = "missing:";
    for (const auto& input : component.missing()) absl::StrAppend(&missed, " ", input.name());
    AppendPart(missed, words);
  }
  return Printable(words + Sources(component));
}

// What was measured stands on as many lines as it needs; the value is never what is cut, and stays
// beside its `=`.
std::vector<std::string> WrapValue(const std::string& words, size_t width) {
  constexpr std::string_view kEquals = " = ";
  constexpr std::string_view kKept = " =\u00A0";  // no blank to break at
  const size_t at = words.find(kEquals);
  if (at == std::string::npos) return Wrap(words, width);
  std::string joined = words;
  joined.replace(at, kEquals.size(), kKept);
  std::vector<std::string> lines = Wrap(joined, width);
  for (std::string& line : lines) {
    const size_t kept = line.find("=\u00A0");
    if (kept != std::string::npos) line.replace(kept, 3, "= ");
  }
  return lines;
}

class TreePrinter {
 public:
  TreePrinter(const Components& components, const ExplanationOptions& options)
      : options_(options), name_width_(std::max<size_t>(NameWidth(components, 1), 9)) {}

  std::string Print(const Components& components) {
    Header();
    Children(components, "", false);
    return std::move(text_);
  }

 private:
  size_t input_width() const {
    const size_t taken = kMargin.size() + name_width_ + 2 + kNumbersWidth;
    return options_.width > taken + 10 ? options_.width - taken : 10;
  }

  void Header() {
    const std::string line =
        absl::StrCat(PadRight("  component", kMargin.size() + name_width_ + 2),
                     PadRight("value", input_width()), PadLeft("sub-score", kScoreWidth),
                     PadLeft("weight", kWeightWidth), PadLeft("points", kPointsWidth));
    absl::StrAppend(&text_, options_.style.Paint(Tone::kQuiet, line), "\n");
  }

  // `flipped`: an inverted group above turns these scores round.
  void Children(const Components& components, const std::string& rest, bool flipped) {
    for (int i = 0; i < components.size(); ++i) {
      const v1::Component& component = components[i];
      const Branch branch = ChildBranch(rest, i + 1 == components.size());
      Numbers(component, branch, flipped);
      Details(component, branch);
      Children(component.components(), branch.rest, flipped != component.inverted());
    }
  }

  void Numbers(const v1::Component& component, const Branch& branch, bool flipped) {
    const std::string name =
        PadRight(Clip(branch.first + Printable(component.name()), name_width_), name_width_ + 2);
    const std::string words = IsGroup(component) ? GroupWords(component) : InputWords(component);
    std::vector<std::string> lines = WrapValue(words, input_width() - 1);
    if (lines.empty()) lines.emplace_back();
    for (size_t i = 0; i < lines.size(); ++i) {
      const std::string value =
          options_.style.Paint(ToneOf(component), PadRight(lines[i], i == 0 ? input_width() : 0));
      const std::string before =
          i == 0 ? PaintName(name, branch.first, component)
                 : options_.style.Paint(Tone::kQuiet, PadRight(branch.rest, name_width_ + 2));
      absl::StrAppend(&text_, std::string(kMargin), before, value,
                      i == 0 ? NumbersText(component, flipped) : "", "\n");
    }
  }

  std::string NumbersText(const v1::Component& component, bool flipped) const {
    const bool in_sum = component.has_score() && component.normalized_weight() > 0;
    std::string score = "–", weight = "–", points = "–";
    if (component.has_score()) {
      score = absl::StrCat(flipped ? "100−" : "", FormatFixed(component.score(), 1));
    }
    if (in_sum) {
      weight = absl::StrCat(FormatFixed(component.normalized_weight() * 100, 1), " %");
      points = FormatFixed(component.contribution(), 2);
    }
    return options_.style.Paint(
        in_sum ? Tone::kPlain : Tone::kQuiet,
        absl::StrCat(PadLeft(score, kScoreWidth), PadLeft(weight, kWeightWidth),
                     PadLeft(points, kPointsWidth)));
  }

  std::string PaintName(const std::string& name, const std::string& branch,
                        const v1::Component& component) const {
    const Tone tone = IsGroup(component) ? Tone::kStrong : Tone::kPlain;
    return options_.style.Paint(Tone::kQuiet, name.substr(0, branch.size())) +
           options_.style.Paint(tone, name.substr(branch.size()));
  }

  static Tone ToneOf(const v1::Component& component) {
    if (component.state() != v1::COMPONENT_STATE_OBSERVED) return Tone::kMiddling;
    return IsGroup(component) ? Tone::kQuiet : Tone::kPlain;
  }

  // The place of a leaf stands at the right end of the last line about it.
  void Details(const v1::Component& component, const Branch& branch) {
    if (IsGroup(component)) return;
    const size_t indent = kMargin.size() + name_width_ + 2;
    const size_t room = options_.width - indent;
    std::vector<std::string> lines = Wrap(CurveWords(component), room);
    const std::string location = LocationWords(component.location());
    if (lines.empty() || DisplayWidth(lines.back()) + 2 + DisplayWidth(location) > room) {
      lines.emplace_back();
    }
    lines.back() = Spread(lines.back(), location, room);
    const std::string before =
        std::string(kMargin) + PadRight(branch.rest, indent - kMargin.size());
    for (const std::string& line : lines) {
      if (line.empty()) continue;
      absl::StrAppend(&text_, options_.style.Paint(Tone::kQuiet, before + line), "\n");
    }
  }

  const ExplanationOptions& options_;
  size_t name_width_;
  std::string text_;
};

}  // namespace

std::string ComponentTree(const v1::HealthResult& health, const ExplanationOptions& options) {
  if (health.components().empty()) return "";
  return TreePrinter(health.components(), options).Print(health.components());
}

}  // namespace bellwether::cli
