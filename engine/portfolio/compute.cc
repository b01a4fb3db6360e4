// The same road for every measure: its cases at the moment of the report; what is said of all of
// them, and of those that share an attribute; the same at earlier period ends; who is behind it.
// Tested by tests/engine/portfolio/compute_test.cc.
#include "engine/portfolio/compute.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/accounts/account_fields.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/portfolio/grouping.h"
#include "engine/portfolio/measure_words.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/rating.h"
#include "engine/portfolio/say_basics.h"
#include "engine/portfolio/trend.h"
#include "engine/records/decode.h"
#include "engine/statistics/proportion.h"

namespace bellwether::portfolio {
namespace {

constexpr std::string_view kSegment = "segment";
constexpr double kSameShare = 1e-9;

// In the order of Measure.
constexpr std::array<MakeMeasurement*, kMeasureCount> kMakers = {
    MakeFirstValue,
    MakeOnboardingCompletion,
    MakeOnboardingDays,
    MakeOnTimeCompletion,
    MakeMilestonePunctuality,
    MakeRetention,
    MakeNetRevenueRetention,
    MakeGrossRevenueRetention,
    MakeRevenueMovements,
    MakeAccountChurn,
    MakeChurnedRevenue,
    MakeContractRenewal,
    MakeAccountExpansion,
    MakeNetPromoterScore,
    MakeMeanAnswer,
    MakeBandShare,
    MakeLifetimeValue,
    MakeContractGrowth,
    MakeExpansionAfterLanding,
    MakeOpenPipeline,
    MakeRenewalForecast,
    MakeTimeShare,
    MakeProactiveTime,
    MakeOnboardingHours,
    MakeRevenuePerManager,
    MakeOnboardingCost,
    MakeAccountsOfConcern,
    MakeKeptAfterConcern,
    MakeBandMigration,
    MakeBandFlapping,
    MakeRenewalByBand,
    MakeShareOfRecords,
    MakeRatioOfSums,
    MakeWeightedShares,
    MakeFeatureUptake,
    MakeHoursAgainstPeers,
    MakeAccountsPerManager,
    MakeSimpleLifetimeValue,
    MakeLifetimeValuePerCost,
    MakeOutcomeByFirstValue,
    MakeWorthOfEarlierValue,
    MakeReturnOnOnboarding,
    MakePaybackOfSavedHours,
};

// The segment whose bounds judge the value: where the filters keep one alone.
std::string SegmentOf(const std::vector<book::AttributeFilter>& where) {
  for (const book::AttributeFilter& filter : where) {
    if (filter.attribute == kSegment && filter.words.size() == 1) return filter.words.front();
  }
  return "";
}

// One metric of a report.
class Computation {
 public:
  // `accounts`: those that the request's filters keep.
  Computation(Views& views, uint32_t metric, const Request& request,
              const book::KeptAccounts& accounts)
      : view_(views.Before(0)),
        plan_(view_.plan()),
        metric_(metric),
        measuring_(PlanInForce(plan_, -1, view_.moment()).portfolio_measuring[metric]),
        request_(request),
        accounts_(accounts),
        earlier_(std::max(1U, request.trend_points)) {}

  // So many months before the report; 0: at the report's own moment, which Finish() asks for.
  void Measure(const View& view, uint32_t months) {
    MeasurementPointer measurement = MeasurementOf(view, measuring_, request_.language);
    std::vector<uint32_t> kept = CasesOf(view, *measurement, accounts_);
    if (view.stopped()) return;
    if (months > 0) {
      earlier_[months] = {view.today(), measurement->ValueAlone(kept)};
      return;
    }
    measurement_ = std::move(measurement);
    kept_ = std::move(kept);
  }

  MetricResult Finish() const {
    MetricResult result = Head();
    if (view_.stopped()) return result;
    result.summary = measurement_->Summarize(kept_);
    result.tier =
        Rate(plan_, metric_, result.summary.value, SegmentOf(request_.where), view_.moment());
    AddMissing(result);
    for (const std::string& attribute : request_.by.value_or(measuring_.breakdowns)) {
      if (view_.stopped()) return result;
      result.breakdowns.push_back(BreakDown(attribute));
    }
    if (request_.trend_points > 0) result.trend = TrendTo(result.summary.value);
    NameAccounts(result);
    return result;
  }

 private:
  std::string Words(const Wording& wording) const { return wording.In(request_.language); }

