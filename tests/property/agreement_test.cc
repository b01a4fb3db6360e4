// Engine and oracle agree, to the last bit, on generated packs and accounts; and what is generated
// reaches every state that an answer can have.
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_join.h"
#include "tests/property/account_json.h"
#include "tests/property/checked_pack.h"
#include "tests/property/expected_features.h"
#include "tests/property/property_run.h"
#include "tests/property/random_account.h"
#include "tests/property/random_pack.h"
#include "tests/property/smallest_failure.h"

namespace bellwether {
namespace {

constexpr uint64_t kPacks = 250;
constexpr uint64_t kSeconds = 4;
constexpr uint64_t kAccounts = 12;

constexpr size_t kMostComplaints = 5;

// What a run went through.
struct Tally {
  uint64_t packs = 0;
  uint64_t checked = 0;
  uint64_t asked = 0;
  uint64_t compared = 0;
  std::set<std::string> features;
  std::set<std::string> complaints;  // of different kinds
  std::string problems;              // of packs that did not load
};

std::string Disagreement(const CheckedPack& pack, const RandomAccounts::Asked& asked) {
  return Compare(pack, asked.account, asked.options).differences;
}

// "component score" of "component m.a.b score\n  engine: ...".
std::string KindOf(const std::string& differences) {
  const std::string line = differences.substr(0, differences.find('\n'));
  return line.substr(0, line.find(' ')) + line.substr(line.rfind(' ') + 1);
}

void AskAll(uint64_t seed, const RandomPack& generated, const CheckedPack& pack, Tally& tally) {
  const RandomAccounts accounts(pack.rules);
  for (uint64_t i = 0; i < kAccounts; ++i) {
    const RandomAccounts::Asked asked = accounts.Make(seed * 1'000 + i);
    const Comparison comparison = Compare(pack, asked.account, asked.options);
    ++tally.asked;
    if (!comparison.violations.empty()) continue;
    ++tally.compared;
    tally.features.insert(comparison.engine.features().begin(), comparison.engine.features().end());
    if (comparison.differences.empty()) continue;
    if (!tally.complaints.insert(KindOf(comparison.differences)).second) continue;
    ADD_FAILURE() << SmallestFailure(seed, generated, asked, Disagreement);
  }
}

TEST(AgreementTest, EngineAnswersAsTheOracle) {
  PropertyRun run(kPacks, kSeconds);
  Tally tally;
  while (const auto seed = run.Next()) {
    const RandomPack generated(*seed);
    ++tally.packs;
    const auto pack = CheckPack(generated.Yaml(), tally.problems);
    if (pack == nullptr) continue;
    ++tally.checked;
    AskAll(*seed, generated, *pack, tally);
    if (tally.complaints.size() >= kMostComplaints) return;
  }
  std::cout << tally.packs << " packs, " << tally.checked << " of them good; " << tally.compared
            << " answers compared, " << tally.asked - tally.compared << " accounts refused\n";
  if (!run.whole()) return;
  EXPECT_GE(tally.checked * 10, tally.packs * 9) << tally.problems.substr(0, 4'000);
  EXPECT_GE(tally.compared * 10, tally.asked * 8);
  std::set<std::string> absent;
  for (const std::string& feature : ExpectedFeatures()) {
    if (tally.features.count(feature) == 0) absent.insert(feature);
  }
  EXPECT_TRUE(absent.empty()) << "never occurred:\n" << absl::StrJoin(absent, "\n");
}

}  // namespace
}  // namespace bellwether
