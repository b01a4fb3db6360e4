// Contracts that were due within some months, and the band that their account had before (P19):
// what is told of the past, and what the forecast stands on.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_DUE_CONTRACTS_H_
#define BELLWETHER_ENGINE_PORTFOLIO_DUE_CONTRACTS_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/portfolio/view.h"

namespace bellwether::portfolio {

struct DueContract {
  uint32_t account = 0;
  book::Stamp end;
  std::string_view outcome;  // of the book's names; "" when nobody told
  std::optional<double> value;

  bool renewed() const { return outcome != records::outcome::kLost; }
};

// Those that ended in (the start of the months, the view], by account.
std::vector<DueContract> ContractsDue(const View& view, int64_t months);

struct RenewalShare {
  uint64_t renewed = 0;
  uint64_t due = 0;
};
// Of those with an outcome, by the band of the account so many days before the contract ended: a
// position in Bands::names, and, last, those without a band.
std::vector<RenewalShare> RenewalsByBand(const View& view, int64_t months, int32_t days_before);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_DUE_CONTRACTS_H_