  MetricResult Head() const {
    MetricResult result;
    const PlanNote& note = plan_.portfolio_notes[metric_];
    const MeasureInfo& info = InfoOf(*measuring_.measure);
    result.name = note.name;
    result.measure = info.measure;
    result.title =
        std::string(plan_.titles.In(ruleset::TitleKind::kMetric, note.name, request_.language));
    result.description = std::string(note.notes.description.In(request_.language));
    result.definition = DefinitionOf(measuring_, request_.language);
    result.source = absl::StrJoin(note.notes.source, ", ");
    result.digest = plan_.digest;
    result.as_of_day = view_.today();
    result.lower_is_better = measuring_.lower_is_better;
    result.dashboards = measuring_.dashboards;
    return result;
  }

  // What could not be counted is found before the filters.
  void AddMissing(MetricResult& result) const {
    for (const Wording& missing : measurement_->missing()) {
      result.missing.push_back(
          Words(request_.where.empty() ? missing : Wording(say::kOfAllAccounts, missing)));
    }
  }

  Breakdown BreakDown(const std::string& attribute) const {
    Breakdown breakdown;
    breakdown.attribute = attribute;
    const Grouper grouper(view_, attribute);
    std::map<GroupKey, std::vector<uint32_t>> groups;
    const auto& cases = measurement_->cases();
    for (const uint32_t i : kept_) {
      if (view_.stopped()) return breakdown;
      groups[grouper.GroupOf(cases[i].account, cases[i].attributes_at)].push_back(i);
    }
    if (groups.empty()) breakdown.why = Words(say::kNoCase);
    if (groups.size() == 1 && groups.begin()->first.name.empty()) {
      breakdown.why = Words({say::kNoAttribute, Quoted(attribute)});
      return breakdown;
    }
    for (const auto& [key, positions] : groups) {
      if (view_.stopped()) return breakdown;
      Group group{key.name, measurement_->Summarize(positions), std::nullopt,
                  grouper.TitleOf(key, request_.language)};
      group.tier = Rate(plan_, metric_, group.summary.value, attribute == kSegment ? key.name : "",
                        view_.moment());
      breakdown.groups.push_back(std::move(group));
    }
    if (grouper.ordered()) return breakdown;
    std::stable_sort(
        breakdown.groups.begin(), breakdown.groups.end(),
        [](const Group& a, const Group& b) { return a.summary.value.n > b.summary.value.n; });
    return breakdown;
  }

  Trend TrendTo(const Quantity& now) const {
    Trend trend;
    for (size_t months = earlier_.size(); months-- > 1;) trend.points.push_back(earlier_[months]);
    trend.points.push_back({view_.today(), now});
    trend.judgement = Judge(trend.points);
    return trend;
  }

  // Each account once, by its worst case.
  void NameAccounts(MetricResult& result) const {
    const auto& cases = measurement_->cases();
    std::vector<bool> is_behind(view_.book().account_count());
    for (const uint32_t position : kept_) is_behind[cases[position].account] = true;
    result.accounts_in_all =
        static_cast<uint64_t>(std::count(is_behind.begin(), is_behind.end(), true));
    if (request_.accounts == 0) return;
    std::vector<uint32_t> order = kept_;
    std::stable_sort(order.begin(), order.end(), [&cases](uint32_t a, uint32_t b) {
      return cases[a].concern > cases[b].concern;
    });
    std::set<uint32_t> named;
    for (const uint32_t position : order) {
      if (result.accounts.size() >= request_.accounts || cases[position].concern <= 0) break;
      if (!named.insert(cases[position].account).second) continue;
      result.accounts.push_back({std::string(view_.book().account_id(cases[position].account)),
                                 Words(measurement_->Say(position))});
    }
  }

