// A pack's guide to the cause of a bad number, walked with the numbers of a book: what each step
// decides by, and whom to call at the end.
//
//   const Investigation found = Investigate(views, metric, {as_of, accounts});
//
// Pure like Compute; one thread. A step that finds nothing says so: a pattern is a group that
// differs from the rest beyond noise (group_difference.h), and nothing less.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_INVESTIGATE_H_
#define BELLWETHER_ENGINE_PORTFOLIO_INVESTIGATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/portfolio/compute.h"
#include "engine/portfolio/group_difference.h"
#include "engine/portfolio/timeline.h"

namespace bellwether::portfolio {

// What delayed milestones, over the accounts that the metric is over.
struct DelayCause {
  std::string cause;  // "" : none was given
  uint64_t milestones = 0;
  uint64_t accounts = 0;
  int64_t days = 0;  // in all, so far
};

// A component of health: accounts behind the metric against the others that it is over.
struct ComponentDifference {
  std::string component;
  uint64_t behind_n = 0;  // that have a score of it
  uint64_t others_n = 0;
  std::optional<double> behind;  // mean score, 0..100; nothing of nobody
  std::optional<double> others;
  std::optional<statistics::Interval> interval;  // of behind less others, Welch's
  std::optional<double> p;                       // nothing: not compared
  std::optional<double> adjusted;                // by Holm over the step's components
  bool beyond_noise = false;
};

struct StepFindings {
  std::string action;                 // what people do
  std::vector<MetricResult> metrics;  // that the step names, without breakdowns and trend
  bool compares = false;              // it looks at groups
  Comparisons comparisons;
  bool counts_causes = false;
  std::vector<DelayCause> causes;  // most days first
  uint64_t late_milestones = 0;
  std::vector<ComponentDifference> components;  // lowest of those behind first
};

struct AccountToCall {
  std::string account;
  std::string what;                                             // the reason
  std::vector<std::pair<std::string, std::string>> attributes;  // whose it is: "csm", "Ana"
  std::vector<TimelineEvent> timeline;
};

struct Investigation {
  MetricResult metric;
  std::vector<StepFindings> steps;
  std::vector<AccountToCall> calls;  // worst first
};

// Metrics that have a guide, in the pack's order.
std::vector<uint32_t> GuidedMetrics(const Plan& plan);

// `metric`: one of GuidedMetrics. `request`: accounts to call and months of the trend; breakdowns
// are those of the guide.
Investigation Investigate(Views& views, uint32_t metric, const Request& request);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_INVESTIGATE_H_
