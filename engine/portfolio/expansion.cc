// Customers that grew (P21).
// Tested by tests/engine/portfolio/revenue_test.cc.
#include "engine/base/number.h"
#include "engine/base/sum.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_money.h"

namespace bellwether::portfolio {
namespace {

class Expansion : public Measurement {
 public:
  Expansion(const View& view, const ruleset::Measuring& measuring) : measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    const book::Table& revenue = view.table(records::Kind::kRevenue);
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      const Life& life = view.life(account);
      if (!life.start || *life.start > from || life.lost) continue;
      Sum expanded;
      view.ForEach(revenue, account, [&](uint32_t row) {
        const bool counts =
            revenue.at(row).instant > from.instant &&
            view.word(revenue.column("movement").word(row)) == records::movement::kExpansion;
        if (counts) expanded.Add(revenue.column("mrr").number(row).value_or(0));
      });
      expanded_.push_back(expanded.value());
      Add({account, from.instant, 0});
    }
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    uint64_t grew = 0;
    for (const uint32_t position : cases) grew += expanded_[position] >= book::kLeastAmount;
    Summary summary;
    summary.value = ShareOf(grew, cases.size(), measuring_.min_count);
    return summary;
  }

  Wording Say(uint32_t position) const override {
    if (expanded_[position] < book::kLeastAmount) return say::kDidNotExpand;
    return {say::kExpandedBy, FormatNumber(expanded_[position])};
  }

 private:
  const ruleset::Measuring& measuring_;
  std::vector<double> expanded_;
};

}  // namespace

MeasurementPointer MakeAccountExpansion(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<Expansion>(view, measuring);
}

}  // namespace bellwether::portfolio
