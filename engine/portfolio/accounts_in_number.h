// The accounts behind one number of a metric: a cell of its cohorts, a step of its waterfall, a
// move between two bands, a milestone that holds everybody up.
//
//   const auto told = TellAccounts(views, metric, kept, {{.row = "2025-09", .column = "day 90"}});
//   const AccountsInNumber* const found = std::get_if<AccountsInNumber>(&told);
//
// What is counted adds up: of a share the accounts that are `counted` are its events and all of
// them its n; of a sum the amounts make it. A pure function like Compute, with the same threads and
// the same stop.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_ACCOUNTS_IN_NUMBER_H_
#define BELLWETHER_ENGINE_PORTFOLIO_ACCOUNTS_IN_NUMBER_H_

#include <cstdint>
#include <optional>
#include <variant>

#include "engine/book/book.h"
#include "engine/facts/account.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/result.h"
#include "engine/portfolio/views.h"

namespace bellwether::portfolio {

struct NumberRequest {
  // A row may be the beginning of its name that no other row has.
  NumberName number;
  std::optional<bool> counted;  // only those that it counts, or only the others; nothing: all
  uint64_t offset = 0;          // of the list, from where on they are named
  uint64_t most = 50;           // to name
  std::string language = {};    // as Request::language
};

// `metric` must be one of MetricsOf; `kept`: the accounts that filters keep, by ChooseAccounts. A
// violation, at "line", "cell.row" or "cell.column", or at "metric" where its measure does not tell
// them, for a number that is not there. A number that is refused is nobody's.
using ToldAccounts = std::variant<AccountsInNumber, Violation>;
ToldAccounts TellAccounts(Views& views, uint32_t metric, const book::KeptAccounts& kept,
                          const NumberRequest& request);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_ACCOUNTS_IN_NUMBER_H_
