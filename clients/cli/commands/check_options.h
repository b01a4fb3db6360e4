// What `check` and `remote check` have in common: options, and how findings are written.
//
// The pointed-to values must live until the command has run.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_CHECK_OPTIONS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_CHECK_OPTIONS_H_

#include <cstdint>
#include <string>

#include "bellwether/v1/rules.pb.h"
#include "clients/cli/commands/command.h"
#include "clients/cli/proofs/check_report.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"

namespace bellwether::cli {

enum class CheckFormat : uint8_t { kText, kJson, kSarif, kGithub };

struct CheckRequest {
  std::string pack;
  CheckFormat format = CheckFormat::kText;
  bool strict = false;
  ColorChoice color = ColorChoice::kAuto;
};
// PACK, --format, --strict, --color. Returns --format.
Option AddCheckRequest(Command command, CheckRequest& request);

// A pack and its mappings, with all that was found.
struct CheckedPack {
  v1::PackInfo pack;          // without a digest when the pack has errors
  v1::PackContents contents;  // likewise
  CheckReport report;

  bool has_plan() const { return !pack.digest().empty(); }
  bool good() const { return has_plan() && report.errors() == 0; }
};

// "rules/saas: ok, pack saas 1.0.0, digest 9a66f9180030…, 31 signals, ...".
std::string CheckSummary(const CheckRequest& request, const CheckedPack& checked);
// What counts, for people.
void SayFindings(const CheckReport& report, Console& console);
// Findings in the format that is asked for, and the summary where that is for people.
void WriteFindings(const CheckRequest& request, const CheckedPack& checked, Console& console,
                   Output& output);
ExitCode CheckVerdict(const CheckRequest& request, const CheckedPack& checked);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_CHECK_OPTIONS_H_
