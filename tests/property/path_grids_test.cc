// Paths of small packs against the whole grid: every value of every signal, and of every two. The
// packs are drawn by seed, with scores that rise or fall with each signal, so that the cheapest
// pair can be told by trying them all.
#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/pathfinding/find_paths.h"
#include "tests/property/random.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::AccountOf;
using testing_support::AsOf;
using testing_support::PlanOf;
using testing_support::Score;

constexpr uint64_t kPacks = 200;
constexpr uint32_t kSignals = 4;
constexpr double kNever = std::numeric_limits<double>::infinity();

struct SmallPack {
  std::string rules;
  std::string account;
  std::vector<int> most;  // of each signal, a count
  std::vector<int> now;
};

// Four counts; the first may also put a cap on the score.
SmallPack Draw(uint64_t seed) {
  Random random(seed);
  SmallPack pack;
  std::string signals, components, values;
  for (uint32_t i = 0; i < kSignals; ++i) {
    const auto most = static_cast<int>(2 + random.Below(9));
    const auto now = static_cast<int>(random.Below(static_cast<uint64_t>(most) + 1));
    const bool rises = random.Below(2) == 0;
    absl::StrAppend(&signals, "  s", i, ": {type: count, max: ", most, "}\n");
    absl::StrAppend(&components, "      s", i, ": {weight: ", 1 + random.Below(5), ", of: s", i,
                    ", linear: {from: ", rises ? 0 : most, ", to: ", rises ? most : 0, "}}\n");
    absl::StrAppend(&values, values.empty() ? "" : ", ", "s", i, ": ", now);
    pack.most.push_back(most);
    pack.now.push_back(now);
  }
  pack.rules = absl::StrCat(
      "signals:\n", signals, "health:\n  m:\n    bands: [{green: 75}, {red: 0}]\n    components:\n",
      components, "    caps: [{when: 's0 > ", pack.most[0] - 1, "', at_most: 60, reason: CAP}]\n");
  pack.account = absl::StrCat("signals: {", values, "}");
  return pack;
}

// Tries values by hand.
class WholeGrid {
 public:
  WholeGrid(const SmallPack& pack, const testing_support::PlanPointer& plan)
      : pack_(pack), plan_(plan), account_(AccountOf(pack.account)) {}

  double CostOf(uint32_t signal, int value) const {
    return static_cast<double>(std::abs(value - pack_.now[signal])) / pack_.most[signal];
  }

  bool Reaches(uint32_t a, int va, uint32_t b, int vb) {
    Account changed = account_;
    changed.signals[a].value = static_cast<double>(va);
    changed.signals[b].value = static_cast<double>(vb);
    return Score(plan_, changed).band("m") == "green";
  }

  // The cheapest way with two signals, or with one when they are the same.
  double Cheapest(uint32_t a, uint32_t b) {
    double best = kNever;
    for (int va = 0; va <= pack_.most[a]; ++va) {
      for (int vb = 0; vb <= pack_.most[b]; ++vb) {
        const double cost = a == b ? CostOf(a, va) : CostOf(a, va) + CostOf(b, vb);
        if (cost < best && Reaches(a, va, b, a == b ? va : vb)) best = cost;
        if (a == b) break;
      }
    }
    return best;
  }

 private:
  const SmallPack& pack_;
  const testing_support::PlanPointer& plan_;
  const Account account_;
};

double CostIn(const std::vector<GoalPath>& paths, uint32_t a, uint32_t b) {
  for (const GoalPath& path : paths) {
    if (path.changes.front().signal == a && path.changes.back().signal == b) return path.cost;
  }
  return kNever;
}

TEST(PathGridsTest, EverySingleAndEveryPairIsTheCheapestOfTheWholeGrid) {  // S27
  uint64_t singles = 0;
  uint64_t pairs = 0;
  for (uint64_t seed = 0; seed < kPacks; ++seed) {
    const SmallPack pack = Draw(seed);
    const auto plan = PlanOf(pack.rules);
    const Account account = AccountOf(pack.account);
    const auto scored = Score(plan, account);
    if (scored.band("m") == "green") continue;
    Goal goal = Goal::Band(*plan, 0, 0);
    const PathsToGoal paths = FindPaths(*plan, account, AsOf("2026-03-01"), Limits{}, scored.facts,
                                        scored.evaluation, goal);
    singles += paths.singles.size();
    pairs += paths.pairs.size();
    WholeGrid grid(pack, plan);
    std::vector<double> alone;
    for (uint32_t a = 0; a < kSignals; ++a) {
      alone.push_back(grid.Cheapest(a, a));
      EXPECT_DOUBLE_EQ(CostIn(paths.singles, a, a), alone[a]) << pack.rules << pack.account;
    }
    for (uint32_t a = 0; a < kSignals; ++a) {
      for (uint32_t b = a + 1; b < kSignals; ++b) {
        const bool needed = alone[a] == kNever && alone[b] == kNever;
        EXPECT_DOUBLE_EQ(CostIn(paths.pairs, a, b), needed ? grid.Cheapest(a, b) : kNever)
            << pack.rules << pack.account << " s" << a << " s" << b;
      }
    }
  }
  EXPECT_GT(singles, 50u);
  EXPECT_GT(pairs, 50u);
}

}  // namespace
}  // namespace bellwether
