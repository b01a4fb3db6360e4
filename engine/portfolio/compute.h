// A pack's metric over a book as it was known at a moment: a pure function of the three (P1).
//
//   const uint32_t metric = *FindMetric(plan, "days_to_value");
//   const MetricResult result = Compute(book, plan, metric, request);
//
// Any number of threads may compute at once. Total: what cannot be said is an answer, with its
// reason; there is no NaN in it.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_COMPUTE_H_
#define BELLWETHER_ENGINE_PORTFOLIO_COMPUTE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/book/book.h"
#include "engine/book/selection.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/result.h"
#include "engine/portfolio/views.h"

namespace bellwether::portfolio {

struct Request {
  Moment as_of;
  // Attributes to break down by; nothing: those that the metric names. Empty: none.
  std::optional<std::vector<std::string>> by;
  uint32_t trend_points = 0;  // period ends to look back at, the report's own included; 0: no trend
  uint32_t accounts = 5;      // to name, worst first
  // All of them hold at the moment of the report: the metric, its trend and its comparison are of
  // the accounts that are kept alone. Others stay in the book: peers are peers.
  std::vector<book::AttributeFilter> where;
  // Of all that people read: titles, descriptions, definitions, reasons, what is said of accounts.
  // "" or one that the pack, or the engine, does not have: the pack's first, and English.
  std::string language;
};

// Accounts that filters keep, by the attributes at the moment of `view`, the report's own.
book::KeptAccounts ChooseAccounts(const View& view,
                                  const std::vector<book::AttributeFilter>& where);

// Index in Plan::portfolio of a metric that is measured.
std::optional<uint32_t> FindMetric(const Plan& plan, std::string_view name);
// Of all that are measured, in the pack's order; `dashboard`: only those that it shows.
std::vector<uint32_t> MetricsOf(const Plan& plan, std::string_view dashboard = "");

// Names that metrics can be broken down and filtered by: words and numbers of account records.
const std::vector<std::string>& AttributesOfAccounts();

// What is counted, over how long, and when attributes are taken, in words; of a metric that
// measures. In English unless it is one of the engine's languages (measure_words.h).
std::string DefinitionOf(const ruleset::Measuring& measuring, std::string_view language = {});

// `metric` must be one of MetricsOf. `views` were made for `request.as_of`. When `views.stopped()`
// afterwards, the result is not whole and must not be shown.
MetricResult Compute(Views& views, uint32_t metric, const Request& request);
// The same of each, which costs less than one after the other: what is near in time is read
// together.
std::vector<MetricResult> ComputeAll(Views& views, std::span<const uint32_t> metrics,
                                     const Request& request);

// The same at the moment of `then`, as the book was known at that time; `where` and language as
// `now` had them.
Comparison Compare(const MetricResult& now, Views& then, uint32_t metric,
                   const book::KeptAccounts& kept = std::nullopt, std::string_view language = {});

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_COMPUTE_H_
