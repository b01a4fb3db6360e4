// Revenue retention, what went with those who left, and the waterfall (P16, P17).
// Tested by tests/engine/portfolio/revenue_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/sum.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/money.h"
#include "engine/portfolio/revenue_flow.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/ratio.h"

namespace bellwether::portfolio {
namespace {

double Moved(const RevenueFlow& flow, Movement movement) {
  return flow.moved[static_cast<size_t>(movement)];
}

// What all measures of revenue share: flows of accounts over the period.
class RevenueMeasurement : public Measurement {
 public:
  // `cohort`: only accounts that had revenue at the start.
  RevenueMeasurement(const View& view, const ruleset::Measuring& measuring, MeasureUnit unit,
                     bool cohort)
      : measuring_(measuring), unit_(unit) {
    const book::Instant from = view.MonthsBefore(measuring.months).instant;
    std::vector<RevenueFlow> flows = RevenueFlows(view, from);
    problem_ = RevenueProblem(view, flows);
    for (const RevenueFlow& flow : flows) {
      if (cohort && flow.start < kLeastAmount) continue;
      flows_.push_back(flow);
      const double gone = std::max(0.0, flow.start - flow.end);
      Add({flow.account, cohort ? from : view.as_of(), gone});
    }
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    if (problem_.empty()) return SummarizeFlows(cases);
    Summary summary;
    summary.value = Refused(unit_, problem_);
    return summary;
  }

  std::string Say(uint32_t position) const override {
    const RevenueFlow& flow = flows_[position];
    return absl::StrCat(FormatNumber(flow.start), " → ", FormatNumber(flow.end), " a month");
  }

 protected:
  virtual Summary SummarizeFlows(std::span<const uint32_t> cases) const = 0;

  const RevenueFlow& flow(uint32_t position) const { return flows_[position]; }
  uint64_t min_count() const { return measuring_.min_count; }

  // Σ of a part of each flow.
  template <typename Part>
  double SumOf(std::span<const uint32_t> cases, const Part& part) const {
    Sum sum;
    for (const uint32_t position : cases) sum.Add(part(flows_[position]));
    return sum.value();
  }

  // Σ part ÷ Σ start.
  template <typename Part>
  Quantity RatioToStart(std::span<const uint32_t> cases, const Part& part) const {
    std::vector<statistics::Pair> pairs;
    for (const uint32_t position : cases) {
      pairs.push_back({part(flows_[position]), flows_[position].start});
    }
    Quantity quantity;
    quantity.n = cases.size();
    const auto ratio = statistics::RatioOf(pairs);
    if (!ratio.has_value()) return quantity;
    quantity.value = ratio->value;
    quantity.standing = quantity.n < min_count() ? Standing::kFew : Standing::kKnown;
    const bool varies = ratio->interval && ratio->interval->low < ratio->interval->high;
    if (varies) quantity.interval = ratio->interval;
    if (!varies && quantity.standing == Standing::kKnown) quantity.why = NothingMoved(quantity.n);
    return quantity;
  }

  // What is the same for all of them tells nothing about the next one but that it is rarely so.
  static std::string NothingMoved(uint64_t n) {
    const double most = statistics::MostWithoutEvents(n).value_or(1);
    return absl::StrCat("the same for all ", n, " accounts, so it has no interval; at most ",
                        FormatFixed(100 * most, 1), " % of accounts differ");
  }

  Quantity Amount(double value, uint64_t n) const {
    Quantity quantity;
    quantity.unit = MeasureUnit::kMoney;
    quantity.n = n;
    if (n == 0) return quantity;
    quantity.value = value;
    quantity.standing = n < min_count() ? Standing::kFew : Standing::kKnown;
    return quantity;
  }

 private:
  const ruleset::Measuring& measuring_;
  const MeasureUnit unit_;
  std::vector<RevenueFlow> flows_;
  std::string problem_;
};

class NetRetention : public RevenueMeasurement {
 public:
  NetRetention(const View& view, const ruleset::Measuring& measuring)
      : RevenueMeasurement(view, measuring, MeasureUnit::kRatio, /*cohort=*/true) {}

