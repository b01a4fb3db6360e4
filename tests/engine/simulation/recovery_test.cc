// What is planted can be found again: from the records of 2,000 accounts, by the statistics that
// metrics use, each share and median lies where the truth says. The seed is fixed. Intervals are of
// 99 % for all comparisons of a test together: one of n has 1 - 1 % ÷ n (Bonferroni).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "engine/simulation/truth.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/survival.h"
#include "tests/engine/simulation/saas_parameters.h"
#include "tests/engine/simulation/seen_accounts.h"

namespace bellwether::simulation {
namespace {

using records::Record;

constexpr uint32_t kAccounts = 2'000;
constexpr uint64_t kSeed = 1;
constexpr int kMonths = 60;
constexpr int kTerm = 365;
constexpr double kMistaken = 0.01;
constexpr uint64_t kFewest = 30;

const std::vector<Seen>& Book() {
  static const auto* const book =
      new std::vector<Seen>(SeeAccounts(kSeed, Months(kMonths), kAccounts, kTerm));
  return *book;
}

// P8: followed for a whole term.
bool IsMature(const Seen& seen) { return seen.followed >= kTerm; }

struct Count {
  uint64_t events = 0, n = 0;
  void Add(bool event) {
    events += event ? 1 : 0;
    ++n;
  }
};

// The comparisons of one test, judged together when all are there.
class Comparisons {
 public:
  void Add(const Count& count, double truth, std::string what) {
    list_.push_back({count, truth, std::move(what)});
  }
  double confidence() const { return 1 - kMistaken / static_cast<double>(list_.size()); }

  ~Comparisons() {
    for (const auto& [count, truth, what] : list_) {
      const auto share = statistics::ProportionOf(count.events, count.n, confidence());
      if (count.n < kFewest) ADD_FAILURE() << what << ": too few";
      if (count.n < kFewest) continue;
      EXPECT_LE(share->interval.low, truth) << what << ": " << count.events << " of " << count.n;
      EXPECT_GE(share->interval.high, truth) << what << ": " << count.events << " of " << count.n;
    }
  }

