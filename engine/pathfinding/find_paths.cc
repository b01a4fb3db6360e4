// Singles first: each candidate is given one value after the other, the nearest first, until one
// reaches the goal.
//
// Tested by tests/engine/pathfinding/find_paths_test.cc and tests/property/pathfinding_test.cc.
#include "engine/pathfinding/find_paths.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "engine/pathfinding/candidates.h"
#include "engine/pathfinding/climb.h"
#include "engine/pathfinding/obstacles.h"
#include "engine/pathfinding/pairs.h"
#include "engine/pathfinding/trial.h"

namespace bellwether {
namespace {

class PathFinder {
 public:
  PathFinder(Candidates candidates, Trial trial, std::optional<double> now)
      : candidates_(std::move(candidates)), trial_(std::move(trial)), most_(now) {}

  PathsToGoal Run(bool pairs) {
    std::vector<const Candidate*> without_single;
    for (const Candidate& candidate : candidates_.changeable) {
      if (!FindSingle(candidate)) without_single.push_back(&candidate);
    }
    for (const Candidate& candidate : candidates_.tellable) FindTelling(candidate);
    if (pairs) FindPairs(without_single, trial_, paths_);
    if (paths_.singles.empty() && paths_.pairs.empty()) FindTogether();
    SortByCost(paths_.singles);
    SortByCost(paths_.pairs);
    paths_.left_out = std::move(candidates_.left_out);
    paths_.tried = trial_.tried();
    paths_.complete = !trial_.exhausted();
    return std::move(paths_);
  }

 private:
  bool Try(const Candidate& candidate, const CandidateValue& value) {
    trial_.Give(candidate, value);
    return trial_.Reaches();
  }

  bool FindSingle(const Candidate& candidate) {
    for (size_t i = 0; i < candidate.values.size(); ++i) {
      CandidateValue value = candidate.values[i];
      if (!Try(candidate, value)) {
        CompareNearest(candidate, value);
        continue;
      }
      if (i >= candidate.dense) value = Nearer(candidate, i);
      if (Try(candidate, value)) {
        paths_.singles.push_back(PathOf({ChangeOf(candidate, value)}, trial_));
      }
      trial_.TakeBack(candidate);
      return true;
    }
    trial_.TakeBack(candidate);
    return false;
  }

  // Between a corner that reaches the goal and the value before it, which does not, on the same
  // side: the first step that does.
  CandidateValue Nearer(const Candidate& candidate, size_t corner) {
    CandidateValue reaches = candidate.values[corner];
    const auto before = std::find_if(
        candidate.values.rend() - static_cast<std::ptrdiff_t>(corner), candidate.values.rend(),
        [&](const CandidateValue& value) { return value.side == reaches.side; });
    if (before == candidate.values.rend()) return reaches;
    const double effort =
        std::abs(std::get<double>(reaches.value) - std::get<double>(candidate.now)) / reaches.cost;
    int64_t fails = before->point;
    while (std::abs(reaches.point - fails) > 1) {
      CandidateValue middle = reaches;
      middle.point = fails + (reaches.point - fails) / 2;
      const double number = candidate.grid->At(middle.point);
      middle.value = number;
      middle.cost = std::abs(number - std::get<double>(candidate.now)) / effort;
      if (Try(candidate, middle)) {
        reaches = middle;
      } else {
        fails = middle.point;
      }
    }
    return reaches;
  }

  // What brings the score highest without reaching the goal; the cheaper of two.
  void CompareNearest(const Candidate& candidate, const CandidateValue& value) {
    const std::optional<double> measure = trial_.Measure();
    if (!measure) return;
    const bool higher = !most_ || *measure > *most_;
    const bool cheaper = nearest_ && measure == most_ && value.cost < nearest_->cost;
    if (!higher && !cheaper) return;
    most_ = measure;
    nearest_ = PathOf({ChangeOf(candidate, value)}, trial_);
  }

  // Words that reach the goal are one answer, and numbers without a gap between them.
  void FindTelling(const Candidate& candidate) {
    Telling telling{candidate.signal, candidate.reason, {}};
    bool goes_on = false;
    for (size_t i = 0; i < candidate.values.size(); ++i) {
      const bool reaches = Try(candidate, candidate.values[i]);
      if (reaches) Extend(candidate, i, goes_on, telling.values);
      goes_on = reaches;
    }
    trial_.TakeBack(candidate);
    if (!telling.values.empty()) paths_.tellings.push_back(std::move(telling));
  }

  static void Extend(const Candidate& candidate, size_t i, bool goes_on,
                     std::vector<AnswerRange>& ranges) {
    const FactValue& value = candidate.values[i].value;
    const bool number = std::holds_alternative<double>(value);
    if (ranges.empty() || (number && !goes_on)) ranges.emplace_back();
    AnswerRange& range = ranges.back();
    if (!number) {
      range.words.push_back(ValueText(value));
      return;
    }
    if (!goes_on && i > 0) range.from = std::get<double>(value);
    const bool last = i + 1 == candidate.values.size();
    range.to = last ? std::nullopt : std::optional(std::get<double>(value));
  }

  // One change alone is the nearest.
  void FindTogether() {
    paths_.nearest = std::move(nearest_);
    Climb climb = ClimbTowards(candidates_.changeable, trial_);
    if (!climb.path || climb.path->changes.size() < 2) return;
    paths_.together = std::move(climb.path);
    paths_.together_reaches = climb.reaches;
  }

  static void SortByCost(std::vector<GoalPath>& paths) {
    std::stable_sort(paths.begin(), paths.end(), [](const GoalPath& a, const GoalPath& b) {
      if (a.cost != b.cost) return a.cost < b.cost;
      for (size_t i = 0; i < a.changes.size(); ++i) {
        if (a.changes[i].signal != b.changes[i].signal) {
          return a.changes[i].signal < b.changes[i].signal;
        }
      }
      return false;
    });
  }

  Candidates candidates_;
  Trial trial_;
  PathsToGoal paths_;
  std::optional<double> most_;  // of Goal::Measure
  std::optional<GoalPath> nearest_;
};

}  // namespace

PathsToGoal FindPaths(const Plan& pack, const Account& account, const BindOptions& options,
                      const Limits& limits, const Facts& facts, const Evaluation& evaluation,
                      Goal& goal, const PathSearch& search) {
  const Plan& plan = PlanInForce(pack, facts);  // neither segment nor moment changes on the way
  const EvaluatedAccount now{plan, account, facts, evaluation};
  PathsToGoal paths;
  if (goal.Reached(now)) {
    paths.reached = true;
  } else {
    PathFinder finder(CandidatesFor(plan, account, options, limits, facts, goal),
                      Trial(plan, account, options, limits, goal, search),
                      goal.Measure(evaluation));
    paths = finder.Run(search.pairs);
    if (paths.singles.empty() && paths.pairs.empty()) {
      paths.obstacles = ObstaclesTo(goal, now);
    }
  }
  paths.now = ShownOf(goal, now);
  return paths;
}

}  // namespace bellwether
