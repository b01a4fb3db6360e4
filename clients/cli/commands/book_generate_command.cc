// bellwether book generate: an invented book of any size, and the truth that is planted in it.
//
// Tested by tests/clients/book_generate_test.py.
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/book/book_generation.h"
#include "clients/cli/commands/book_commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "rules/reader/book_files.h"

namespace bellwether::cli {
namespace {

constexpr uint32_t kMostAccounts = 10'000'000;
constexpr int kMostMonths = 240;
constexpr unsigned kMostThreads = 256;
constexpr double kMostMessy = 0.5;
// Dates of records lie between 1990 and 2100.
constexpr int kFirstYear = 1990, kLastYear = 2070;

struct GenerateOptions {
  GenerationRequest request;
  ColorChoice color = ColorChoice::kAuto;
};

ExitCode SayWhy(const absl::Status& status, Console& console) {
  if (absl::IsCancelled(status)) return ExitCode::kInterrupted;
  console.Fail(ToStd(status.message()));
  return absl::IsFailedPrecondition(status) ? ExitCode::kUsage : ExitCode::kFailed;
}

std::string Summary(const GenerationRequest& request, const GeneratedBook& book) {
  const std::string from = FormatMoment(Moment::Date(DayOfNumber(request.period.begin())));
  const std::string to = FormatMoment(Moment::Date(DayOfNumber(request.period.end() - 1)));
  return absl::StrCat(Printable(request.output), ": ", Thousands(book.records()), " records of ",
                      Thousands(request.accounts), " accounts in ", book.files, " files, ", from,
                      " to ", to, "\n", kTruthFile, " says what metrics of them must find\n");
}

ExitCode Generate(const GenerateOptions& options) {
  Console console(options.color);
  const auto loaded = LoadParametersOrSayWhy(options.request.parameters, console);
  if (!loaded.has_value()) return ExitCode::kInputRefused;
  const auto book = GenerateBook(options.request, *loaded, console);
  if (!book.ok()) return SayWhy(book.status(), console);
  Output output;
  output.Write(Summary(options.request, *book));
  return CloseOrSayWhy(output, console);
}

void SetStart(const std::string& given, simulation::Period& period) {
  const std::optional<Moment> moment = ParseMoment(given);
  const bool is_month = moment.has_value() && moment->date_only && moment->day.day() == 1;
  if (is_month && moment->day.year() >= kFirstYear && moment->day.year() <= kLastYear) {
    period.first = absl::CivilMonth(moment->day);
    return;
  }
  ThrowInvalid("--start", absl::StrCat("give the first day of a month of ", kFirstYear, " to ",
                                       kLastYear, ", as 2023-01-01"));
}

void AddSize(Command command, GenerationRequest& request) {
  command.AddOption("--accounts", request.accounts, "How many accounts the book has")
      .TypeName("N")
      .InRange(1U, kMostAccounts)
      .Required();
  command.AddOption("--months", request.period.months, "How many months it covers (default: 36)")
      .TypeName("M")
      .InRange(1, kMostMonths);
  command
      .AddParsed(
          "--start", [&request](const std::string& given) { SetStart(given, request.period); },
          "Its first day, that of a month (default: 2023-01-01)")
      .TypeName("DATE");
}

}  // namespace

void AddBookGenerate(Command book, Run& run) {
  auto options = std::make_shared<GenerateOptions>();
  GenerationRequest& request = options->request;
  request.period = {absl::CivilMonth(2023, 1), 36};
  const Command command = book.AddCommand(
      "generate", "Write an invented book of any size, and what metrics of it must find");
  AddSize(command, request);
  command
      .AddOption("--parameters", request.parameters,
                 "File of what is planted, as rules/simulation/saas.yaml")
      .TypeName("FILE")
      .Required();
  command.AddOption("--output", request.output, "Folder of the book; it is made if need be")
      .TypeName("FOLDER")
      .Required();
  command.AddFlag("--force", request.replace, "Replace the book that is in the folder");
  command.AddOption("--seed", request.seed, "Another seed is another book (default: 1)")
      .TypeName("S");
  command
      .AddOption("--messy", request.messy,
                 "Share of records that is spoiled as in real exports: told twice, of unknown "
                 "accounts, no record at all (default: 0)")
      .TypeName("SHARE")
      .InRange(0.0, kMostMessy);
  command
      .AddOption("--threads", request.threads,
                 "Threads that simulate; the files are the same (default: one for each core)")
      .TypeName("N")
      .InRange(1U, kMostThreads);
  AddColor(command, options->color);
  AddExample(command,
             "bellwether book generate --accounts 200 --parameters rules/simulation/saas.yaml "
             "--output /tmp/book");
  command.WhenChosen([options, &run] { run = [options] { return Generate(*options); }; });
}

}  // namespace bellwether::cli
