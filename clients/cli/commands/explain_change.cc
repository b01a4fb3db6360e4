// Tested by tests/clients/explain_change_test.py.
#include "clients/cli/commands/explain_change.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/commands/health_model.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/compared_side.h"
#include "clients/cli/explanation/change_report.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/output.h"
#include "protos/wire/comparison.h"

namespace bellwether::cli {
namespace {

constexpr size_t kUsualWidth = 100;

struct Plans {
  std::shared_ptr<const Plan> before;
  std::shared_ptr<const Plan> after;
};

std::optional<Plans> LoadOrSayWhy(const SingleAccount& after, const ChangeOptions& before,
                                  Console& console) {
  Plans plans;
  plans.after = LoadPlanOrSayWhy(after.pack, after.numbers, console);
  if (plans.after == nullptr) return std::nullopt;
  plans.before =
      before.pack.empty() ? plans.after : LoadPlanOrSayWhy(before.pack, after.numbers, console);
  if (plans.before == nullptr) return std::nullopt;
  return plans;
}

ExitCode Answer(const SingleAccount& options, const std::string& model, bool json,
                const ComparedSide& before, const ComparedSide& after, Console& console) {
  const Attribution attribution =
      Attribute(before.view(), after.view(), Limits(), options.request.language);
  v1::CompareEvaluationsResponse answer;
  wire::ComparisonToProto(before.view(), after.view(), attribution, model, answer);
  return PrintChange({answer, model}, json, options.request.color, console);
}

}  // namespace

std::vector<Option> AddChangeOptions(Command command, ChangeOptions& options,
                                     SingleAccount& after) {
  const Option from =
      command
          .AddOption("--from", options.account,
                     "Say what changed since: file of the account as it was before (default with "
                     "the next two: the same account)")
          .TypeName("FILE");
  const Option pack = command
                          .AddOption("--from-pack", options.pack,
                                     "Folder of the pack before (default: the same pack)")
                          .TypeName("FOLDER");
  AddMoment(command, "--from-as-of", "The moment before (default: that of --as-of)", options.as_of);
  command
      .AddOption("--to", after.request.accounts,
                 "With --from: file of the account after; another name of --account")
      .TypeName("FILE")
      .Excludes("--account")
      .Needs(from);
  return {from, pack, command.GetOption("--from-as-of")};
}

SingleAccount BeforeOf(const SingleAccount& after, const ChangeOptions& options) {
  SingleAccount before = after;
  if (!options.account.empty()) before.request.accounts = options.account;
  if (!options.pack.empty()) before.pack = options.pack;
  return before;
}

Moment AsOfOrNow(const SingleAccount& after, Console& console) {
  if (after.request.as_of) return *after.request.as_of;
  const auto now = Moment::Instant(absl::FromUnixSeconds(absl::ToUnixSeconds(absl::Now())));
  console.Say(absl::StrCat("as of now, ", FormatMoment(now),
                           "; give --as-of for answers that can be repeated"));
  return now;
}

ExitCode PrintChange(const ChangeReport& report, bool json, ColorChoice color, Console& console) {
  Output output;
  const Style style = Style::For(color, output.stream());
  output.Write(json ? ChangeJson(report)
                    : ChangeText(report, style, TerminalWidth(output.stream(), kUsualWidth)));
  return CloseOrSayWhy(output, console);
}

ExitCode ExplainChange(const SingleAccount& after, const ChangeOptions& before,
                       const std::string& model, bool json) {
  Console console(after.request.color);
  const auto plans = LoadOrSayWhy(after, before, console);
  if (!plans) return ExitCode::kPackInvalid;
  if (!HasModel({plans->after.get(), plans->before.get()}, model, console)) return ExitCode::kUsage;
  const Moment as_of = AsOfOrNow(after, console);
  ExitCode old_failure = ExitCode::kGood;
  ExitCode new_failure = ExitCode::kGood;
  const auto old_side = EvaluateSide(plans->before, BeforeOf(after, before),
                                     before.as_of.value_or(as_of), console, old_failure);
  const auto new_side = EvaluateSide(plans->after, after, as_of, console, new_failure);
  if (old_side == nullptr) return old_failure;
  if (new_side == nullptr) return new_failure;
  return Answer(after, model, json, *old_side, *new_side, console);
}

}  // namespace bellwether::cli
