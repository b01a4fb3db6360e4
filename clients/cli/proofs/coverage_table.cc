// Tested by tests/clients/test_coverage_test.py.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/proofs/coverage_report.h"
#include "clients/cli/proofs/test_report.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

using coverage::Fork;
using coverage::Point;
using coverage::Tally;

constexpr size_t kNameWidth = 12;
constexpr size_t kNumberWidth = 9;

std::string RowText(const std::string& name, const std::string& covered, const std::string& all,
                    const std::string& percent) {
  return absl::StrCat(PadRight(name, kNameWidth), PadLeft(covered, kNumberWidth),
                      PadLeft(all, kNumberWidth), PadLeft(percent, kNumberWidth));
}

std::string TallyRow(const std::string& name, const Tally& tally, const Style& style) {
  const std::string row = RowText(name, Thousands(tally.covered), Thousands(tally.all),
                                  FormatFixed(tally.percent(), 1));
  const bool full = tally.covered == tally.all;
  return absl::StrCat(style.Paint(full ? Tone::kGood : Tone::kPlain, row), "\n");
}

std::string SectionsText(const CoverageRun& run, const Style& style) {
  std::string text = style.Paint(Tone::kQuiet, RowText("section", "covered", "all", "%")) + "\n";
  for (const auto& [section, tally] : coverage::TallyBySection(run.points, run.hits)) {
    text += TallyRow(section, tally, style);
  }
  text += TallyRow("points", coverage::TallyOf(run.points, run.hits), style);
  return text + TallyRow("full lines", coverage::TallyOfLines(run.points.lines, run.hits), style);
}

// Ways of one fork stand together: "flags.late: raised, clear".
struct Missed {
  uint32_t fork = 0;
  std::vector<std::string> ways;
};

std::string MissedText(const CoverageRun& run, uint32_t file, uint32_t line, const Missed& missed,
                       const Style& style) {
  const Fork& fork = run.points.forks[missed.fork];
  const bool reached = run.hits[missed.fork].reached > 0;
  return absl::StrCat(PlaceIn(run.sources, {file, line}), " ", style.Paint(Tone::kStrong, fork.key),
                      ": ", absl::StrJoin(missed.ways, ", "),
                      reached ? "" : style.Paint(Tone::kQuiet, " (no case comes to it)"), "\n");
}

// By place and fork.
using MissedByPlace = std::map<std::tuple<uint32_t, uint32_t, uint32_t>, Missed>;

void Add(const CoverageRun& run, const Point& point, uint32_t file, uint32_t line,
         MissedByPlace& all) {
  Missed& missed = all[{file, line, point.fork}];
  missed.fork = point.fork;
  missed.ways.push_back(run.points.forks[point.fork].ways[point.way].words);
}

std::string Text(const CoverageRun& run, const MissedByPlace& all, const Style& style) {
  std::string text;
  for (const auto& [place, missed] : all) {
    text += MissedText(run, std::get<0>(place), std::get<1>(place), missed, style);
  }
  return text;
}

std::string NotCovered(const CoverageRun& run, const Style& style) {
  MissedByPlace all;
  for (uint32_t f = 0; f < run.points.forks.size(); ++f) {
    const Fork& fork = run.points.forks[f];
    for (uint32_t w = 0; w < fork.ways.size(); ++w) {
      const Span& span = fork.ways[w].span;
      if (run.hits[f].ways[w] == 0) Add(run, {f, w}, span.file, span.line, all);
    }
  }
  if (all.empty()) return "";
  return absl::StrCat("\nnot covered:\n", Text(run, all, style));
}

}  // namespace

std::string CoverageTable(const CoverageRun& run, const Style& style) {
  return absl::StrCat(SectionsText(run, style), NotCovered(run, style), ChangedText(run, style));
}

std::string ChangedText(const CoverageRun& run, const Style& style) {
  if (!run.changed || run.changed->missed.empty()) return "";
  MissedByPlace all;
  for (const coverage::RuleLine& line : run.changed->missed) {
    for (const Point& point : coverage::MissedOn(line, run.hits)) {
      Add(run, point, line.file, line.line, all);
    }
  }
  return absl::StrCat("\nchanged since ", run.changed->since, " and not covered:\n",
                      Text(run, all, style));
}

}  // namespace bellwether::cli
