// What a list of accounts is asked for in words, as the store takes it: AIP-160 filters and AIP-132
// orders over the fields of a list.
//
// Everything that is wrong is told with its column. Pure functions.
#ifndef BELLWETHER_SERVER_ACCOUNTS_ACCOUNT_FILTER_H_
#define BELLWETHER_SERVER_ACCOUNTS_ACCOUNT_FILTER_H_

#include <string_view>
#include <vector>

#include "engine/facts/account.h"
#include "server/store/account_list_store.h"

namespace bellwether {

// `csm = "dana" AND changed_at >= "2026-01-01"`. Violations are those of `filter`.
store::AccountFilter ReadAccountFilter(std::string_view text, std::vector<Violation>& violations);

// `changed_at desc, account_id`. Violations are those of `order_by`.
std::vector<store::AccountOrder> ReadAccountOrder(std::string_view text,
                                                  std::vector<Violation>& violations);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCOUNTS_ACCOUNT_FILTER_H_
