// Revenue retention, what went with those who left, and the waterfall (P16, P17).
// Tested by tests/engine/portfolio/revenue_test.cc.
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/portfolio/revenue_measurement.h"
#include "engine/portfolio/say_money.h"

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
    const auto line = [&](const Saying& name, Movement movement) {
      const auto moved = [movement](const RevenueFlow& flow) { return Moved(flow, movement); };
      AddLine(name, RatioToStart(cases, moved), summary);
    };
    line(say::kExpansion, Movement::kExpansion);
    line(say::kContraction, Movement::kContraction);
    line(say::kChurn, Movement::kChurn);
    line(say::kReactivationWithin, Movement::kReactivation);
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
    const auto left = [](const RevenueFlow& flow) {
      return flow.start + Moved(flow, Movement::kChurn) + Moved(flow, Movement::kContraction);
    };
    AddLine(say::kByMovements, RatioToStart(cases, left), summary);
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
    const auto shrunk = [](const RevenueFlow& flow) {
      return Left(flow) ? 0.0 : std::max(0.0, flow.start - flow.end);
    };
    AddLine(say::kContractionStayed, RatioToStart(cases, shrunk, kShare), summary);
    return summary;
  }
};

class Waterfall : public RevenueMeasurement {
 public:
  Waterfall(const View& view, const ruleset::Measuring& measuring)
      : RevenueMeasurement(view, measuring, MeasureUnit::kMoney, /*cohort=*/false) {}

  // Each line is a sum of what accounts add to it; who moved so is counted.
  std::optional<CasesInNumber> CasesIn(const NumberName& number,
                                       std::span<const uint32_t> cases) const override {
    const auto* const step =
        std::find_if(std::begin(kSteps), std::end(kSteps),
                     [&](const Step& one) { return number.line == one.name->english; });
    if (step == std::end(kSteps)) return std::nullopt;
    CasesInNumber found{MeasureUnit::kMoney, {}};
    for (const uint32_t position : cases) {
      const double amount = step->amount(flow(position));
      found.cases.push_back({position, Counts(*step, amount), amount, std::abs(amount)});
    }
    return found;
  }

 private:
  // A line of the summary.
  struct Step {
    const Saying* name;
    double (*amount)(const RevenueFlow& flow);  // of one account
    bool moves;                                 // and it says how many did
  };
  template <Movement movement>
  static double MovedBy(const RevenueFlow& flow) {
    return Moved(flow, movement);
  }
  static constexpr Step kSteps[] = {
      {&say::kStart, [](const RevenueFlow& flow) { return flow.start; }, false},
      {&say::kNew, MovedBy<Movement::kNew>, true},
      {&say::kExpansion, MovedBy<Movement::kExpansion>, true},
      {&say::kContraction, MovedBy<Movement::kContraction>, true},
      {&say::kChurn, MovedBy<Movement::kChurn>, true},
      {&say::kReactivation, MovedBy<Movement::kReactivation>, true},
      {&say::kEnd, [](const RevenueFlow& flow) { return flow.end; }, false}};

  // What is left of sums that are not exact is nothing.
  static bool Counts(const Step& step, double amount) {
    return step.moves ? amount != 0 : std::abs(amount) >= book::kLeastAmount;
  }

  Summary SummarizeFlows(std::span<const uint32_t> cases) const override {
    Summary summary;
    const uint64_t n = cases.size();
    const double start = SumOf(cases, [](const RevenueFlow& flow) { return flow.start; });
    const double end = SumOf(cases, [](const RevenueFlow& flow) { return flow.end; });
    summary.value = Amount(end - start, n);
    for (const Step& step : kSteps) {
      Quantity amount = Amount(SumOf(cases, step.amount), n);
      if (step.moves) amount.events = MovedIn(cases, step);
      AddLine(*step.name, std::move(amount), summary);
    }
    return summary;
  }

  uint64_t MovedIn(std::span<const uint32_t> cases, const Step& step) const {
    return static_cast<uint64_t>(std::count_if(cases.begin(), cases.end(), [&](uint32_t position) {
      return Counts(step, step.amount(flow(position)));
    }));
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
