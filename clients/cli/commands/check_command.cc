// bellwether check PACK: everything that is wrong with a pack, at once.
//
// Tested by tests/clients/check_command_test.py and cli_test.py.
#include <memory>
#include <utility>
#include <vector>

#include "clients/cli/commands/check_options.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "engine/lint/checked.h"
#include "engine/lint/fixes.h"
#include "engine/source/edits.h"
#include "protos/wire/packs.h"

namespace bellwether::cli {
namespace {

struct CheckOptions {
  CheckRequest request;
  PackNumbers numbers;
  bool ranges = false;
  bool fix = false;
};

absl::StatusOr<CheckedPack> CheckAll(const std::string& path, const PackNumbers& numbers) {
  absl::StatusOr<LoadedPack> pack = LoadPack(path, numbers);
  if (!pack.ok()) return pack.status();
  CheckedPack checked;
  lint::Checked all =
      lint::CheckAll(std::move(pack->diagnostics), pack->sources, Limits(), pack->overrides);
  checked.report.scores = std::move(all.scores);
  checked.report.pack = {pack->sources, std::move(all.findings)};
  if (pack->plan == nullptr) return checked;
  checked.pack = InfoOf(*pack->plan);
  wire::ContentsToProto(*pack->plan, checked.contents);
  absl::StatusOr<CheckedMappings> imports = CheckMappings(path, *pack->plan);
  if (!imports.ok()) return imports.status();
  checked.report.imports = {imports->sources,
                            lint::Allow(std::move(imports->diagnostics), imports->sources, true)};
  return checked;
}

// What can be mended without a doubt, as a patch: files are changed by whoever applies it.
std::string Patch(const CheckPart& pack) {
  std::vector<Diagnostic> found;
  for (const lint::Finding& finding : pack.findings) found.push_back(finding.what);
  const auto load = [](const Sources& sources) { return Load(sources).diagnostics; };
  return UnifiedDiff(pack.sources, lint::SafeFixes(found, pack.sources, load));
}

void Write(const CheckOptions& options, const CheckedPack& checked, Console& console,
           Output& output) {
  if (options.fix) {
    SayFindings(checked.report, console);
    console.Write(CheckSummary(options.request, checked));
    return output.Write(Patch(checked.report.pack));
  }
  if (options.ranges && checked.has_plan()) {
    output.Write(RangesText(checked.report));
    output.Write("\n");
  }
  WriteFindings(options.request, checked, console, output);
}

ExitCode Check(const CheckOptions& options) {
  Console console(options.request.color);
  const absl::StatusOr<CheckedPack> checked = CheckAll(options.request.pack, options.numbers);
  if (!checked.ok()) {
    console.Fail(ToStd(checked.status().message()));
    return ExitCode::kPackInvalid;
  }
  Output output;
  Write(options, *checked, console, output);
  const ExitCode closed = CloseOrSayWhy(output, console);
  return closed == ExitCode::kGood ? CheckVerdict(options.request, *checked) : closed;
}

}  // namespace

void AddCheck(Command app, Run& run) {
  auto options = std::make_shared<CheckOptions>();
  const Command command =
      app.AddCommand("check", "Say everything that is wrong with a pack and its imports");
  const Option format = AddCheckRequest(command, options->request);
  AddPackNumbers(command, options->numbers);
  command
      .AddFlag("--ranges", options->ranges,
               "Show where each score can lie, whatever an account says")
      .Excludes(format);
  command
      .AddFlag("--fix", options->fix,
               "Mend what can mean nothing else, as a patch for `git apply` on stdout")
      .Excludes(format);
  AddExample(command, "bellwether check rules/saas");
  command.WhenChosen([options, &run] { run = [options] { return Check(*options); }; });
}

}  // namespace bellwether::cli
