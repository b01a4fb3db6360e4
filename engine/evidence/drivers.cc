// Tested by tests/engine/evidence/drivers_test.cc.
#include "engine/evidence/drivers.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/evidence/say_evidence.h"
#include "engine/statistics/multiple_tests.h"
#include "engine/statistics/normal_difference.h"
#include "engine/statistics/ranking_power.h"

namespace bellwether::evidence {
namespace {

constexpr double kNoPower = 0.5;

class Judging {
 public:
  Judging(const std::vector<Member>& members, const FactColumn& column, uint64_t min_count,
          std::string_view language)
      : members_(members), column_(column), min_count_(min_count), language_(language) {}

  Driver Run() {
    driver_.name = column_.name;
    driver_.title = column_.title;
    driver_.buckets_by = column_.buckets_by;
    CountBuckets();
    Rank();
    return std::move(driver_);
  }

 private:
  void CountBuckets() {
    std::vector<std::pair<uint64_t, uint64_t>> counts(column_.bucket_names.size());
    for (size_t i = 0; i < members_.size(); ++i) {
      if (!column_.buckets[i]) continue;
      auto& [retained, n] = counts[*column_.buckets[i]];
      retained += members_[i].retained;
      ++n;
    }
    std::optional<double> best, worst;
    for (size_t i = 0; i < counts.size(); ++i) {
      const auto& [retained, n] = counts[i];
      const auto share = statistics::ProportionOf(retained, n);
      if (!share) continue;
      const Wording& name = column_.bucket_names[i];
      driver_.buckets.push_back(
          {name.English(), EdgeBelow(i), EdgeAbove(i), *share, name.Title(language_)});
      if (n < min_count_) continue;
      best = std::max(best.value_or(share->value), share->value);
      worst = std::min(worst.value_or(share->value), share->value);
    }
    if (best) driver_.swing = *best - *worst;
  }

  std::optional<double> EdgeBelow(size_t bucket) const {
    return bucket == 0 ? std::nullopt : EdgeAbove(bucket - 1);
  }
  std::optional<double> EdgeAbove(size_t bucket) const {
    return bucket < column_.edges.size() ? std::optional(column_.edges[bucket]) : std::nullopt;
  }

  void Rank() {
    std::vector<statistics::Scored> scored;
    for (size_t i = 0; i < members_.size(); ++i) {
      const auto& value = column_.values[i];
      if (value) scored.push_back({*value, members_[i].retained});
    }
    driver_.known = scored.size();
    driver_.unknown = members_.size() - scored.size();
    const auto power = statistics::RankingPowerOf(scored);
    if (!power || std::min(power->events, power->others) < min_count_) return;
    driver_.state = DriverState::kSame;
    const auto differs = [&](const statistics::Scored& one) {
      return one.score != scored.front().score;
    };
    if (std::none_of(scored.begin(), scored.end(), differs)) return;
    driver_.state = DriverState::kJudged;
    driver_.auc = power->auc;
    driver_.more_stays = power->auc >= kNoPower;
    driver_.probable_leak = std::max(power->auc, 1 - power->auc) > kLeak;
    driver_.interval = power->interval.value_or(statistics::Interval{0, 1});
    // A variance of 0 is that of a fact which parts all who stay from all who leave.
    const auto test = statistics::NormalDifferenceOf(
        power->auc - kNoPower, power->variance.value_or(0), statistics::kUsualConfidence);
    driver_.p = test ? test->p : (driver_.probable_leak ? 0 : 1);
  }

  const std::vector<Member>& members_;
  const FactColumn& column_;
  const uint64_t min_count_;
  const std::string_view language_;
  Driver driver_;
};

bool IsJudged(const Driver& driver) { return driver.state == DriverState::kJudged; }

void Adjust(std::vector<Driver>& drivers) {
  std::vector<double> p;
  for (const Driver& driver : drivers) {
    if (IsJudged(driver)) p.push_back(driver.p);
  }
  const std::vector<double> adjusted = statistics::HolmAdjusted(p);
  size_t next = 0;
  for (Driver& driver : drivers) {
    if (IsJudged(driver)) driver.adjusted_p = adjusted[next++];
  }
}

}  // namespace

DriverReport RankDrivers(FactTable table, const LandmarkDays& days, uint64_t min_count,
                         const Stop& stop, std::string_view language) {
  DriverReport report;
  report.days = days;
  report.min_count = min_count;
  report.landmarks = std::move(table.landmarks);
  const std::vector<Member>& members = report.landmarks.members;
  report.members = members.size();
  if (const auto all = statistics::ProportionOf(report.landmarks.retained(), members.size())) {
    report.retained = *all;
  }
  for (const FactColumn& column : table.columns) {
    if (stop.requested()) return report;
    report.drivers.push_back(Judging(members, column, min_count, language).Run());
  }
  Adjust(report.drivers);
  std::sort(report.drivers.begin(), report.drivers.end(), [](const Driver& a, const Driver& b) {
    const auto key = [](const Driver& one) {
      return std::make_tuple(!IsJudged(one), -std::abs(one.auc - kNoPower), one.name);
    };
    return key(a) < key(b);
  });
  report.evidence =
      std::any_of(report.drivers.begin(), report.drivers.end(), [](const Driver& driver) {
        return IsJudged(driver) && !driver.probable_leak && driver.adjusted_p < kSignificant;
      });
  return report;
}

LandmarkDays DaysOf(const ruleset::Drivers& drivers) {
  return {drivers.landmark_days, drivers.gap_days, drivers.horizon_days};
}

DriverReport FindDrivers(const portfolio::View& view, const LandmarkDays& days,
                         const Scope& scope) {
  return RankDrivers(FactsAtLandmark(view, days, scope), days, view.plan().drivers.min_count,
                     Stop([&view] { return view.stopped(); }), scope.language);
}

DriverReport FindDrivers(const portfolio::View& view) {
  return FindDrivers(view, DaysOf(view.plan().drivers));
}

std::string ProblemOf(const LandmarkDays& days) {
  if (days.landmark + days.gap < days.horizon) return "";
  return absl::StrCat("nothing is left between day ", days.landmark + days.gap,
                      ", landmark and gap, and the horizon, day ", days.horizon);
}

std::string DefinitionOf(const LandmarkDays& days, std::string_view language) {
  const Wording held(say::kHeldAgainst, days.landmark, days.horizon);
  if (days.gap == 0) return held.In(language);
  return Wording(say::kGapApart, held, days.landmark + days.gap).In(language);
}

}  // namespace bellwether::evidence
