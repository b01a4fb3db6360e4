// Tested by tests/clients/remote_evidence_test.py.
#include "clients/cli/commands/remote_evidence.h"

#include "clients/cli/commands/options.h"
#include "clients/cli/commands/report_options.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr size_t kUsualWidth = 100;

}  // namespace

void AddRemoteEvidence(Command command, RemoteEvidence& options) {
  AddRemoteQuestion(command, options.question);
  AddAsOf(command, options.as_of);
  AddFilters(command, options.where);
  AddTextOrJson(command, options.json);
  command.AddOption("--output", options.output, "File for the result (default: stdout)")
      .TypeName("FILE");
}

ExitCode WriteEvidence(const RemoteEvidence& options, const EvidenceGround& ground,
                       const TextOfEvidence& text, Console& console) {
  Output output;
  if (const absl::Status opened = output.Open(options.output); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  output.Write(text(Style::For(options.question.color, output.stream()),
                    TerminalWidth(output.stream(), kUsualWidth)));
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return ground.refused == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

}  // namespace bellwether::cli
