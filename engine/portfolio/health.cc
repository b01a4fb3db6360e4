// How customers are distributed over the bands of health (P22).
// Tested by tests/engine/portfolio/health_test.cc.
#include <map>

#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_people.h"

namespace bellwether::portfolio {
namespace {

class BandShare : public Measurement {
 public:
  BandShare(const View& view, const ruleset::Measuring& measuring)
      : plan_(view.plan()), measuring_(measuring) {
    uint64_t without_band = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      if (!view.IsCustomer(account)) continue;
      if (view.band(account).empty()) {
        ++without_band;
        continue;
      }
      bands_.push_back(view.band(account));
      Add({account, view.as_of(),
           bands_.back() == measuring.of ? view.monthly_revenue(account).value_or(0) + 1 : 0});
    }
    Missing(without_band, say::kNoBand, say::kNoBands);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    std::map<std::string, uint64_t> counts;
    for (const uint32_t position : cases) ++counts[bands_[position]];
    Summary summary;
    summary.value = ShareOf(counts[measuring_.of], cases.size(), measuring_.min_count);
    for (const auto& [band, count] : counts) {
      AddLine(NameOf(plan_, ruleset::TitleKind::kBand, band, language()),
              ShareOf(count, cases.size(), measuring_.min_count), summary);
    }
    return summary;
  }

  // A line is a band: who is in it is counted.
  std::optional<CasesInNumber> CasesIn(const NumberName& number,
                                       std::span<const uint32_t> cases) const override {
    if (number.line.empty()) return std::nullopt;
    CasesInNumber found;
    for (const uint32_t position : cases) {
      const bool counted = bands_[position] == number.line;
      found.cases.push_back({position, counted, {}, counted ? 1.0 : 0.0});
    }
    return found;
  }

  Wording Say(uint32_t position) const override {
    return NameOf(plan_, ruleset::TitleKind::kBand, bands_[position], language());
  }

 private:
  const Plan& plan_;
  const ruleset::Measuring& measuring_;
  std::vector<std::string> bands_;
};

}  // namespace

MeasurementPointer MakeBandShare(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<BandShare>(view, measuring);
}

}  // namespace bellwether::portfolio