  const View& view_;
  const Plan& plan_;
  const uint32_t metric_;
  const ruleset::Measuring& measuring_;
  const Request& request_;
  const book::KeptAccounts& accounts_;
  MeasurementPointer measurement_;
  std::vector<uint32_t> kept_;         // positions of its cases, rising
  std::vector<Trend::Point> earlier_;  // by months before the report, for which it has none
};

}  // namespace

MeasurementPointer MeasurementOf(const View& view, const ruleset::Measuring& measuring,
                                 std::string_view language) {
  MeasurementPointer measurement =
      kMakers[static_cast<size_t>(*measuring.measure)](view, measuring);
  measurement->SpeakIn(language);
  return measurement;
}

book::KeptAccounts ChooseAccounts(const View& view,
                                  const std::vector<book::AttributeFilter>& where) {
  return book::KeepAccounts(view.book(), where, view.as_of(), view.stop());
}

std::optional<uint32_t> FindMetric(const Plan& plan, std::string_view name) {
  for (const uint32_t metric : MetricsOf(plan)) {
    if (plan.portfolio_notes[metric].name == name) return metric;
  }
  return std::nullopt;
}

const std::vector<std::string>& AttributesOfAccounts() {
  static const auto* const names = [] {
    auto* const all = new std::vector<std::string>();
    for (const std::string& name : records::AttributeNames()) {
      const bool is_date =
          std::any_of(kEventFields.begin(), kEventFields.end(),
                      [&name](const EventFieldInfo& field) { return field.name == name; });
      if (!is_date) all->push_back(name);
    }
    return all;
  }();
  return *names;
}

std::string DefinitionOf(const ruleset::Measuring& measuring, std::string_view language) {
  const bool looks_back = InfoOf(*measuring.measure).uses_months;
  return DefinitionWords(*measuring.measure,
                         looks_back ? static_cast<uint32_t>(measuring.months) : 0, language);
}

std::vector<uint32_t> MetricsOf(const Plan& plan, std::string_view dashboard) {
  std::vector<uint32_t> metrics;
  for (uint32_t i = 0; i < plan.portfolio_measuring.size(); ++i) {
    const ruleset::Measuring& measuring = plan.portfolio_measuring[i];
    const auto& shown = measuring.dashboards;
    const bool wanted =
        dashboard.empty() || std::find(shown.begin(), shown.end(), dashboard) != shown.end();
    if (measuring.measure.has_value() && wanted) metrics.push_back(i);
  }
  return metrics;
}

namespace {

// Whether two intervals have nothing in common.
std::optional<bool> AreApart(const Quantity& a, const Quantity& b) {
  if (!a.interval || !b.interval) return std::nullopt;
  return a.interval->low > b.interval->high || a.interval->high < b.interval->low;
}

Quantity DifferenceOf(const Quantity& now, const Quantity& then) {
  Quantity difference;
  difference.unit = now.unit;
  difference.standing = Standing::kKnown;
  difference.n = now.n + then.n;
  difference.value = *now.value - *then.value;
  const bool shares = now.unit == MeasureUnit::kRatio && now.events && then.events;
  if (!shares) return difference;
  const auto newcombe = statistics::DifferenceOf(*now.events, now.n, *then.events, then.n);
  // Revenue has accounts that left, too, and is no share of them.
  if (newcombe && std::abs(newcombe->value - *difference.value) < kSameShare) {
    difference.interval = newcombe->interval;
  }
  return difference;
}

}  // namespace

Comparison Compare(const MetricResult& now, Views& then, uint32_t metric,
                   const book::KeptAccounts& accounts, std::string_view language) {
  const View& view = then.Before(0);
  const ruleset::Measuring& measuring = view.plan().portfolio_measuring[metric];
  const MeasurementPointer measurement = MeasurementOf(view, measuring, language);
  Comparison comparison;
  comparison.day = view.today();
  const std::vector<uint32_t> kept = CasesOf(view, *measurement, accounts);
  if (view.stopped()) return comparison;
  comparison.then = measurement->ValueAlone(kept);
  const Quantity& value = now.summary.value;
  if (value.standing != Standing::kKnown || comparison.then.standing != Standing::kKnown) {
    return comparison;
  }
  comparison.difference = DifferenceOf(value, comparison.then);
  const auto& interval = comparison.difference->interval;
  comparison.beyond_noise = interval ? std::optional(interval->low > 0 || interval->high < 0)
                                     : AreApart(value, comparison.then);
  return comparison;
}

std::vector<MetricResult> ComputeAll(Views& views, std::span<const uint32_t> metrics,
                                     const Request& request) {
  const uint32_t moments = std::max(1U, request.trend_points);
  views.Make(moments);
  const book::KeptAccounts accounts = ChooseAccounts(views.Before(0), request.where);
  std::vector<Computation> computations;
  for (const uint32_t metric : metrics) computations.emplace_back(views, metric, request, accounts);
  views.ForEach(moments, [&](const View& view, uint32_t months) {
    for (Computation& computation : computations) computation.Measure(view, months);
  });
  std::vector<MetricResult> results;
  for (const Computation& computation : computations) results.push_back(computation.Finish());
  return results;
}

MetricResult Compute(Views& views, uint32_t metric, const Request& request) {
  return std::move(ComputeAll(views, {{metric}}, request).front());
}

}  // namespace bellwether::portfolio
