// Tested by tests/engine/portfolio/first_value_test.cc.
#include "engine/portfolio/waiting.h"
#include "engine/portfolio/say_journey.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "engine/base/number.h"
#include "engine/portfolio/buckets.h"
#include "engine/statistics/incidence.h"
#include "engine/statistics/log_rank.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/survival.h"

namespace bellwether::portfolio {
namespace {

using statistics::Exposed;
using statistics::Followed;

constexpr uint32_t kReachedCause = 1;
constexpr uint32_t kLeftCause = 2;

Quantity MedianQuantity(const statistics::SurvivalCurve& curve, uint64_t min_count,
                        std::string_view language) {
  Quantity quantity;
  quantity.unit = MeasureUnit::kDays;
  quantity.n = curve.n;
  quantity.events = curve.events;
  if (curve.n == 0) return quantity;
  const auto median = statistics::MedianOf(curve);
  if (!median.has_value()) {
    quantity.standing = Standing::kNotReached;
    return quantity;
  }
  quantity.value = median->time;
  if (median->low.has_value() && median->high.has_value()) {
    quantity.interval = {*median->low, *median->high};
  } else if (median->low.has_value()) {
    quantity.why = Wording(say::kAtLeastDays, FormatNumber(*median->low)).In(language);
  }
  quantity.standing = curve.n < min_count ? Standing::kFew : Standing::kKnown;
  return quantity;
}

std::vector<Wait> At(std::span<const Wait> waits, std::span<const uint32_t> positions) {
  std::vector<Wait> found;
  found.reserve(positions.size());
  for (const uint32_t position : positions) found.push_back(waits[position]);
  return found;
}

// Leaving is a censoring.
std::vector<Followed> FollowedOf(std::span<const Wait> waits, double Wait::*days) {
  std::vector<Followed> followed;
  followed.reserve(waits.size());
  for (const Wait& wait : waits) {
    followed.push_back({wait.*days, wait.ending == Ending::kReached, 0});
  }
  return followed;
}

statistics::SurvivalCurve CurveOf(std::span<const Wait> waits, double Wait::*days) {
  return statistics::KaplanMeier(FollowedOf(waits, days));
}

// What may have become of a wait: each has exactly one, unless there are no edges.
struct Outcome {
  Wording name;
  std::function<bool(const Wait&)> holds;
};

// Where those that arrived lie, and what became of the others.
std::vector<Outcome> OutcomesOf(const ruleset::Measuring& measuring, const WaitWords& words) {
  std::vector<Outcome> outcomes;
  const auto& edges = measuring.edges;
  for (size_t i = 0; i <= edges.size() && !edges.empty(); ++i) {
    outcomes.push_back({BucketOfDays(edges, i), [&edges, i](const Wait& wait) {
                          return wait.ending == Ending::kReached && BucketOf(edges, wait.days) == i;
                        }});
  }
  outcomes.push_back(
      {say::kStillWaiting, [](const Wait& wait) { return wait.ending == Ending::kStillWaits; }});
  outcomes.push_back({words.left, [](const Wait& wait) { return wait.ending == Ending::kLeft; }});
  return outcomes;
}

class WaitSummary {
 public:
  WaitSummary(std::vector<Wait> waits, const ruleset::Measuring& measuring, const WaitWords& words,
              std::string_view language)
      : waits_(std::move(waits)), measuring_(measuring), words_(words), language_(language) {}

  Summary Run() {
    const statistics::SurvivalCurve curve = CurveOf(waits_, &Wait::days);
    Summary summary;
    summary.value = MedianQuantity(curve, measuring_.min_count, language_);
    AddSpread(summary);
    AddShares(summary);
    AddCounts(summary);
    if (std::any_of(waits_.begin(), waits_.end(),
                    [](const Wait& wait) { return wait.days_not_held < wait.days; })) {
      Add(say::kMedianNotHeld,
          MedianQuantity(CurveOf(waits_, &Wait::days_not_held), measuring_.min_count, language_),
          summary);
    }
    summary.curves.push_back(Draw(curve));
    return summary;
  }

 private:
  void Add(const Wording& name, Quantity quantity, Summary& summary) const {
    summary.lines.push_back(LineOf(name, std::move(quantity), language_));
  }

  // P11: of those that arrived, which is of the quick ones; so it never stands first.
  void AddSpread(Summary& summary) const {
    std::vector<double> arrived;
    for (const Wait& wait : waits_) {
      if (wait.ending == Ending::kReached) arrived.push_back(wait.days);
    }
    std::vector<Line> beside;
    const Quantity median = portfolio::MedianOf(std::move(arrived), MeasureUnit::kDays,
                                                measuring_.min_count, language_, beside);
    Add(say::kMedianArrived, median, summary);
    const Saying* const parts[] = {&say::kP75, &say::kP90, &say::kMean};
    for (size_t i = 0; i < beside.size(); ++i) {
      Add({say::kOfThose, *parts[i]}, beside[i].quantity, summary);
    }
  }

