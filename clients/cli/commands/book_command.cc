// bellwether book, and book check: what a book of records holds, what is missing, and what is
// doubtful.
//
// Tested by tests/clients/book_command_test.py.
#include <memory>
#include <optional>

#include "clients/cli/book/book_loading.h"
#include "clients/cli/book/book_reading.h"
#include "clients/cli/book/book_report.h"
#include "clients/cli/commands/book_commands.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr size_t kUsualWidth = 100;

struct BookCheckOptions {
  BookRequest book;
  std::string pack;  // whose time zone counts; "" : UTC
  PackNumbers numbers;
  std::optional<Moment> as_of;
  bool json = false;
};

ExitCode CheckBook(const BookCheckOptions& options) {
  Console console(options.book.color);
  std::shared_ptr<const Plan> plan;
  if (!options.pack.empty()) {
    plan = LoadPlanOrSayWhy(options.pack, options.numbers, console);
    if (plan == nullptr) return ExitCode::kPackInvalid;
  }
  const absl::TimeZone zone = plan == nullptr ? absl::UTCTimeZone() : plan->time_zone;
  ExitCode failure = ExitCode::kGood;
  const auto loaded = LoadBookOrSayWhy(options.book, options.pack, plan.get(), console, failure);
  if (!loaded.has_value()) return failure;
  const book::Instant as_of =
      options.as_of ? book::StampOf(*options.as_of, zone).instant : book::kNever - 1;
  const BookReport report = ReportOn(*loaded, options.book.path, as_of, plan.get());
  Output output;
  output.Write(options.json ? ReportJson(report)
                            : ReportText(report, Style::For(options.book.color, output.stream()),
                                         TerminalWidth(output.stream(), kUsualWidth)));
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return report.refused == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

}  // namespace

void AddBook(Command app, Run& run) {
  const Command book = app.AddCommand("book", "Work with the records of many accounts over time");
  book.RequireCommand();
  auto options = std::make_shared<BookCheckOptions>();
  const Command command = book.AddCommand(
      "check", "Say what a book holds, what is missing in it, and what is doubtful");
  AddBookRequest(command, "BOOK", options->book);
  command
      .AddOption("--pack", options->pack,
                 "Pack whose metrics are looked at, in whose time zone (default: all, UTC)")
      .TypeName("FOLDER");
  AddPackNumbers(command, options->numbers);
  AddAsOf(command, options->as_of);
  AddTextOrJson(command, options->json);
  AddExample(command, "bellwether book check rules/saas/book");
  command.WhenChosen([options, &run] { run = [options] { return CheckBook(*options); }; });
  AddBookGenerate(book, run);
}

}  // namespace bellwether::cli
