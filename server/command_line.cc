// CLI11 reads the words; values are read by the option table, as those of the file are.
//
// Tested by tests/server/command_line_test.cc.
#include "server/command_line.h"

#include <map>
#include <optional>
#include <sstream>
#include <utility>
#include <variant>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "server/access/console_sign_in.h"
#include "server/access/security.h"
#include "server/activation/approval_option.h"
#include "server/books/book_loading.h"
#include "server/http_calls.h"
#include "server/server_usage.h"
#include "server/settings/config_file.h"
#include "server/settings/listen_address.h"
#include "server/settings/option_table.h"
#include "server/store/open_store.h"

namespace bellwether {
namespace {

constexpr char kFooter[] =
    "A flag wins over the configuration file. Every flag has a key there; docs/server.md has the\n"
    "list.\n\n"
    "Example:\n"
    "  bellwetherd --pack rules/saas --listen 127.0.0.1:50051";

// What stood on the command line.
struct Words {
  std::map<std::string_view, std::optional<std::string>> values;  // by flag
  std::map<std::string_view, const CLI::Option*> switches;        // those that need no value
  std::map<std::string_view, std::vector<std::string>> names;     // of flags that may stand again
  std::string config;
  bool check_config = false;
  bool man = false;
  std::string completion;
};

void DeclareOption(const Option& option, CLI::App& app, Words& words) {
  const std::string flag(option.flag);
  const std::string help = DescribeOption(option);
  std::optional<std::string>* value = &words.values[option.flag];
  if (std::holds_alternative<FlagOption>(option.kind)) {
    words.switches[option.flag] = app.add_flag(flag, help);
    return;
  }
  if (std::holds_alternative<NamesOption>(option.kind)) {
    app.add_option(flag, words.names[option.flag], help)
        ->type_name(std::string(option.value_name))
        ->allow_extra_args(false);
    return;
  }
  CLI::Option* added = app.add_option_function<std::string>(
      flag, [value](const std::string& text) { *value = text; }, help);
  added->type_name(std::string(option.value_name));
  // The last of several wins, as scripts that append flags expect.
  added->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

// Also --reflection=false. What is no truth value is for SetOption to say: CLI11 would make a
// number of it, and throw what is no error of its own.
void TakeSwitches(Words& words) {
  for (const auto& [flag, given] : words.switches) {
    if (given->count() > 0) words.values[flag] = given->results().back();
  }
}

CommandLine Exit(int code, std::string output, std::string problems) {
  CommandLine line;
  line.action = CommandLine::Action::kExit;
  line.exit_code = code;
  line.output = std::move(output);
  line.problems = std::move(problems);
  return line;
}

// Fills `words`, or returns what to do instead.
std::optional<CommandLine> ReadWords(int argc, const char* const* argv, Words& words) {
  CLI::App app(kServerSummary, "bellwetherd");
  app.footer(kFooter);
  app.get_formatter()->column_width(36);
  app.set_help_flag("-h,--help", kHelpHelp);
  app.set_version_flag("--version", std::string("bellwetherd ") + BELLWETHER_VERSION, kVersionHelp);
  app.add_option("--config", words.config, kConfigHelp)->type_name("FILE");
  app.add_flag("--check-config", words.check_config, kCheckConfigHelp);
  app.add_flag("--man", words.man, kManHelp);
  app.add_option("--completion", words.completion, kCompletionHelp)
      ->type_name("SHELL")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}).description(""));
  for (const Option& option : OptionTable()) DeclareOption(option, app, words);
  try {
    app.parse(argc, argv);
    TakeSwitches(words);
    if (words.man) return Exit(kExitOk, ServerManPage(BELLWETHER_VERSION), "");
    if (!words.completion.empty()) return Exit(kExitOk, ServerCompletion(words.completion), "");
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    std::ostringstream output, problems;
    if (app.exit(error, output, problems) == 0) return Exit(kExitOk, output.str(), "");
    return Exit(kExitUsage, "", problems.str());
  }
}

