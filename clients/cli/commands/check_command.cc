// bellwether check PACK: everything that is wrong with a pack, at once.
//
// Tested by tests/clients/cli_test.py.
#include <algorithm>
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/string_bridge.h"
#include "engine/lint/lint.h"

namespace bellwether::cli {
namespace {

struct CheckOptions {
  std::string pack;
  bool json = false;
  ColorChoice color = ColorChoice::kAuto;
};

constexpr int kIndent = 2;

std::string Count(size_t number, const char* one, const char* many) {
  return absl::StrCat(number, " ", number == 1 ? one : many);
}

// "30 signals, 22 benchmarks, ..., graduation with 5 dimensions, extension": what the pack defines.
std::string Contents(const Plan& plan) {
  std::vector<std::string> parts = {Count(plan.signals.size(), "signal", "signals"),
                                    Count(plan.benchmarks.size(), "benchmark", "benchmarks"),
                                    Count(plan.models.size(), "health model", "health models")};
  if (!plan.flags.empty()) parts.push_back(Count(plan.flags.size(), "flag", "flags"));
  if (plan.graduation.defined) {
    parts.push_back("graduation with " +
                    Count(plan.graduation.dimensions.size(), "dimension", "dimensions"));
  }
  if (plan.extension.defined) parts.push_back("extension");
  if (plan.programme.defined) {
    parts.push_back("programme with " + Count(plan.programme.phases.size(), "phase", "phases"));
  }
  return absl::StrJoin(parts, ", ");
}

// A pack and its mappings.
struct Checked {
  LoadedPack pack;
  CheckedMappings imports;
  bool good() const { return pack.plan != nullptr && !HasErrors(imports.diagnostics); }
  std::vector<Diagnostic> diagnostics() const {
    std::vector<Diagnostic> all = pack.diagnostics;
    all.insert(all.end(), imports.diagnostics.begin(), imports.diagnostics.end());
    return all;
  }
};

absl::StatusOr<Checked> CheckAll(const std::string& path) {
  absl::StatusOr<LoadedPack> pack = LoadPack(path);
  if (!pack.ok()) return pack.status();
  Checked checked{*std::move(pack), {}};
  if (checked.pack.plan == nullptr) return checked;
  for (Diagnostic& found : lint::Lint(checked.pack.sources)) {
    checked.pack.diagnostics.push_back(std::move(found));
  }
  absl::StatusOr<CheckedMappings> imports = CheckMappings(path, *checked.pack.plan);
  if (!imports.ok()) return imports.status();
  checked.imports = *std::move(imports);
  return checked;
}

std::string Summary(const std::string& path, const Checked& checked) {
  const std::vector<Diagnostic> diagnostics = checked.diagnostics();
  if (!checked.good()) return absl::StrCat(path, ": ", CountText(diagnostics), "\n");
  const Plan& plan = *checked.pack.plan;
  const size_t imports = checked.imports.sources.files().size();
  return absl::StrCat(path, ": ok, ", diagnostics.empty() ? "" : CountText(diagnostics) + ", ",
                      PackText(plan), ", ", Contents(plan),
                      imports == 0 ? "" : ", " + Count(imports, "import", "imports"), "\n");
}

nlohmann::ordered_json ToJson(const Diagnostic& found, const Sources& sources) {
  nlohmann::ordered_json json;
  json["file"] = std::string(sources.name(found.span.file));
  json["line"] = found.span.line;
  json["column"] = found.span.column;
  if (found.span.merged()) {
    json["merged_in"] = {{"line", found.span.merged_line}, {"column", found.span.merged_column}};
  }
  json["severity"] = found.severity == Severity::kError ? "error" : "warning";
  json["code"] = found.code;
  json["message"] = found.message;
  if (!found.hint.empty()) json["hint"] = found.hint;
  return json;
}

std::string DiagnosticsJson(const Checked& checked) {
  auto list = nlohmann::ordered_json::array();
  const auto add = [&list](const std::vector<Diagnostic>& diagnostics, const Sources& sources) {
    for (const Diagnostic& found : diagnostics) list.push_back(ToJson(found, sources));
  };
  add(checked.pack.diagnostics, checked.pack.sources);
  add(checked.imports.diagnostics, checked.imports.sources);
  return Dump(list, kIndent) + "\n";
}

ExitCode Check(const CheckOptions& options) {
  Console console(options.color);
  const absl::StatusOr<Checked> checked = CheckAll(options.pack);
  if (!checked.ok()) {
    console.Fail(ToStd(checked.status().message()));
    return ExitCode::kPackInvalid;
  }
  Output output;
  if (options.json) {
    output.Write(DiagnosticsJson(*checked));
  } else {
    const auto& [pack, imports] = *checked;
    console.Write(DiagnosticsText(pack.diagnostics, pack.sources, console.style()));
    console.Write(DiagnosticsText(imports.diagnostics, imports.sources, console.style()));
    output.Write(Summary(options.pack, *checked));
  }
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return checked->good() ? ExitCode::kGood : ExitCode::kPackInvalid;
}

}  // namespace

void AddCheck(CLI::App& app, Run& run) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App& command =
      *app.add_subcommand("check", "Say everything that is wrong with a pack and its imports");
  command.add_option("PACK", options->pack, "Folder of the rule pack, or its only file")
      ->type_name("")
      ->required();
  command
      .add_option_function<std::string>(
          "--format", [options](const std::string& format) { options->json = format == "json"; },
          "text, or json with all findings on stdout (default: text)")
      ->type_name("text|json")
      ->check(CLI::IsMember({"text", "json"}).description(""));
  AddColor(command, options->color);
  AddExample(command, "bellwether check rules/saas");
  command.callback([options, &run] { run = [options] { return Check(*options); }; });
}

}  // namespace bellwether::cli
