// What an interval promises: of 2,000 simulated books, each of its own truth-telling draws, the 95
// % interval of each kind holds the truth in 93 to 97 %.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "engine/statistics/bootstrap.h"
#include "engine/statistics/calibration.h"
#include "engine/statistics/draws.h"
#include "engine/statistics/incidence.h"
#include "engine/statistics/net_share.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/ranking_power.h"
#include "engine/statistics/ratio.h"
#include "engine/statistics/restricted_mean.h"
#include "engine/statistics/survival.h"
#include "engine/statistics/welch.h"

namespace bellwether::statistics {
namespace {

constexpr uint32_t kBooks = 2'000;
constexpr uint64_t kSeed = 20260301;

bool Holds(const Interval& interval, double truth) {
  return interval.low <= truth && truth <= interval.high;
}

// The share of books whose interval holds the truth.
void ExpectCovers(const std::function<bool(Draws&)>& covers) {
  uint32_t covered = 0;
  for (uint32_t book = 0; book < kBooks; ++book) {
    Draws draws(kSeed, book);
    covered += covers(draws) ? 1 : 0;
  }
  const double share = static_cast<double>(covered) / kBooks;
  EXPECT_GE(share, 0.93);
  EXPECT_LE(share, 0.97);
}

uint64_t Count(Draws& draws, uint64_t n, double share) {
  uint64_t events = 0;
  for (uint64_t i = 0; i < n; ++i) events += draws.Uniform() < share ? 1 : 0;
  return events;
}

TEST(CoverageTest, Wilson) {
  ExpectCovers(
      [](Draws& draws) { return Holds(ProportionOf(Count(draws, 60, 0.3), 60)->interval, 0.3); });
}

TEST(CoverageTest, Newcombe) {
  ExpectCovers([](Draws& draws) {
    const uint64_t first = Count(draws, 80, 0.4);
    const uint64_t second = Count(draws, 60, 0.25);
    return Holds(DifferenceOf(first, 80, second, 60)->interval, 0.15);
  });
}

TEST(CoverageTest, NetShare) {
  ExpectCovers([](Draws& draws) {
    uint64_t up = 0, down = 0;
    for (int i = 0; i < 80; ++i) {
      const double draw = draws.Uniform();
      up += draw < 0.45;
      down += draw > 0.8;
    }
    return Holds(NetShareOf(up, down, 80)->interval, 0.25);
  });
}

// Squares of uniform draws: their median is a quarter.
TEST(CoverageTest, Median) {
  ExpectCovers([](Draws& draws) {
    std::vector<double> values;
    for (int i = 0; i < 200; ++i) {
      const double draw = draws.Uniform();
      values.push_back(draw * draw);
    }
    return Holds(*SpreadOf(values)->interval, 0.25);
  });
}

// Revenue of 200 accounts: 8 % leave, the others have 0.9 to 1.15 of what they had.
TEST(CoverageTest, Ratio) {
  ExpectCovers([](Draws& draws) {
    std::vector<Pair> pairs;
    for (int i = 0; i < 200; ++i) {
      const double start = 50 + 100 * draws.Uniform();
      const bool leaves = draws.Uniform() < 0.08;
      const double kept = 0.9 + 0.25 * draws.Uniform();
      pairs.push_back({leaves ? 0 : start * kept, start});
    }
    return Holds(*RatioOf(pairs)->interval, 0.92 * 1.025);
  });
}

// Of a share just above the bound: it is not held when, and only when, nothing was seen.
TEST(CoverageTest, ClopperAndPearsonWithoutEvents) {
  constexpr uint64_t kSeen = 59;
  const double share = *MostWithoutEvents(kSeen) + 1e-9;
  ExpectCovers([&](Draws& draws) { return Count(draws, kSeen, share) > 0; });
}

// Value after so many days in the mean, seen for 30 to 90.
std::vector<Followed> FollowedBook(Draws& draws, double mean = 40) {
  std::vector<Followed> followed;
  for (int i = 0; i < 120; ++i) {
    const double value = draws.Exponential(1 / mean);
    const double seen = 30 + 60 * draws.Uniform();
    followed.push_back({std::min(value, seen), value <= seen});
  }
  return followed;
}

TEST(CoverageTest, KaplanMeier) {
  ExpectCovers([](Draws& draws) {
    return Holds(SurvivalIntervalAt(KaplanMeier(FollowedBook(draws)), 30), std::exp(-30.0 / 40));
  });
}

TEST(CoverageTest, BrookmeyerAndCrowley) {
  ExpectCovers([](Draws& draws) {
    const auto median = MedianOf(KaplanMeier(FollowedBook(draws)));
    const double truth = 40 * std::log(2.0);
    return median && median->low && *median->low <= truth &&
           (!median->high || truth <= *median->high);
  });
}

TEST(CoverageTest, RestrictedMean) {
  ExpectCovers([](Draws& draws) {
    const RestrictedMean mean = RestrictedMeanOf(KaplanMeier(FollowedBook(draws)), 30);
    const double reach = 1.96 * std::sqrt(mean.variance);
    return Holds({mean.value - reach, mean.value + reach}, 40 * (1 - std::exp(-30.0 / 40)));
  });
}

TEST(CoverageTest, RestrictedMeanDifference) {
  ExpectCovers([](Draws& draws) {
    const SurvivalCurve first = KaplanMeier(FollowedBook(draws, 40));
    const SurvivalCurve second = KaplanMeier(FollowedBook(draws, 25));
    const double truth = 40 * (1 - std::exp(-30.0 / 40)) - 25 * (1 - std::exp(-30.0 / 25));
    return Holds(RestrictedMeanDifferenceOf(first, second, 30)->interval, truth);
  });
}

// Value at a rate of 1/40, lost at 1/80: whichever comes first.
bool IncidenceHolds(Draws& draws, int n, double day) {
  std::vector<Exposed> exposed;
  for (int i = 0; i < n; ++i) {
    const double value = draws.Exponential(1.0 / 40);
    const double lost = draws.Exponential(1.0 / 80);
    const double seen = 30 + 60 * draws.Uniform();
    const double time = std::min({value, lost, seen});
    exposed.push_back({time, time == value ? 1U : time == lost ? 2U : kCensored});
  }
  const IncidenceStep step = IncidenceAt(CumulativeIncidence(exposed, 1), day);
  const double rate = 1.0 / 40 + 1.0 / 80;
  return Holds(IncidenceIntervalOf(step), 1.0 / 40 / rate * (1 - std::exp(-day * rate)));
}

TEST(CoverageTest, AalenAndJohansen) {
  ExpectCovers([](Draws& draws) { return IncidenceHolds(draws, 150, 30); });
}

// One in forty has it by that day.
TEST(CoverageTest, AalenAndJohansenWhereEventsAreRare) {
  ExpectCovers([](Draws& draws) { return IncidenceHolds(draws, 400, 1); });
}

TEST(CoverageTest, DeLong) {
  ExpectCovers([](Draws& draws) {
    std::vector<Scored> scored;
    for (int i = 0; i < 160; ++i) scored.push_back({draws.Normal() + (i < 60 ? 1 : 0), i < 60});
    const double truth = 0.5 * std::erfc(-0.5);  // of two normals a standard deviation apart
    return Holds(*RankingPowerOf(scored)->interval, truth);
  });
}

// Hours of few accounts that vary little, and of more that vary much.
std::vector<double> Hours(Draws& draws, int n, double mean, double deviation) {
  std::vector<double> hours;
  for (int i = 0; i < n; ++i) hours.push_back(mean + deviation * draws.Normal());
  return hours;
}

TEST(CoverageTest, Welch) {
  ExpectCovers([](Draws& draws) {
    const std::vector<double> first = Hours(draws, 12, 20, 3);
    const std::vector<double> second = Hours(draws, 30, 25, 9);
    return Holds(MeanDifferenceOf(first, second)->interval, -5);
  });
}

TEST(CoverageTest, WelchOnLogs) {
  ExpectCovers([](Draws& draws) {
    std::vector<double> first = Hours(draws, 15, 3, 0.4);
    std::vector<double> second = Hours(draws, 25, 2.5, 0.9);
    for (auto* logs : {&first, &second}) {
      for (double& value : *logs) value = std::exp(value);
    }
    return Holds(GeometricMeanRatioOf(first, second)->interval, std::exp(0.5));
  });
}

// Predictions whose log odds are twice too far apart, and one half too high.
TEST(CoverageTest, Calibration) {
  const auto covers = [](Draws& draws, const auto& held) {
    std::vector<Predicted> predicted;
    for (int i = 0; i < 200; ++i) {
      const double odds = draws.Normal();
      const bool event = draws.Uniform() < 1 / (1 + std::exp(-odds));
      predicted.push_back({1 / (1 + std::exp(-2 * odds - 0.5)), event});
    }
    return held(*CalibrationOf(predicted));
  };
  ExpectCovers([&](Draws& draws) {
    return covers(draws, [](const auto& line) { return Holds(line.slope_interval, 0.5); });
  });
  ExpectCovers([&](Draws& draws) {
    return covers(draws, [](const auto& line) { return Holds(line.intercept_interval, -0.25); });
  });
}

TEST(CoverageTest, Bootstrap) {
  ExpectCovers([](Draws& draws) {
    std::vector<double> hours;
    for (int i = 0; i < 80; ++i) hours.push_back(20 + 5 * draws.Normal());
    const auto mean = [&](std::span<const size_t> chosen) -> std::optional<double> {
      double sum = 0;
      for (const size_t place : chosen) sum += hours[place];
      return sum / static_cast<double>(chosen.size());
    };
    const BootstrapOptions options{.seed = draws.Below(1U << 30), .replicates = 300};
    return Holds(*BootstrapInterval(hours.size(), options, mean), 20);
  });
}

}  // namespace
}  // namespace bellwether::statistics