 private:
  struct One {
    Count count;
    double truth;
    std::string what;
  };
  std::vector<One> list_;
};

const Truth& Planted() {
  static const auto* const truth = new Truth(TruthOf(SaasParameters()));
  return *truth;
}

size_t BucketOf(const Seen& seen) {
  const auto& buckets = Planted().buckets;
  if (!seen.value.has_value()) return buckets.size() - 1;
  size_t bucket = 0;
  while (buckets[bucket].up_to.has_value() && *seen.value > *buckets[bucket].up_to) ++bucket;
  return bucket;
}

// domain 9: 96, 88, 79, 65 %; P7: of all accounts of a bucket, also those that left.
TEST(RecoveryTest, RetentionByDaysToValue) {
  Comparisons comparisons;
  std::map<size_t, Count> retained, expanded;
  for (const Seen& seen : Book()) {
    if (!IsMature(seen)) continue;
    const bool stayed = seen.lost.value_or(kTerm + 1) > kTerm;
    retained[BucketOf(seen)].Add(stayed);
    if (stayed) expanded[BucketOf(seen)].Add(seen.expanded);
  }
  for (size_t i = 0; i < Planted().buckets.size(); ++i) {
    const BucketTruth& bucket = Planted().buckets[i];
    comparisons.Add(retained[i], bucket.retained, "retained " + bucket.name);
    comparisons.Add(expanded[i], bucket.expanded, "expanded " + bucket.name);
  }
}

// P12: accounts without value yet are censored; those that were lost before it never get there.
TEST(RecoveryTest, MedianDaysToValueOfEachSegment) {
  for (const SegmentTruth& segment : Planted().segments) {
    std::vector<statistics::Followed> followed;
    for (const Seen& seen : Book()) {
      if (seen.segment != segment.name) continue;
      const double time = seen.value.value_or(std::max(seen.followed, 0));
      followed.push_back({time, seen.value.has_value()});
    }
    const auto median = statistics::MedianOf(statistics::KaplanMeier(
        followed, 1 - kMistaken / static_cast<double>(Planted().segments.size())));
    ASSERT_TRUE(median.has_value()) << segment.name;
    EXPECT_LE(*median->low, *segment.median_of_all) << segment.name;
    EXPECT_GE(*median->high, *segment.median_of_all) << segment.name;
  }
}

TEST(RecoveryTest, EachSegmentStaysGrowsAndCompletes) {
  Comparisons comparisons;
  for (const SegmentTruth& segment : Planted().segments) {
    Count retained, expanded, completed, early;
    for (const Seen& seen : Book()) {
      if (seen.segment != segment.name || !IsMature(seen)) continue;
      const bool stayed = seen.lost.value_or(kTerm + 1) > kTerm;
      retained.Add(stayed);
      if (stayed) expanded.Add(seen.expanded);
      completed.Add(seen.graduated.value_or(kTerm) <= Planted().complete_within);
      early.Add(seen.value.value_or(kTerm) <= segment.there_by[0].first);
    }
    comparisons.Add(retained, segment.retained, "retained " + segment.name);
    comparisons.Add(expanded, segment.expanded, "expanded " + segment.name);
    comparisons.Add(completed, segment.completed, "completed " + segment.name);
    comparisons.Add(early, segment.there_by[0].second, "value in 30 days, " + segment.name);
  }
}

// P14: done no more than 2 days after the plan, of those that are due.
TEST(RecoveryTest, MilestonesOnTime) {
  Comparisons comparisons;
  for (const SegmentTruth& segment : Planted().segments) {
    for (const auto& [key, truth] : segment.on_time_by_milestone) {
      Count on_time;
      for (const Seen& seen : Book()) {
        if (seen.segment != segment.name || !IsMature(seen)) continue;
        const Record& milestone = seen.milestones.at(key);
        const auto* const done = Get<Moment>(milestone, "completed_at");
        const int planned = DayOf(*Get<Moment>(milestone, "planned_at"));
        on_time.Add(done != nullptr && DayOf(*done) - planned <= 2);
      }
      comparisons.Add(on_time, truth, segment.name + " " + key);
    }
  }
}

// P17: shares of several reasons sum to all who left; of two reasons each counts for one half. Here
// the first reason alone is counted, which has the same shares.
TEST(RecoveryTest, ReasonsOfChurn) {
  Comparisons comparisons;
  for (const auto& [reason, truth] : Planted().churn_by_reason) {
    Count count;
    for (const Seen& seen : Book()) {
      for (const records::Words& reasons : seen.reasons) count.Add(reasons[0] == reason);
    }
    comparisons.Add(count, truth, reason);
  }
}

// P30: arms are random, and one of them is 12 days faster.
TEST(RecoveryTest, ArmsOfExperiments) {
  Comparisons comparisons;
  std::map<std::string, std::vector<double>> days;
  Count variation;
  for (const Seen& seen : Book()) {
    const auto arm = seen.arms.find("preparation_video");
    if (arm == seen.arms.end()) continue;
    variation.Add(arm->second == "variation");
    if (seen.segment == "mid_market" && seen.value.has_value()) {
      days[arm->second].push_back(*seen.value);
    }
  }
  comparisons.Add(variation, 0.5, "variation");
  const auto mean = [](const std::vector<double>& list) {
    double sum = 0;
    for (const double value : list) sum += value;
    return sum / static_cast<double>(list.size());
  };
  // Both arms have the standard deviation of the undisturbed days, about 25.
  const double n = static_cast<double>(std::min(days["control"].size(), days["variation"].size()));
  EXPECT_NEAR(mean(days["control"]) - mean(days["variation"]), 12, 2.58 * 25 * std::sqrt(2 / n));
}

}  // namespace
}  // namespace bellwether::simulation
