// How much of a pack its own tests come to, for people and for the programs that show coverage.
//
// Thread-safe: no state. The same run gives the same bytes.
#ifndef BELLWETHER_CLIENTS_CLI_PROOFS_COVERAGE_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_PROOFS_COVERAGE_REPORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/input/changed_lines.h"
#include "clients/cli/terminal/style.h"
#include "engine/coverage/collector.h"
#include "engine/coverage/points.h"
#include "engine/coverage/tally.h"
#include "engine/plan/plan.h"
#include "engine/source/source.h"

namespace bellwether::cli {

enum class CoverageFormat : uint8_t { kTable, kLcov, kJson };

// Lines of the pack that decide something, and that changed since a revision.
struct ChangedRules {
  std::string since;
  std::vector<coverage::RuleLine> lines;
  std::vector<coverage::RuleLine> missed;  // those of which some point was not hit
};

// All of it outlives the report that is made of it.
struct CoverageRun {
  const Plan& plan;
  const Sources& sources;  // of the pack, under the names that reach them from here
  const coverage::Points& points;
  const coverage::Hits& hits;
  std::optional<ChangedRules> changed;
};

ChangedRules ChangedRulesOf(const CoverageRun& run, const ChangedPackLines& changed,
                            const std::string& since);

// `style`: of kTable.
std::string CoverageReportOf(const CoverageRun& run, CoverageFormat format, const Style& style);

// Each part of the pack with its share, and what was not hit, line by line.
std::string CoverageTable(const CoverageRun& run, const Style& style);
// The tracefile of lcov: lines that decide something, and a branch for each point.
std::string CoverageLcov(const CoverageRun& run);
// Every fork with its hits.
std::string CoverageJson(const CoverageRun& run);

// "coverage 92.3 %: 1,890 of 2,047 points".
std::string CoverageSummary(const CoverageRun& run);
// What changed and was not hit, line by line; "" when all was.
std::string ChangedText(const CoverageRun& run, const Style& style);
// The same as workflow commands of GitHub: a note at each line.
std::string ChangedGithub(const CoverageRun& run);

// "flags.late: raised".
std::string PointText(const CoverageRun& run, const coverage::Point& point);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROOFS_COVERAGE_REPORT_H_
