// bellwether investigate: from a bad number to its cause, by the pack's guide and a book's numbers.
//
// Tested by tests/clients/investigate_command_test.py.
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/book/do_at_once.h"
#include "clients/cli/commands/choice.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/portfolio/investigation_report.h"
#include "clients/cli/portfolio/portfolio_request.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/base/suggest.h"
#include "engine/portfolio/investigate.h"

namespace bellwether::cli {
namespace {

constexpr uint32_t kUsualTrend = 6;

enum class Form { kText, kJson, kMarkdown };

struct InvestigateOptions {
  PortfolioRequest request;
  std::string metric;
  uint32_t accounts = 5;
  Form form = Form::kText;
};

// Nothing, after the reason was said.
std::optional<uint32_t> Guided(const InvestigateOptions& options, const Plan& plan,
                               Console& console) {
  std::vector<std::string> names;
  for (const uint32_t metric : portfolio::GuidedMetrics(plan)) {
    names.push_back(plan.portfolio_notes[metric].name);
    if (names.back() == options.metric) return metric;
  }
  if (names.empty()) {
    console.Fail("the pack has no guide: give a metric of `portfolio:` its `investigate:`");
  } else if (portfolio::FindMetric(plan, options.metric)) {
    console.Fail(absl::StrCat("the pack has no guide for ", Quoted(options.metric),
                              "; there are guides for ", absl::StrJoin(names, ", ")));
  } else {
    console.Fail(absl::StrCat("the pack measures no ", Quoted(options.metric), "; ",
                              DidYouMean(options.metric, names)));
  }
  return std::nullopt;
}

std::string Text(const InvestigateOptions& options, const ReportHead& head,
                 const portfolio::Investigation& found, const Style& style, size_t width) {
  switch (options.form) {
    case Form::kJson:
      return InvestigationJson(head, found);
    case Form::kMarkdown:
      return InvestigationMarkdown(head, found);
    case Form::kText:
      break;
  }
  return InvestigationText(head, found, style, width);
}

ExitCode Investigate(const InvestigateOptions& options) {
  Console console(options.request.book.color);
  ExitCode failure = ExitCode::kGood;
  const auto plan = PlanOrSayWhy(options.request, console, failure);
  if (plan == nullptr) return failure;
  const auto metric = Guided(options, *plan, console);
  if (!metric) return ExitCode::kUsage;
  const auto open = BookOrSayWhy(options.request, plan, Accounts::kAlone, console, failure);
  if (!open) return failure;
  portfolio::Request request;
  request.as_of = open->as_of;
  request.trend_points = kUsualTrend;
  request.accounts = options.accounts;
  portfolio::Views views(open->book, *plan, open->as_of, DoAtOnce);
  const portfolio::Investigation found = portfolio::Investigate(views, *metric, request);
  return WriteReport(options.request, *open, console, [&](const Style& style, size_t width) {
    return Text(options, open->head, found, style, width);
  });
}

}  // namespace

void AddInvestigate(Command app, Run& run) {
  auto options = std::make_shared<InvestigateOptions>();
  const Command command = app.AddCommand(
      "investigate", "Walk a pack's guide from a bad metric to its cause, and list whom to call");
  AddPortfolioRequest(command, options->request);
  command.AddOption("--metric", options->metric, "The metric; one that has a guide")
      .TypeName("NAME")
      .Required();
  command
      .AddOption("--accounts-shown", options->accounts,
                 "Accounts to call, worst first (default: 5)")
      .TypeName("N")
      .InRange(0, 100'000);
  AddChoice<Form>(command, "--format", options->form,
                  {{"text", Form::kText}, {"json", Form::kJson}, {"markdown", Form::kMarkdown}},
                  "Form of the report (default: text)");
  AddExample(command,
             "bellwether investigate --pack rules/saas --book rules/saas/book --as-of 2026-03-01 "
             "--metric time_to_value");
  command.WhenChosen([options, &run] { run = [options] { return Investigate(*options); }; });
}

}  // namespace bellwether::cli
