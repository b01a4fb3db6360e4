// Words of the command line are looked up in tables, so that help, check and meaning cannot differ.
//
// Tested by tests/clients/cli_test.py.
#include "clients/cli/commands/options.h"
#include "clients/cli/book/book_reading.h"
#include "clients/cli/evaluation/evaluation_request.h"
#include "clients/cli/evaluation/remote_calls.h"
#include "clients/cli/evaluation/single_account.h"
#include "clients/cli/imports/import_files.h"
#include "clients/cli/input/account_file.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/portfolio/portfolio_request.h"

#include <map>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/commands/choice.h"
#include "engine/base/civil_day.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

void AddMapping(Command command, ImportRequest& import) {
  command
      .AddOption("--import", import.name,
                 "Mapping of exports: one of the pack's imports, or a file")
      .TypeName("NAME|FILE");
  command
      .AddOption("--source", import.sources,
                 "With --import: the file of one source; give it for each")
      .TypeName("NAME=FILE")
      .Needs("--import");
}

// "segment=smb", "csm=Ana Lima,Ben Ito": commas are between words.
book::AttributeFilter ReadFilter(const std::string& given) {
  const size_t sign = given.find('=');
  if (sign == std::string::npos || sign == 0) {
    ThrowInvalid("--where",
                 absl::StrCat(Quoted(given), " is no filter; write it like segment=smb"));
  }
  return {given.substr(0, sign), absl::StrSplit(given.substr(sign + 1), ',')};
}

}  // namespace

void AddPackNumbers(Command command, PackNumbers& numbers) {
  command
      .AddOption("--set", numbers.set,
                 "Number in place of a constant of the pack, for a segment as target_days.smb=45; "
                 "may be given again")
      .TypeName("NAME=NUMBER")
      .OneAtATimeUnmarked();
  command
      .AddOption("--values", numbers.values,
                 "File of such numbers (YAML); what --set says counts for more")
      .TypeName("FILE");
}

void AddColor(Command command, ColorChoice& color) {
  AddChoice<ColorChoice>(command, "--color", color,
                         {{"auto", ColorChoice::kAuto},
                          {"always", ColorChoice::kAlways},
                          {"never", ColorChoice::kNever}},
                         "Colour; auto: on a terminal without NO_COLOR (default: auto)");
}

void AddMoment(Command command, const std::string& option, const std::string& description,
               std::optional<Moment>& moment) {
  command
      .AddParsed(
          option,
          [&moment, option](const std::string& given) {
            moment = ParseMoment(given);
            if (moment && !moment->local) return;
            ThrowInvalid(option, absl::StrCat(Quoted(given),
                                              " is no moment; give a date as 2026-03-01, "
                                              "or a time as 2026-03-01T09:30:00Z"));
          },
          description)
      .TypeName("MOMENT");
}

void AddAsOf(Command command, std::optional<Moment>& as_of) {
  AddMoment(command, "--as-of", "What the answers are about: a date or a time (default: now)",
            as_of);
}

uint32_t ReadDays(const std::string& option, const std::string& given, uint32_t least) {
  const bool unit = given.ends_with('d');
  uint32_t days = 0;
  const bool read = absl::SimpleAtoi(given.substr(0, given.size() - unit), &days);
  if (read && days >= least && days <= kDaysOfACentury) return days;
  ThrowInvalid(option, absl::StrCat(Quoted(given), " is no number of days; give 1d, 7d or 30d"));
}

void AddDays(Command command, const std::string& option, const std::string& description,
             uint32_t& days) {
  command
      .AddParsed(
          option, [&days, option](const std::string& given) { days = ReadDays(option, given); },
          description)
      .TypeName("DAYS");
}

void AddRowFormat(Command command, OutputFormat& format) {
  AddChoice<OutputFormat>(command, "--format", format,
                          {{"table", OutputFormat::kTable},
                           {"json", OutputFormat::kJson},
                           {"jsonl", OutputFormat::kJsonLines},
                           {"csv", OutputFormat::kCsv}},
                          "Format of the answers (default: table)");
}

void AddAccountsFormat(Command command, std::optional<AccountFormat>& format) {
  AddChoice<AccountFormat>(
      command, "--accounts-format", format,
      {{"json", AccountFormat::kJson},
       {"jsonl", AccountFormat::kJsonLines},
       {"yaml", AccountFormat::kYaml},
       {"csv", AccountFormat::kCsv}},
      "Format of the account file (default: by its ending, else by its beginning)");
}

void AddAccountsForm(Command command, OutputFormat& format) {
  format = OutputFormat::kJsonLines;
  AddChoice<OutputFormat>(command, "--format", format,
                          {{"jsonl", OutputFormat::kJsonLines}, {"json", OutputFormat::kJson}},
                          "Form of the accounts (default: jsonl)");
}

void AddAccountFile(Command command, AccountFileOptions& file) {
  AddChoice<char>(command, "--delimiter", file.read.csv.delimiter,
                  {{",", ','}, {";", ';'}, {"|", '|'}, {"tab", '\t'}},
                  "What separates the cells of CSV (default: as the header shows)");
  AddChoice<char>(command, "--decimal", file.read.csv.decimal, {{".", '.'}, {",", ','}},
                  "What decimals of CSV begin with (default: as its numbers show)");
  command
      .AddOption("--encoding", file.form.encoding,
                 "Encoding of the account file, as utf-16, windows-1252 or iso-8859-1 (default: "
                 "utf-8, or utf-16 by its byte order mark)")
      .TypeName("NAME");
}

