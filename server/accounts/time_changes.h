// Moments at which time alone changed what is answered about an account: a value grew stale, a day
// was over, something was due.
//
//   TimeChanges changes(history, {plan, options, decisions, limits});
//   const auto all = changes.AddTo(known, begin, end, 101, stopped);
//
// From one moment to the next it goes by the computation that continuous evaluation sleeps by
// (engine/schedule/next_change.h), and a moment counts where state, score, band or place of a
// model, or an outcome, is not what it was at the moment before. What changes all the time is
// looked at when a day begins where the account is.
//
// Not thread-safe; what it is given outlives it.
#ifndef BELLWETHER_SERVER_ACCOUNTS_TIME_CHANGES_H_
#define BELLWETHER_SERVER_ACCOUNTS_TIME_CHANGES_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "engine/base/limits.h"
#include "engine/evaluate/evaluate.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"
#include "server/accounts/account_history.h"
#include "server/store/decision_store.h"

namespace bellwether {

class TimeChanges {
 public:
  struct Asked {
    const Plan& plan;
    BindOptions options;  // but for the moment
    const store::AccountDecisions& decisions;
    Limits limits;
  };

  TimeChanges(AccountHistory& history, Asked asked)
      : history_(history), asked_(std::move(asked)), zone_(history.zone()) {}

  // `known`: when something became known, in order. Those after `start` and, between them and up to
  // `end`, those at which time changed something; at most `most` of all. `start` itself, which is
  // what is compared with, is not among them. Fewer where it is stopped.
  std::vector<Moment> AddTo(const std::vector<Moment>& known, absl::Time start, absl::Time end,
                            size_t most, const std::function<bool()>& stopped);

 private:
  // What was answered about a moment.
  struct Look {
    BindOptions options;
    Account account;
    Facts facts;
    Evaluation evaluation;
    std::string refusal;  // "": there is an evaluation
  };

  void LookAt(absl::Time at);
  std::optional<absl::Time> NextLook();
  bool SaysSomethingElse() const;
  Moment MomentAt(absl::Time at);

  AccountHistory& history_;
  const Asked asked_;
  const absl::TimeZone zone_;
  Scratch scratch_;
  std::unique_ptr<Look> before_ = std::make_unique<Look>();  // that is compared with
  std::unique_ptr<Look> now_ = std::make_unique<Look>();
  // Of the last look.
  absl::Time at_;
  std::optional<absl::Time> next_;  // when time alone may change it
  bool was_short_ = false;          // the step to it, so that the next one is not
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCOUNTS_TIME_CHANGES_H_
