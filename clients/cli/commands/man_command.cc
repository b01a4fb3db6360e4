// bellwether man: the manual pages of this program and of its commands, in roff.
//
// Tested by tests/deploy/completion_test.py.
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/usage_of_app.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

struct ManOptions {
  std::vector<std::string> command;
  std::string folder;
};

const usage::Manual kManual{.section = 1, .version = BELLWETHER_VERSION};

ExitCode WritePage(const std::vector<const usage::Command*>& path, const std::string& file,
                   Console& console) {
  Output output;
  if (const absl::Status opened = output.Open(file); !opened.ok()) {
    console.Fail(std::string(ToStd(opened.message())));
    return ExitCode::kFailed;
  }
  output.Write(usage::ManPage(path, kManual));
  return CloseOrSayWhy(output, console);
}

// The page of the last command of `path`, and those of all below it.
ExitCode WritePages(const std::vector<const usage::Command*>& path, const std::string& name,
                    const std::string& folder, Console& console) {
  ExitCode code = WritePage(path, absl::StrCat(folder, "/", name, ".1"), console);
  for (const usage::Command& below : path.back()->commands) {
    if (code != ExitCode::kGood) break;
    std::vector<const usage::Command*> further = path;
    further.push_back(&below);
    code = WritePages(further, absl::StrCat(name, "-", below.name), folder, console);
  }
  return code;
}

// From the program to the command that the words name, or a sentence about the first unknown word.
std::vector<const usage::Command*> Find(const usage::Command& program,
                                        const std::vector<std::string>& words,
                                        std::string& problem) {
  std::vector<const usage::Command*> path{&program};
  for (const std::string& word : words) {
    std::vector<std::string> known;
    const usage::Command* found = nullptr;
    for (const usage::Command& below : path.back()->commands) {
      known.push_back(below.name);
      if (below.name == word) found = &below;
    }
    if (found == nullptr) {
      problem = absl::StrCat("no command is called ", Quoted(word), "; ", DidYouMean(word, known));
      return path;
    }
    path.push_back(found);
  }
  return path;
}

ExitCode Print(const ManOptions& options, Command app) {
  Console console(ColorChoice::kAuto);
  const usage::Command program = UsageOf(app);
  std::string problem;
  const std::vector<const usage::Command*> path = Find(program, options.command, problem);
  if (!problem.empty()) {
    console.Fail(problem);
    return ExitCode::kUsage;
  }
  if (options.folder.empty()) return WritePage(path, "", console);
  std::error_code error;
  std::filesystem::create_directories(options.folder,
                                      error);  // a failure shows when files are made
  return WritePages({&program}, program.name, options.folder, console);
}

}  // namespace

void AddMan(Command app, Run& run) {
  auto options = std::make_shared<ManOptions>();
  const Command command = app.AddCommand("man", "Print the manual page of a command, or write all");
  const Option which = command
                           .AddOption("COMMAND", options->command,
                                      "Command, as remote evaluate (default: the program)")
                           .TypeName("");
  command.AddOption("--output", options->folder, "Folder to which all pages are written")
      .TypeName("FOLDER")
      .Excludes(which);
  AddExample(command, "bellwether man evaluate");
  command.WhenChosen(
      [options, app, &run] { run = [options, app] { return Print(*options, app); }; });
}

}  // namespace bellwether::cli
