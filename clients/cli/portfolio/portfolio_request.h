// What commands over a portfolio have in common: a pack, a book, a moment, and which accounts.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_REQUEST_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_REQUEST_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/book/book_loading.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/portfolio/portfolio_text.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/book/selection.h"
#include "engine/plan/plan.h"

namespace bellwether::cli {

struct PortfolioRequest {
  BookRequest book;
  std::string pack;
  PackNumbers numbers;
  std::optional<Moment> as_of;               // nothing: now
  std::vector<book::AttributeFilter> where;  // accounts that all of them keep, at that moment
  std::string output;                        // a file; "" : stdout
};

// Whether a report is of a book that holds only the accounts that were asked for, or of these
// accounts in the whole book: then others are there to be compared with.
enum class Accounts { kAlone, kAmongAll };

// A book with its pack.
struct OpenPortfolio {
  std::shared_ptr<const Plan> plan;
  book::Book book;
  std::vector<uint32_t> chosen;  // numbers, in `book`, of the accounts that were asked for
  Moment as_of;
  uint64_t refused = 0;  // records
  ReportHead head;
};

// Nothing, after the reason was said, when there is none; `failure` is what to exit with.
std::shared_ptr<const Plan> PlanOrSayWhy(const PortfolioRequest& request, Console& console,
                                         ExitCode& failure);
std::optional<OpenPortfolio> BookOrSayWhy(const PortfolioRequest& request,
                                          std::shared_ptr<const Plan> plan, Accounts accounts,
                                          Console& console, ExitCode& failure);

// Makes the text for the terminal, or file, that it goes to, and writes it there. The exit code
// tells of refused records.
using MakeText = std::function<std::string(const Style& style, size_t width)>;
ExitCode WriteReport(const PortfolioRequest& request, const OpenPortfolio& open, Console& console,
                     const MakeText& make);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_REQUEST_H_
