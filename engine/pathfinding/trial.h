// Internal to pathfinding: an account with some of its signals changed, evaluated anew.
#ifndef BELLWETHER_ENGINE_PATHFINDING_TRIAL_H_
#define BELLWETHER_ENGINE_PATHFINDING_TRIAL_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/pathfinding/candidates.h"
#include "engine/pathfinding/find_paths.h"

namespace bellwether {

class Trial {
 public:
  // Everything must outlive it.
  Trial(const Plan& plan, const Account& account, const BindOptions& options, const Limits& limits,
        Goal& goal, const PathSearch& search);

  // As told at as_of.
  void Give(const Candidate& candidate, const CandidateValue& value);
  // What the account said, or that it said nothing.
  void TakeBack(const Candidate& candidate);

  // Whether the account reaches the goal as it stands; an account that is refused does not, and
  // nothing does once the trials are used up.
  bool Reaches();
  // Of the last Reaches().
  std::optional<double> Measure() const;
  double Hidden() const;
  std::vector<Observed> Shown() const;

  uint64_t tried() const { return tried_; }
  bool exhausted() const {
    return tried_ >= search_.max_tried || (search_.stop != nullptr && search_.stop->requested());
  }

 private:
  SignalInput& InputOf(uint32_t signal);

  const Plan& plan_;
  const Account& original_;
  const BindOptions& options_;
  const Limits& limits_;
  Goal& goal_;
  const PathSearch search_;
  uint64_t tried_ = 0;
  Account account_;
  Facts facts_;
  Scratch scratch_;
  Evaluation evaluation_;
  bool accepted_ = false;
};

// What an evaluation shows of a goal.
std::vector<Observed> ShownOf(const Goal& goal, const EvaluatedAccount& account);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHFINDING_TRIAL_H_
