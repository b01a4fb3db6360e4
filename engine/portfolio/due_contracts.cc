// Tested by tests/engine/portfolio/renewals_test.cc.
#include "engine/portfolio/due_contracts.h"

#include <algorithm>

namespace bellwether::portfolio {

std::vector<DueContract> ContractsDue(const View& view, int64_t months) {
  const book::Stamp from = view.MonthsBefore(months);
  const book::Table& contracts = view.table(records::Kind::kContract);
  std::vector<DueContract> due;
  for (uint32_t account = 0; account < view.book().account_count(); ++account) {
    view.ForEach(contracts, account, [&](uint32_t row) {
      const auto end = contracts.column("term_end").stamp(row);
      if (!end || end->instant <= from.instant || end->instant > view.as_of()) return;
      due.push_back({account, *end, view.word(contracts.column("outcome").word(row)),
                     contracts.column("value").number(row)});
    });
  }
  return due;
}

std::vector<RenewalShare> RenewalsByBand(const View& view, int64_t months, int32_t days_before) {
  const size_t bands = view.history().bands().names.size();
  std::vector<RenewalShare> shares(bands + 1);
  for (const DueContract& contract : ContractsDue(view, months)) {
    if (contract.outcome.empty()) continue;
    const uint8_t band = view.history().On(contract.account, contract.end.day - days_before).band;
    RenewalShare& share = shares[std::min<size_t>(band, bands)];
    ++share.due;
    share.renewed += contract.renewed();
  }
  return shares;
}

}  // namespace bellwether::portfolio
