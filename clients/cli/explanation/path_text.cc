// Tested by tests/clients/path_command_test.py.
#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/explanation/path_report.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/writers/table_layout.h"
#include "engine/base/number.h"
#include "engine/explain/confidence.h"
#include "engine/paths/observe.h"

namespace bellwether::cli {
namespace {

constexpr int kCostDecimals = 2;
constexpr const char* kMargin = "  ";

// "0.74", "24 hours", "yes".
std::string ValueIn(const Plan& plan, uint32_t signal, const FactValue& value) {
  const std::string& unit = plan.signals[signal].unit;
  const bool number = std::holds_alternative<double>(value);
  return absl::StrCat(Printable(ValueText(value)), number && !unit.empty() ? " " : "",
                      number ? unit : "");
}

constexpr const char* kNone = "–";

std::string CellText(const Observed& observed) {
  return observed.has_value() ? Show(observed) : kNone;
}

// "score 45, band red", "total – (insufficient data)".
std::string Standing(const PathReport& report, const std::vector<Observed>& shown) {
  std::vector<std::string> parts;
  for (size_t i = 0; i < shown.size(); ++i) {
    const std::string& path = report.goal.shown()[i].text;
    const std::string why = absl::StrReplaceAll(shown[i].why, {{"_", " "}});
    parts.push_back(absl::StrCat(path.substr(path.rfind('.') + 1), " ", CellText(shown[i]),
                                 why.empty() ? "" : absl::StrCat(" (", why, ")")));
  }
  return absl::StrJoin(parts, ", ");
}

std::string Heading(const PathReport& report, const Style& style) {
  return absl::StrCat(style.Paint(Tone::kStrong, Printable(report.account_id)), "  to ",
                      style.Paint(Tone::kStrong, report.goal.words()), " · as of ", report.as_of,
                      " · ", PackText(report.plan), "\n");
}

std::string NowText(const PathReport& report) {
  const std::string standing = Standing(report, report.paths.now);
  if (report.paths.reached) {
    return absl::StrCat("reached already", standing.empty() ? "" : ": ", standing, "\n");
  }
  return standing.empty() ? "" : absl::StrCat("now: ", standing, "\n");
}

// ---- Paths, a line for each change.

std::vector<TableColumn> ColumnsOf(const PathReport& report) {
  std::vector<TableColumn> columns = {{"cost", true}, {"change"}, {"from", true}, {"to"}};
  for (const Path& path : report.goal.shown()) {
    columns.push_back({path.text.substr(path.text.rfind('.') + 1)});
  }
  return columns;
}

std::string ToWords(const Plan& plan, const SignalChange& change) {
  const std::string to = ValueIn(plan, change.signal, change.to);
  const bool again = change.too_old && ValueText(change.from) == ValueText(change.to);
  return again ? to + " (said again today)" : to;
}

void AddPath(const PathReport& report, const GoalPath& path, TableLayout& table,
             std::string& text) {
  for (size_t i = 0; i < path.changes.size(); ++i) {
    const SignalChange& change = path.changes[i];
    const bool first = i == 0;
    TableRow row = {
        {first ? FormatFixed(path.cost, kCostDecimals) : ""},
        {absl::StrCat(first ? "" : "and ", SignalName(report.plan, change.signal)), Tone::kStrong},
        {ValueIn(report.plan, change.signal, change.from)},
        {ToWords(report.plan, change)}};
    for (const Observed& observed : path.after) row.push_back({first ? CellText(observed) : ""});
    table.Add(std::move(row), text);
  }
}

std::string Table(const PathReport& report, const std::vector<GoalPath>& paths, size_t most,
                  const Style& style) {
  WriterOptions options;
  options.style = style;
  TableLayout table(ColumnsOf(report), options);
  std::string text;
  for (size_t i = 0; i < std::min(most, paths.size()); ++i) {
    AddPath(report, paths[i], table, text);
  }
  table.Finish(text);
  return text;
}

std::string PathsText(const PathReport& report, const char* title,
                      const std::vector<GoalPath>& paths, const Style& style) {
  if (paths.empty()) return "";
  const std::string count =
      paths.size() > report.most
          ? absl::StrCat("  (the cheapest ", report.most, " of ", paths.size(), ")")
          : "";
  return absl::StrCat("\n", style.Paint(Tone::kAccent, title), style.Paint(Tone::kQuiet, count),
                      "\n", Table(report, paths, report.most, style));
}

// ---- What is missing.

std::string TellingsText(const PathReport& report, const Style& style) {
  if (report.paths.tellings.empty()) return "";
  size_t width = 0;
  for (const Telling& telling : report.paths.tellings) {
    width = std::max(width, DisplayWidth(SignalName(report.plan, telling.signal)));
  }
  std::string text = absl::StrCat(
      "\n", style.Paint(Tone::kAccent, "Nobody said, and it would be enough to hear"), "\n");
  for (const Telling& telling : report.paths.tellings) {
    std::vector<std::string> values;
    for (const AnswerRange& range : telling.values) {
      values.push_back(AnswerWords(range, report.language));
    }
    absl::StrAppend(
        &text, style.Paint(Tone::kStrong, PadRight(SignalName(report.plan, telling.signal), width)),
        kMargin, absl::StrJoin(values, "; or "), "\n");
  }
  return text;
}

// ---- Where nothing reaches the goal.

std::string NearestText(const PathReport& report) {
  const GoalPath& nearest = *report.paths.nearest;
  const SignalChange& change = nearest.changes.front();
  return absl::StrCat("The nearest: ", SignalName(report.plan, change.signal), " ",
                      ValueIn(report.plan, change.signal, change.from), " → ",
                      ToWords(report.plan, change), " brings ", Standing(report, nearest.after),
                      ".\n");
}

std::string TogetherText(const PathReport& report, const Style& style) {
  if (!report.paths.together) return "";
  return PathsText(report,
                   report.paths.together_reaches
                       ? "Several changes together reach it"
                       : "Several changes together come nearest, and do not reach it",
                   {*report.paths.together}, style);
}

std::string ObstaclesText(const PathReport& report, const Style& style) {
  if (report.paths.obstacles.empty()) return "";
  std::string text = absl::StrCat("\n", style.Paint(Tone::kAccent, "In the way"), "\n");
  for (const Obstacle& obstacle : report.paths.obstacles) {
    absl::StrAppend(&text, style.Paint(Tone::kStrong, obstacle.name), ": ",
                    Printable(obstacle.words));
    if (obstacle.place.line > 0) {
      const std::string place = absl::StrCat(obstacle.place.file, ":", obstacle.place.line);
      absl::StrAppend(&text, kMargin, style.Paint(Tone::kQuiet, place));
    }
    text += "\n";
  }
  return text;
}

std::string NothingText(const PathReport& report, const Style& style) {
  const PathsToGoal& paths = report.paths;
  if (!paths.singles.empty() || !paths.pairs.empty()) return "";
  std::string text =
      absl::StrCat("\nNo single change reaches it", report.pairs ? ", and no two together" : "",
                   paths.complete ? ".\n" : ", as far as was tried.\n");
  if (paths.nearest) text += NearestText(report);
  return absl::StrCat(text, TogetherText(report, style), ObstaclesText(report, style));
}

// ---- What was not looked at.

constexpr std::array<const char*, 3> kLeftOutWords = {"without a range and an effort",
                                                      "not applicable", "dates, texts and series"};

std::string LeftOutText(const PathReport& report, const Style& style) {
  std::array<std::vector<std::string>, kLeftOutWords.size()> names;
  for (const LeftOut& left_out : report.paths.left_out) {
    names[static_cast<size_t>(left_out.reason)].push_back(SignalName(report.plan, left_out.signal));
  }
  std::vector<std::string> lines;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) continue;
    lines.push_back(absl::StrCat(kLeftOutWords[i], ": ", absl::StrJoin(names[i], ", ")));
  }
  if (lines.empty()) return "";
  return absl::StrCat("\n", style.Paint(Tone::kQuiet, "left as they are"), "\n",
                      style.Paint(Tone::kQuiet, absl::StrJoin(lines, "\n")), "\n");
}

std::string CutText(const PathReport& report, const Style& style) {
  const PathsToGoal& paths = report.paths;
  if (paths.complete) return "";
  const std::string left =
      paths.pairs_left == 0
          ? ""
          : absl::StrCat(": ", Thousands(paths.pairs_left), " pairs were not looked at to the end");
  return absl::StrCat(
      "\n",
      style.Paint(Tone::kMiddling, absl::StrCat("the search was cut after ", Thousands(paths.tried),
                                                " trials", left)),
      "\n");
}

}  // namespace

const std::string& SignalName(const Plan& plan, uint32_t signal) {
  return plan.slots[plan.signals[signal].slot].name;
}

std::string PathText(const PathReport& report, const Style& style) {
  std::string text = Heading(report, style) + NowText(report);
  if (report.paths.reached) return text;
  return absl::StrCat(text, PathsText(report, "One change", report.paths.singles, style),
                      PathsText(report, "Two changes together", report.paths.pairs, style),
                      NothingText(report, style), TellingsText(report, style),
                      LeftOutText(report, style), CutText(report, style));
}

}  // namespace bellwether::cli
