// Tested by tests/deploy/completion_test.py.
#include "clients/cli/commands/usage_of_app.h"

#include <string>
#include <utility>

#include "CLI/App.hpp"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/commands/choice.h"

namespace bellwether::cli {
namespace {

constexpr char kExample[] = "Example:\n  ";
constexpr char kExitCodes[] = "Exit codes: ";

usage::Option OptionOf(const CLI::Option& option) {
  usage::Option described;
  for (const std::string& name : option.get_snames()) described.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) described.names.push_back("--" + name);
  if (described.names.empty()) described.names.push_back(option.get_name());
  const bool is_switch = option.get_items_expected_max() == 0;
  if (!is_switch) described.value = option.get_type_name();
  described.words = WordsOfChoice(described.value);
  described.description = option.get_description();
  described.required = option.get_required();
  described.repeated = !is_switch && option.get_items_expected_max() > 1;
  return described;
}

// What stands below the options: an example, or exit codes and advice.
std::vector<usage::Section> SectionsOf(const std::string& footer) {
  if (footer.starts_with(kExample)) return {{"EXAMPLES", footer.substr(sizeof(kExample) - 1)}};
  if (!footer.starts_with(kExitCodes)) return {};
  std::string codes = footer.substr(sizeof(kExitCodes) - 1);
  codes.resize(std::min(codes.find(".\n"), codes.size()));
  return {{"EXIT STATUS", absl::StrReplaceAll(codes, {{", ", "\n"}})}};
}

usage::Command UsageOfParser(const CLI::App& app) {
  usage::Command command;
  command.name = app.get_name();
  command.summary = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    (option->nonpositional() ? command.options : command.operands).push_back(OptionOf(*option));
  }
  for (const CLI::App* below : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!below->get_group().empty()) command.commands.push_back(UsageOfParser(*below));
  }
  command.sections = SectionsOf(app.get_footer());
  return command;
}

}  // namespace

usage::Command UsageOf(Command app) { return UsageOfParser(app.app()); }

}  // namespace bellwether::cli
