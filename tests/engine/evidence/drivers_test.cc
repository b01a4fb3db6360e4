// P27, P28: facts at a landmark against who stays.
#include "engine/evidence/drivers.h"

#include <algorithm>

#include "engine/statistics/draws.h"
#include "gtest/gtest.h"
#include "tests/engine/evidence/evidence_pack.h"

namespace bellwether::evidence {
namespace {

constexpr LandmarkDays kDays = {30, 0, 100};

const Driver& Of(const DriverReport& report, std::string_view name) {
  for (const Driver& driver : report.drivers) {
    if (driver.name == name) return driver;
  }
  ADD_FAILURE() << "no driver " << name;
  return report.drivers.front();
}

std::string TextOf(const Driver& driver) {
  std::string text;
  for (const Bucket& bucket : driver.buckets) {
    absl::StrAppend(&text, bucket.name, ": ", bucket.retained.events, " of ", bucket.retained.n,
                    "; ");
  }
  return text;
}

// Six accounts: those with much use stay, but for one.
std::string SixAccounts() {
  std::string book;
  const auto add = [&book](std::string_view id, double usage, bool stays) {
    absl::StrAppend(&book, Account(id, "2025-01-01"),
                    Told(id, "2025-01-10", absl::StrCat("usage: ", usage, ", name: x")));
    if (!stays) absl::StrAppend(&book, Lost(id, "2025-01-01", "2025-03-01"));
  };
  add("a", 0.1, false);
  add("b", 0.2, true);
  add("c", 0.3, false);
  add("d", 0.7, true);
  add("e", 0.8, true);
  add("f", 0.9, true);
  return absl::StrCat(book, Account("g", "2025-01-01"));  // tells nothing
}

DriverReport Find(const std::string& book, const std::string& more) {
  const auto plan = EvidencePack(more);
  const book::Book loaded = book::BookOf(book);
  return FindDrivers(portfolio::View(loaded, *plan, *ParseMoment("2025-12-31")), kDays);
}

TEST(DriversTest, CountsByTheEdgesOfThePack) {
  const DriverReport report =
      Find(SixAccounts(), "drivers: {min_count: 1, facts: {usage: {edges: [0.25, 0.7]}}}\n");
  ASSERT_EQ(report.drivers.size(), 1U);
  const Driver& usage = report.drivers[0];
  EXPECT_EQ(TextOf(usage), "up to 0.25: 1 of 2; 0.25 to 0.7: 1 of 2; beyond 0.7: 2 of 2; ");
  EXPECT_DOUBLE_EQ(*usage.swing, 0.5);
  // Of 2 × 4 pairs, all but (c, b) are ranked right.
  EXPECT_DOUBLE_EQ(usage.auc, 7.0 / 8);
  EXPECT_TRUE(usage.more_stays);
  EXPECT_EQ(usage.known, 6U);
  EXPECT_EQ(usage.unknown, 1U);
  EXPECT_EQ(report.retained.events, 5U);
  EXPECT_EQ(report.retained.n, 7U);
}

TEST(DriversTest, BucketsSayTheEdgesBesideThem) {
  const auto drivers =
      Find(SixAccounts(), "drivers: {min_count: 1, facts: {usage: {edges: [0.25, 0.7]}}}\n")
          .drivers;
  const std::vector<Bucket>& buckets = drivers[0].buckets;
  ASSERT_EQ(buckets.size(), 3U);
  EXPECT_FALSE(buckets[0].above);
  EXPECT_EQ(buckets[0].up_to, 0.25);
  EXPECT_EQ(buckets[1].above, 0.25);
  EXPECT_EQ(buckets[1].up_to, 0.7);
  EXPECT_EQ(buckets[2].above, 0.7);
  EXPECT_FALSE(buckets[2].up_to);
}

// The others are as if they were not in the book: neither members nor left out for a reason.
TEST(DriversTest, OnlyTheAccountsOfTheScopeCount) {
  const auto plan = EvidencePack("drivers: {min_count: 1, facts: {usage: {}}}\n");
  const book::Book all = book::BookOf(SixAccounts() + Lost("g", "2025-01-01", "2025-01-02"));
  const portfolio::View view(all, *plan, *ParseMoment("2025-12-31"));
  Scope scope;
  uint64_t said = 0;
  scope.kept = {true, true, false, false, false, true, false};  // a, b, f
  scope.progress = [&said](uint64_t done, uint64_t total) {
    EXPECT_EQ(done, said++);
    EXPECT_EQ(total, 3U);
  };
  const DriverReport report = FindDrivers(view, kDays, scope);
  EXPECT_EQ(said, 3U);
  EXPECT_EQ(report.members, 3U);
  EXPECT_EQ(report.retained.events, 2U);
  EXPECT_EQ(report.landmarks.lost_before, 0U);
}

TEST(DriversTest, SaysWhatIsHeldAgainstWhat) {
  EXPECT_EQ(DefinitionOf({90, 30, 365}),
            "facts known on day 90 after the start, held against who was a customer on day 365; "
            "losses up to day 120 apart");
  EXPECT_EQ(ProblemOf({90, 30, 121}), "");
  EXPECT_EQ(ProblemOf({90, 30, 120}),
            "nothing is left between day 120, landmark and gap, and the horizon, day 120");
}

TEST(DriversTest, ByTheTiersOfABenchmarkElseByQuarters) {
  const std::string benchmark =
      "benchmarks: {use: {value: usage, better: higher, tiers: [much, little], sets: {OM: "
      "{default: [0.5]}}}}\n";
  const std::string drivers = "drivers: {min_count: 1, facts: {usage: {}}}\n";
  EXPECT_EQ(TextOf(Find(SixAccounts(), benchmark + drivers).drivers[0]),
            "much: 3 of 3; little: 1 of 3; ");
  const Driver quarters = Find(SixAccounts(), drivers).drivers[0];
  EXPECT_EQ(quarters.buckets_by, BucketsBy::kQuarters);
  EXPECT_EQ(TextOf(quarters),
            "up to 0.225: 1 of 2; 0.225 to 0.5: 0 of 1; 0.5 to 0.775: 1 of 1; beyond 0.775: 2 of "
            "2; ");
}

TEST(DriversTest, AllNumbersAndTruthsAreTriedWhereNoneIsNamed) {
  const DriverReport report = Find(SixAccounts(), "drivers: {min_count: 1}\n");
  ASSERT_EQ(report.drivers.size(), 2U);
  // Nobody told its mood: that is no reason to judge it.
  EXPECT_EQ(Of(report, "mood").state, DriverState::kFew);
  EXPECT_EQ(Of(report, "mood").unknown, 7U);
  EXPECT_FALSE(Of(report, "mood").swing);
}

TEST(DriversTest, FewAreCountedAndNotJudged) {
  const DriverReport report = Find(SixAccounts(), "drivers: {min_count: 3, facts: {usage: {}}}\n");
  EXPECT_EQ(report.drivers[0].state, DriverState::kFew);  // two were lost
  EXPECT_FALSE(report.evidence);
}

TEST(DriversTest, AnEmptyBookHasNoEvidence) {
  const auto plan = EvidencePack();
  const book::Book book = book::BookOf(std::vector<records::Record>());
  const DriverReport report = FindDrivers(portfolio::View(book, *plan, *ParseMoment("2025-12-31")));
  EXPECT_EQ(report.retained.n, 0U);
  EXPECT_FALSE(report.evidence);
  EXPECT_TRUE(report.landmarks.members.empty());
}

// Members and facts without a book: a column of draws each.
FactTable Drawn(uint64_t seed, size_t n, size_t facts, double retained) {
  FactTable table;
  statistics::Draws outcomes(seed, 0);
  for (uint32_t i = 0; i < n; ++i) {
    Member member{i, 0, outcomes.Uniform() < retained, std::nullopt};
    table.landmarks.members.push_back(member);
  }
  for (size_t f = 0; f < facts; ++f) {
    statistics::Draws draws(seed, f + 1);
    FactColumn column;
    column.name = absl::StrCat("fact", f);
    column.bucket_names = {"all"};
    for (size_t i = 0; i < n; ++i) {
      column.values.emplace_back(draws.Normal());
      column.buckets.emplace_back(0);
    }
    table.columns.push_back(std::move(column));
  }
  return table;
}

constexpr uint64_t kSeeds = 20;
constexpr size_t kAccounts = 400;
constexpr size_t kFacts = 12;

// Noise in, no evidence out: in at least 19 of 20 books.
TEST(DriversTest, NoiseIsNoEvidence) {
  uint64_t quiet = 0;
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    quiet += !RankDrivers(Drawn(seed, kAccounts, kFacts, 0.8), kDays, 10).evidence;
  }
  EXPECT_GE(quiet, 19U);
}

// The same with the facts of a whole book and outcomes dealt out anew: what facts have in common
// with each other is kept, and what they have in common with staying is not.
TEST(DriversTest, ShuffledOutcomesAreNoEvidence) {
  FactTable table = Drawn(7, kAccounts, 1, 0.8);
  for (size_t f = 1; f < kFacts; ++f) {  // facts that follow the first
    FactColumn column = table.columns[0];
    column.name = absl::StrCat("follows", f);
    statistics::Draws draws(7, 100 + f);
    for (auto& value : column.values) *value += draws.Normal();
    table.columns.push_back(column);
  }
  uint64_t quiet = 0;
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    FactTable shuffled = table;
    statistics::Draws draws(seed, 0);
    std::vector<Member>& members = shuffled.landmarks.members;
    for (size_t i = members.size(); i > 1; --i) {
      std::swap(members[i - 1].retained, members[draws.Below(i)].retained);
    }
    quiet += !RankDrivers(std::move(shuffled), kDays, 10).evidence;
  }
  EXPECT_GE(quiet, 19U);
}

