// Tested by tests/engine/evidence/fit_test.cc.
#include "engine/evidence/fit.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/sum.h"
#include "engine/evidence/penalty.h"
#include "engine/statistics/bootstrap.h"
#include "engine/statistics/ridge_logistic.h"

namespace bellwether::evidence {
namespace {

using statistics::Observations;

constexpr double kFull = 100;
constexpr int32_t kHundred = 100;

using Accounts = std::span<const ScoredAccount>;

Period PeriodOf(Accounts accounts) {
  Period period;
  period.accounts = accounts.size();
  for (const ScoredAccount& one : accounts) period.lost += !one.member.retained;
  if (accounts.empty()) return period;
  period.first_day = accounts.front().member.start_day;
  period.last_day = accounts.back().member.start_day;
  return period;
}

// Whole per cent that add up to 100: each rounded down, the largest remainders up.
std::vector<int32_t> WholePercent(const std::vector<double>& shares) {
  std::vector<int32_t> percent;
  std::vector<std::pair<double, size_t>> rests;
  int32_t left = kHundred;
  for (size_t i = 0; i < shares.size(); ++i) {
    const double exact = kFull * shares[i];
    percent.push_back(static_cast<int32_t>(std::floor(exact)));
    left -= percent.back();
    rests.emplace_back(exact - std::floor(exact), i);
  }
  std::stable_sort(rests.begin(), rests.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (size_t i = 0; i < rests.size() && left > 0; ++i, --left) ++percent[rests[i].second];
  return percent;
}

// Slopes as shares of their sum; none when all are 0.
std::vector<double> SharesOf(const std::vector<double>& slopes) {
  const double whole = std::accumulate(slopes.begin(), slopes.end(), 0.0);
  if (whole <= 0) return {};
  std::vector<double> shares;
  for (const double slope : slopes) shares.push_back(slope / whole);
  return shares;
}

// Where the later accounts begin: as near to the share asked for as no day of starts lies on both
// sides. Behind the last one when all started on one day.
size_t FindCut(Accounts accounts, double held_out) {
  const size_t n = accounts.size();
  const auto wanted = n - static_cast<size_t>(std::llround(static_cast<double>(n) * held_out));
  const auto parts = [&](size_t cut) {
    return cut == 0 || cut == n ||
           accounts[cut - 1].member.start_day != accounts[cut].member.start_day;
  };
  size_t before = wanted, after = wanted;
  while (!parts(before)) --before;
  while (!parts(after)) ++after;
  if (before == 0) return after;
  if (after == n) return before;
  return wanted - before <= after - wanted ? before : after;
}

class Fitting {
 public:
  Fitting(const Plan& plan, ScoreTable table, const LandmarkDays& days, const FitOptions& options)
      : plan_(plan), table_(std::move(table)), options_(options) {
    report_.days = days;
    report_.capacity = options.capacity;
  }

  FitReport Run() {
    Describe();
    if (!ChooseWeights() || !HasEvents() || !Fit()) return std::move(report_);
    if (!FindIntervals()) return std::move(report_);
    JudgeLater();
    Decide();
    return std::move(report_);
  }

 private:
  bool Refuse(std::string why) {
    report_.verdict = FitVerdict::kRefused;
    report_.why = std::move(why);
    return false;
  }

  void Describe() {
    report_.model = plan_.model_notes[table_.model].name;
    report_.members = table_.landmarks.members.size();
    report_.landmarks = std::move(table_.landmarks);
    report_.landmarks.members.clear();
    report_.not_scored = table_.not_scored;
    const size_t cut = FindCut(table_.accounts, options_.held_out);
    earlier_ = Accounts(table_.accounts).first(cut);
    later_ = Accounts(table_.accounts).subspan(cut);
    report_.earlier = PeriodOf(earlier_);
    report_.later = PeriodOf(later_);
  }

  // Which sub-scores are known of enough accounts to be weighed, and what stands for those that are
  // not known: the mean, which moves nothing.
  bool ChooseWeights() {
    const std::vector<double> todays = LeafShares(plan_, table_.leaves, 0);
    for (size_t leaf = 0; leaf < table_.leaves.size(); ++leaf) {
      FittedWeight weight{table_.leaves[leaf].name,
                          table_.leaves[leaf].component,
                          todays[leaf],
                          0,
                          false,
                          0,
                          0,
                          std::nullopt,
                          false};
      Sum sum;
      uint64_t known = 0;
      std::optional<double> least, most;
      for (const ScoredAccount& one : earlier_) {
        if (!one.scores[leaf]) continue;
        sum.Add(*one.scores[leaf]);
        least = std::min(least.value_or(*one.scores[leaf]), *one.scores[leaf]);
        most = std::max(most.value_or(*one.scores[leaf]), *one.scores[leaf]);
        ++known;
      }
      weight.known =
          earlier_.empty() ? 0 : static_cast<double>(known) / static_cast<double>(earlier_.size());
      weight.left_out = weight.known < kLeastKnown || *least == *most;
      if (!weight.left_out) {
        weighed_.push_back(leaf);
        means_.push_back(sum.value() / static_cast<double>(known));
      }
      report_.weights.push_back(std::move(weight));
    }
    if (weighed_.empty()) {
      return Refuse(absl::StrCat("no sub-score of ", report_.model,
                                 " is known of half of the accounts, and differs between them"));
    }
    return true;
  }

  bool HasEvents() {
    const uint64_t lost = report_.earlier.lost;
    const uint64_t events = std::min(lost, report_.earlier.accounts - lost);
    const uint64_t needed = std::max(kLeastEvents, kLeastEventsPerWeight * weighed_.size());
    if (events >= needed) return true;
    return Refuse(absl::StrCat(lost, " of the ", report_.earlier.accounts,
                               " earlier accounts were lost; ", needed,
                               " of each kind are needed for ", weighed_.size(),
                               weighed_.size() == 1 ? " weight (" : " weights (", kLeastEvents,
                               " in all, ", kLeastEventsPerWeight, " for each)"));
  }

  // Sub-scores from 0 to 1, in the order of time.
  Observations ObservationsOf(Accounts accounts) const {
    Observations observations{weighed_.size(), {}, {}};
    for (const ScoredAccount& one : accounts) {
      for (size_t i = 0; i < weighed_.size(); ++i) {
        observations.x.push_back(one.scores[weighed_[i]].value_or(means_[i]) / kFull);
      }
      observations.events.push_back(one.member.retained);
    }
    return observations;
  }

  bool Fit() {
    observations_ = ObservationsOf(earlier_);
    report_.penalties = TryPenalties(observations_);
    if (report_.penalties.empty()) {
      return Refuse("no part of the earlier accounts has both accounts that stayed and lost ones");
    }
    report_.penalty = BestPenalty(report_.penalties);
    fit_ = statistics::FitRidge(observations_, report_.penalty);
    if (!fit_) return Refuse("the fit did not settle");
    const std::vector<double> shares = SharesOf(fit_->slopes);
    if (shares.empty()) {
      report_.verdict = FitVerdict::kNoEvidence;
      report_.why = "no sub-score goes with staying, the healthier the likelier";
      return false;
    }
    const std::vector<int32_t> percent = WholePercent(shares);
    for (size_t i = 0; i < weighed_.size(); ++i) {
      report_.weights[weighed_[i]].fitted = shares[i];
      report_.weights[weighed_[i]].percent = percent[i];
    }
    return true;
  }

  // Bootstrap by account, at the penalty that was chosen.
  bool FindIntervals() {
    const size_t n = earlier_.size();
    uint32_t replicate = 0;
    bool stopped = false;
    const auto shares_of = [&](std::span<const size_t> chosen) -> std::vector<double> {
      if (stopped) return {};
      const double done = static_cast<double>(replicate++) / options_.replicates;
      if (options_.progress && options_.progress(done)) {
        stopped = true;
        return {};
      }
      std::vector<uint32_t> times(n, 0);
      for (const size_t place : chosen) ++times[place];
      const auto fit = statistics::FitRidge(observations_, report_.penalty, times);
      if (!fit) return {};
      std::vector<double> shares = SharesOf(fit->slopes);
      // No slope at all: no weight has a share.
      return shares.empty() ? std::vector<double>(weighed_.size(), 0) : shares;
    };
    const auto intervals = statistics::BootstrapIntervals(
        n, {options_.seed, options_.replicates, statistics::kUsualConfidence}, shares_of);
    if (stopped) return Refuse("stopped before the intervals were found");
    for (size_t i = 0; i < intervals.size(); ++i) {
      FittedWeight& weight = report_.weights[weighed_[i]];
      weight.interval = intervals[i];
      weight.from_zero = intervals[i].low > 0;
    }
    return true;
  }

  std::vector<double> FittedShares() const {
    std::vector<double> shares;
    for (const FittedWeight& weight : report_.weights) shares.push_back(weight.fitted);
    return shares;
  }

  uint32_t BandOf(double score) const {
    const Range& bands = plan_.models[table_.model].bands;
    uint32_t band = 0;
    while (band + 1 < bands.count && score < plan_.bands[bands.first + band].from) ++band;
    return band;
  }
  bool IsWorst(uint32_t band) const { return band + 1 == plan_.models[table_.model].bands.count; }

  // Both sums need a sub-score that they weigh; accounts where either has none are left out of
  // both.
  void JudgeLater() {
    const std::vector<double> shares = FittedShares();
    std::vector<std::vector<double>> todays_shares(plan_.segments.size() + 1);
    std::vector<Said> todays, fitted, packs;
    std::vector<statistics::TwiceScored> both;
    std::vector<statistics::Predicted> predicted;
    const Observations later = ObservationsOf(later_);
    for (size_t i = 0; i < later_.size(); ++i) {
      const ScoredAccount& one = later_[i];
      std::vector<double>& of_segment = todays_shares[one.segment];
      if (of_segment.empty()) of_segment = LeafShares(plan_, table_.leaves, one.segment);
      const auto before = WeightedScore(one, of_segment), after = WeightedScore(one, shares);
      if (!before || !after) continue;
      const auto said = [&one](double score, bool worst) {
        return Said{score, worst, one.member.retained, one.member.lost_after};
      };
      todays.push_back(said(*before, IsWorst(BandOf(*before))));
      fitted.push_back(said(*after, IsWorst(BandOf(*after))));
      packs.push_back(said(one.todays, IsWorst(one.band)));
      both.push_back({*after, *before, one.member.retained});
      const std::span<const double> row(&later.x[i * later.features], later.features);
      predicted.push_back({fit_->Probability(row), one.member.retained});
    }
    report_.todays = Judge(todays, options_.capacity);
    report_.fitted = Judge(fitted, options_.capacity);
    report_.packs = Judge(packs, options_.capacity);
    report_.improvement = statistics::ComparePowers(both);
    report_.calibration = statistics::CalibrationOf(predicted);
    report_.brier = statistics::BrierOf(predicted);
  }

  void Decide() {
    if (!report_.improvement) {
      Refuse(absl::StrCat(report_.later.lost, " of the ", report_.later.accounts,
                          " later accounts were lost: nothing can be compared on them"));
    } else if (report_.improvement->interval.low > 0) {
      report_.verdict = FitVerdict::kBetter;
      report_.why = "on later accounts the fitted weights tell better who stays";
    } else {
      report_.verdict = FitVerdict::kNoEvidence;
      report_.why = "no evidence that other weights would do better";
    }
  }

  const Plan& plan_;
  ScoreTable table_;
  const FitOptions& options_;
  FitReport report_;
  Accounts earlier_, later_;
  std::vector<size_t> weighed_;  // leaves
  std::vector<double> means_;    // of each, 0 to 100
  Observations observations_;    // of the earlier accounts
  std::optional<statistics::RidgeFit> fit_;
};

}  // namespace

FitReport FitWeights(const Plan& plan, ScoreTable table, const LandmarkDays& days,
                     const FitOptions& options) {
  return Fitting(plan, std::move(table), days, options).Run();
}

FitReport FitWeights(const portfolio::View& view, uint32_t model, const LandmarkDays& days,
                     const FitOptions& options) {
  return FitWeights(view.plan(), ScoresAtLandmark(view, model, days), days, options);
}

std::optional<uint32_t> UsualModel(const portfolio::View& view, const LandmarkDays& days) {
  const Plan& plan = view.plan();
  std::vector<uint64_t> scored(plan.models.size());
  const Wanted wanted{Arithmetic::kOutcomes, plan.stage_needs.Close({Stage::kHealth})};
  FollowFrom(view, days, wanted, [&](const Member&, const EvaluatedAccount& known) {
    for (size_t i = 0; i < scored.size(); ++i) scored[i] += known.evaluation.models[i].has_score();
  });
  const auto most = std::max_element(scored.begin(), scored.end());
  if (most == scored.end() || *most == 0) return std::nullopt;
  return static_cast<uint32_t>(most - scored.begin());
}

}  // namespace bellwether::evidence
