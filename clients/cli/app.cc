// Parsing chooses what to run; running happens after it, outside the parser's exceptions.
//
// Tested by tests/clients/cli_test.py.
#include "clients/cli/app.h"

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Error.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/command.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/terminal/interruption.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

constexpr size_t kHelpColumn = 34;

void Say(const std::string& text) { std::fputs(text.c_str(), stderr); }

// "bellwether remote evaluate": the command that the parser got to.
const CLI::App& Chosen(const CLI::App& app) {
  const CLI::App* chosen = &app;
  while (!chosen->get_subcommands().empty()) chosen = chosen->get_subcommands().front();
  return *chosen;
}

std::string FullName(const CLI::App& app) {
  const CLI::App* parent = app.get_parent();
  return parent == nullptr ? app.get_name() : absl::StrCat(FullName(*parent), " ", app.get_name());
}

std::vector<std::string> KnownWords(const CLI::App& app) {
  std::vector<std::string> words;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  }
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    words.push_back(command->get_name());
  }
  return words;
}

// What is left over is a word that nobody knows: perhaps one that is spelled nearly so.
std::string Advice(const CLI::App& chosen) {
  for (const std::string& word : chosen.remaining()) {
    const std::string closest = ClosestName(word, KnownWords(chosen));
    if (!closest.empty()) return absl::StrCat("did you mean ", closest, "? ");
  }
  return "";
}

ExitCode SayUsage(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& chosen = Chosen(app);
  const std::string name = FullName(chosen);
  Say(absl::StrCat(name, ": ", error.what(), "\n", Advice(chosen), "Run `", name,
                   " --help` to see what it takes.\n"));
  return ExitCode::kUsage;
}

ExitCode SayHelp(const CLI::App& app) {
  const CLI::App& chosen = Chosen(app);
  // The parser writes a command's own name after the names that it is given.
  const CLI::App* parent = chosen.get_parent();
  std::fputs(chosen.help(parent == nullptr ? "" : FullName(*parent)).c_str(), stdout);
  return ExitCode::kGood;
}

ExitCode ParseAndRun(CLI::App& app, Run& run, int argc, char** argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return SayHelp(app);
  } catch (const CLI::ParseError& error) {
    return SayUsage(app, error);
  }
  return run();
}

}  // namespace

int RunApp(int argc, char** argv) {
  // A reader that goes away is noticed where we write, not by dying.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    CLI::App app("Health scores of accounts from rules in YAML.", "bellwether");
    app.require_subcommand(1);
    app.get_formatter()->column_width(kHelpColumn);
    app.footer(
        "Exit codes: 0 good, 1 failed, 2 usage, 3 pack invalid, 4 tests or budget "
        "failed, 5 input refused, 130 interrupted.\nRun `bellwether COMMAND --help` for options "
        "and an example.");
    Run run;
    const Command program(app);
    AddAlerts(program, run);
    AddAsk(program, run);
    AddBaseline(program, run);
    AddBook(program, run);
    AddCheck(program, run);
    AddDump(program, run);
    AddEvaluate(program, run);
    AddExplain(program, run);
    AddFmt(program, run);
    AddGenerate(program, run);
    AddHistory(program, run);
    AddImport(program, run);
    AddInvestigate(program, run);
    AddPack(program, run);
    AddPath(program, run);
    AddPortfolio(program, run);
    AddDrivers(program, run);
    AddFit(program, run);
    AddExperiment(program, run);
    AddRemote(program, run);
    AddToken(program, run);
    AddReplay(program, run);
    AddSchema(program, run);
    AddTest(program, run);
    AddMutate(program, run);
    AddImpact(program, run);
    AddInit(program, run);
    AddDiff(program, run);
    AddLog(program, run);
    AddCompletion(program, run);
    AddMan(program, run);
    AddVersion(program, run);
    const ExitCode code = ParseAndRun(app, run, argc, argv);
    if (code == ExitCode::kInterrupted) Interruption::EndAsAsked();
    return static_cast<int>(code);
  } catch (const std::exception& error) {
    Say(absl::StrCat("bellwether: internal error: ", error.what(), "\n"));
  } catch (...) {
    Say("bellwether: internal error\n");
  }
  return static_cast<int>(ExitCode::kFailed);
}

}  // namespace bellwether::cli
