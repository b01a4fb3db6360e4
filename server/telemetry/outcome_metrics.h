// What callers were told about their accounts, counted by outcome, and which signals they could not
// give: for dashboards and alerts. Words come from the pack that answered; no account is known
// here.
//
//   OutcomeMetrics metrics;
//   metrics.Evaluated(plan, on_trial, facts, evaluation, stages, taken);   // any thread
//   metrics.Collect(exposition);                                           // any thread
//
// Each thread counts for itself, by index of the plan: an evaluation costs an addition for each
// outcome and each missing signal, without a lock or a name. Names are looked up by the scrape. A
// thread keeps the counts of the last few plans; those of older ones are added to the totals, by
// name, so that nothing is lost when packs change.
#ifndef BELLWETHER_SERVER_TELEMETRY_OUTCOME_METRICS_H_
#define BELLWETHER_SERVER_TELEMETRY_OUTCOME_METRICS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "engine/evaluate/evaluation.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"
#include "engine/plan/stages.h"
#include "server/base/mutex.h"
#include "server/telemetry/duration_histogram.h"
#include "server/telemetry/exposition.h"

namespace bellwether {

class OutcomeMetrics {
 public:
  OutcomeMetrics();
  ~OutcomeMetrics();
  OutcomeMetrics(const OutcomeMetrics&) = delete;
  OutcomeMetrics& operator=(const OutcomeMetrics&) = delete;

  // `plan`: of the pack that answered. `stages`: what was asked for; the rest of the evaluation is
  // not looked at. `taken`: by the evaluation.
  void Evaluated(const std::shared_ptr<const Plan>& plan, bool on_trial, const Facts& facts,
                 const Evaluation& evaluation, Stages stages, absl::Duration taken);
  void Collect(Exposition& exposition) const;

 private:
  class Tally;          // of one plan, by one thread
  struct ThreadCounts;  // of one thread
  // By metric and values of its labels. Bounded: what is new beyond that is counted as "other".
  using Totals = std::map<std::pair<MetricId, std::vector<std::string>>, uint64_t>;

  Tally& TallyOf(const std::shared_ptr<const Plan>& plan, bool on_trial);
  void Retire(std::unique_ptr<Tally> tally) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  static void AddTo(Totals& totals, const Tally& tally);

  const uint64_t number_;  // no other object has or had it
  DurationHistogram durations_;
  mutable Mutex mutex_;
  std::vector<std::unique_ptr<ThreadCounts>> threads_ ABSL_GUARDED_BY(mutex_);
  Totals totals_ ABSL_GUARDED_BY(mutex_);  // of plans that are gone
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_TELEMETRY_OUTCOME_METRICS_H_