  void AddShares(Summary& summary) const {
    std::vector<Exposed> exposed;
    double longest = 0;
    for (const Wait& wait : waits_) {
      const uint32_t cause = wait.ending == Ending::kReached ? kReachedCause
                             : wait.ending == Ending::kLeft  ? kLeftCause
                                                             : statistics::kCensored;
      exposed.push_back({wait.days, cause});
      longest = std::max(longest, wait.days);
    }
    const auto steps = statistics::CumulativeIncidence(exposed, kReachedCause);
    for (const double edge : measuring_.edges) {
      Quantity share = IncidenceQuantity(statistics::IncidenceAt(steps, edge));
      if (edge > longest && !exposed.empty()) share.why = Wording(say::kNotFollowed).In(language_);
      Add({say::kByDay, words_.reached, FormatNumber(edge)}, std::move(share), summary);
    }
  }

  Quantity IncidenceQuantity(const statistics::IncidenceStep& step) const {
    Quantity share;
    share.n = waits_.size();
    if (waits_.empty()) return share;
    share.value = step.incidence;
    share.interval = step.incidence > 0 ? statistics::IncidenceIntervalOf(step)
                                        : statistics::ProportionOf(0, share.n)->interval;
    share.standing = share.n < measuring_.min_count ? Standing::kFew : Standing::kKnown;
    return share;
  }

  void AddCounts(Summary& summary) const {
    for (const Outcome& outcome : OutcomesOf(measuring_, words_)) {
      const auto found =
          static_cast<uint64_t>(std::count_if(waits_.begin(), waits_.end(), outcome.holds));
      Add(outcome.name, ShareOf(found, waits_.size(), measuring_.min_count), summary);
    }
  }

  Curve Draw(const statistics::SurvivalCurve& curve) const {
    const Wording name = say::kStillWaitsCurve;
    Curve drawn{name.English(), {{0, 1, {1, 1}}}, name.Title(language_)};
    for (const statistics::SurvivalStep& step : curve.steps) {
      drawn.points.push_back({step.time, step.survival, step.interval});
    }
    return drawn;
  }

  const std::vector<Wait> waits_;
  const ruleset::Measuring& measuring_;
  const WaitWords& words_;
  const std::string_view language_;
};

// Days of holds that fall between two days.
double DaysHeld(const Life& life, int32_t from, int32_t to) {
  int32_t days = 0;
  for (const auto& [held, resumed] : life.holds) {
    days += std::max(0, std::min(to, resumed.day) - std::max(from, held.day));
  }
  return days;
}

}  // namespace

Wait WaitOf(const Life& life, const book::Stamp& start, const std::optional<book::Stamp>& reached,
            const std::optional<book::Stamp>& left, int32_t today) {
  Wait wait;
  int32_t end = today;
  if (reached.has_value() && (!left.has_value() || *reached <= *left)) {
    wait.ending = Ending::kReached;
    end = reached->day;
  } else if (left.has_value()) {
    wait.ending = Ending::kLeft;
    end = left->day;
  }
  end = std::max(end, start.day);
  wait.days = end - start.day;
  wait.days_not_held = std::max(0.0, wait.days - DaysHeld(life, start.day, end));
  return wait;
}

std::optional<double> TellWaitsApart(std::span<const Wait> waits, std::span<const uint32_t> first,
                                     std::span<const uint32_t> second) {
  const auto test = statistics::LogRank(FollowedOf(At(waits, first), &Wait::days),
                                        FollowedOf(At(waits, second), &Wait::days));
  return test ? std::optional(test->p) : std::nullopt;
}

Summary SummarizeWaits(std::span<const Wait> waits, std::span<const uint32_t> cases,
                       const ruleset::Measuring& measuring, const WaitWords& words,
                       std::string_view language) {
  return WaitSummary(At(waits, cases), measuring, words, language).Run();
}

std::optional<CasesInNumber> WaitsInLine(const std::string& line, std::span<const Wait> waits,
                                         std::span<const uint32_t> cases,
                                         const ruleset::Measuring& measuring,
                                         const WaitWords& words) {
  for (const Outcome& outcome : OutcomesOf(measuring, words)) {
    if (outcome.name.English() != line) continue;
    CasesInNumber found;
    for (const uint32_t position : cases) {
      const Wait& wait = waits[position];
      found.cases.push_back(
          {position, outcome.holds(wait), {}, wait.days, wait.ending == Ending::kStillWaits});
    }
    return found;
  }
  return std::nullopt;
}

Quantity MedianWait(std::span<const Wait> waits, std::span<const uint32_t> cases,
                    uint64_t min_count, std::string_view language) {
  return MedianQuantity(CurveOf(At(waits, cases), &Wait::days), min_count, language);
}

}  // namespace bellwether::portfolio
