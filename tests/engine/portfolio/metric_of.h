// One metric of a small pack over a small book.
#ifndef BELLWETHER_TESTS_ENGINE_PORTFOLIO_METRIC_OF_H_
#define BELLWETHER_TESTS_ENGINE_PORTFOLIO_METRIC_OF_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/bellwether.h"
#include "engine/portfolio/compute.h"
#include "gtest/gtest.h"
#include "tests/support/small_book.h"

namespace bellwether::portfolio {

// Every measure once, with few cases allowed; `more` is added to the pack.
inline std::shared_ptr<const Plan> SmallPack(const std::string& more = "") {
  const std::string text = absl::StrCat(R"(
pack: small
version: 1.0.0
segments: [small, large]
onboarding: {start: {default: contract_signed_at}}
milestones:
  grace_days: 2
  order: [{setup: {critical: true}}, training]
portfolio:
  speed: {measure: days_to_first_value, min_count: 1, edges: [30, 60], months: 24}
  completion: {measure: onboarding_completion, horizon: 120d, min_count: 1, months: 24}
  duration: {measure: onboarding_days, min_count: 1, months: 24}
  on_time: {measure: on_time_completion, min_count: 1, months: 24}
  punctuality: {measure: milestone_punctuality, min_count: 1, months: 24}
  kept: {measure: retention, horizon: 90d, min_count: 1, months: 24}
  net: {measure: net_revenue_retention, min_count: 1}
  gross: {measure: gross_revenue_retention, min_count: 1}
  flow: {measure: revenue_movements, min_count: 1}
  quarter: {measure: account_churn, months: 3, min_count: 1}
  gone: {measure: churned_revenue, min_count: 1}
  renewed: {measure: contract_renewal, min_count: 1}
  grown: {measure: account_expansion, min_count: 1}
  promoted: {measure: net_promoter_score, min_count: 1}
)",
                                        more);
  const Sources sources({{"pack.yaml", text}});
  auto loaded = Load(sources);
  EXPECT_NE(loaded.value, nullptr) << RenderAll(loaded.diagnostics, sources);
  return loaded.value;
}

inline MetricResult MetricOf(const Plan& plan, const book::Book& book, std::string_view metric,
                             std::string_view as_of, Request request = {}) {
  request.as_of = *ParseMoment(as_of);
  Views views(book, plan, request.as_of);
  const auto found = FindMetric(plan, metric);
  EXPECT_TRUE(found.has_value()) << metric;
  return Compute(views, found.value_or(0), request);
}

inline MetricResult MetricOf(std::string_view book, std::string_view metric, std::string_view as_of,
                             const Request& request = {}) {
  return MetricOf(*SmallPack(), book::BookOf(book), metric, as_of, request);
}

// "0.9 of 3", "few", "not reached": the value with its n, in one text.
inline std::string TextOf(const Quantity& quantity) {
  constexpr const char* kWords[] = {"", "few ", "nobody", "not reached", "refused"};
  std::string text = kWords[static_cast<size_t>(quantity.standing)];
  if (quantity.value.has_value()) absl::StrAppend(&text, FormatNumber(*quantity.value));
  return absl::StrCat(text, " of ", quantity.n);
}

inline Quantity LineOf(const Summary& summary, std::string_view name) {
  for (const Line& line : summary.lines) {
    if (line.name == name) return line.quantity;
  }
  ADD_FAILURE() << "no line " << name;
  return {};
}

// "a: 1 of 2 | 3 of 4", a row of a grid each.
inline std::string TextOf(const Grid& grid) {
  std::string text;
  for (const auto& [name, cells] : grid.rows) {
    absl::StrAppend(&text, name, ":");
    for (const Grid::Cell& cell : cells) {
      absl::StrAppend(&text, cell.mature ? " " : " ~", TextOf(cell.quantity), " |");
    }
    text.back() = '\n';
  }
  return text;
}

// An account record with its start.
inline std::string Started(std::string_view account, std::string_view day,
                           std::string_view more = "") {
  return absl::StrCat("- {kind: account, id: a-", std::string(account),
                      ", account: ", std::string(account), ", at: ", std::string(day),
                      ", contract_signed_at: ", std::string(day), more.empty() ? "" : ", ",
                      std::string(more), "}\n");
}

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_TESTS_ENGINE_PORTFOLIO_METRIC_OF_H_
