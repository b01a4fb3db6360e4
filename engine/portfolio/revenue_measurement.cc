// Tested by tests/engine/portfolio/revenue_test.cc.
#include "engine/portfolio/revenue_measurement.h"

#include "engine/portfolio/say_money.h"

namespace bellwether::portfolio {
namespace {

constexpr size_t kNamedAccounts = 5;

}  // namespace

Wording RevenueProblem(const View& view, const std::vector<RevenueFlow>& flows) {
  if (!view.currency_problem().empty()) return view.currency_problem();
  std::vector<Wording> names;
  uint64_t count = 0;
  for (const RevenueFlow& flow : flows) {
    if (!flow.below_zero) continue;
    ++count;
    if (names.size() < kNamedAccounts) names.emplace_back(view.book().account_id(flow.account));
  }
  if (count == 0) return {};
  if (count > names.size()) names.emplace_back("…");
  return {count == 1 ? say::kBelowZeroOne : say::kBelowZeroMany, count,
          Wording::Joined(std::move(names), ", ")};
}

}  // namespace bellwether::portfolio
