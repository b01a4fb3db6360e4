// Tested by tests/clients/check_command_test.py.
#include "clients/cli/proofs/check_report.h"
#include "clients/cli/words/counted.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/proofs/github_note.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/number.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

constexpr int kIndent = 2;

template <typename Predicate>
size_t Count(const CheckReport& report, Predicate predicate) {
  return static_cast<size_t>(
      std::count_if(report.pack.findings.begin(), report.pack.findings.end(), predicate) +
      std::count_if(report.imports.findings.begin(), report.imports.findings.end(), predicate));
}

nlohmann::ordered_json ToJson(const lint::Finding& finding, const Sources& sources) {
  const Diagnostic& found = finding.what;
  nlohmann::ordered_json json;
  json["file"] = std::string(sources.name(found.span.file));
  json["line"] = found.span.line;
  json["column"] = found.span.column;
  if (found.span.merged()) {
    json["merged_in"] = {{"line", found.span.merged_line}, {"column", found.span.merged_column}};
  }
  json["severity"] = found.severity == Severity::kError ? "error" : "warning";
  json["code"] = found.code;
  json["message"] = found.message;
  if (!found.hint.empty()) json["hint"] = found.hint;
  if (finding.allowed()) json["allowed"] = finding.reason;
  return json;
}

std::string Notes(const CheckPart& part) {
  std::string text;
  for (const lint::Finding& finding : part.findings) {
    if (finding.allowed()) continue;
    const Diagnostic& found = finding.what;
    const char* level = found.severity == Severity::kError ? "error" : "warning";
    const std::string hint = found.hint.empty() ? "" : absl::StrCat("\n", found.hint);
    text += NoteText({level, std::string(part.sources.name(found.span.file)), found.span.line,
                      found.code, found.message + hint});
  }
  return text;
}

std::string Shown(const lint::Interval& scores) {
  if (scores.empty()) return "never";
  return absl::StrCat(FormatNumber(RoundForDisplay(scores.low, 2)), " to ",
                      FormatNumber(RoundForDisplay(scores.high, 2)));
}

std::string Padded(std::string text, size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

}  // namespace

size_t CheckReport::errors() const {
  return Count(*this, [](const lint::Finding& finding) {
    return finding.what.severity == Severity::kError;
  });
}

size_t CheckReport::warnings() const {
  return Count(*this, [](const lint::Finding& finding) {
    return finding.what.severity == Severity::kWarning && !finding.allowed();
  });
}

size_t CheckReport::allowed() const {
  return Count(*this, [](const lint::Finding& finding) { return finding.allowed(); });
}

std::string CheckCounts(const CheckReport& report) {
  std::vector<std::string> parts;
  if (report.errors() > 0) parts.push_back(Counted(report.errors(), "error"));
  if (report.warnings() > 0) parts.push_back(Counted(report.warnings(), "warning"));
  std::string text = absl::StrJoin(parts, " and ");
  if (report.allowed() == 0) return text;
  const std::string allowed = Counted(report.allowed(), "allowed warning");
  return text.empty() ? allowed : absl::StrCat(text, ", ", allowed);
}

std::string CheckJson(const CheckReport& report) {
  auto list = nlohmann::ordered_json::array();
  for (const CheckPart* part : {&report.pack, &report.imports}) {
    for (const lint::Finding& finding : part->findings) {
      list.push_back(ToJson(finding, part->sources));
    }
  }
  return Dump(list, kIndent) + "\n";
}

std::string CheckGithub(const CheckReport& report) {
  return Notes(report.pack) + Notes(report.imports);
}

std::string RangesText(const CheckReport& report) {
  const std::string heading = "score";
  size_t width = heading.size();
  for (const lint::ScoreRange& score : report.scores) width = std::max(width, score.path.size());
  std::string text = absl::StrCat(Padded(heading, width), "  can be\n");
  for (const lint::ScoreRange& score : report.scores) {
    const bool limited = !(score.raw == score.reach);
    absl::StrAppend(&text, Padded(score.path, width), "  ", Shown(score.reach),
                    limited ? absl::StrCat(" (", Shown(score.raw), " before caps and floors)") : "",
                    "\n");
  }
  return text;
}

}  // namespace bellwether::cli
