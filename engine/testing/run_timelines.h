// Internal to the testing stage: stories, told and compared.
#ifndef BELLWETHER_ENGINE_TESTING_RUN_TIMELINES_H_
#define BELLWETHER_ENGINE_TESTING_RUN_TIMELINES_H_

#include <optional>
#include <vector>

#include "engine/alerts/alert_conditions.h"
#include "engine/alerts/holdout.h"
#include "engine/evaluate/evaluate_account.h"
#include "engine/testing/testing.h"

namespace bellwether {

// It refers to the plan and the options, which must outlive it, and serves one thread.
class TimelineRunner {
 public:
  TimelineRunner(const Plan& plan, const Limits& limits, const TestOptions& options);

  // A day that does not go as told is a failure, and so is an action on what is not open. After a
  // day on which the account is refused the story ends.
  CaseResult Run(const Timeline& timeline);

 private:
  bool RunDay(const Timeline& timeline, const TimelineDay& day, alerts::AccountAlerts& alerts,
              CaseResult& result);
  // What came of the day, and what was to.
  void Compare(const TimelineDay& day, CaseResult& result);
  void Act(const TimelineDay& day, alerts::AccountAlerts& alerts, CaseResult& result);
  void KeepBands(const EvaluatedAccount& known);

  const Plan& plan_;
  const Limits limits_;
  const TestOptions& options_;
  std::optional<alerts::AlertConditions> conditions_;
  AccountMemory memory_;
  std::vector<PreviousBand> previous_bands_;
  std::vector<Ternary> holds_;
  std::vector<alerts::AlertEvent> events_;
  alerts::HeldOutAlerts held_out_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_RUN_TIMELINES_H_