void AddBookRequest(Command command, const std::string& option, BookRequest& request) {
  command
      .AddOption(option, request.path,
                 "Folder of the files of records, or one such file; - reads stdin. With --import: "
                 "the export, or the folder of exports")
      .TypeName(option.starts_with('-') ? "FOLDER" : "")
      .Required();
  AddMapping(command, request.import);
  AddAccountsFormat(command, request.file.form.format);
  AddAccountFile(command, request.file);
  AddColor(command, request.color);
}

void AddEvaluationOptions(Command command, EvaluationRequest& request) {
  AddAsOf(command, request.as_of);
  AddAccountsFormat(command, request.file.form.format);
  AddAccountFile(command, request.file);
  AddChoice<Duplicates>(command, "--duplicates", request.duplicates,
                        {{"keep", Duplicates::kKeep},
                         {"first", Duplicates::kFirst},
                         {"last", Duplicates::kLast},
                         {"error", Duplicates::kError}},
                        "Accounts with the same id: which to answer (default: keep: all, with a "
                        "warning)");
  AddChoice<bool>(command, "--unknown-signals", request.report_unknown_signals,
                  {{"reject", false}, {"report", true}},
                  "Signals that the pack lacks: refuse, or list (default: reject)");
  command
      .AddOption("--benchmark-set", request.benchmark_set,
                 "Benchmark set, where there is one (default: the pack's)")
      .TypeName("SET");
  command
      .AddOption("--language", request.language,
                 "Language of texts, as en or ms (default: the pack's first)")
      .TypeName("TAG");
  AddColor(command, request.color);
}

void AddImportOptions(Command command, ImportRequest& import) {
  AddMapping(command, import);
  command
      .AddOption("--memory", import.memory_mib,
                 "With --import: MiB of rows to keep before a temporary file is written (default: "
                 "64)")
      .TypeName("MIB")
      .InRange(1, 1 << 20)
      .Needs("--import");
}

// The accounts of a file, or of exports, which --source may give one by one.
void AddAccounts(Command command, const std::string& option, EvaluationRequest& request) {
  AddImportOptions(command, request.import);
  command
      .AddOption(option, request.accounts,
                 "Account file; - reads stdin. With --import: the export, or the folder of exports")
      .TypeName("FILE");
  command.WhenParsed([&request, option] {
    if (request.accounts.empty() && request.import.sources.empty()) {
      ThrowMissing(option);
    }
  });
}

void AddEvaluationRequest(Command command, EvaluationRequest& request) {
  AddAccounts(command, "--accounts", request);
  AddRowFormat(command, request.format);
  AddChoice<v1::ExplanationLevel>(command, "--explain", request.explanation,
                                  {{"none", v1::EXPLANATION_LEVEL_NONE},
                                   {"summary", v1::EXPLANATION_LEVEL_SUMMARY},
                                   {"full", v1::EXPLANATION_LEVEL_FULL}},
                                  "How much arithmetic json and jsonl carry, in the full view "
                                  "(default: none)");
  AddChoice<v1::EvaluationView>(
      command, "--view", request.answer_view,
      {{"basic", v1::EVALUATION_VIEW_BASIC}, {"full", v1::EVALUATION_VIEW_FULL}},
      "Parts of an answer in json and jsonl: what a service stores, or everything (default: "
      "basic; with --explain full)");
  command.AddOption("--output", request.output, "File for the answers (default: stdout)")
      .TypeName("FILE");
  AddView(command, request.view);
  AddEvaluationOptions(command, request);
}

void AddRemoteCall(Command command, RemoteCall& call) {
  AddChoice<RemoteCall>(command, "--call", call,
                        {{"auto", RemoteCall::kAuto},
                         {"unary", RemoteCall::kUnary},
                         {"batch", RemoteCall::kBatch},
                         {"stream", RemoteCall::kStream},
                         {"columns", RemoteCall::kColumns}},
                        "How the server is asked; the output is the same (default: auto: stream "
                        "for a pipe, columns for table and csv, else batch)");
}

void AddSingleAccount(Command command, SingleAccount& options) {
  command.AddOption("--pack", options.pack, "Folder of the rule pack")
      .TypeName("FOLDER")
      .Required();
  AddPackNumbers(command, options.numbers);
  AddRemoteSingleAccount(command, options);
}

void AddRemoteSingleAccount(Command command, SingleAccount& options) {
  AddAccounts(command, "--account", options.request);
  command.AddOption("--id", options.id, "Which account, when the file holds several")
      .TypeName("ID");
}

void AddPackAndBook(Command command, PortfolioRequest& request) {
  command.AddOption("--pack", request.pack, "Folder of the rule pack")
      .TypeName("FOLDER")
      .Required();
  AddPackNumbers(command, request.numbers);
  AddBookRequest(command, "--book", request.book);
}

void AddFilters(Command command, std::vector<book::AttributeFilter>& where) {
  command
      .AddParsedList(
          "--where",
          [&where](const std::vector<std::string>& given) {
            for (const std::string& one : given) where.push_back(ReadFilter(one));
          },
          "Only accounts whose attribute is one of the words at that moment, as segment=smb; may "
          "be given several times: all hold")
      .TypeName("NAME=WORDS")
      .OneAtATime();
}

void AddPortfolioRequest(Command command, PortfolioRequest& request) {
  AddPackAndBook(command, request);
  AddAsOf(command, request.as_of);
  AddFilters(command, request.where);
  command.AddOption("--output", request.output, "File for the result (default: stdout)")
      .TypeName("FILE");
}

void AddTextOrJson(Command command, bool& json) {
  command
      .AddParsed(
          "--format", [&json](const std::string& format) { json = format == "json"; },
          "text or json (default: text)")
      .TypeName("text|json")
      .OneOf({"text", "json"});
}

void AddExample(Command command, const std::string& example) {
  command.Footer(absl::StrCat("Example:\n  ", example));
}

}  // namespace bellwether::cli
