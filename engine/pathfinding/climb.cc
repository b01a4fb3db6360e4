// Greedy: the best change now, then the best beside it. What reaches the goal is made smaller in
// the end: a change that is not needed is taken back, and every other is the smallest beside the
// rest.
//
// Tested by tests/engine/pathfinding/climb_test.cc.
#include "engine/pathfinding/climb.h"

#include <utility>

#include "engine/pathfinding/pairs.h"

namespace bellwether {
namespace {

class Climber {
 public:
  Climber(const std::vector<Candidate>& candidates, Trial& trial)
      : candidates_(candidates), trial_(trial), chosen_(candidates.size()) {}

  Climb Run() {
    trial_.Reaches();
    measure_ = trial_.Measure();
    hidden_ = trial_.Hidden();
    while (!reaches_ && !trial_.exhausted() && Step()) {
    }
    while (reaches_ && Shrink()) {
    }
    Climb climb;
    climb.reaches = trial_.Reaches();
    if (!trial_.exhausted() && !Changes().empty()) climb.path = PathOf(Changes(), trial_);
    for (const Candidate& candidate : candidates_) trial_.TakeBack(candidate);
    return climb;
  }

 private:
  struct Best {
    size_t candidate = 0;
    const CandidateValue* value = nullptr;
  };

  // Takes the cheapest change that reaches the goal, else the one that brings it nearest; false
  // when none does either.
  bool Step() {
    Best best;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (chosen_[i] == nullptr) Look(i, best);
    }
    if (best.value == nullptr) return false;
    chosen_[best.candidate] = best.value;
    trial_.Give(candidates_[best.candidate], *best.value);
    return true;
  }

  void Look(size_t index, Best& best) {
    const Candidate& candidate = candidates_[index];
    for (size_t i = 0; i < candidate.dense; ++i) {
      const CandidateValue& value = candidate.values[i];
      trial_.Give(candidate, value);
      const bool reaches = trial_.Reaches();
      const bool better =
          reaches ? !reaches_ || value.cost < best.value->cost : !reaches_ && IsNearer();
      if (!better) continue;
      best = {index, &value};
      reaches_ = reaches;
      if (reaches) continue;
      measure_ = trial_.Measure();
      hidden_ = trial_.Hidden();
    }
    trial_.TakeBack(candidate);
  }

  // Whether what was tried last is nearer than what is chosen. Below a cap what it hides counts.
  bool IsNearer() const {
    const std::optional<double> measure = trial_.Measure();
    if (!measure || !measure_) return measure.has_value();
    return *measure > *measure_ || (*measure == *measure_ && trial_.Hidden() > hidden_);
  }

  // Whether something could be taken back or be smaller.
  bool Shrink() {
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (chosen_[i] != nullptr && ShrinkOne(i)) return true;
    }
    return false;
  }

  bool ShrinkOne(size_t index) {
    const Candidate& candidate = candidates_[index];
    trial_.TakeBack(candidate);
    if (trial_.Reaches()) {
      chosen_[index] = nullptr;
      return true;
    }
    for (size_t i = 0; candidate.values[i].cost < chosen_[index]->cost; ++i) {
      trial_.Give(candidate, candidate.values[i]);
      if (!trial_.Reaches()) continue;
      chosen_[index] = &candidate.values[i];
      return true;
    }
    trial_.Give(candidate, *chosen_[index]);
    return false;
  }

  std::vector<SignalChange> Changes() const {
    std::vector<SignalChange> changes;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (chosen_[i] != nullptr) changes.push_back(ChangeOf(candidates_[i], *chosen_[i]));
    }
    return changes;
  }

  const std::vector<Candidate>& candidates_;
  Trial& trial_;
  std::optional<double> measure_;              // of what is chosen
  double hidden_ = 0;                          // likewise
  std::vector<const CandidateValue*> chosen_;  // by candidate; null: as the account says
  bool reaches_ = false;
};

}  // namespace

Climb ClimbTowards(const std::vector<Candidate>& candidates, Trial& trial) {
  return Climber(candidates, trial).Run();
}

}  // namespace bellwether
