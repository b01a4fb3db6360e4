// What all measures of revenue share: flows of accounts over the period (P16).
#ifndef BELLWETHER_ENGINE_PORTFOLIO_REVENUE_MEASUREMENT_H_
#define BELLWETHER_ENGINE_PORTFOLIO_REVENUE_MEASUREMENT_H_

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/number.h"
#include "engine/base/sum.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/revenue_flow.h"
#include "engine/statistics/ratio.h"

namespace bellwether::portfolio {

// What a share can be, and what a multiple can.
inline constexpr statistics::Interval kShare = {0, 1};
inline constexpr statistics::Interval kMultiple = {0, std::numeric_limits<double>::infinity()};

inline double Moved(const RevenueFlow& flow, Movement movement) {
  return flow.moved[static_cast<size_t>(movement)];
}

// Why revenue cannot be added up (P4, and movements that do not fit together); empty when it can.
Wording RevenueProblem(const View& view, const std::vector<RevenueFlow>& flows);

class RevenueMeasurement : public Measurement {
 public:
  // `cohort`: only accounts that had revenue at the start.
  RevenueMeasurement(const View& view, const ruleset::Measuring& measuring, MeasureUnit unit,
                     bool cohort)
      : measuring_(measuring), unit_(unit) {
    const book::Instant from = view.MonthsBefore(measuring.months).instant;
    const std::vector<RevenueFlow>& flows = view.revenue_flows(from);
    problem_ = RevenueProblem(view, flows);
    for (const RevenueFlow& flow : flows) {
      if (cohort && flow.start < book::kLeastAmount) continue;
      flows_.push_back(&flow);
      const double gone = std::max(0.0, flow.start - flow.end);
      Add({flow.account, cohort ? from : view.as_of(), gone});
    }
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    if (problem_.empty()) return SummarizeFlows(cases);
    Summary summary;
    summary.value = Refused(unit_, Words(problem_));
    return summary;
  }

  Wording Say(uint32_t position) const override {
    const RevenueFlow& flow = *flows_[position];
    return {say::kAMonth, FormatNumber(flow.start), FormatNumber(flow.end)};
  }

 protected:
  virtual Summary SummarizeFlows(std::span<const uint32_t> cases) const = 0;

  const RevenueFlow& flow(uint32_t position) const { return *flows_[position]; }
  uint64_t min_count() const { return measuring_.min_count; }

  // Σ of a part of each flow.
  template <typename Part>
  double SumOf(std::span<const uint32_t> cases, const Part& part) const {
    Sum sum;
    for (const uint32_t position : cases) sum.Add(part(flow(position)));
    return sum.value();
  }

  // Σ part ÷ Σ start.
  template <typename Part>
  Quantity RatioToStart(std::span<const uint32_t> cases, const Part& part,
                        const statistics::Interval& within = statistics::kAnywhere) const {
    std::vector<statistics::Pair> pairs;
    pairs.reserve(cases.size());
    for (const uint32_t position : cases) {
      pairs.push_back({part(flow(position)), flow(position).start});
    }
    return RatioQuantity(pairs, min_count(), language(), within);
  }

  Quantity Amount(double value, uint64_t n) const {
    return ValueOf(value, n, MeasureUnit::kMoney, min_count());
  }

 private:
  const ruleset::Measuring& measuring_;
  const MeasureUnit unit_;
  std::vector<const RevenueFlow*> flows_;  // of the view, by case
  Wording problem_;
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_REVENUE_MEASUREMENT_H_
