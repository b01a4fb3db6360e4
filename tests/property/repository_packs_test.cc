// Engine and oracle agree on the packs of this repository: committed accounts, and generated ones
// for each pack's own signals.
#include <gtest/gtest.h>

#include "engine/accounts/accounts.h"
#include "engine/testing/testing.h"
#include "rules/reader/pack_folder.h"
#include "tests/property/account_json.h"
#include "tests/property/checked_pack.h"
#include "tests/property/property_run.h"
#include "tests/property/random_account.h"
#include "tests/support/files.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::AccountsOfFile;
using testing_support::AsOf;

struct PackCase {
  const char* name;
  const char* folder;
  std::vector<const char*> accounts;
  const char* as_of;
  bool has_tests;
};

const PackCase kPacks[] = {
    {"saas",
     "rules/saas",
     {"rules/saas/accounts/book.jsonl", "rules/saas/accounts/book.csv",
      "rules/saas/accounts/acme.json", "rules/saas/accounts/borealis.json"},
     "2026-03-01",
     true},
    {"clinic",
     "rules/examples/clinic",
     {"rules/examples/clinic/accounts/patients.jsonl"},
     "2026-05-20",
     true},
    {"oulad", "rules/examples/oulad", {"rules/examples/oulad/cohort.jsonl"}, "2014-10-31", false},
};

class RepositoryPackTest : public testing::TestWithParam<PackCase> {
 protected:
  void SetUp() override {
    pack_ = CheckPackFolder(GetParam().folder);
    ASSERT_NE(pack_, nullptr);
  }
  std::unique_ptr<CheckedPack> pack_;
};

TEST_P(RepositoryPackTest, CommittedAccountsAreAnsweredAlike) {
  size_t compared = 0;
  for (const char* file : GetParam().accounts) {
    for (const Account& account : AccountsOfFile(file)) {
      const Comparison comparison = Compare(*pack_, account, AsOf(GetParam().as_of));
      EXPECT_TRUE(comparison.violations.empty()) << account.id;
      ASSERT_EQ(comparison.differences, "") << account.id;
      ++compared;
    }
  }
  EXPECT_GT(compared, 0u);
  std::cout << GetParam().name << ": " << compared << " committed accounts compared\n";
}

// The accounts of the pack's own tests and fixtures.
TEST_P(RepositoryPackTest, AccountsOfItsTestsAreAnsweredAlike) {
  const auto sources = ReadPackTests(testing_support::SourcePath(GetParam().folder));
  ASSERT_TRUE(sources.ok()) << sources.status();
  const auto suite = LoadTests(pack_->plan, *sources);
  ASSERT_TRUE(suite.ok()) << RenderAll(suite.diagnostics, *sources);
  size_t compared = 0;
  for (const TestCase& test : suite.value.cases) {
    if (!test.needs_account()) continue;
    BindOptions options;
    options.as_of = test.as_of;
    options.benchmark_set = test.benchmark_set;
    const Comparison comparison = Compare(*pack_, test.account, options);
    ASSERT_EQ(comparison.differences, "") << test.name;
    compared += comparison.violations.empty();
  }
  EXPECT_EQ(compared > 0, GetParam().has_tests);
  std::cout << GetParam().name << ": " << compared << " cases of its tests compared\n";
}

TEST_P(RepositoryPackTest, GeneratedAccountsAreAnsweredAlike) {
  constexpr uint64_t kAccountsOfAPack = 20;  // PropertyRun counts packs: here, twenty accounts
  const RandomAccounts accounts(pack_->rules);
  PropertyRun run(20, 2);
  size_t compared = 0;
  size_t refused = 0;
  while (const auto seed = run.Next()) {
    for (uint64_t i = 0; i < kAccountsOfAPack; ++i) {
      const RandomAccounts::Asked asked = accounts.Make(*seed * 1'000 + i);
      const Comparison comparison = Compare(*pack_, asked.account, asked.options);
      comparison.violations.empty() ? ++compared : ++refused;
      ASSERT_EQ(comparison.differences, "")
          << "seed " << *seed << " as of " << FormatMoment(asked.options.as_of) << "\n"
          << AccountJson(asked.account);
    }
  }
  EXPECT_GT(compared, refused);
  std::cout << GetParam().name << ": " << compared << " generated accounts compared, " << refused
            << " refused\n";
}

INSTANTIATE_TEST_SUITE_P(Packs, RepositoryPackTest, testing::ValuesIn(kPacks),
                         [](const auto& test) { return std::string(test.param.name); });

// What a failure prints is the account that failed.
TEST(AccountJsonTest, ReadsBackAsTheSameAccount) {
  const auto pack = CheckPackFolder("rules/saas");
  ASSERT_NE(pack, nullptr);
  const RandomAccounts accounts(pack->rules);
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    const RandomAccounts::Asked asked = accounts.Make(seed);
    const std::string json = AccountJson(asked.account);
    const auto records = ReadAccounts(json, AccountFormat::kJson, Limits());
    ASSERT_EQ(records.size(), 1u);
    ASSERT_TRUE(records[0].ok()) << records[0].violations[0].message << "\n" << json;
    EXPECT_EQ(AccountJson(records[0].account), json);
    const Evaluated one = EvaluateAccount(pack->plan, asked.account, asked.options);
    const Evaluated other = EvaluateAccount(pack->plan, records[0].account, asked.options);
    ASSERT_EQ(one.accepted, other.accepted) << json;
    if (!one.accepted) continue;
    EXPECT_EQ(one.transcript(pack->plan).text(), other.transcript(pack->plan).text()) << json;
  }
}

}  // namespace
}  // namespace bellwether