// A difference that a test of twelve facts at 400 accounts, 80 of them lost, finds with 80 %: its
// AUC lies z(1 - 0.05 / 24) + z(0.8) standard errors from 0.5, by Hanley and McNeil's error (1982).
TEST(DriversTest, APlantedDriverIsFound) {
  constexpr uint64_t kPlanted = 50;
  uint64_t found = 0;
  for (uint64_t seed = 1; seed <= kPlanted; ++seed) {
    FactTable table = Drawn(seed, kAccounts, kFacts, 0.8);
    // Normal values that lie 0.49 deviations apart: an AUC of Φ(0.49 / √2) = 0.6355.
    for (size_t i = 0; i < kAccounts; ++i) {
      if (table.landmarks.members[i].retained) *table.columns[3].values[i] += 0.49;
    }
    const DriverReport report = RankDrivers(std::move(table), kDays, 10);
    found += Of(report, "fact3").adjusted_p < kSignificant;
  }
  EXPECT_GE(found, kPlanted * 8 / 10);
}

// P28: a fact that knows the outcome is no finding.
TEST(DriversTest, ALeakIsNamedAndIsNoEvidence) {
  FactTable table = Drawn(1, 200, 1, 0.8);
  for (size_t i = 0; i < 200; ++i) {
    table.columns[0].values[i] = table.landmarks.members[i].retained ? 1 : 0;
  }
  const DriverReport report = RankDrivers(std::move(table), kDays, 10);
  EXPECT_EQ(report.drivers[0].auc, 1);
  EXPECT_TRUE(report.drivers[0].probable_leak);
  EXPECT_FALSE(report.evidence);
}

TEST(DriversTest, AValueThatAllShareIsNotJudged) {
  FactTable table = Drawn(1, 200, 1, 0.8);
  for (auto& value : table.columns[0].values) value = 3;
  const DriverReport report = RankDrivers(std::move(table), kDays, 10);
  EXPECT_EQ(report.drivers[0].state, DriverState::kSame);
  EXPECT_EQ(report.drivers[0].p, 1);
}

}  // namespace
}  // namespace bellwether::evidence
