// Options that several commands have, spelled once.
//
// The pointed-to values must live until the command has run.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_OPTIONS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/commands/command.h"
#include "clients/cli/terminal/style.h"
#include "clients/cli/writers/writer.h"
#include "engine/accounts/accounts.h"
#include "engine/base/civil_day.h"
#include "engine/book/selection.h"

namespace bellwether::cli {

struct AccountFileOptions;
struct BookRequest;
struct EvaluationRequest;
struct ImportRequest;
struct PackNumbers;
struct PortfolioRequest;
struct SingleAccount;
struct ViewRequest;
enum class RemoteCall;

// --set NAME=NUMBER, --values FILE: numbers in place of a pack's constants
void AddPackNumbers(Command command, PackNumbers& numbers);
// --color auto|always|never
void AddColor(Command command, ColorChoice& color);
// An option that is a date or a time
void AddMoment(Command command, const std::string& option, const std::string& description,
               std::optional<Moment>& moment);
// "7d" -> 7; throws what CLI11 reports of an option.
uint32_t ReadDays(const std::string& option, const std::string& given, uint32_t least = 1);
// An option that is a number of days: 7d
void AddDays(Command command, const std::string& option, const std::string& description,
             uint32_t& days);
// --format table|json|jsonl|csv
void AddRowFormat(Command command, OutputFormat& format);
// --as-of MOMENT
void AddAsOf(Command command, std::optional<Moment>& as_of);
// --accounts-format json|jsonl|yaml|csv
void AddAccountsFormat(Command command, std::optional<AccountFormat>& format);
// --delimiter, --decimal, --encoding
void AddAccountFile(Command command, AccountFileOptions& file);
// --format of accounts that are written.
void AddAccountsForm(Command command, OutputFormat& format);
// --unknown-signals, --benchmark-set, --language
void AddEvaluationOptions(Command command, EvaluationRequest& request);
// --import NAME|FILE, --source NAME=FILE, --memory MIB
void AddImportOptions(Command command, ImportRequest& import);
// --account or --accounts, as `option` is called, and the above
void AddAccounts(Command command, const std::string& option, EvaluationRequest& request);
// --select, --where, --sort, --top, --summary, --long
void AddView(Command command, ViewRequest& view);
// --accounts, --format, --explain, --output and all of the above
void AddEvaluationRequest(Command command, EvaluationRequest& request);
// --call auto|unary|batch|stream|columns
void AddRemoteCall(Command command, RemoteCall& call);
// --pack, --account, --id: one account of a file
void AddSingleAccount(Command command, SingleAccount& options);
// The same where the pack is a server's
void AddRemoteSingleAccount(Command command, SingleAccount& options);
// The book, as `option` is called, and how its files are written
void AddBookRequest(Command command, const std::string& option, BookRequest& request);
// --pack, --book
void AddPackAndBook(Command command, PortfolioRequest& request);
// --where NAME=WORDS: accounts with one of the words
void AddFilters(Command command, std::vector<book::AttributeFilter>& where);
// --pack, --book, --as-of, --where, --output: what a report over a portfolio is of
void AddPortfolioRequest(Command command, PortfolioRequest& request);
// --format text|json
void AddTextOrJson(Command command, bool& json);
// The last lines of a command's help: an example that works at the top of the repository.
void AddExample(Command command, const std::string& example);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_OPTIONS_H_
