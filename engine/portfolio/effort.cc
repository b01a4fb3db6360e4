// Tested by tests/engine/portfolio/team_test.cc.
#include "engine/portfolio/effort.h"

#include "engine/base/sum.h"

namespace bellwether::portfolio {

std::optional<double> HoursBetween(const View& view, uint32_t account, const book::Stamp& from,
                                   const book::Stamp& until) {
  const book::Table& activities = view.table(records::Kind::kActivity);
  Sum sum;
  bool told = false;
  view.ForEach(activities, account, [&](uint32_t row) {
    const auto hours = activities.column("hours").number(row);
    if (!hours || activities.at(row) <= from || activities.at(row) > until) return;
    told = true;
    sum.Add(*hours);
  });
  return told ? std::optional(sum.value()) : std::nullopt;
}

double SpentBetween(const View& view, uint32_t account, const book::Stamp& from,
                    const book::Stamp& until) {
  const book::Table& costs = view.table(records::Kind::kCost);
  Sum sum;
  view.ForEach(costs, account, [&](uint32_t row) {
    if (costs.at(row) <= from || costs.at(row) > until) return;
    sum.Add(costs.column("amount").number(row).value_or(0));
  });
  return sum.value();
}

}  // namespace bellwether::portfolio
