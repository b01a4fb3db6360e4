// Tested by every engine benchmark: nothing runs with an account that is refused.
#include "tests/bench/bound_accounts.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/bench/bench_accounts.h"

namespace bellwether::bench {
namespace {

constexpr size_t kSaasAccounts = 64;

BoundAccounts BindVariations(const absl::StatusOr<Account>& account) {
  const auto plan = LoadBenchPack(kBenchPack);
  if (!plan.ok()) GiveUp(plan.status().ToString());
  if (!account.ok()) GiveUp(account.status().ToString());
  return BindAll(*plan, Variations(*account, kSaasAccounts));
}

}  // namespace

void GiveUp(const std::string& reason) {
  std::fprintf(stderr, "%s\n", reason.c_str());
  std::exit(1);
}

BindOptions BenchBindOptions() {
  BindOptions options;
  options.as_of = *ParseMoment(kBenchAsOf);
  return options;
}

BoundAccounts BindAll(std::shared_ptr<const Plan> plan, std::vector<Account> accounts) {
  BoundAccounts bound{std::move(plan), std::move(accounts), {}};
  bound.facts.resize(bound.accounts.size());
  for (size_t i = 0; i < bound.accounts.size(); ++i) {
    for (const Violation& violation :
         Bind(*bound.plan, bound.accounts[i], BenchBindOptions(), Limits(), bound.facts[i])) {
      GiveUp(absl::StrCat(bound.accounts[i].id, ": ", violation.path, ": ", violation.message));
    }
  }
  return bound;
}

const BoundAccounts& SaasAccounts() {
  static const BoundAccounts bound = BindVariations(FullAccount());
  return bound;
}

const BoundAccounts& ExportedAccounts() {
  static const BoundAccounts bound = BindVariations(ExportedAccount());
  return bound;
}

}  // namespace bellwether::bench
