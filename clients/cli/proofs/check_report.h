// What `check` found, in the forms that people, editors and build servers read.
#ifndef BELLWETHER_CLIENTS_CLI_PROOFS_CHECK_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_PROOFS_CHECK_REPORT_H_

#include <string>
#include <vector>

#include "engine/lint/allowances.h"
#include "engine/lint/ranges.h"
#include "engine/source/source.h"

namespace bellwether::cli {

// Findings of files that were read together.
struct CheckPart {
  Sources sources;
  std::vector<lint::Finding> findings;
};

struct CheckReport {
  CheckPart pack;
  CheckPart imports;
  std::vector<lint::ScoreRange> scores;  // of a pack without errors

  // Those that count: allowed ones are not among them.
  size_t errors() const;
  size_t warnings() const;
  size_t allowed() const;
};

// "2 errors, 1 warning and 3 that are allowed"; "" without any.
std::string CheckCounts(const CheckReport& report);
// A list; what is allowed has its reason.
std::string CheckJson(const CheckReport& report);
// SARIF 2.1.0: results with the rules that they break, places relative to the folder of the call,
// and suppressions in the source.
std::string CheckSarif(const CheckReport& report, const std::string& version);
// Notes at the lines of a pull request; what is allowed has none.
std::string CheckGithub(const CheckReport& report);
// Where each score can lie, whatever an account says.
std::string RangesText(const CheckReport& report);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROOFS_CHECK_REPORT_H_
