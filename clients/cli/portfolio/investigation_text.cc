// Tested by tests/clients/investigate_command_test.py.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "clients/cli/portfolio/investigation_report.h"
#include "clients/cli/portfolio/metric_words.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/civil_day.h"

namespace bellwether::cli {
namespace {

using portfolio::AccountToCall;
using portfolio::Investigation;
using portfolio::MetricResult;
using portfolio::StepFindings;

constexpr size_t kIndent = 3;
constexpr size_t kLeastWidth = 40;
constexpr size_t kRowsOfGrid = 5;

// Up to what stands in brackets or behind a comma: "training" of "training, critical (our side 2)".
std::string Short(std::string_view name) {
  return std::string(name.substr(0, name.find_first_of(",(")));
}

class Story {
 public:
  Story(const Style& style, size_t width)
      : style_(style), width_(std::max(width, kLeastWidth) - kIndent) {}

  std::string Tell(const ReportHead& head, const Investigation& found) {
    Say(absl::StrCat(head.book, " as of ", head.as_of, ", pack ", head.pack, ": ",
                     AccountWords(head)),
        Tone::kQuiet, "");
    text_ += "\n";
    TellMetric(found.metric);
    for (size_t i = 0; i < found.steps.size(); ++i) TellStep(i + 1, found.steps[i]);
    TellCalls(found);
    return std::move(text_);
  }

 private:
  void Say(std::string_view sentence, Tone tone, const std::string& indent) {
    for (const std::string& line : Wrap(Printable(sentence), width_)) {
      absl::StrAppend(&text_, indent, style_.Paint(tone, line), "\n");
    }
  }

  void Indent(const std::string& block) {
    for (const auto line : absl::StrSplit(block, '\n', absl::SkipEmpty())) {
      absl::StrAppend(&text_, std::string(kIndent, ' '), line, "\n");
    }
  }

  // A panel without its title.
  void Table(const Panel& panel) {
    if (panel.rows.empty()) {
      if (!panel.empty.empty()) Say(panel.empty, Tone::kQuiet, std::string(kIndent, ' '));
      return;
    }
    const std::string text = PanelText(panel, style_, width_);
    Indent(text.substr(text.find('\n') + 1));
  }

  std::string Value(const MetricResult& metric) const {
    std::vector<std::string> parts = {ValueWords(metric.summary.value)};
    const std::string interval = IntervalWords(metric.summary.value);
    if (!interval.empty()) parts.push_back("95 %: " + interval);
    parts.push_back(absl::StrCat("n ", Thousands(metric.summary.value.n)));
    if (metric.tier) parts.push_back(style_.Paint(TierTone(metric.tier), metric.tier->name));
    return absl::StrCat(style_.Paint(Tone::kStrong, metric.name), "  ", Parts(parts));
  }

  void TellMetric(const MetricResult& metric) {
    absl::StrAppend(&text_, Value(metric), "\n");
    Say(metric.description, Tone::kQuiet, "");
    if (!metric.summary.value.why.empty()) Say(metric.summary.value.why, Tone::kMiddling, "");
    if (!metric.trend) return;
    absl::StrAppend(&text_, "months  ", Sparkline(*metric.trend), "  ",
                    style_.Paint(JudgementTone(metric), JudgementWords(metric.trend->judgement)),
                    "\n");
  }

  void TellStep(size_t number, const StepFindings& step) {
    text_ += "\n";
    const std::string lead = absl::StrCat(number, "  ");
    bool first = true;
    for (const std::string& line : Wrap(Printable(step.action), width_)) {
      absl::StrAppend(&text_, first ? lead : std::string(kIndent, ' '),
                      style_.Paint(Tone::kStrong, line), "\n");
      first = false;
    }
    for (const MetricResult& metric : step.metrics) TellNumbers(metric);
    if (step.compares) {
      const bool found = step.comparisons.beyond_noise > 0;
      Say(PatternWords(step.comparisons), found ? Tone::kMiddling : Tone::kPlain,
          std::string(kIndent, ' '));
      Table(GroupPanel(step.comparisons));
    }
    if (step.counts_causes) Table(CausePanel(step));
    if (!step.components.empty()) {
      Say("mean score of a component of health, of accounts behind the metric and of the others",
          Tone::kQuiet, std::string(kIndent, ' '));
      Table(ComponentPanel(step));
    }
  }

  // A metric that a step looks at, with the first rows of what it ranks.
  void TellNumbers(const MetricResult& metric) {
    absl::StrAppend(&text_, std::string(kIndent, ' '), Value(metric), "\n");
    for (const portfolio::Grid& grid : metric.summary.grids) {
      Panel panel{"", "", "", {{"", Short(grid.name)}}, {}};
      for (size_t i = 0; i < grid.columns.size(); ++i) {
        panel.columns.push_back({"", grid.columns[i], true, i});
      }
      const size_t shown = std::min(grid.rows.size(), kRowsOfGrid);
      for (size_t row = 0; row < shown; ++row) {
        const auto& [name, cells] = grid.rows[row];
        std::vector<PanelCell> line = {{name, Short(name), Tone::kPlain}};
        for (const auto& cell : cells)
          line.push_back({{}, ValueWords(cell.quantity), Tone::kPlain});
        panel.rows.push_back(std::move(line));
      }
      Table(panel);
    }
  }

  void TellCalls(const Investigation& found) {
    absl::StrAppend(&text_, "\n",
                    style_.Paint(Tone::kStrong, absl::StrCat("Accounts to call, worst first (",
                                                             found.calls.size(), ")")),
                    "\n");
    if (found.calls.empty()) Say("no account is behind it", Tone::kQuiet, "");
    for (const AccountToCall& call : found.calls) {
      text_ += "\n";
      const std::string attributes = AttributeWords(call);
      absl::StrAppend(&text_, style_.Paint(Tone::kStrong, Printable(call.account)), "  ",
                      Printable(call.what), "\n");
      if (!attributes.empty()) Say(attributes, Tone::kQuiet, std::string(kIndent, ' '));
      for (const portfolio::TimelineEvent& event : call.timeline) {
        absl::StrAppend(
            &text_, std::string(kIndent, ' '),
            style_.Paint(Tone::kQuiet, absl::FormatCivilTime(DayOfNumber(event.day))), "  ",
            style_.Paint(event.is_delay ? Tone::kMiddling : Tone::kPlain, Printable(event.what)),
            "\n");
      }
    }
  }

  const Style& style_;
  const size_t width_;
  std::string text_;
};

}  // namespace

std::string InvestigationText(const ReportHead& head, const Investigation& found,
                              const Style& style, size_t width) {
  return Story(style, width).Tell(head, found);
}

}  // namespace bellwether::cli
