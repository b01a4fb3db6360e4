// A goal: what is to be true of an account's answer.
//
//   Goal goal = Goal::Band(plan, model, band);      // at least as good as this band
//   if (goal.Reached({plan, account, facts, evaluation})) ...
//
// What people write (`green`, `graduate`, a condition) is read by read_goal.h. The plan must
// outlive a goal. One thread at a time: a condition answers in memory of its own.
#ifndef BELLWETHER_ENGINE_PATHFINDING_GOAL_H_
#define BELLWETHER_ENGINE_PATHFINDING_GOAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/evaluate.h"
#include "engine/paths/condition.h"
#include "engine/paths/path.h"

namespace bellwether {

enum class GoalKind : uint8_t {
  kBand,        // of a health model, or a better one
  kReadiness,   // of graduation, or a better one: from the total alone
  kGraduation,  // the decision GRADUATE
  kCondition,
};

class Goal {
 public:
  // `band` is an index below the model: 0 is the best.
  static Goal Band(const Plan& plan, uint32_t model, uint32_t band);
  static Goal AtLeast(const Plan& plan, Readiness readiness);
  static Goal Graduation(const Plan& plan);
  // `text`: the condition as it was written.
  static Goal Condition(const Plan& plan, std::string text, PathCondition condition);

  GoalKind kind() const { return kind_; }
  uint32_t model() const { return model_; }  // of kBand
  uint32_t band() const { return band_; }    // of kBand
  // "onboarding: green or better", "graduation: GRADUATE", or the condition.
  const std::string& words() const { return words_; }
  // What an answer is shown by: score and band, total and decision.
  const std::vector<Path>& shown() const { return shown_; }
  // What has to be evaluated for all of it.
  const Wanted& wanted() const { return wanted_; }

  // What cannot be said (a condition that is unknown, a score for want of data) is not reached.
  bool Reached(const EvaluatedAccount& account);
  // How near an evaluation is, as a number that has to rise: the score, the total, or for GRADUATE
  // first what stands in its way, the fewer the better. Nothing where there is no such number.
  std::optional<double> Measure(const Evaluation& evaluation) const;
  // Of two that are equally near, the one that would be nearer without its caps: the raw score.
  double Hidden(const Evaluation& evaluation) const;
  // Whether a fact can have a say in it; true too often rather than too seldom.
  bool ListensTo(uint32_t slot) const;

 private:
  Goal(const Plan& plan, GoalKind kind, std::string words);
  void Show(const std::string& path);

  const Plan* plan_;
  GoalKind kind_;
  uint32_t model_ = kNoIndex;
  uint32_t band_ = 0;
  Readiness readiness_ = Readiness::kReady;
  std::optional<PathCondition> condition_;
  std::string words_;
  std::vector<Path> shown_;
  Wanted wanted_ = kNothingWanted;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHFINDING_GOAL_H_
