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
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/stop.h"
#include "engine/book/book.h"
#include "engine/book/selection.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/result.h"
#include "engine/portfolio/view.h"

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
};

// Accounts that filters keep.
struct AccountChoice {
  book::KeptAccounts kept;
  bool Keeps(uint32_t account) const { return book::IsKept(kept, account); }
};
// By the attributes at the moment of `view`, the report's own.
AccountChoice ChooseAccounts(const View& view, const std::vector<book::AttributeFilter>& where);

// Index in Plan::portfolio of a metric that is measured.
std::optional<uint32_t> FindMetric(const Plan& plan, std::string_view name);
// Of all that are measured, in the pack's order; `dashboard`: only those that it shows.
std::vector<uint32_t> MetricsOf(const Plan& plan, std::string_view dashboard = "");

// Names that metrics can be broken down and filtered by: words and numbers of account records.
const std::vector<std::string>& AttributesOfAccounts();

// What is counted, over how long, and when attributes are taken, in words; of a metric that
// measures.
std::string DefinitionOf(const ruleset::Measuring& measuring);

// Views of earlier period ends, made once for all metrics of a report, over one history of health.
// One thread; it stays where it is.
class Views {
 public:
  Views(const book::Book& book, const Plan& plan, const Moment& as_of)
      : book_(book), plan_(plan), as_of_(as_of), history_(book, plan, &stop_) {}
  Views(const Views&) = delete;  // its views refer to it
  Views& operator=(const Views&) = delete;

  // Who may stop what is computed from now on. Views that were stopped are of no use any more.
  void StopWhen(Stop stop) { stop_ = std::move(stop); }
  bool stopped() const { return stop_.requested(); }

  // So many months before the report; 0: the report's own. Earlier ones end with their month.
  const View& Before(uint32_t months);

 private:
  const book::Book& book_;
  const Plan& plan_;
  const Moment as_of_;
  Stop stop_;
  HealthHistory history_;
  std::vector<std::unique_ptr<View>> views_;
};

// `metric` must be one of MetricsOf. `views` were made for `request.as_of`. When `views.stopped()`
// afterwards, the result is not whole and must not be shown.
MetricResult Compute(Views& views, uint32_t metric, const Request& request);

// The same at the moment of `then`, as the book was known at that time; `where` as `now` had it.
Comparison Compare(const MetricResult& now, Views& then, uint32_t metric,
                   const AccountChoice& choice = {});

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_COMPUTE_H_
