// Tested by tests/clients/evidence_command_test.py.
#include "clients/cli/commands/evidence_options.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/terminal/console.h"
#include "engine/evidence/drivers.h"

namespace bellwether::cli {
namespace {

void AddDaysFromStart(Command command, const std::string& option, const std::string& description,
                      uint32_t least, std::optional<uint32_t>& days) {
  command
      .AddParsed(
          option,
          [&days, option, least](const std::string& given) {
            days = ReadDays(option, given, least);
          },
          description)
      .TypeName("DAYS");
}

}  // namespace

void AddLandmark(Command command, LandmarkOptions& options) {
  AddDaysFromStart(command, "--landmark", "Facts are those known so long after the start", 1,
                   options.landmark);
  AddDaysFromStart(command, "--gap", "Losses so long after the landmark are left out", 0,
                   options.gap);
  AddDaysFromStart(command, "--horizon", "An account stayed when it was a customer on this day", 1,
                   options.horizon);
}

void AddExperimentName(Command command, std::string& name) {
  command.AddOption("--experiment", name, "The experiment (default: the only one of the pack)")
      .TypeName("NAME");
}

std::optional<evidence::LandmarkDays> DaysOrSayWhy(const LandmarkOptions& options, const Plan& plan,
                                                   Console& console) {
  evidence::LandmarkDays days = evidence::DaysOf(plan.drivers);
  if (options.landmark) days.landmark = static_cast<int32_t>(*options.landmark);
  if (options.gap) days.gap = static_cast<int32_t>(*options.gap);
  if (options.horizon) days.horizon = static_cast<int32_t>(*options.horizon);
  const std::string problem = evidence::ProblemOf(days);
  if (problem.empty()) return days;
  console.Fail(absl::StrCat(problem, "; give a later --horizon, or an earlier --landmark"));
  return std::nullopt;
}

}  // namespace bellwether::cli