 private:
  Summary SummarizeFlows(std::span<const uint32_t> cases) const override {
    Summary summary;
    summary.value = RatioToStart(cases, [](const RevenueFlow& flow) { return flow.end; });
    const auto line = [&](const char* name, Movement movement) {
      summary.lines.push_back({name, RatioToStart(cases, [movement](const RevenueFlow& flow) {
                                 return Moved(flow, movement);
                               })});
    };
    line("expansion", Movement::kExpansion);
    line("contraction", Movement::kContraction);
    line("churn", Movement::kChurn);
    line("reactivation within the period", Movement::kReactivation);
    return summary;
  }
};

class GrossRetention : public RevenueMeasurement {
 public:
  GrossRetention(const View& view, const ruleset::Measuring& measuring)
      : RevenueMeasurement(view, measuring, MeasureUnit::kRatio, /*cohort=*/true) {}

 private:
  Summary SummarizeFlows(std::span<const uint32_t> cases) const override {
    Summary summary;
    summary.value = RatioToStart(
        cases, [](const RevenueFlow& flow) { return std::clamp(flow.end, 0.0, flow.start); });
    // The formula of movements, which forgets that an account may grow again.
    summary.lines.push_back({"by movements alone: (start - churn - contraction) ÷ start",
                             RatioToStart(cases, [](const RevenueFlow& flow) {
                               return flow.start + Moved(flow, Movement::kChurn) +
                                      Moved(flow, Movement::kContraction);
                             })});
    return summary;
  }
};

class ChurnedRevenue : public RevenueMeasurement {
 public:
  ChurnedRevenue(const View& view, const ruleset::Measuring& measuring)
      : RevenueMeasurement(view, measuring, MeasureUnit::kRatio, /*cohort=*/true) {}

 private:
  static bool Left(const RevenueFlow& flow) { return flow.end < kLeastAmount; }

  Summary SummarizeFlows(std::span<const uint32_t> cases) const override {
    Summary summary;
    summary.value =
        RatioToStart(cases, [](const RevenueFlow& flow) { return Left(flow) ? flow.start : 0.0; });
    summary.value.events = static_cast<uint64_t>(std::count_if(
        cases.begin(), cases.end(), [this](uint32_t position) { return Left(flow(position)); }));
    summary.lines.push_back(
        {"contraction of those who stayed", RatioToStart(cases, [](const RevenueFlow& flow) {
           return Left(flow) ? 0.0 : std::max(0.0, flow.start - flow.end);
         })});
    return summary;
  }
};

class Waterfall : public RevenueMeasurement {
 public:
  Waterfall(const View& view, const ruleset::Measuring& measuring)
      : RevenueMeasurement(view, measuring, MeasureUnit::kMoney, /*cohort=*/false) {}

 private:
  Summary SummarizeFlows(std::span<const uint32_t> cases) const override {
    Summary summary;
    const uint64_t n = cases.size();
    const double start = SumOf(cases, [](const RevenueFlow& flow) { return flow.start; });
    const double end = SumOf(cases, [](const RevenueFlow& flow) { return flow.end; });
    summary.value = Amount(end - start, n);
    summary.lines.push_back({"start", Amount(start, n)});
    const std::pair<const char*, Movement> steps[] = {{"new", Movement::kNew},
                                                      {"expansion", Movement::kExpansion},
                                                      {"contraction", Movement::kContraction},
                                                      {"churn", Movement::kChurn},
                                                      {"reactivation", Movement::kReactivation}};
    for (const auto& [name, movement] : steps) {
      const auto moved = static_cast<uint64_t>(std::count_if(
          cases.begin(), cases.end(),
          [this, step = movement](uint32_t position) { return Moved(flow(position), step) != 0; }));
      Quantity amount = Amount(
          SumOf(cases, [step = movement](const RevenueFlow& flow) { return Moved(flow, step); }),
          n);
      amount.events = moved;
      summary.lines.push_back({name, amount});
    }
    summary.lines.push_back({"end", Amount(end, n)});
    return summary;
  }
};

}  // namespace

MeasurementPointer MakeNetRevenueRetention(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<NetRetention>(view, measuring);
}
MeasurementPointer MakeGrossRevenueRetention(const View& view,
                                             const ruleset::Measuring& measuring) {
  return std::make_unique<GrossRetention>(view, measuring);
}
MeasurementPointer MakeChurnedRevenue(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<ChurnedRevenue>(view, measuring);
}
MeasurementPointer MakeRevenueMovements(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<Waterfall>(view, measuring);
}

}  // namespace bellwether::portfolio
