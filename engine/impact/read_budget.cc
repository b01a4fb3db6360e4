// Tested by tests/engine/impact/budget_test.cc.
#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/impact/budget.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/yaml.h"

namespace bellwether::impact {
namespace {

struct MeasureName {
  const char* name;
  Measure measure;
  bool of_segments;
};
constexpr MeasureName kMeasures[] = {
    {"max_flipped", Measure::kFlipped, true},        {"max_changed", Measure::kChanged, false},
    {"max_refused", Measure::kRefused, false},       {"max_fall", Measure::kFall, false},
    {"max_mean_change", Measure::kMeanChange, true},
};

// What an answer alone is of.
constexpr std::string_view kUsualOutcome = "health.primary.band";
constexpr std::string_view kHealth = "health.";

bool IsPoints(Measure measure) {
  return measure == Measure::kFall || measure == Measure::kMeanChange;
}

class BudgetReader {
 public:
  BudgetReader(const PairNames& names, DiagnosticSink& sink) : names_(names), sink_(sink) {}

  void Read(const Node& root, Budget& budget) {
    if (!root.is_mapping()) {
      return WrongType(root, "a budget", "a mapping", sink_, "write `max_flipped: 2%`");
    }
    for (const Entry& entry : root.entries) {
      BudgetLine line;
      line.name = entry.key;
      const bool named = ReadName(entry, line);
      if (ReadLimit(entry, line) && named) budget.lines.push_back(std::move(line));
    }
  }

 private:
  // [SEGMENT.] and then a measure, or [OUTCOME.]ANSWER; or health.MODEL. and a measure in points.
  bool ReadName(const Entry& entry, BudgetLine& line) {
    std::string_view rest = entry.key;
    if (const size_t dot = rest.find('.'); dot != std::string_view::npos) {
      line.segment = names_.SegmentOf(rest.substr(0, dot));
      line.of_segment = line.segment < names_.segments.size();
      if (line.of_segment) rest.remove_prefix(dot + 1);
    }
    return ReadMeasure(entry, rest, line) || ReadModel(entry, rest, line) ||
           ReadAnswer(rest, line) || Refuse(entry, rest);
  }

  // The points of one model, of all accounts that it scores.
  bool ReadModel(const Entry& entry, std::string_view name, BudgetLine& line) {
    const size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || !name.starts_with(kHealth)) return false;
    const std::string_view model = name.substr(0, dot).substr(kHealth.size());
    const auto& scores = names_.scores;
    const auto score = std::find(scores.begin(), scores.end(), model);
    if (score == scores.end()) return false;
    if (!ReadMeasure(entry, name.substr(dot + 1), line)) return false;
    line.score = static_cast<uint32_t>(score - scores.begin());
    if (!IsPoints(line.measure)) {
      sink_.Error("no-model", entry.key_span, "only points are those of one model",
                  "leave the model out, or write max_fall or max_mean_change");
    } else if (line.of_segment && line.score != 0 && line.measure == Measure::kMeanChange) {
      sink_.Error("no-segments", entry.key_span,
                  "the points of one model are those of all accounts", "leave the segment out");
    }
    return true;
  }

  bool ReadMeasure(const Entry& entry, std::string_view name, BudgetLine& line) {
    for (const MeasureName& known : kMeasures) {
      if (name != known.name) continue;
      line.measure = known.measure;
      if (line.of_segment && !known.of_segments) {
        sink_.Error("no-segments", entry.key_span,
                    absl::StrCat("`", known.name, "` is of all accounts"), "leave the segment out");
      }
      return true;
    }
    return false;
  }

  bool ReadAnswer(std::string_view name, BudgetLine& line) {
    line.measure = Measure::kAnswer;
    const size_t dot = name.rfind('.');
    const std::string_view outcome =
        dot == std::string_view::npos ? kUsualOutcome : name.substr(0, dot);
    const std::string_view answer = dot == std::string_view::npos ? name : name.substr(dot + 1);
    for (uint32_t i = 0; i < names_.outcomes.size(); ++i) {
      if (names_.outcomes[i].name != outcome) continue;
      const auto& answers = names_.outcomes[i].answers;
      for (uint32_t j = 0; j < answers.size(); ++j) {
        if (answers[j] != answer) continue;
        line.outcome = i;
        line.answer = j;
        return true;
      }
    }
    return false;
  }

  bool Refuse(const Entry& entry, std::string_view name) {
    std::vector<std::string> known;
    for (const MeasureName& measure : kMeasures) known.emplace_back(measure.name);
    for (const Outcome& outcome : names_.outcomes) {
      for (const std::string& answer : outcome.answers) {
        known.push_back(outcome.name == kUsualOutcome ? answer
                                                      : absl::StrCat(outcome.name, ".", answer));
      }
    }
    std::string hint = DidYouMean(name, known);
    if (hint.empty()) {
      hint =
          "write max_flipped, max_changed, max_refused, max_fall, max_mean_change, a band, or an "
          "outcome with its answer, such as graduation.decision.GRADUATE; a segment and a dot "
          "may stand before it";
    }
    sink_.Error("unknown-key", entry.key_span, absl::StrCat("a budget has no `", ToAbsl(name), "`"),
                std::move(hint));
    return false;
  }

  bool ReadLimit(const Entry& entry, BudgetLine& line) {
    line.limit = entry.value.text;
    std::string_view text = line.limit;
    const bool is_answer = line.measure == Measure::kAnswer;
    if (is_answer && (text.starts_with('+') || text.starts_with('-'))) {
      line.direction = text.front() == '+' ? Direction::kUp : Direction::kDown;
      text.remove_prefix(1);
    }
    if (!IsPoints(line.measure) && text.ends_with('%')) {
      line.share = true;
      text.remove_suffix(1);
      while (text.ends_with(' ')) text.remove_suffix(1);
    }
    const std::optional<double> number = entry.value.is_scalar() ? ParseNumber(text) : std::nullopt;
    if (number && *number >= 0 && !text.starts_with('+')) {
      line.most = *number;
      return true;
    }
    WrongType(entry.value, absl::StrCat("`", entry.key, "`"), Wanted(line), sink_);
    return false;
  }

  static const char* Wanted(const BudgetLine& line) {
    if (line.measure == Measure::kAnswer) {
      return "how many accounts more (+5, +1%), fewer (-5) or either (5)";
    }
    return IsPoints(line.measure) ? "points of a score, such as 10"
                                  : "a number of accounts or a share of them, such as 500 or 2%";
  }

  const PairNames& names_;
  DiagnosticSink& sink_;
};

}  // namespace

Staged<Budget> ReadBudget(const PairNames& names, const Sources& sources, const Limits& limits) {
  Staged<Budget> read;
  DiagnosticSink sink;
  const Node root = ParseYaml(sources, 0, limits, sink);
  if (!sink.has_errors()) BudgetReader(names, sink).Read(root, read.value);
  read.diagnostics = sink.Take();
  return read;
}

}  // namespace bellwether::impact
