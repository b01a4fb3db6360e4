// Accounts that all give the same fields -> the columns of one request. For benchmarks: series,
// overrides and cells without types are left out.
#ifndef BELLWETHER_TESTS_BENCH_COLUMNS_OF_ACCOUNTS_H_
#define BELLWETHER_TESTS_BENCH_COLUMNS_OF_ACCOUNTS_H_

#include <vector>

#include "bellwether/v1/columns.pb.h"
#include "engine/facts/account.h"

namespace bellwether::bench {

// Signals and milestones stand in the order of the first account; every other one has the same.
void ColumnsOfAccounts(const std::vector<Account>& accounts, v1::AccountColumns& columns);

}  // namespace bellwether::bench

#endif  // BELLWETHER_TESTS_BENCH_COLUMNS_OF_ACCOUNTS_H_
