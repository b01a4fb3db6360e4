// Tested by tests/clients/explain_change_test.py.
#include "clients/cli/commands/explain_change.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/compared_side.h"
#include "clients/cli/explanation/change_report.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/suggest.h"

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

bool HasModel(const Plans& plans, const std::string& model, Console& console) {
  std::vector<std::string> names;
  for (const auto& plan : {plans.after, plans.before}) {
    for (const PlanNote& note : plan->model_notes) names.push_back(note.name);
  }
  if (model.empty() || std::find(names.begin(), names.end(), model) != names.end()) return true;
  console.Fail(absl::StrCat("neither pack has a health model ", Quoted(model), "; ",
                            DidYouMean(model, names)));
  return false;
}

// The account before is read like the one after, from its own file where it has one.
SingleAccount Before(const SingleAccount& after, const ChangeOptions& options) {
  SingleAccount before = after;
  if (!options.account.empty()) before.request.accounts = options.account;
  if (!options.pack.empty()) before.pack = options.pack;
  return before;
}

Moment AsOf(const SingleAccount& after, Console& console) {
  if (after.request.as_of) return *after.request.as_of;
  const auto now = Moment::Instant(absl::FromUnixSeconds(absl::ToUnixSeconds(absl::Now())));
  console.Say(absl::StrCat("as of now, ", FormatMoment(now),
                           "; give --as-of for answers that can be repeated"));
  return now;
}

ExitCode Print(const SingleAccount& options, const std::string& model, bool json,
               const ComparedSide& before, const ComparedSide& after, Console& console) {
  const Attribution attribution =
      Attribute(before.view(), after.view(), Limits(), options.request.language);
  ChangeReport report;
  report.attribution = &attribution;
  report.account_id = after.account.id;
  report.before = {before.plan.get(), before.options.as_of};
  report.after = {after.plan.get(), after.options.as_of};
  report.model = model;
  Output output;
  const Style style = Style::For(options.request.color, output.stream());
  output.Write(json ? ChangeJson(report)
                    : ChangeText(report, style, TerminalWidth(output.stream(), kUsualWidth)));
  return CloseOrSayWhy(output, console);
}

}  // namespace

std::vector<CLI::Option*> AddChangeOptions(CLI::App& command, ChangeOptions& options,
                                           SingleAccount& after) {
  CLI::Option* from =
      command
          .add_option("--from", options.account,
                      "Say what changed since: file of the account as it was before (default with "
                      "the next two: the same account)")
          ->type_name("FILE");
  CLI::Option* pack = command
                          .add_option("--from-pack", options.pack,
                                      "Folder of the pack before (default: the same pack)")
                          ->type_name("FOLDER");
  AddMoment(command, "--from-as-of", "The moment before (default: that of --as-of)", options.as_of);
  command
      .add_option("--to", after.request.accounts,
                  "With --from: file of the account after; another name of --account")
      ->type_name("FILE")
      ->excludes("--account")
      ->needs(from);
  return {from, pack, command.get_option("--from-as-of")};
}

ExitCode ExplainChange(const SingleAccount& after, const ChangeOptions& before,
                       const std::string& model, bool json) {
  Console console(after.request.color);
  const auto plans = LoadOrSayWhy(after, before, console);
  if (!plans) return ExitCode::kPackInvalid;
  if (!HasModel(*plans, model, console)) return ExitCode::kUsage;
  const Moment as_of = AsOf(after, console);
  ExitCode old_failure = ExitCode::kGood;
  ExitCode new_failure = ExitCode::kGood;
  const auto old_side = EvaluateSide(plans->before, Before(after, before),
                                     before.as_of.value_or(as_of), console, old_failure);
  const auto new_side = EvaluateSide(plans->after, after, as_of, console, new_failure);
  if (old_side == nullptr) return old_failure;
  if (new_side == nullptr) return new_failure;
  return Print(after, model, json, *old_side, *new_side, console);
}

}  // namespace bellwether::cli
