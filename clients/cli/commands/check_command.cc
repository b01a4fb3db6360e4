// bellwether check PACK: everything that is wrong with a pack, at once.
//
// Tested by tests/clients/check_command_test.py and cli_test.py.
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/choice.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/proofs/check_report.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/counted.h"
#include "engine/base/string_bridge.h"
#include "engine/lint/fixes.h"
#include "engine/lint/lint.h"
#include "engine/source/edits.h"

namespace bellwether::cli {
namespace {

enum class CheckFormat { kText, kJson, kSarif, kGithub };

struct CheckOptions {
  std::string pack;
  PackNumbers numbers;
  CheckFormat format = CheckFormat::kText;
  bool strict = false;
  bool ranges = false;
  bool fix = false;
  ColorChoice color = ColorChoice::kAuto;
};

// "30 signals, 22 benchmarks, ..., graduation with 5 dimensions, extension": what the pack defines.
std::string Contents(const Plan& plan) {
  std::vector<std::string> parts = {Counted(plan.signals.size(), "signal"),
                                    Counted(plan.benchmarks.size(), "benchmark"),
                                    Counted(plan.models.size(), "health model")};
  if (!plan.flags.empty()) parts.push_back(Counted(plan.flags.size(), "flag"));
  if (plan.graduation.defined) {
    parts.push_back("graduation with " + Counted(plan.graduation.dimensions.size(), "dimension"));
  }
  if (plan.extension.defined) parts.push_back("extension");
  if (plan.programme.defined) {
    parts.push_back("programme with " + Counted(plan.programme.phases.size(), "phase"));
  }
  return absl::StrJoin(parts, ", ");
}

// A pack and its mappings, with all that was found.
struct Checked {
  std::shared_ptr<const Plan> plan;  // null when the pack has errors
  CheckReport report;
  bool good() const { return plan != nullptr && report.errors() == 0; }
};

absl::StatusOr<Checked> CheckAll(const std::string& path, const PackNumbers& numbers) {
  absl::StatusOr<LoadedPack> pack = LoadPack(path, numbers);
  if (!pack.ok()) return pack.status();
  Checked checked{pack->plan, {}};
  std::vector<Diagnostic> found = std::move(pack->diagnostics);
  const bool complete = checked.plan != nullptr;
  if (complete) {
    lint::Examined examined = lint::Examine(pack->sources, Limits(), pack->overrides);
    std::move(examined.found.begin(), examined.found.end(), std::back_inserter(found));
    checked.report.scores = std::move(examined.scores);
  }
  checked.report.pack = {pack->sources, lint::Allow(std::move(found), pack->sources, complete)};
  if (!complete) return checked;
  absl::StatusOr<CheckedMappings> imports = CheckMappings(path, *checked.plan);
  if (!imports.ok()) return imports.status();
  checked.report.imports = {imports->sources,
                            lint::Allow(std::move(imports->diagnostics), imports->sources, true)};
  return checked;
}

std::string Summary(const std::string& path, const Checked& checked) {
  const std::string counts = CheckCounts(checked.report);
  if (!checked.good()) return absl::StrCat(path, ": ", counts, "\n");
  const size_t imports = checked.report.imports.sources.files().size();
  return absl::StrCat(path, ": ok, ", counts.empty() ? "" : counts + ", ", PackText(*checked.plan),
                      ", ", Contents(*checked.plan),
                      imports == 0 ? "" : ", " + Counted(imports, "import"), "\n");
}

// What counts, for people.
std::string FindingsText(const CheckPart& part, const Style& style) {
  std::vector<Diagnostic> shown;
  for (const lint::Finding& finding : part.findings) {
    if (!finding.allowed()) shown.push_back(finding.what);
  }
  return DiagnosticsText(shown, part.sources, style);
}

// What can be mended without a doubt, as a patch: files are changed by whoever applies it.
std::string Patch(const CheckPart& pack) {
  std::vector<Diagnostic> found;
  for (const lint::Finding& finding : pack.findings) found.push_back(finding.what);
  const auto load = [](const Sources& sources) { return Load(sources).diagnostics; };
  return UnifiedDiff(pack.sources, lint::SafeFixes(found, pack.sources, load));
}

void Write(const CheckOptions& options, const Checked& checked, Console& console, Output& output) {
  switch (options.format) {
    case CheckFormat::kJson:
      return output.Write(CheckJson(checked.report));
    case CheckFormat::kSarif:
      return output.Write(CheckSarif(checked.report, BELLWETHER_VERSION));
    case CheckFormat::kGithub:
      output.Write(CheckGithub(checked.report));
      return output.Write(Summary(options.pack, checked));
    case CheckFormat::kText:
      break;
  }
  console.Write(FindingsText(checked.report.pack, console.style()));
  console.Write(FindingsText(checked.report.imports, console.style()));
  if (options.fix) {
    console.Write(Summary(options.pack, checked));
    return output.Write(Patch(checked.report.pack));
  }
  if (options.ranges && checked.plan != nullptr) {
    output.Write(RangesText(checked.report));
    output.Write("\n");
  }
  output.Write(Summary(options.pack, checked));
}

ExitCode Check(const CheckOptions& options) {
  Console console(options.color);
  const absl::StatusOr<Checked> checked = CheckAll(options.pack, options.numbers);
  if (!checked.ok()) {
    console.Fail(ToStd(checked.status().message()));
    return ExitCode::kPackInvalid;
  }
  Output output;
  Write(options, *checked, console, output);
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  const bool denied = options.strict && checked->report.warnings() > 0;
  return checked->good() && !denied ? ExitCode::kGood : ExitCode::kPackInvalid;
}

}  // namespace

void AddCheck(CLI::App& app, Run& run) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App& command =
      *app.add_subcommand("check", "Say everything that is wrong with a pack and its imports");
  command.add_option("PACK", options->pack, "Folder of the rule pack, or its only file")
      ->type_name("")
      ->required();
  AddPackNumbers(command, options->numbers);
  CLI::Option* format =
      AddChoice(command, "--format", options->format,
                Words<CheckFormat>{{"text", CheckFormat::kText},
                                   {"json", CheckFormat::kJson},
                                   {"sarif", CheckFormat::kSarif},
                                   {"github", CheckFormat::kGithub}},
                "text, or all findings on stdout: for programs, code hosts, a pull request");
  command.add_flag("--strict", options->strict,
                   "Exit with 3 when there is a warning that the pack does not allow");
  command
      .add_flag("--ranges", options->ranges,
                "Show where each score can lie, whatever an account says")
      ->excludes(format);
  command
      .add_flag("--fix", options->fix,
                "Mend what can mean nothing else, as a patch for `git apply` on stdout")
      ->excludes(format);
  AddColor(command, options->color);
  AddExample(command, "bellwether check rules/saas");
  command.callback([options, &run] { run = [options] { return Check(*options); }; });
}

}  // namespace bellwether::cli
