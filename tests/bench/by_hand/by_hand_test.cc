// The hand-written rules say what the engine says of rules/saas, in the same bits: of a thousand
// random accounts, of the pack's own accounts and of every account that its tests think of.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <type_traits>

#include "absl/strings/str_join.h"
#include "engine/testing/testing.h"
#include "rules/reader/pack_folder.h"
#include "tests/bench/by_hand/compared.h"
#include "tests/bench/by_hand/differences.h"
#include "tests/bench/by_hand/input_of_facts.h"
#include "tests/bench/by_hand/random_accounts.h"
#include "tests/bench/by_hand/saas.h"
#include "tests/support/files.h"
#include "tests/support/scored_account.h"

namespace bellwether::saas {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing_support::AccountsOfFile;
using testing_support::AsOf;
using testing_support::PlanOf;
using testing_support::SourcePath;

// Plain data: nothing in them can own memory or have virtual functions.
static_assert(std::is_trivially_copyable_v<Input> && std::is_standard_layout_v<Input>);
static_assert(std::is_trivially_copyable_v<Output> && std::is_standard_layout_v<Output>);

void ExpectSame(const Account& account, const Moment& as_of, const std::string& what) {
  const Compared compared = Compare(account, as_of);
  EXPECT_TRUE(compared.differences.empty())
      << what << "\n  " << absl::StrJoin(compared.differences, "\n  ");
}

TEST(ByHandTest, SameAsTheEngineOnAThousandRandomAccounts) {
  const std::vector<RandomAccount> accounts = RandomAccounts();
  ASSERT_EQ(accounts.size(), 1000u);
  for (const RandomAccount& random : accounts) {
    ExpectSame(random.account, random.as_of, random.account.id);
  }
}

TEST(ByHandTest, SameAsTheEngineOnThePacksAccounts) {
  for (const char* file : {"acme.json", "borealis.json", "book.csv", "book.jsonl"}) {
    const auto accounts = AccountsOfFile(std::string("rules/saas/accounts/") + file);
    ASSERT_FALSE(accounts.empty()) << file;
    for (const Account& account : accounts) {
      ExpectSame(account, AsOf("2026-03-01").as_of, account.id);
    }
  }
}

TEST(ByHandTest, SameAsTheEngineOnTheAccountsOfThePacksTests) {
  const auto sources = ReadPackTests(SourcePath("rules/saas"));
  ASSERT_TRUE(sources.ok()) << sources.status();
  const Staged<TestSuite> suite = LoadTests(SaasPlan(), *sources);
  ASSERT_TRUE(suite.ok()) << RenderAll(suite.diagnostics, *sources);
  size_t count = 0;
  for (const TestCase& test : suite.value.cases) {
    if (!test.needs_account() || test.error || !test.benchmark_set.empty()) continue;
    ExpectSame(test.account, test.as_of, test.name);
    ++count;
  }
  EXPECT_GT(count, 400u);
}

TEST(ByHandTest, SameAccountsForTheSameSeed) {
  const auto first = RandomAccounts(7, 3);
  const auto second = RandomAccounts(7, 3);
  const auto other = RandomAccounts(8, 3);
  EXPECT_EQ(first[2].account.signals.size(), second[2].account.signals.size());
  EXPECT_NE(Compare(first[2].account, first[2].as_of).by_hand.ratings.csm_hours.value,
            Compare(other[2].account, other[2].as_of).by_hand.ratings.csm_hours.value);
}

struct DifferenceCase {
  const char* name;
  void (*change)(Output&);
  const char* said;
};

class DifferenceTest : public testing::TestWithParam<DifferenceCase> {};

// A comparison that overlooks a field would prove nothing.
TEST_P(DifferenceTest, IsFound) {
  const auto accounts = RandomAccounts();
  Compared compared = Compare(accounts[0].account, accounts[0].as_of);
  ASSERT_TRUE(compared.differences.empty());
  GetParam().change(compared.by_hand);
  EXPECT_THAT(Differences(SaasPlan(), compared.engine, compared.by_hand),
              Contains(HasSubstr(GetParam().said)));
}

const DifferenceCase kDifferenceCases[] = {
    {"LastBit", [](Output& o) { o.onboarding.raw = std::nextafter(o.onboarding.raw, 200); },
     "health.onboarding.raw: engine "},
    {"Flag", [](Output& o) { o.flags.no_login = Not(o.flags.no_login); }, "flag.no_login"},
    {"Criterion",
     [](Output& o) {
       auto& met = o.graduation.criteria.value.roi;
       met = met == Truth::kTrue ? Truth::kUnknown : Truth::kTrue;
     },
     "criterion.value.roi"},
    {"Tier", [](Output& o) { o.ratings.csat.tier += 1; }, "csat.tier"},
    {"Decision", [](Output& o) { o.extension.decision = Decision::kNotEvaluated; },
     "extension.decision"},
    {"Share", [](Output& o) { o.graduation.usage.share += 0.1; }, "dimension.usage.share"},
    {"Phase", [](Output& o) { o.programme.handoff.in_window ^= true; }, "handoff.in_window"},
    {"Forecast", [](Output& o) { o.forecast.latest += 1; }, "forecast.latest"},
};

INSTANTIATE_TEST_SUITE_P(All, DifferenceTest, testing::ValuesIn(kDifferenceCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ByHandTest, AnotherPackIsRefused) {
  const auto reader = InputReader::For(*PlanOf("signals: {x: {type: ratio}}"));
  ASSERT_FALSE(reader.ok());
  EXPECT_THAT(std::string(reader.status().message()), HasSubstr("change tests/bench/by_hand"));
}

}  // namespace
}  // namespace bellwether::saas
