// Tested by tests/clients/path_command_test.py.
#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/explanation/path_report.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cli/writers/table_layout.h"
#include "engine/base/number.h"
#include "engine/explain/lines.h"
#include "protos/wire/comparison.h"

namespace bellwether::cli {
namespace {

constexpr int kCostDecimals = 2;
constexpr const char* kMargin = "  ";

std::string ThousandsOf(int32_t count) { return Thousands(static_cast<uint64_t>(count)); }

using Paths = google::protobuf::RepeatedPtrField<v1::GoalPath>;
using Standings = google::protobuf::RepeatedPtrField<v1::GoalStanding>;

std::string Plain(const v1::FactValue& value) { return ValueText(wire::FactValueFromProto(value)); }

// "0.74", "24 hours", "true".
std::string ValueIn(const v1::SignalChange& change, const v1::FactValue& value) {
  const bool number = value.has_number() && !change.unit().empty();
  return absl::StrCat(Printable(Plain(value)), number ? " " : "", number ? change.unit() : "");
}

constexpr const char* kNone = "–";

std::string CellText(const v1::GoalStanding& standing) {
  const bool known = standing.value().value_case() != v1::FactValue::VALUE_NOT_SET;
  return known ? standing.text() : kNone;
}

std::string LastPart(const std::string& path) { return path.substr(path.rfind('.') + 1); }

// "score 45, band red", "total – (insufficient data)".
std::string StandingText(const Standings& standings) {
  std::vector<std::string> parts;
  for (const v1::GoalStanding& one : standings) {
    const std::string why = absl::StrReplaceAll(one.reason(), {{"_", " "}});
    parts.push_back(absl::StrCat(LastPart(one.path()), " ", CellText(one),
                                 why.empty() ? "" : absl::StrCat(" (", why, ")")));
  }
  return absl::StrJoin(parts, ", ");
}

std::string Heading(const PathReport& report, const Style& style) {
  const v1::FindPathResponse& answer = report.answer;
  return absl::StrCat(style.Paint(Tone::kStrong, Printable(answer.account_id())), "  to ",
                      style.Paint(Tone::kStrong, answer.paths().goal()), " · as of ",
                      FormatMoment(answer.as_of()), " · ", PackText(answer.pack()), "\n");
}

std::string NowText(const v1::PathsToGoal& paths) {
  const std::string standing = StandingText(paths.now());
  if (paths.reached()) {
    return absl::StrCat("reached already", standing.empty() ? "" : ": ", standing, "\n");
  }
  return standing.empty() ? "" : absl::StrCat("now: ", standing, "\n");
}

// ---- Paths, a line for each change.

std::vector<TableColumn> ColumnsOf(const v1::PathsToGoal& paths) {
  std::vector<TableColumn> columns = {{"cost", true}, {"change"}, {"from", true}, {"to"}};
  for (const v1::GoalStanding& one : paths.now()) columns.push_back({LastPart(one.path())});
  return columns;
}

std::string ToWords(const v1::SignalChange& change) {
  const std::string to = ValueIn(change, change.to());
  const bool again = change.too_old() && Plain(change.from()) == Plain(change.to());
  return again ? to + " (said again today)" : to;
}

void AddPath(const v1::GoalPath& path, TableLayout& table, std::string& text) {
  bool first = true;
  for (const v1::SignalChange& change : path.changes()) {
    TableRow row = {{first ? FormatFixed(path.cost(), kCostDecimals) : ""},
                    {absl::StrCat(first ? "" : "and ", change.signal()), Tone::kStrong},
                    {ValueIn(change, change.from())},
                    {ToWords(change)}};
    for (const v1::GoalStanding& one : path.after()) row.push_back({first ? CellText(one) : ""});
    table.Add(std::move(row), text);
    first = false;
  }
}

std::string PathsText(const PathReport& report, const char* title, const Paths& paths,
                      const Style& style) {
  if (paths.empty()) return "";
  const auto size = static_cast<size_t>(paths.size());
  const std::string count =
      size > report.most ? absl::StrCat("  (the cheapest ", report.most, " of ", size, ")") : "";
  std::string text =
      absl::StrCat("\n", style.Paint(Tone::kAccent, title), style.Paint(Tone::kQuiet, count), "\n");
  WriterOptions options;
  options.style = style;
  TableLayout table(ColumnsOf(report.answer.paths()), options);
  for (size_t i = 0; i < std::min(report.most, size); ++i) {
    AddPath(paths[static_cast<int>(i)], table, text);
  }
  table.Finish(text);
  return text;
}

// ---- What is missing.

std::string TellingsText(const v1::PathsToGoal& paths, const Style& style) {
  if (paths.tellings().empty()) return "";
  size_t width = 0;
  for (const v1::SignalTelling& telling : paths.tellings()) {
    width = std::max(width, DisplayWidth(telling.signal()));
  }
  std::string text = absl::StrCat(
      "\n", style.Paint(Tone::kAccent, "Nobody said, and it would be enough to hear"), "\n");
  for (const v1::SignalTelling& telling : paths.tellings()) {
    std::vector<std::string> values;
    for (const v1::AnswerRange& range : telling.values()) values.push_back(range.text());
    absl::StrAppend(&text, style.Paint(Tone::kStrong, PadRight(telling.signal(), width)), kMargin,
                    absl::StrJoin(values, "; or "), "\n");
  }
  return text;
}

// ---- Where nothing reaches the goal.

std::string NearestText(const v1::GoalPath& nearest) {
  if (nearest.changes().empty()) return "";
  const v1::SignalChange& change = nearest.changes(0);
  return absl::StrCat("The nearest: ", change.signal(), " ", ValueIn(change, change.from()), " → ",
                      ToWords(change), " brings ", StandingText(nearest.after()), ".\n");
}

std::string TogetherText(const PathReport& report, const Style& style) {
  const v1::PathsToGoal& paths = report.answer.paths();
  if (!paths.has_together()) return "";
  Paths together;
  *together.Add() = paths.together();
  return PathsText(report,
                   paths.together_reaches()
                       ? "Several changes together reach it"
                       : "Several changes together come nearest, and do not reach it",
                   together, style);
}

std::string ObstaclesText(const v1::PathsToGoal& paths, const Style& style) {
  if (paths.obstacles().empty()) return "";
  std::string text = absl::StrCat("\n", style.Paint(Tone::kAccent, "In the way"), "\n");
  for (const v1::GoalObstacle& obstacle : paths.obstacles()) {
    absl::StrAppend(&text, style.Paint(Tone::kStrong, obstacle.name()), ": ",
                    Printable(obstacle.words()));
    if (obstacle.has_location()) {
      const std::string place =
          absl::StrCat(obstacle.location().file(), ":", obstacle.location().line());
      absl::StrAppend(&text, kMargin, style.Paint(Tone::kQuiet, place));
    }
    text += "\n";
  }
  return text;
}

std::string NothingText(const PathReport& report, const Style& style) {
  const v1::PathsToGoal& paths = report.answer.paths();
  if (!paths.singles().empty() || !paths.pairs().empty()) return "";
  std::string text =
      absl::StrCat("\nNo single change reaches it", report.pairs ? ", and no two together" : "",
                   paths.incomplete() ? ", as far as was tried.\n" : ".\n");
  return absl::StrCat(text, NearestText(paths.nearest()), TogetherText(report, style),
                      ObstaclesText(paths, style));
}

// ---- What was not looked at.

std::string UnchangedText(const v1::PathsToGoal& paths, const Style& style) {
  std::vector<std::string> lines;
  for (const auto& [reason, words] :
       {std::pair(v1::UNCHANGED_REASON_NO_EFFORT, "without a range and an effort"),
        std::pair(v1::UNCHANGED_REASON_NOT_APPLICABLE, "not applicable"),
        std::pair(v1::UNCHANGED_REASON_OTHER_TYPE, "dates, texts and series")}) {
    std::vector<std::string> names;
    for (const v1::UnchangedSignal& one : paths.unchanged()) {
      if (one.reason() == reason) names.push_back(one.signal());
    }
    if (!names.empty()) lines.push_back(absl::StrCat(words, ": ", absl::StrJoin(names, ", ")));
  }
  if (lines.empty()) return "";
  return absl::StrCat("\n", style.Paint(Tone::kQuiet, "left as they are"), "\n",
                      style.Paint(Tone::kQuiet, absl::StrJoin(lines, "\n")), "\n");
}

std::string CutText(const v1::PathsToGoal& paths, const Style& style) {
  if (!paths.incomplete()) return "";
  const std::string left = paths.pairs_left() == 0
                               ? ""
                               : absl::StrCat(": ", ThousandsOf(paths.pairs_left()),
                                              " pairs were not looked at to the end");
  return absl::StrCat(
      "\n",
      style.Paint(Tone::kMiddling, absl::StrCat("the search was cut after ",
                                                ThousandsOf(paths.tried()), " trials", left)),
      "\n");
}

}  // namespace

std::string PathText(const PathReport& report, const Style& style) {
  const v1::PathsToGoal& paths = report.answer.paths();
  std::string text = Heading(report, style) + NowText(paths);
  if (paths.reached()) return text;
  return absl::StrCat(text, PathsText(report, "One change", paths.singles(), style),
                      PathsText(report, "Two changes together", paths.pairs(), style),
                      NothingText(report, style), TellingsText(paths, style),
                      UnchangedText(paths, style), CutText(paths, style));
}

}  // namespace bellwether::cli
