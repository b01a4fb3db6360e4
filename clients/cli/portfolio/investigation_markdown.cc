// Tested by tests/clients/investigate_command_test.py.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "clients/cli/portfolio/investigation_report.h"
#include "clients/cli/portfolio/markdown_cells.h"
#include "clients/cli/portfolio/metric_words.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/civil_day.h"

namespace bellwether::cli {
namespace {

using portfolio::Investigation;
using portfolio::MetricResult;
using portfolio::StepFindings;

std::string Value(const MetricResult& metric) {
  const auto& value = metric.summary.value;
  const std::string interval = IntervalWords(value);
  return absl::StrCat("**", MarkdownCell(metric.name), "** ", MarkdownCell(ValueWords(value)),
                      interval.empty() ? "" : absl::StrCat(", 95 %: ", interval), ", n ",
                      Thousands(value.n),
                      metric.tier ? ", " + MarkdownCell(metric.tier->name) : "");
}

// A panel without its title.
std::string Table(const Panel& panel) {
  const std::string text = PanelMarkdown(panel);
  return text.substr(text.find("\n\n") + 2);
}

std::string Step(size_t number, const StepFindings& step) {
  std::string text = absl::StrCat("\n## ", number, ". ", MarkdownCell(step.action), "\n");
  for (const MetricResult& metric : step.metrics) absl::StrAppend(&text, "\n", Value(metric), "\n");
  if (step.compares) {
    absl::StrAppend(&text, "\n", MarkdownCell(PatternWords(step.comparisons)), "\n");
    if (!step.comparisons.groups.empty()) {
      absl::StrAppend(&text, "\n", Table(GroupPanel(step.comparisons)));
    }
  }
  if (step.counts_causes) absl::StrAppend(&text, "\n", Table(CausePanel(step)));
  if (!step.components.empty()) absl::StrAppend(&text, "\n", Table(ComponentPanel(step)));
  return text;
}

}  // namespace

std::string InvestigationMarkdown(const ReportHead& head, const Investigation& found) {
  std::string text = absl::StrCat(
      "# ", MarkdownCell(found.metric.name), ": ", MarkdownCell(head.book), " as of ", head.as_of,
      "\n\n", Value(found.metric), ". ", MarkdownCell(found.metric.description), ". Pack ",
      MarkdownCell(head.pack), ", ", MarkdownCell(AccountWords(head)), ".\n");
  for (size_t i = 0; i < found.steps.size(); ++i) text += Step(i + 1, found.steps[i]);
  text += "\n## Accounts to call, worst first\n";
  if (found.calls.empty()) text += "\nNo account is behind it.\n";
  for (const auto& call : found.calls) {
    const std::string attributes = AttributeWords(call);
    absl::StrAppend(&text, "\n**", MarkdownCell(call.account), "**: ", MarkdownCell(call.what),
                    attributes.empty() ? "" : absl::StrCat(" (", MarkdownCell(attributes), ")"),
                    "\n\n");
    for (const auto& event : call.timeline) {
      absl::StrAppend(&text, "- ", absl::FormatCivilTime(DayOfNumber(event.day)), " ",
                      MarkdownCell(event.what), "\n");
    }
  }
  return text;
}

}  // namespace bellwether::cli
