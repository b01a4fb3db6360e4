// Packs that do not load are passed over here.
#include "tests/property/every_account.h"

#include <gtest/gtest.h>

#include "tests/property/property_run.h"

namespace bellwether {
namespace {

constexpr uint64_t kAccounts = 8;
constexpr uint64_t kSeconds = 1;

}  // namespace

bool ForEveryAccount(uint64_t packs, const Complaint& complaint) {
  PropertyRun run(packs, kSeconds);
  std::string problems;
  while (const auto seed = run.Next()) {
    const RandomPack generated(*seed);
    const auto pack = CheckPack(generated.Yaml(), problems);
    if (pack == nullptr) continue;  // AgreementTest holds how many are good
    const RandomAccounts accounts(pack->rules);
    for (uint64_t i = 0; i < kAccounts; ++i) {
      const RandomAccounts::Asked asked = accounts.Make(*seed * 1'000 + i);
      if (complaint(*pack, asked).empty()) continue;
      ADD_FAILURE() << SmallestFailure(*seed, generated, asked, complaint);
      return false;
    }
  }
  return run.whole();
}

}  // namespace bellwether
