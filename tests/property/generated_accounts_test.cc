// Whatever the pack, accounts that are generated for it are accepted: no violation, nothing that is
// ignored for being of the future, and an answer.
#include <gtest/gtest.h>

#include <string>

#include "engine/evaluate/evaluate.h"
#include "engine/generation/account_generator.h"
#include "tests/property/account_json.h"
#include "tests/property/checked_pack.h"
#include "tests/property/property_run.h"
#include "tests/property/random_pack.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

constexpr const char* kMoments[] = {"2026-03-01", "2026-03-01T17:20:00Z", "1990-01-02",
                                    "2100-12-30T23:00:00-11:00"};

class GeneratedAccounts {
 public:
  GeneratedAccounts(const Plan& plan, uint64_t seed)
      : plan_(plan),
        options_(testing_support::AsOf(kMoments[seed % std::size(kMoments)])),
        accounts_(plan, seed, options_.as_of) {}

  // What is wrong with the account; "" when nothing is.
  std::string Complaint(uint64_t position) {
    const Account account = accounts_.At(position);
    const auto violations = Bind(plan_, account, options_, Limits(), facts_);
    std::string complaint;
    for (const Violation& violation : violations) {
      complaint += violation.path + ": " + violation.message + "\n";
    }
    for (const std::string& ignored : facts_.ignored_future) complaint += ignored + " is ignored\n";
    if (violations.empty()) refused_ += !Evaluate(plan_, facts_, scratch_, evaluation_).ok();
    return complaint.empty() ? "" : complaint + AccountJson(account);
  }

  uint64_t refused() const { return refused_; }

 private:
  const Plan& plan_;
  const BindOptions options_;
  const generation::AccountGenerator accounts_;
  Facts facts_;
  Scratch scratch_;
  Evaluation evaluation_;
  uint64_t refused_ = 0;
};

TEST(GeneratedAccountsTest, AreAcceptedWhateverThePack) {
  constexpr uint64_t kAccounts = 20;
  PropertyRun run(40, 3);
  std::string problems;
  uint64_t asked = 0;
  uint64_t refused = 0;
  while (const auto seed = run.Next()) {
    const auto pack = CheckPack(RandomPack(*seed).Yaml(), problems);
    if (pack == nullptr) continue;  // AgreementTest holds how many are good
    GeneratedAccounts accounts(pack->plan, *seed);
    for (uint64_t i = 0; i < kAccounts; ++i) {
      ASSERT_EQ(accounts.Complaint(i), "") << "seed " << *seed << ", account " << i;
    }
    asked += kAccounts;
    refused += accounts.refused();
  }
  std::cout << asked << " accounts generated, " << refused << " lack what their pack requires\n";
  EXPECT_TRUE(asked > 200 || !run.whole());
  EXPECT_LE(refused, asked / 20);
}

// A pack whose signals all say what is usual.
std::string WithHints(std::string yaml) {
  const std::pair<std::string, std::string> hints[] = {
      {"{type: ratio", ", generate: {median: 0.9, spread: 0.5, correlation: -1, missing: 0.9}"},
      {"{type: number", ", generate: {median: 10, spread: 1000, not_applicable: 1}"},
      {"{type: count", ", generate: {median: 2.5}"},
      {"{type: money", ", generate: {median: 0, spread: 1e9, correlation: 1}"},
      {"{type: bool", ", generate: {share: 0.01}"},
      {"{type: enum", ", generate: {shares: {good: 0, bad: 1}}"},
      {"{type: timestamp", ", generate: {median: 400, spread: 4000, share: 1}"},
  };
  size_t signals = yaml.find("\nsignals:");
  const size_t end = yaml.find("\nderived:");
  for (const auto& [type, hint] : hints) {
    for (size_t at = signals; (at = yaml.find(type, at)) < end; at += type.size()) {
      if (yaml[at + type.size()] == ',' || yaml[at + type.size()] == '}') {
        yaml.insert(at + type.size(), hint);
      }
    }
  }
  return yaml;
}

TEST(GeneratedAccountsTest, AreAcceptedWhateverIsUsual) {
  PropertyRun run(20, 2);
  uint64_t asked = 0;
  while (const auto seed = run.Next()) {
    std::string problems;
    const std::string yaml = RandomPack(*seed).Yaml();
    if (CheckPack(yaml, problems) == nullptr) continue;
    const auto pack = CheckPack(WithHints(yaml), problems);
    if (pack == nullptr && problems.find("`missing: error`") != std::string::npos) continue;
    ASSERT_NE(pack, nullptr) << problems;
    GeneratedAccounts accounts(pack->plan, *seed);
    for (uint64_t i = 0; i < 20; ++i) {
      ASSERT_EQ(accounts.Complaint(i), "") << "seed " << *seed << ", account " << i;
      ++asked;
    }
  }
  EXPECT_TRUE(asked > 100 || !run.whole());
}

TEST(GeneratedAccountsTest, OfTheRepositorysPacksAreAnswered) {
  for (const char* folder :
       {"rules/saas", "rules/examples/clinic", "rules/examples/oulad", "rules/examples/telco"}) {
    const auto pack = CheckPackFolder(folder);
    ASSERT_NE(pack, nullptr);
    GeneratedAccounts accounts(pack->plan, 0);
    for (uint64_t i = 0; i < 500; ++i) ASSERT_EQ(accounts.Complaint(i), "") << folder;
    EXPECT_EQ(accounts.refused(), 0u) << folder;
  }
}

}  // namespace
}  // namespace bellwether
