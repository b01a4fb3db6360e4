// Days to the first value that the customer confirmed (P12).
// Tested by tests/engine/portfolio/first_value_test.cc.
#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/portfolio/measurement.h"
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
    return SummarizeWaits(waits_, cases, measuring_, words_);
  }
  std::optional<CasesInNumber> CasesIn(const NumberName& number,
                                       std::span<const uint32_t> cases) const override {
    return WaitsInLine(number.line, waits_, cases, measuring_, words_);
  }
  Quantity ValueAlone(std::span<const uint32_t> cases) const override {
    return MedianWait(waits_, cases, measuring_.min_count);
  }

  std::optional<double> TellApart(std::span<const uint32_t> first,
                                  std::span<const uint32_t> second) const override {
    return TellWaitsApart(waits_, first, second);
  }

  std::string Say(uint32_t position) const override {
    const Wait& wait = waits_[position];
    const std::string days = FormatNumber(wait.days);
    if (wait.ending == Ending::kReached) return absl::StrCat("value after ", days, " days");
    if (wait.ending == Ending::kLeft)
      return absl::StrCat("lost after ", days, " days, without value");
    return absl::StrCat("without value for ", days, " days");
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
  const WaitWords words_{"reached value", "lost before value"};
  std::vector<Wait> waits_;
};

}  // namespace

MeasurementPointer MakeFirstValue(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<FirstValue>(view, measuring);
}

}  // namespace bellwether::portfolio
