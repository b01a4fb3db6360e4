// Tested by tests/clients/check_command_test.py and remote_rules_test.py.
#include "clients/cli/commands/check_options.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/choice.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/words/counted.h"

namespace bellwether::cli {
namespace {

std::string Some(int32_t count, const char* noun) {
  return Counted(static_cast<size_t>(count), noun);
}

// "30 signals, 22 benchmarks, ..., graduation with 5 dimensions, extension": what the pack defines.
std::string ContentsText(const v1::PackContents& contents) {
  std::vector<std::string> parts = {Some(contents.signals(), "signal"),
                                    Some(contents.benchmarks(), "benchmark"),
                                    Some(contents.health_models(), "health model")};
  if (contents.flags() > 0) parts.push_back(Some(contents.flags(), "flag"));
  if (contents.has_graduation_dimensions()) {
    parts.push_back("graduation with " + Some(contents.graduation_dimensions(), "dimension"));
  }
  if (contents.extension()) parts.push_back("extension");
  if (contents.has_programme_phases()) {
    parts.push_back("programme with " + Some(contents.programme_phases(), "phase"));
  }
  return absl::StrJoin(parts, ", ");
}

std::string FindingsText(const CheckPart& part, const Style& style) {
  std::vector<Diagnostic> shown;
  for (const lint::Finding& finding : part.findings) {
    if (!finding.allowed()) shown.push_back(finding.what);
  }
  return DiagnosticsText(shown, part.sources, style);
}

}  // namespace

Option AddCheckRequest(Command command, CheckRequest& request) {
  command.AddOption("PACK", request.pack, "Folder of the rule pack, or its only file")
      .TypeName("")
      .Required();
  const Option format =
      AddChoice(command, "--format", request.format,
                Words<CheckFormat>{{"text", CheckFormat::kText},
                                   {"json", CheckFormat::kJson},
                                   {"sarif", CheckFormat::kSarif},
                                   {"github", CheckFormat::kGithub}},
                "text, or all findings on stdout: for programs, code hosts, a pull request");
  command.AddFlag("--strict", request.strict,
                  "Exit with 3 when there is a warning that the pack does not allow");
  AddColor(command, request.color);
  return format;
}

std::string CheckSummary(const CheckRequest& request, const CheckedPack& checked) {
  const std::string counts = CheckCounts(checked.report);
  if (!checked.good()) return absl::StrCat(request.pack, ": ", counts, "\n");
  const size_t imports = checked.report.imports.sources.files().size();
  return absl::StrCat(request.pack, ": ok, ", counts.empty() ? "" : counts + ", ",
                      PackText(checked.pack), ", ", ContentsText(checked.contents),
                      imports == 0 ? "" : ", " + Counted(imports, "import"), "\n");
}

void SayFindings(const CheckReport& report, Console& console) {
  console.Write(FindingsText(report.pack, console.style()));
  console.Write(FindingsText(report.imports, console.style()));
}

void WriteFindings(const CheckRequest& request, const CheckedPack& checked, Console& console,
                   Output& output) {
  switch (request.format) {
    case CheckFormat::kJson:
      return output.Write(CheckJson(checked.report));
    case CheckFormat::kSarif:
      return output.Write(CheckSarif(checked.report, BELLWETHER_VERSION));
    case CheckFormat::kGithub:
      output.Write(CheckGithub(checked.report));
      break;
    case CheckFormat::kText:
      SayFindings(checked.report, console);
      break;
  }
  output.Write(CheckSummary(request, checked));
}

ExitCode CheckVerdict(const CheckRequest& request, const CheckedPack& checked) {
  const bool denied = request.strict && checked.report.warnings() > 0;
  return checked.good() && !denied ? ExitCode::kGood : ExitCode::kPackInvalid;
}

}  // namespace bellwether::cli
