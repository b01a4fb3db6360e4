// The format of geninfo(1), which genhtml, editors and services for coverage read. Each file has
// the lines that decide something, and a branch for each point where it is written.
//
// Tested by tests/clients/test_coverage_test.py.
#include <map>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/proofs/coverage_report.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

struct Count {
  uint64_t found = 0;
  uint64_t hit = 0;

  void Add(uint64_t hits) {
    ++found;
    if (hits > 0) ++hit;
  }
};

struct LcovLine {
  uint64_t hits = 0;
  std::vector<uint32_t> forks;  // written here
};

using LcovFile = std::map<uint32_t, LcovLine>;

std::map<uint32_t, LcovFile> FilesOf(const CoverageRun& run) {
  std::map<uint32_t, LcovFile> files;
  for (const coverage::RuleLine& line : run.points.lines) {
    files[line.file][line.line].hits = coverage::HitsOfLine(line, run.points, run.hits);
  }
  for (uint32_t f = 0; f < run.points.forks.size(); ++f) {
    uint32_t last = 0;
    for (const coverage::Way& way : run.points.forks[f].ways) {
      auto& forks = files[way.span.file][way.span.line].forks;
      if (way.span.line != last) forks.push_back(f);
      last = way.span.line;
    }
  }
  return files;
}

// Ways of a fork that are written on the line. `-`: nothing came to the fork at all.
std::string Branches(const CoverageRun& run, uint32_t line, size_t block, uint32_t fork,
                     Count& count) {
  const coverage::ForkHits& hits = run.hits[fork];
  std::string text;
  for (size_t w = 0; w < hits.ways.size(); ++w) {
    if (run.points.forks[fork].ways[w].span.line != line) continue;
    count.Add(hits.ways[w]);
    absl::StrAppend(&text, "BRDA:", line, ",", block, ",", w, ",",
                    hits.reached == 0 ? std::string("-") : absl::StrCat(hits.ways[w]), "\n");
  }
  return text;
}

std::string FileText(const CoverageRun& run, const LcovFile& file) {
  Count lines, branches;
  std::string branch_text, line_text;
  for (const auto& [number, line] : file) {
    for (size_t block = 0; block < line.forks.size(); ++block) {
      branch_text += Branches(run, number, block, line.forks[block], branches);
    }
    lines.Add(line.hits);
    absl::StrAppend(&line_text, "DA:", number, ",", line.hits, "\n");
  }
  return absl::StrCat(branch_text, "BRF:", branches.found, "\nBRH:", branches.hit, "\n", line_text,
                      "LF:", lines.found, "\nLH:", lines.hit, "\n");
}

// Letters, digits and `_`, as the format wants it.
std::string TestName(std::string name) {
  for (char& c : name) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

}  // namespace

std::string CoverageLcov(const CoverageRun& run) {
  std::string text;
  for (const auto& [file, lines] : FilesOf(run)) {
    absl::StrAppend(&text, "TN:", TestName(run.plan.name), "\nSF:", ToAbsl(run.sources.name(file)),
                    "\n", FileText(run, lines), "end_of_record\n");
  }
  return text;
}

}  // namespace bellwether::cli
