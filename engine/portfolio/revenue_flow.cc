// Tested by tests/engine/portfolio/revenue_test.cc.
#include "engine/portfolio/revenue_flow.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"
#include "engine/base/sum.h"

namespace bellwether::portfolio {
namespace {

constexpr size_t kNamedAccounts = 5;

Movement MovementOf(std::string_view name) {
  if (name == records::movement::kNew) return Movement::kNew;
  if (name == records::movement::kExpansion) return Movement::kExpansion;
  if (name == records::movement::kContraction) return Movement::kContraction;
  return name == records::movement::kChurn ? Movement::kChurn : Movement::kReactivation;
}

RevenueFlow FlowOf(const View& view, uint32_t account, book::Instant from) {
  const book::Revenue& revenue = view.revenue();
  RevenueFlow flow;
  flow.account = account;
  Sum before, all;
  std::array<Sum, kMovements> moved;
  view.ForEach(revenue.table(), account, [&](uint32_t row) {
    const double amount = revenue.SignedAmount(row);
    all.Add(amount);
    if (all.value() < -book::kLeastAmount) flow.below_zero = true;
    if (revenue.table().at(row).instant <= from) return before.Add(amount);
    const Movement movement = MovementOf(revenue.movement(row));
    moved[static_cast<size_t>(movement)].Add(amount);
  });
  flow.start = before.value();
  flow.end = all.value();
  for (size_t i = 0; i < kMovements; ++i) flow.moved[i] = moved[i].value();
  return flow;
}

bool IsSomething(const RevenueFlow& flow) {
  if (flow.start >= book::kLeastAmount || flow.below_zero) return true;
  for (const double moved : flow.moved) {
    if (moved != 0) return true;
  }
  return false;
}

}  // namespace

std::vector<RevenueFlow> RevenueFlows(const View& view, book::Instant from) {
  std::vector<RevenueFlow> flows;
  for (uint32_t account = 0; account < view.book().account_count(); ++account) {
    const RevenueFlow flow = FlowOf(view, account, from);
    if (IsSomething(flow)) flows.push_back(flow);
  }
  return flows;
}

std::string RevenueProblem(const View& view, const std::vector<RevenueFlow>& flows) {
  if (!view.currency_problem().empty()) return view.currency_problem();
  std::vector<std::string> names;
  uint64_t count = 0;
  for (const RevenueFlow& flow : flows) {
    if (!flow.below_zero) continue;
    ++count;
    if (names.size() < kNamedAccounts) names.emplace_back(view.book().account_id(flow.account));
  }
  if (count == 0) return "";
  return absl::StrCat("more revenue went than had come from ", count,
                      count == 1 ? " account" : " accounts",
                      ", so start and movements do not make the end: ", absl::StrJoin(names, ", "),
                      count > names.size() ? ", …" : "");
}

}  // namespace bellwether::portfolio
