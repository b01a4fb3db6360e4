// Accounts bound to a plan, ready to be evaluated again and again: what engine benchmarks measure.
#ifndef BELLWETHER_TESTS_BENCH_BOUND_ACCOUNTS_H_
#define BELLWETHER_TESTS_BENCH_BOUND_ACCOUNTS_H_

#include <memory>
#include <string>
#include <vector>

#include "engine/bellwether.h"

namespace bellwether::bench {

// A benchmark without its data has nothing to say: says why on stderr and ends the process.
[[noreturn]] void GiveUp(const std::string& reason);

// Facts refer to the plan, so both stay together.
struct BoundAccounts {
  std::shared_ptr<const Plan> plan;
  std::vector<Account> accounts;
  std::vector<Facts> facts;  // parallel to `accounts`
};

// Gives up when an account has a violation.
BoundAccounts BindAll(std::shared_ptr<const Plan> plan, std::vector<Account> accounts);

// Variations of the full account, bound to rules/saas: so many that no branch can be learnt by
// heart, and so few that they stay in the second cache. The same object every time.
const BoundAccounts& SaasAccounts();

// The same of the exported account.
const BoundAccounts& ExportedAccounts();

BindOptions BenchBindOptions();

}  // namespace bellwether::bench

#endif  // BELLWETHER_TESTS_BENCH_BOUND_ACCOUNTS_H_
