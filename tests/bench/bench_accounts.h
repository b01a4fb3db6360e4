// The accounts that benchmarks evaluate: full_account.yaml, and variations of it so that no two
// accounts of a batch take the same way through the rules.
//
// The same number gives the same account on every machine. Benchmarks evaluate at kBenchAsOf.
#ifndef BELLWETHER_TESTS_BENCH_BENCH_ACCOUNTS_H_
#define BELLWETHER_TESTS_BENCH_BENCH_ACCOUNTS_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/bellwether.h"
#include "engine/facts/account.h"

namespace bellwether::bench {

inline constexpr const char* kBenchAsOf = "2026-03-01";
inline constexpr const char* kBenchPack = "rules/saas";

// A path from the top of the repository: BELLWETHER_SOURCE_DIR, else the working folder, stands
// before it.
std::string FromTop(const std::string& relative);

// The pack of a folder. The status carries the pack's diagnostics.
absl::StatusOr<std::shared_ptr<const Plan>> LoadBenchPack(const std::string& relative_folder);

// full_account.yaml and exported_account.yaml as written.
absl::StatusOr<Account> FullAccount();
absl::StatusOr<Account> ExportedAccount();

// `count` variations, from number `first` on: account i has its own id, the segments in turn, a
// share of its ratios, and here and there the other answer to a yes-or-no question. All of them are
// good accounts.
std::vector<Account> Variations(const Account& account, size_t count, size_t first = 0);

}  // namespace bellwether::bench

#endif  // BELLWETHER_TESTS_BENCH_BENCH_ACCOUNTS_H_
