// Benchmarks, derived facts and the ground of an answer: what stands beside the scores.
//
// Tested by tests/clients/explanation_text_test.cc.
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/explanation/explanation_text.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

constexpr std::string_view kMargin = "  ";

std::string Heading(const std::string& text, const ExplanationOptions& options) {
  return absl::StrCat(options.style.Paint(Tone::kStrong, text), "\n");
}

// "  label: a, b, c", wrapped below itself.
std::string NameList(const std::string& label, const std::vector<std::string>& names,
                     const ExplanationOptions& options) {
  if (names.empty()) return "";
  std::string text;
  const std::string before = absl::StrCat(std::string(kMargin), label, ": ");
  const auto lines = Wrap(Printable(absl::StrJoin(names, ", ")), options.width - before.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string line = (i == 0 ? before : std::string(before.size(), ' ')) + lines[i];
    absl::StrAppend(&text, options.style.Paint(Tone::kQuiet, line), "\n");
  }
  return text;
}

// Names by why they have no value, so that each reason is said once.
class ByReason {
 public:
  void Add(const std::string& reason, const std::string& name) {
    for (auto& [known, names] : groups_) {
      if (known == reason) return names.push_back(name);
    }
    groups_.push_back({reason, {name}});
  }
  std::string Text(const ExplanationOptions& options) const {
    std::string text;
    for (const auto& [reason, names] : groups_) text += NameList(reason, names, options);
    return text;
  }

 private:
  std::vector<std::pair<std::string, std::vector<std::string>>> groups_;
};

std::string WithoutTrailingBlanks(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

struct TierLine {
  std::string name, tier, value, bound, next, location;
  Tone tone = Tone::kPlain;
};

TierLine LineOf(const v1::BenchmarkResult& result, const ExplanationOptions& options) {
  TierLine line;
  line.name = Printable(result.name());
  line.tier = result.tier();
  line.tone = TierTone(options.plan, result.name(), result.set(), result.tier());
  if (result.has_value()) line.value = FormatNumber(RoundForDisplay(result.value(), 4));
  line.bound = absl::StrCat(result.bound(), " (", result.set(), ", ", result.row(), ")");
  if (result.has_distance_to_better()) {
    line.next = absl::StrCat(FormatNumber(RoundForDisplay(result.distance_to_better(), 4)), " to ",
                             result.better_tier());
  }
  line.location = LocationWords(result.location());
  return line;
}

std::string TierLines(const std::vector<TierLine>& lines, const ExplanationOptions& options) {
  size_t name = 0, tier = 0, value = 0, bound = 0, next = 0, location = 0;
  for (const TierLine& line : lines) {
    name = std::max(name, DisplayWidth(line.name));
    tier = std::max(tier, DisplayWidth(line.tier));
    value = std::max(value, DisplayWidth(line.value));
    bound = std::max(bound, DisplayWidth(line.bound));
    next = std::max(next, DisplayWidth(line.next));
    location = std::max(location, DisplayWidth(line.location));
  }
  const size_t taken = kMargin.size() + name + 2 + value + 2 + tier + 2 + bound;
  const bool has_room = taken + 2 + next + 2 + location <= options.width;
  std::string text;
  for (const TierLine& line : lines) {
    const std::string place =
        has_room ? PadLeft(line.location, options.width - taken - 2 - next) : std::string();
    const std::string right = absl::StrCat(PadRight(line.bound, bound), "  ",
                                           PadRight(line.next, place.empty() ? 0 : next));
    absl::StrAppend(&text, std::string(kMargin), PadRight(line.name, name + 2),
                    PadLeft(line.value, value), "  ",
                    options.style.Paint(line.tone, PadRight(line.tier, tier)), "  ",
                    options.style.Paint(Tone::kQuiet, WithoutTrailingBlanks(right + place)), "\n");
  }
  return text;
}

std::string StateText(const v1::BenchmarkResult& result) {
  if (result.state() == v1::BENCHMARK_STATE_MISSING &&
      result.missing_reason() != v1::MISSING_REASON_UNSPECIFIED) {
    return MissingWords(result.missing_reason());
  }
  return Words(EnumWord(result.state()));
}

std::vector<std::string> Strings(const google::protobuf::RepeatedPtrField<std::string>& list) {
  return {list.begin(), list.end()};
}

}  // namespace

std::string BenchmarkSection(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  if (evaluation.benchmarks().empty()) return "";
  std::vector<TierLine> lines;
  ByReason without;
  for (const auto& result : evaluation.benchmarks()) {
    if (result.state() == v1::BENCHMARK_STATE_TIERED) {
      lines.push_back(LineOf(result, options));
    } else {
      without.Add(StateText(result), result.name());
    }
  }
  return Heading("Benchmarks", options) + TierLines(lines, options) + without.Text(options);
}

std::string FactSection(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  if (evaluation.derived().empty()) return "";
  std::vector<std::string> cells;
  size_t widest = 0;
  ByReason without;
  for (const auto& fact : evaluation.derived()) {
    if (fact.value().value_case() == v1::FactValue::VALUE_NOT_SET) {
      without.Add(MissingWords(fact.missing_reason()), fact.name());
      continue;
    }
    cells.push_back(Printable(absl::StrCat(fact.name(), " = ", ValueWords(fact.value()))));
    widest = std::max(widest, DisplayWidth(cells.back()));
  }
  const size_t columns = std::max<size_t>(1, (options.width - kMargin.size()) / (widest + 3));
  const size_t rows = (cells.size() + columns - 1) / columns;
  std::string text = Heading("Derived facts", options);
  for (size_t row = 0; row < rows; ++row) {
    std::string line(kMargin);
    for (size_t i = row; i < cells.size(); i += rows) {
      line += i + rows < cells.size() ? PadRight(cells[i], widest + 3) : cells[i];
    }
    absl::StrAppend(&text, line, "\n");
  }
  return text + without.Text(options);
}

std::string DataSection(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  const v1::DataQuality& data = evaluation.data();
  std::string text;
  for (const std::string& warning : data.warnings()) {
    for (const std::string& line : Wrap(Printable(warning), options.width - 11)) {
      absl::StrAppend(&text, std::string(kMargin), options.style.Paint(Tone::kMiddling, "warning"),
                      ": ", line, "\n");
    }
  }
  ByReason missing;
  for (const auto& input : data.missing()) {
    missing.Add(MissingWords(input.reason()), input.name());
  }
  text += NameList("stale", Strings(data.stale()), options);
  text += NameList("after as_of, ignored", Strings(data.ignored_future()), options);
  text += NameList("unknown to the pack, ignored", Strings(data.unknown_signals()), options);
  text += NameList("milestones without a date", Strings(data.unplanned_milestones()), options);
  text += missing.Text(options);
  if (data.has_oldest_input_age_days()) {
    absl::StrAppend(&text, std::string(kMargin), "oldest dated input: ",
                    FormatNumber(RoundForDisplay(data.oldest_input_age_days(), 1)),
                    " days before as_of\n");
  }
  return text.empty() ? "" : Heading("Data", options) + text;
}

}  // namespace bellwether::cli
