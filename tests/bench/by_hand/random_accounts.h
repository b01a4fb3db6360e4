// Accounts for rules/saas drawn at random, the same for the same seed on every machine: for the
// comparison of the engine with the hand-written rules, and for benchmarks.
//
// Between them they reach every outcome: accounts that lack nothing and accounts that lack nearly
// everything, dates that are not given, not yet, not applicable or in the future, milestones on
// plan and late, scores and overrides given by people. Each is valid: Bind refuses none.
#ifndef BELLWETHER_TESTS_BENCH_BY_HAND_RANDOM_ACCOUNTS_H_
#define BELLWETHER_TESTS_BENCH_BY_HAND_RANDOM_ACCOUNTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/facts/account.h"

namespace bellwether::saas {

struct RandomAccount {
  Account account;
  Moment as_of;  // to be evaluated at
};

inline constexpr uint32_t kRandomAccountsSeed = 20260301;
inline constexpr size_t kRandomAccountsCount = 1000;

std::vector<RandomAccount> RandomAccounts(uint32_t seed = kRandomAccountsSeed,
                                          size_t count = kRandomAccountsCount);

}  // namespace bellwether::saas

#endif  // BELLWETHER_TESTS_BENCH_BY_HAND_RANDOM_ACCOUNTS_H_
