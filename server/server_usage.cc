// Tested by tests/server/server_usage_test.cc.
#include "server/server_usage.h"

#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/usage/usage.h"
#include "server/settings/option_table.h"

namespace bellwether {
namespace {

constexpr char kFiles[] =
    "Every option but those that exit has a key in the configuration file, where a dot is one\n"
    "level of YAML. A flag wins over the file, the file over the default.\n\n"
    "pack: /usr/share/bellwether/rules/saas\n"
    "listen: 127.0.0.1:50051\n"
    "limits: {max_request_bytes: 1MiB}";
constexpr char kSignals[] =
    "SIGTERM, SIGINT  say NOT_SERVING, answer the calls in flight, and exit; again: exit at once\n"
    "SIGHUP           look at packs, certificate, access file and delivery file now";
constexpr char kExitStatus[] =
    "0    all is well\n"
    "1    it cannot serve: the address is taken, for instance\n"
    "2    a flag or the configuration file is wrong\n"
    "3    the pack is wrong\n"
    "4    a book is wrong\n"
    "5    the state folder or the store cannot be used\n"
    "130  a second signal while it stopped";

usage::Option OptionOf(const Option& option) {
  usage::Option described{
      .names = {std::string(option.flag)},
      .value = std::string(option.value_name),
      .words = {},
      .description = absl::StrCat(DescribeOption(option), ". Key: ", ToAbsl(option.key))};
  if (const auto* choice = std::get_if<ChoiceOption>(&option.kind)) {
    described.words.assign(choice->choices.begin(), choice->choices.end());
  }
  described.repeated = std::holds_alternative<NamesOption>(option.kind);
  return described;
}

usage::Command ServerUsage() {
  usage::Command program;
  program.name = "bellwetherd";
  program.summary = kServerSummary;
  program.options = {{{"-h", "--help"}, "", {}, kHelpHelp},
                     {{"--version"}, "", {}, kVersionHelp},
                     {{"--config"}, "FILE", {}, kConfigHelp},
                     {{"--check-config"}, "", {}, kCheckConfigHelp},
                     {{"--man"}, "", {}, kManHelp},
                     {{"--completion"}, "SHELL", {"bash", "zsh", "fish"}, kCompletionHelp}};
  for (const Option& option : OptionTable()) program.options.push_back(OptionOf(option));
  program.sections = {
      {"CONFIGURATION", kFiles}, {"SIGNALS", kSignals}, {"EXIT STATUS", kExitStatus}};
  return program;
}

}  // namespace

std::string ServerManPage(std::string_view version) {
  const usage::Command program = ServerUsage();
  return usage::ManPage({&program}, {.section = 8, .version = std::string(version)});
}

std::string ServerCompletion(std::string_view shell) {
  const usage::Shell script = shell == "bash"  ? usage::Shell::kBash
                              : shell == "zsh" ? usage::Shell::kZsh
                                               : usage::Shell::kFish;
  return usage::Completion(script, ServerUsage());
}

}  // namespace bellwether
