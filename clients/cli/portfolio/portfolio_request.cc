// Tested by tests/clients/portfolio_command_test.py and investigate_command_test.py.
#include "clients/cli/portfolio/portfolio_request.h"

#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "engine/book/quality.h"

namespace bellwether::cli {
namespace {

constexpr size_t kUsualWidth = 100;

ReportHead HeadOf(const PortfolioRequest& request, const OpenPortfolio& open, uint64_t in_all) {
  const Plan& plan = *open.plan;
  const book::KeptAccounts kept = book::KeptOf(open.book, open.chosen);
  ReportHead head;
  head.pack = absl::StrCat(plan.name, " ", plan.version);
  head.digest = plan.digest;
  head.book = request.book.path;
  head.as_of = FormatMoment(open.as_of);
  head.accounts = open.chosen.size();
  head.accounts_in_all = in_all;
  head.records = book::RecordsOf(open.book, kept);
  head.refused = open.refused;
  const book::Instant as_of = book::StampOf(open.as_of, open.book.zone()).instant;
  head.doubts = book::FindDoubts(open.book, as_of, nullptr, kept).size();
  for (const book::AttributeFilter& filter : request.where) {
    head.where.emplace_back(filter.attribute, absl::StrJoin(filter.words, ","));
  }
  for (const ruleset::Dashboard& dashboard : plan.dashboards) {
    head.audiences.push_back({dashboard.name, std::string(dashboard.TitleIn("")),
                              std::string(dashboard.rhythm.In("")),
                              dashboard.worklist ? dashboard.worklist->of : ""});
  }
  return head;
}

}  // namespace

std::shared_ptr<const Plan> PlanOrSayWhy(const PortfolioRequest& request, Console& console,
                                         ExitCode& failure) {
  std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(request.pack, request.numbers, console);
  if (plan == nullptr) failure = ExitCode::kPackInvalid;
  return plan;
}

std::optional<OpenPortfolio> BookOrSayWhy(const PortfolioRequest& request,
                                          std::shared_ptr<const Plan> plan, Accounts accounts,
                                          Console& console, ExitCode& failure) {
  auto loaded = LoadBookOrSayWhy(request.book, request.pack, plan.get(), console, failure);
  if (!loaded) return std::nullopt;
  const Moment as_of = request.as_of.value_or(Moment::Instant(absl::Now()));
  auto chosen = book::SelectAccounts(loaded->book, request.where,
                                     book::StampOf(as_of, loaded->book.zone()).instant);
  if (!chosen.ok()) {
    console.Fail(ToStd(chosen.status().message()));
    failure = ExitCode::kUsage;
    return std::nullopt;
  }
  const uint64_t in_all = loaded->book.account_count();
  if (accounts == Accounts::kAlone && !request.where.empty()) {
    loaded->book = loaded->book.PartOf(*chosen);
    std::iota(chosen->begin(), chosen->end(), 0U);
  }
  OpenPortfolio open{std::move(plan), std::move(loaded->book), *std::move(chosen),
                     as_of,           loaded->refused,         {}};
  open.head = HeadOf(request, open, in_all);
  return open;
}

ExitCode WriteReport(const PortfolioRequest& request, const OpenPortfolio& open, Console& console,
                     const MakeText& make) {
  Output output;
  if (const absl::Status opened = output.Open(request.output); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  output.Write(make(Style::For(request.book.color, output.stream()),
                    TerminalWidth(output.stream(), kUsualWidth)));
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return open.refused == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

}  // namespace bellwether::cli
