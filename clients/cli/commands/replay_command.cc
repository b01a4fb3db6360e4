// bellwether replay: decision logs, evaluated again.
//
// Tested by tests/clients/replay_command_test.py.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/decisions/log_replay.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/interruption.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr size_t kUsualTop = 20;
constexpr size_t kMostTop = 100'000;

struct ReplayOptions {
  std::vector<std::string> logs;
  std::string pack;
  PackNumbers numbers;
  size_t top = kUsualTop;
  bool json = false;
  std::string output;
  ColorChoice color = ColorChoice::kAuto;
};

// False where it was interrupted.
bool ReadAll(LogFiles& logs, LogReplay& replay, ReplayReport& report, bool progress_wanted,
             Console& console) {
  const Interruption interruption;
  Progress progress(console, progress_wanted, "record");
  logs.Read([&](const LogLine& line) {
    replay.Take(line);
    progress.Update(report.records(), logs.share());
    return !interruption.requested();
  });
  return !interruption.requested();
}

ExitCode CodeOf(const ReplayReport& report) {
  if (report.different > 0) return ExitCode::kTestsFailed;
  const bool all_read = report.unread == 0 && report.file_problems.empty();
  return all_read ? ExitCode::kGood : ExitCode::kInputRefused;
}

ExitCode Replay(const ReplayOptions& options) {
  Console console(options.color);
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, options.numbers, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  LogFiles logs(options.logs);
  if (const absl::Status found = logs.Find(); !found.ok()) {
    console.Fail(ToStd(found.message()));
    return ExitCode::kInputRefused;
  }
  Output output;
  if (const absl::Status opened = output.Open(options.output); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  ReplayReport report;
  report.pack = InfoOf(*plan);
  report.place = options.pack;
  report.release = BELLWETHER_VERSION;
  report.files = logs.files();
  LogReplay replay(*plan, options.top, report, console);
  const bool finished = ReadAll(logs, replay, report, true, console);
  report.file_problems = logs.problems();
  for (const std::string& problem : report.file_problems) console.Fail(problem);
  output.Write(options.json ? ReplayJson(report)
                            : ReplayText(report, Style::For(options.color, output.stream())));
  const ExitCode written = CloseOrSayWhy(output, console);
  if (written != ExitCode::kGood) return written;
  return finished ? CodeOf(report) : ExitCode::kInterrupted;
}

}  // namespace

void AddReplay(Command app, Run& run) {
  auto options = std::make_shared<ReplayOptions>();
  const Command command = app.AddCommand(
      "replay", "Evaluate what a decision log holds again, and compare it bit for bit");
  command
      .AddOption("logs", options->logs,
                 "Files and folders of decision logs, packed or not; - for stdin")
      .TypeName("LOG")
      .Required();
  command.AddOption("--pack", options->pack, "The pack that answers: a folder or any other place")
      .TypeName("PACK")
      .Required();
  AddPackNumbers(command, options->numbers);
  command
      .AddOption("--top", options->top,
                 "Differences and bad lines to name (default: 20); all are counted")
      .TypeName("N")
      .InRange(size_t{0}, kMostTop);
  AddTextOrJson(command, options->json);
  command.AddOption("--output", options->output, "File for the report (default: stdout)")
      .TypeName("FILE");
  AddColor(command, options->color);
  AddExample(command, "bellwether replay decisions --pack rules/saas");
  command.WhenChosen([options, &run] { run = [options] { return Replay(*options); }; });
}

}  // namespace bellwether::cli
