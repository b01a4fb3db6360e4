// Revenue retention, what went with those who left, and the waterfall (P16, P17).
// Tested by tests/engine/portfolio/revenue_test.cc.
#include <algorithm>

#include "engine/portfolio/revenue_measurement.h"

namespace bellwether::portfolio {
namespace {

class NetRetention : public RevenueMeasurement {
 public:
  NetRetention(const View& view, const ruleset::Measuring& measuring)
      : RevenueMeasurement(view, measuring, MeasureUnit::kRatio, /*cohort=*/true) {}

 private:
  Summary SummarizeFlows(std::span<const uint32_t> cases) const override {
    Summary summary;
    summary.value = RatioToStart(
        cases, [](const RevenueFlow& flow) { return flow.end; }, kMultiple);
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
        cases, [](const RevenueFlow& flow) { return std::clamp(flow.end, 0.0, flow.start); },
        kShare);
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
  static bool Left(const RevenueFlow& flow) { return flow.end < book::kLeastAmount; }

  Summary SummarizeFlows(std::span<const uint32_t> cases) const override {
    Summary summary;
    summary.value = RatioToStart(
        cases, [](const RevenueFlow& flow) { return Left(flow) ? flow.start : 0.0; }, kShare);
    summary.value.events = static_cast<uint64_t>(std::count_if(
        cases.begin(), cases.end(), [this](uint32_t position) { return Left(flow(position)); }));
    summary.lines.push_back({"contraction of those who stayed",
                             RatioToStart(
                                 cases,
                                 [](const RevenueFlow& flow) {
                                   return Left(flow) ? 0.0 : std::max(0.0, flow.start - flow.end);
                                 },
                                 kShare)});
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
