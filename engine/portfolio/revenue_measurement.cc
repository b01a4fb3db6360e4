// Tested by tests/engine/portfolio/revenue_test.cc.
#include "engine/portfolio/revenue_measurement.h"

#include "absl/strings/str_join.h"

namespace bellwether::portfolio {
namespace {

constexpr size_t kNamedAccounts = 5;

}  // namespace

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
