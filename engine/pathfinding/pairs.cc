// Two steps, so that what is cut off when trials run out is the dear end. First each pair is tried
// at its corners: inside of a rectangle between edges a goal that is reached is as a rule reached
// at a corner of it. Then, from the cheapest corner that reaches the goal, a walk along the border
// of what does: one change smaller, the other as much larger as it takes. Wherever that ends, each
// of the two is then tried at every smaller value, so that the pair is minimal whether or not the
// goal is monotone.
//
// Tested by tests/engine/pathfinding/find_paths_test.cc and tests/property/pathfinding_test.cc.
#include "engine/pathfinding/pairs.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace bellwether {
namespace {

// Two candidates, each at one of its values.
struct Pair {
  const Candidate* first = nullptr;
  const Candidate* second = nullptr;
  size_t i = 0;
  size_t j = 0;

  double cost() const { return first->values[i].cost + second->values[j].cost; }
};

class PairFinder {
 public:
  explicit PairFinder(Trial& trial) : trial_(trial) {}

  // The cheapest corner that reaches the goal.
  std::optional<Pair> FindCorner(const Candidate& first, const Candidate& second) {
    std::vector<Pair> corners;
    for (const size_t i : CornersOf(first)) {
      for (const size_t j : CornersOf(second)) corners.push_back({&first, &second, i, j});
    }
    std::stable_sort(corners.begin(), corners.end(),
                     [](const Pair& a, const Pair& b) { return a.cost() < b.cost(); });
    for (const Pair& corner : corners) {
      if (Reaches(corner)) return corner;
    }
    return std::nullopt;
  }

  // The cheapest pair that a walk from a corner comes to, made minimal.
  Pair Improve(const Pair& corner) {
    Pair best = corner;
    Walk(corner, best);
    std::swap(best.first, best.second);
    std::swap(best.i, best.j);
    Pair other = {corner.second, corner.first, corner.j, corner.i};
    Walk(other, best);
    while (Shrink(best)) {
    }
    return best;
  }

  bool Reaches(const Pair& pair) {
    trial_.Give(*pair.first, pair.first->values[pair.i]);
    trial_.Give(*pair.second, pair.second->values[pair.j]);
    return trial_.Reaches();
  }

 private:
  static std::vector<size_t> CornersOf(const Candidate& candidate) {
    std::vector<size_t> corners;
    for (size_t i = 0; i < candidate.dense; ++i) {
      if (candidate.values[i].corner) corners.push_back(i);
    }
    return corners;
  }

  // Values on the same side of the present one as values[at], the nearest first.
  static std::vector<size_t> SideOf(const Candidate& candidate, size_t at) {
    const int side = candidate.values[at].side;
    if (side == 0) return {at};
    std::vector<size_t> values;
    for (size_t i = 0; i < candidate.dense; ++i) {
      if (candidate.values[i].side == side) values.push_back(i);
    }
    return values;
  }

  // Makes the first change smaller step by step, and the second as large as it then has to be.
  void Walk(const Pair& from, Pair& best) {
    const std::vector<size_t> first = SideOf(*from.first, from.i);
    const std::vector<size_t> second = SideOf(*from.second, from.j);
    const auto at = [&](size_t p, size_t q) {
      return Pair{from.first, from.second, first[p], second[q]};
    };
    auto p = static_cast<size_t>(std::find(first.begin(), first.end(), from.i) - first.begin());
    auto q = static_cast<size_t>(std::find(second.begin(), second.end(), from.j) - second.begin());
    while (q > 0 && Reaches(at(p, q - 1))) --q;
    Keep(at(p, q), best);
    while (p > 0) {
      --p;
      while (!Reaches(at(p, q))) {
        if (++q == second.size() || at(0, q).cost() >= best.cost()) return;
      }
      Keep(at(p, q), best);
    }
  }

  static void Keep(const Pair& pair, Pair& best) {
    if (pair.cost() < best.cost()) best = pair;
  }

  // Whether a smaller value of one of the two does as well; takes the smallest.
  bool Shrink(Pair& pair) {
    return ShrinkOne(pair, *pair.first, pair.i) || ShrinkOne(pair, *pair.second, pair.j);
  }

  bool ShrinkOne(Pair& pair, const Candidate& candidate, size_t& at) {
    const size_t now = at;
    for (at = 0; candidate.values[at].cost < candidate.values[now].cost; ++at) {
      if (Reaches(pair)) return true;
    }
    at = now;
    return false;
  }

  Trial& trial_;
};

}  // namespace

SignalChange ChangeOf(const Candidate& candidate, const CandidateValue& value) {
  return {candidate.signal, candidate.now, value.value, value.cost,
          candidate.reason == MissingReason::kStale};
}

GoalPath PathOf(std::vector<SignalChange> changes, const Trial& trial) {
  GoalPath path{std::move(changes), 0, trial.Shown()};
  std::sort(path.changes.begin(), path.changes.end(),
            [](const SignalChange& a, const SignalChange& b) { return a.signal < b.signal; });
  for (const SignalChange& change : path.changes) path.cost += change.cost;
  return path;
}

void FindPairs(const std::vector<const Candidate*>& candidates, Trial& trial, PathsToGoal& paths) {
  PairFinder finder(trial);
  std::vector<Pair> corners;
  const auto take_back = [&trial](const Candidate& first, const Candidate& second) {
    trial.TakeBack(first);
    trial.TakeBack(second);
  };
  for (size_t a = 0; a < candidates.size(); ++a) {
    for (size_t b = a + 1; b < candidates.size(); ++b) {
      const auto corner = finder.FindCorner(*candidates[a], *candidates[b]);
      if (corner) corners.push_back(*corner);
      if (!corner && trial.exhausted()) ++paths.pairs_left;
      take_back(*candidates[a], *candidates[b]);
    }
  }
  std::stable_sort(corners.begin(), corners.end(),
                   [](const Pair& a, const Pair& b) { return a.cost() < b.cost(); });
  for (const Pair& corner : corners) {
    const Pair best = finder.Improve(corner);
    // A search that was cut off says nothing about what is smaller.
    const bool whole = !trial.exhausted() && finder.Reaches(best);
    if (whole) {
      paths.pairs.push_back(PathOf({ChangeOf(*best.first, best.first->values[best.i]),
                                    ChangeOf(*best.second, best.second->values[best.j])},
                                   trial));
    } else {
      ++paths.pairs_left;
    }
    take_back(*best.first, *best.second);
  }
}

}  // namespace bellwether
