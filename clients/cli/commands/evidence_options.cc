// Tested by tests/clients/evidence_command_test.py.
#include "clients/cli/commands/evidence_options.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "engine/evidence/drivers.h"

namespace bellwether::cli {
namespace {

constexpr size_t kUsualWidth = 100;

void AddDaysFromStart(CLI::App& command, const std::string& option, const std::string& description,
                      uint32_t least, std::optional<uint32_t>& days) {
  command
      .add_option_function<std::string>(
          option,
          [&days, option, least](const std::string& given) {
            days = ReadDays(option, given, least);
          },
          description)
      ->type_name("DAYS");
}

}  // namespace

void AddEvidence(CLI::App& command, EvidenceOptions& options) {
  command.add_option("--pack", options.pack, "Folder of the rule pack")
      ->type_name("FOLDER")
      ->required();
  AddBookRequest(command, "--book", options.book);
  AddAsOf(command, options.as_of);
  command
      .add_option_function<std::string>(
          "--format", [&options](const std::string& given) { options.json = given == "json"; },
          "Form of the report (default: table)")
      ->type_name("table|json")
      ->check(CLI::IsMember({"table", "json"}).description(""));
  command.add_option("--output", options.output, "File for the result (default: stdout)")
      ->type_name("FILE");
}

void AddLandmark(CLI::App& command, EvidenceOptions& options) {
  AddDaysFromStart(command, "--landmark", "Facts are those known so long after the start", 1,
                   options.landmark);
  AddDaysFromStart(command, "--gap", "Losses so long after the landmark are left out", 0,
                   options.gap);
  AddDaysFromStart(command, "--horizon", "An account stayed when it was a customer on this day", 1,
                   options.horizon);
}

std::optional<evidence::LandmarkDays> DaysOrSayWhy(const EvidenceOptions& options, const Plan& plan,
                                                   Console& console) {
  evidence::LandmarkDays days = evidence::DaysOf(plan.drivers);
  if (options.landmark) days.landmark = static_cast<int32_t>(*options.landmark);
  if (options.gap) days.gap = static_cast<int32_t>(*options.gap);
  if (options.horizon) days.horizon = static_cast<int32_t>(*options.horizon);
  if (days.landmark + days.gap < days.horizon) return days;
  console.Fail(absl::StrCat("nothing is left between day ", days.landmark + days.gap,
                            ", landmark and gap, and the horizon, day ", days.horizon,
                            "; give a later --horizon, or an earlier --landmark"));
  return std::nullopt;
}

std::unique_ptr<OpenedBook> OpenBookOrSayWhy(const EvidenceOptions& options, const Plan& plan,
                                             Console& console, ExitCode& failure) {
  auto loaded = LoadBookOrSayWhy(options.book, plan.time_zone, console, failure);
  if (!loaded) return nullptr;
  auto opened = std::make_unique<OpenedBook>(OpenedBook{std::move(*loaded), std::nullopt});
  const Moment as_of = options.as_of.value_or(Moment::Instant(absl::Now()));
  opened->view.emplace(opened->loaded.book, plan, as_of);
  return opened;
}

ExitCode WriteReport(const EvidenceOptions& options, const OpenedBook& book, Console& console,
                     const MakeText& text) {
  Output output;
  if (const absl::Status opened = output.Open(options.output); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  output.Write(text(Style::For(options.book.color, output.stream()),
                    TerminalWidth(output.stream(), kUsualWidth)));
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return book.loaded.refused == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

}  // namespace bellwether::cli