// Applies the file. Returns what people should read about it.
std::string ApplyFile(const std::string& path, ServerOptions& options, bool& failed) {
  const absl::StatusOr<Sources> sources = ReadConfigFile(path);
  if (!sources.ok()) {
    failed = true;
    return absl::StrCat("error: ", sources.status().message(), "\n");
  }
  DiagnosticSink sink;
  DecodeConfig(*sources, options, sink);
  failed = sink.has_errors();
  return RenderAll(sink.Take(), *sources);
}

// What the flag was given: a value, or several names, which take the place of those of the file.
std::vector<std::string> ValuesOf(const Option& option, const Words& words,
                                  ServerOptions& options) {
  if (const auto* names = std::get_if<NamesOption>(&option.kind)) {
    const std::vector<std::string>& given = words.names.at(option.flag);
    if (!given.empty()) (options.*names->field).clear();
    return given;
  }
  const std::optional<std::string>& value = words.values.at(option.flag);
  return value.has_value() ? std::vector<std::string>{*value} : std::vector<std::string>();
}

std::string ApplyFlags(const Words& words, ServerOptions& options) {
  std::string problems;
  for (const Option& option : OptionTable()) {
    for (const std::string& value : ValuesOf(option, words, options)) {
      if (std::optional<std::string> problem = SetOption(option, value, options)) {
        absl::StrAppend(&problems, "error: ", ToAbsl(option.flag), ": ", *problem, "\n");
      }
    }
  }
  return problems;
}

// What no single option can know.
std::string CheckTogether(const ServerOptions& options) {
  std::string problems;
  if (options.pack.empty()) {
    problems += "error: no rule pack; say where it is, such as --pack rules/saas\n";
  }
  problems += CheckApprovals(options);
  for (const NamedFolder& book : BooksOf(options)) {
    const std::string name = absl::StrCat(ToAbsl(kBookPrefix), book.name);
    if (name == kStoreBook) {
      problems +=
          "error: --book: `store` is the name of the book that a server makes of its store; take "
          "another one\n";
    }
    if (IsBookName(name)) continue;
    absl::StrAppend(&problems, "error: --book: ", Quoted(book.name),
                    " is no name of a book; write 1 to 63 lower-case letters, digits, - and _\n");
  }
  if (options.decision_log_total_bytes < 2 * options.decision_log_file_bytes) {
    problems +=
        "error: --decision-log-total-bytes is less than two files of --decision-log-file-bytes; "
        "make it larger, or the files smaller\n";
  }
  if (options.decision_log.empty() && !options.decision_log_redact.empty()) {
    problems += "error: --decision-log-redact without a log; give --decision-log, too\n";
  }
  if (!options.store.empty()) {
    const absl::Status place = store::CheckStorePlace(options.store);
    if (!place.ok()) absl::StrAppend(&problems, "error: --store: ", place.message(), "\n");
  }
  if (!options.delivery.empty() && options.store.empty()) {
    problems +=
        "error: --delivery without --store; what is to be told is kept in a store until it is, so "
        "give --store, too\n";
  }
  problems += CheckSecurityOptions(options);
  const absl::Status listen =
      CheckListenAddress(options.listen, options.insecure_listen ? "" : MissingSecurity(options));
  if (!listen.ok()) absl::StrAppend(&problems, "error: ", listen.message(), "\n");
  problems += CheckHttpOptions(options);
  problems += CheckConsoleSignIn(options);
  const absl::Status metrics =
      CheckMetricsAddress(options.metrics_listen, options.insecure_metrics_listen);
  if (!metrics.ok()) absl::StrAppend(&problems, "error: ", metrics.message(), "\n");
  return problems;
}

}  // namespace

CommandLine ParseCommandLine(int argc, const char* const* argv) {
  Words words;
  if (std::optional<CommandLine> instead = ReadWords(argc, argv, words)) return *instead;

  CommandLine line;
  if (words.check_config) line.action = CommandLine::Action::kCheckConfig;
  bool file_failed = false;
  if (!words.config.empty()) {
    line.problems = ApplyFile(words.config, line.options, file_failed);
  }
  std::string problems = ApplyFlags(words, line.options);
  if (problems.empty() && !file_failed) problems = CheckTogether(line.options);
  if (file_failed || !problems.empty()) {
    return Exit(kExitUsage, "", absl::StrCat(line.problems, problems));
  }
  return line;
}

}  // namespace bellwether
