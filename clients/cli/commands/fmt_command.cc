// bellwether fmt PACK|FILE...: the YAML of packs in one style.
//
// Tested by tests/clients/fmt_command_test.py.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/input/yaml_file.h"
#include "clients/cli/input/yaml_files.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/terminal/whole_file.h"
#include "clients/cli/words/counted.h"
#include "engine/base/string_bridge.h"
#include "engine/format/format.h"
#include "rules/reader/text_diff.h"

namespace bellwether::cli {
namespace {

constexpr char kStdin[] = "-";

struct FmtOptions {
  std::vector<std::string> paths;
  bool check = false;
  bool diff = false;
  bool write = false;
  ColorChoice color = ColorChoice::kAuto;

  bool from_stdin() const { return paths == std::vector<std::string>{kStdin}; }
};

// One run over files: what is said of each as it comes, and how it ends.
class Formatting {
 public:
  explicit Formatting(const FmtOptions& options) : options_(options), console_(options.color) {}

  ExitCode Run() {
    if (options_.from_stdin()) {
      const absl::StatusOr<Sources> sources = ReadYamlFromStdin();
      if (sources.ok()) Take(*sources);
      return Finish(sources.status());
    }
    for (const std::string& path : options_.paths) {
      const absl::StatusOr<std::vector<std::string>> files = ListYamlFiles(path);
      if (!files.ok()) return Finish(files.status());
      for (const std::string& file : *files) {
        const absl::StatusOr<Sources> sources = ReadYamlFile(file);
        if (!sources.ok()) return Finish(sources.status());
        if (!Take(*sources)) return ExitCode::kFailed;
      }
    }
    SaySummary();
    return Finish(absl::OkStatus());
  }

 private:
  // False, after it was said why, when a file cannot be written.
  bool Take(const Sources& sources) {
    ++files_;
    const SourceFile& file = sources.files()[0];
    const Staged<std::string> formatted = Format(sources, 0, Limits{});
    if (!formatted.ok()) {
      ++refused_;
      console_.Write(DiagnosticsText(formatted.diagnostics, sources, console_.style()));
      return true;
    }
    const bool changes = formatted.value != file.text;
    if (changes) ++changed_;
    if (options_.from_stdin() && !options_.check && !options_.diff) {
      output_.Write(formatted.value);
    } else if (changes) {
      Show(file, formatted.value);
    }
    if (!changes || !options_.write) return true;
    const absl::Status written = WriteWhole(file.name, formatted.value);
    if (!written.ok()) console_.Fail(ToStd(written.message()));
    return written.ok();
  }

  void Show(const SourceFile& file, const std::string& formatted) {
    const bool names = (options_.check || options_.write) && !options_.diff;
    output_.Write(names ? file.name + "\n" : TextDiff(file.name, file.text, formatted));
  }

  void SaySummary() {
    output_.Flush();
    const std::string counted = Counted(files_, "file");
    if (changed_ > 0) {
      console_.Say(absl::StrCat(options_.write ? "formatted " : "", changed_, " of ", counted,
                                options_.write ? "" : " would change; --write changes them"));
    } else if (refused_ == 0) {
      console_.Say(absl::StrCat(counted, ": nothing to change"));
    }
    if (refused_ > 0) {
      console_.Say(absl::StrCat(refused_, " of ", counted, " cannot be formatted, see above"));
    }
  }

  ExitCode Finish(const absl::Status& read) {
    const ExitCode closed = CloseOrSayWhy(output_, console_);
    if (!read.ok()) console_.Fail(ToStd(read.message()));
    if (!read.ok() || refused_ > 0) return ExitCode::kPackInvalid;
    if (closed != ExitCode::kGood) return closed;
    return options_.check && changed_ > 0 ? ExitCode::kFailed : ExitCode::kGood;
  }

  const FmtOptions& options_;
  Console console_;
  Output output_;
  size_t files_ = 0;
  size_t changed_ = 0;
  size_t refused_ = 0;
};

ExitCode Fmt(const FmtOptions& options) {
  for (const std::string& path : options.paths) {
    const bool alone = options.paths.size() == 1 && !options.write;
    if (path != kStdin || alone) continue;
    Console(options.color).Fail("- is stdin: it stands alone, and is never written to");
    return ExitCode::kUsage;
  }
  return Formatting(options).Run();
}

}  // namespace

void AddFmt(Command app, Run& run) {
  auto options = std::make_shared<FmtOptions>();
  const Command command = app.AddCommand(
      "fmt", "Format the YAML of packs, tests and mappings; shows a diff unless told otherwise");
  command
      .AddOption("PATH", options->paths,
                 "Folders, with all YAML below them, and files; - formats stdin to stdout")
      .TypeName("")
      .Required();
  const Option check = command.AddFlag(
      "--check", options->check, "List the files that would change; exit with 1 when there is one");
  command.AddFlag("--diff", options->diff,
                  "Show changes as a patch for `git apply`: with --check or --write, too");
  command.AddFlag("--write", options->write, "Change the files, and list them").Excludes(check);
  AddColor(command, options->color);
  AddExample(command, "bellwether fmt --check rules/saas");
  command.WhenChosen([options, &run] { run = [options] { return Fmt(*options); }; });
}

}  // namespace bellwether::cli
