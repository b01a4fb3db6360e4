// bellwether dump PACK: the plan that a pack became, for people.
//
// Tested by tests/clients/dump_command_test.py.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/plan/dump.h"

namespace bellwether::cli {
namespace {

struct DumpCommandOptions {
  std::string pack;
  PackNumbers numbers;
  DumpOptions dump;
  ColorChoice color = ColorChoice::kAuto;
};

bool Contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

ExitCode DumpPack(const DumpCommandOptions& options) {
  Console console(options.color);
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, options.numbers, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  std::vector<std::string> models;
  for (const PlanNote& note : plan->model_notes) models.push_back(note.name);
  if (!options.dump.model.empty() && !Contains(models, options.dump.model)) {
    console.Fail(absl::StrCat("the pack has no health model ", Quoted(options.dump.model), "; ",
                              DidYouMean(options.dump.model, models)));
    return ExitCode::kUsage;
  }
  Output output;
  output.Write(Dump(*plan, options.dump));
  return CloseOrSayWhy(output, console);
}

void AddSections(Command command, const std::shared_ptr<DumpCommandOptions>& options) {
  const std::vector<std::string>& names = DumpSections();
  command
      .AddParsedList(
          "--section",
          [options, &names](const std::vector<std::string>& given) {
            for (const std::string& name : given) {
              if (Contains(names, name)) continue;
              ThrowInvalid("--section", absl::StrCat("unknown section ", Quoted(name), "; ",
                                                     DidYouMean(name, names)));
            }
            options->dump.sections = given;
          },
          absl::StrCat("Sections to show, apart by commas (default: all): ",
                       absl::StrJoin(names, ", ")))
      .TypeName("SECTION,...")
      .SplitAt(',');
}

}  // namespace

void AddDump(Command app, Run& run) {
  auto options = std::make_shared<DumpCommandOptions>();
  const Command command =
      app.AddCommand("dump", "Show the plan of a pack: what the engine evaluates");
  command.AddOption("PACK", options->pack, "Folder of the rule pack, or its only file")
      .TypeName("")
      .Required();
  AddPackNumbers(command, options->numbers);
  AddSections(command, options);
  command
      .AddOption("--model", options->dump.model,
                 "This health model alone, with the programs that it runs (default: all)")
      .TypeName("MODEL");
  AddColor(command, options->color);
  AddExample(command, "bellwether dump rules/saas --section health");
  command.WhenChosen([options, &run] { run = [options] { return DumpPack(*options); }; });
}

}  // namespace bellwether::cli
