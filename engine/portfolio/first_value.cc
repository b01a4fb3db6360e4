// Days to the first value that the customer confirmed (P12).
// Tested by tests/engine/portfolio/first_value_test.cc.
#include "engine/base/number.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_journey.h"
#include "engine/portfolio/waiting.h"

namespace bellwether::portfolio {
namespace {

class FirstValue : public Measurement {
 public:
  FirstValue(const View& view, const ruleset::Measuring& measuring) : measuring_(measuring) {
    ForEachStarted(view, measuring.months,
                   [&](uint32_t account, const Life& life) { Add(account, life, view.today()); });
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    return SummarizeWaits(waits_, cases, measuring_, words_, language());
  }
  std::optional<CasesInNumber> CasesIn(const NumberName& number,
                                       std::span<const uint32_t> cases) const override {
    return WaitsInLine(number.line, waits_, cases, measuring_, words_);
  }
  Quantity ValueAlone(std::span<const uint32_t> cases) const override {
    return MedianWait(waits_, cases, measuring_.min_count, language());
  }

  std::optional<double> TellApart(std::span<const uint32_t> first,
                                  std::span<const uint32_t> second) const override {
    return TellWaitsApart(waits_, first, second);
  }

  Wording Say(uint32_t position) const override {
    const Wait& wait = waits_[position];
    const std::string days = FormatNumber(wait.days);
    if (wait.ending == Ending::kReached) return {say::kValueAfter, days};
    if (wait.ending == Ending::kLeft) return {say::kLostWithoutValue, days};
    return {say::kWithoutValue, days};
  }

 private:
  // The longest still waiting is the worst.
  void Add(uint32_t account, const Life& life, int32_t today) {
    const Wait wait = WaitOf(life, *life.start, life.first_value, life.lost, today);
    waits_.push_back(wait);
    Measurement::Add(
        {account, life.start->instant, wait.ending == Ending::kStillWaits ? wait.days : 0.0});
  }

  const ruleset::Measuring& measuring_;
  const WaitWords words_{say::kReachedValue, say::kLostBeforeValue};
  std::vector<Wait> waits_;
};

}  // namespace

MeasurementPointer MakeFirstValue(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<FirstValue>(view, measuring);
}

}  // namespace bellwether::portfolio
