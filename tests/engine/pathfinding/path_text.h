// Paths as one line each, for tables of tests.
#ifndef BELLWETHER_TESTS_ENGINE_PATHFINDING_PATH_TEXT_H_
#define BELLWETHER_TESTS_ENGINE_PATHFINDING_PATH_TEXT_H_

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/explain/confidence.h"
#include "engine/pathfinding/find_paths.h"
#include "engine/pathfinding/read_goal.h"
#include "engine/paths/observe.h"
#include "tests/support/scored_account.h"

namespace bellwether::testing_support {

inline std::string ShownText(const std::vector<Observed>& shown) {
  std::vector<std::string> texts;
  for (const Observed& observed : shown) texts.push_back(Show(observed));
  return absl::StrJoin(texts, " ");
}

struct FoundPaths {
  PlanPointer plan;
  PathsToGoal paths;

  std::string Name(uint32_t signal) const { return plan->slots[plan->signals[signal].slot].name; }

  // "usage 0.5 -> 0.8, mood bad -> good: cost 1.3, 80 green"
  std::string Line(const GoalPath& path) const {
    std::vector<std::string> changes;
    for (const SignalChange& change : path.changes) {
      changes.push_back(absl::StrCat(Name(change.signal), " ", ValueText(change.from), " -> ",
                                     ValueText(change.to), change.too_old ? " (too old)" : ""));
    }
    return absl::StrCat(absl::StrJoin(changes, ", "), ": cost ",
                        FormatNumber(RoundForDisplay(path.cost, 4)), ", ", ShownText(path.after));
  }
  std::vector<std::string> Singles() const { return Lines(paths.singles); }
  std::vector<std::string> Pairs() const { return Lines(paths.pairs); }
  // "" when there is none.
  std::string Together() const {
    if (!paths.together) return "";
    return absl::StrCat(paths.together_reaches ? "reaches it: " : "does not: ",
                        Line(*paths.together));
  }
  std::vector<std::string> Tellings() const {
    std::vector<std::string> lines;
    for (const Telling& telling : paths.tellings) {
      std::vector<std::string> values;
      for (const AnswerRange& range : telling.values) values.push_back(AnswerWords(range, "en"));
      lines.push_back(absl::StrCat(Name(telling.signal), ": ", absl::StrJoin(values, "; ")));
    }
    return lines;
  }
  std::vector<std::string> LeftOut() const {
    std::vector<std::string> names;
    for (const auto& left_out : paths.left_out) names.push_back(Name(left_out.signal));
    return names;
  }
  std::vector<std::string> Obstacles() const {
    std::vector<std::string> lines;
    for (const Obstacle& obstacle : paths.obstacles) {
      lines.push_back(absl::StrCat(obstacle.name, ": ", obstacle.words));
    }
    return lines;
  }

 private:
  std::vector<std::string> Lines(const std::vector<GoalPath>& paths_in) const {
    std::vector<std::string> lines;
    for (const GoalPath& path : paths_in) lines.push_back(Line(path));
    return lines;
  }
};

inline FoundPaths PathsFor(const std::string& pack, std::string_view yaml, const std::string& to,
                           const PathSearch& search = {},
                           const BindOptions& options = AsOf("2026-03-01")) {
  FoundPaths found;
  found.plan = PlanOf(pack);
  const Account account = AccountOf(yaml);
  const ScoredAccount scored = Score(found.plan, account, options);
  DiagnosticSink sink;
  GoalReading reading = ReadGoal(*found.plan, scored.evaluation, kNoIndex, to, Limits{}, sink);
  EXPECT_TRUE(reading.goal) << reading.message;
  if (!reading.goal) return found;
  found.paths = FindPaths(*found.plan, account, options, Limits{}, scored.facts, scored.evaluation,
                          *reading.goal, search);
  return found;
}

}  // namespace bellwether::testing_support

#endif  // BELLWETHER_TESTS_ENGINE_PATHFINDING_PATH_TEXT_H_
