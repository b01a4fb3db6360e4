// Paths to a goal, against trying: for generated packs and accounts, every path that is shown is
// applied and must reach its goal, and every smaller change of the same signal, step by step, must
// not; whatever is not shown must reach it at no value at all.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/pathfinding/find_paths.h"
#include "engine/pathfinding/grid.h"
#include "tests/property/every_account.h"
#include "tests/property/property_run.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using Asked = RandomAccounts::Asked;

constexpr int64_t kMostSteps = 150;  // of a signal that is tried out

// Goals that a pack can have: every band but the worst of each model, and those of graduation.
std::vector<Goal> GoalsOf(const Plan& plan) {
  std::vector<Goal> goals;
  for (uint32_t model = 0; model < plan.models.size(); ++model) {
    for (uint32_t band = 0; band + 1 < plan.models[model].bands.count; ++band) {
      goals.push_back(Goal::Band(plan, model, band));
    }
  }
  if (!plan.graduation.defined) return goals;
  goals.push_back(Goal::Graduation(plan));
  goals.push_back(Goal::AtLeast(plan, Readiness::kReady));
  goals.push_back(Goal::AtLeast(plan, Readiness::kClose));
  return goals;
}

std::string NameOf(const Plan& plan, uint32_t signal) {
  return plan.slots[plan.signals[signal].slot].name;
}

void Say(const Plan& plan, uint32_t signal, const FactValue& value, Account& account) {
  const std::string name = NameOf(plan, signal);
  std::erase_if(account.signals, [&](const SignalInput& input) { return input.name == name; });
  SignalInput& input = account.signals.emplace_back(SignalInput{name, {}, {}});
  if (const auto* number = std::get_if<double>(&value)) input.value = *number;
  if (const auto* truth = std::get_if<bool>(&value)) input.value = *truth;
  if (const auto* word = std::get_if<std::string>(&value)) input.value = *word;
}

// Whether an account reaches a goal, evaluated as any other.
bool Reaches(const Plan& plan, const Account& account, const BindOptions& options, Goal& goal) {
  const Evaluated evaluated = EvaluateAccount(plan, account, options);
  return evaluated.accepted && goal.Reached({plan, account, evaluated.facts, evaluated.evaluation});
}

Account Applied(const Plan& plan, const Account& account, const GoalPath& path) {
  Account changed = account;
  for (const SignalChange& change : path.changes) Say(plan, change.signal, change.to, changed);
  return changed;
}

std::string Words(const Plan& plan, const Goal& goal, const GoalPath& path) {
  std::string words = goal.words() + ":";
  for (const SignalChange& change : path.changes) {
    absl::StrAppend(&words, " ", NameOf(plan, change.signal), " ", ValueText(change.from), " -> ",
                    ValueText(change.to));
  }
  return words;
}

// Other values of a signal that lie nearer to its own than `to`, or all of them; nothing when they
// are too many to be tried.
std::optional<std::vector<FactValue>> NearerValues(const Plan& plan, const SignalChange& change,
                                                   bool all) {
  std::vector<FactValue> nearer;
  if (change.too_old) nearer.push_back(change.from);
  const auto grid = Grid::Of(plan.signals[change.signal]);
  const double* from = std::get_if<double>(&change.from);
  if (!grid || from == nullptr) {
    if (!all) nearer.clear();
    return nearer;
  }
  const double reach = all ? 1e300 : std::abs(std::get<double>(change.to) - *from);
  if (reach == 0) return std::vector<FactValue>();
  const int64_t at = grid->Below(*from);
  for (int64_t point = at - kMostSteps; point <= at + kMostSteps; ++point) {
    if (point < grid->lowest() || point > grid->highest()) continue;
    if (std::abs(grid->At(point) - *from) < reach) nearer.emplace_back(grid->At(point));
  }
  return nearer;
}

// What a smaller change of one of the signals, the others as the path has them, should not do.
std::string NotMinimal(const Plan& plan, const Asked& asked, Goal& goal, const GoalPath& path) {
  for (const SignalChange& change : path.changes) {
    const auto nearer = NearerValues(plan, change, false);
    for (const FactValue& value : *nearer) {
      Account changed = Applied(plan, asked.account, path);
      Say(plan, change.signal, value, changed);
      if (!Reaches(plan, changed, asked.options, goal)) continue;
      return absl::StrCat(Words(plan, goal, path), " although ", ValueText(value), " is enough of ",
                          NameOf(plan, change.signal));
    }
  }
  return "";
}

// Several changes together do what they say; nothing of what reaches the goal is too much.
std::string WrongTogether(const Plan& plan, const Asked& asked, Goal& goal,
                          const PathsToGoal& paths) {
  if (!paths.together) return "";
  const bool reaches =
      Reaches(plan, Applied(plan, asked.account, *paths.together), asked.options, goal);
  if (reaches != paths.together_reaches) {
    return Words(plan, goal, *paths.together) + " together are not what they say";
  }
  return reaches ? NotMinimal(plan, asked, goal, *paths.together) : "";
}

std::string WrongPath(const Plan& plan, const Asked& asked, Goal& goal, const PathsToGoal& paths) {
  for (const auto* list : {&paths.singles, &paths.pairs}) {
    double cost = 0;
    for (const GoalPath& path : *list) {
      if (!Reaches(plan, Applied(plan, asked.account, path), asked.options, goal)) {
        return Words(plan, goal, path) + " does not reach it";
      }
      if (path.cost < cost) return Words(plan, goal, path) + " is cheaper than the one before it";
      cost = path.cost;
      const std::string wrong = NotMinimal(plan, asked, goal, path);
      if (!wrong.empty()) return wrong;
      for (const SignalChange& change : path.changes) {
        if (path.changes.size() == 1) continue;
        const bool alone = std::any_of(
            paths.singles.begin(), paths.singles.end(),
            [&](const GoalPath& single) { return single.changes[0].signal == change.signal; });
        if (alone) return Words(plan, goal, path) + " although one of the two is enough";
      }
    }
  }
  return WrongTogether(plan, asked, goal, paths);
}

template <typename Complain>
std::string OfEveryGoal(const CheckedPack& pack, const Asked& asked, const PathSearch& search,
                        const Complain& complain) {
  const Evaluated before = EvaluateAccount(pack.plan, asked.account, asked.options);
  if (!before.accepted) return "";
  for (Goal& goal : GoalsOf(pack.plan)) {
    const PathsToGoal paths = FindPaths(pack.plan, asked.account, asked.options, Limits{},
                                        before.facts, before.evaluation, goal, search);
    if (const std::string wrong = complain(goal, paths); !wrong.empty()) return wrong;
  }
  return "";
}

constexpr PathSearch kSmall = {true, 20'000};

TEST(PathfindingTest, EveryPathReachesItsGoalAndNoSmallerChangeDoes) {  // S27
  uint64_t singles = 0;
  const bool whole = ForEveryAccount(100, [&](const CheckedPack& pack, const Asked& asked) {
    return OfEveryGoal(pack, asked, kSmall, [&](Goal& goal, const PathsToGoal& paths) {
      singles += paths.singles.size();
      return WrongPath(pack.plan, asked, goal, paths);
    });
  });
  if (!whole) return;
  EXPECT_GT(singles, 100u);
}

// Accounts that people wrote have more pairs than generated ones.
TEST(PathfindingTest, TheSameOfThePacksOfThisRepository) {
  struct Book {
    const char* pack;
    const char* accounts;
    const char* as_of;
  };
  uint64_t singles = 0;
  uint64_t pairs = 0;
  for (const Book& book : {Book{"rules/saas", "rules/saas/accounts/book.jsonl", "2026-03-01"},
                           Book{"rules/examples/clinic",
                                "rules/examples/clinic/accounts/patients.jsonl", "2026-05-20"}}) {
    const auto pack = CheckPackFolder(book.pack);
    ASSERT_NE(pack, nullptr);
    for (const Account& account : testing_support::AccountsOfFile(book.accounts)) {
      const Asked asked{account, testing_support::AsOf(book.as_of)};
      const std::string wrong =
          OfEveryGoal(*pack, asked, {}, [&](Goal& goal, const PathsToGoal& paths) {
            singles += paths.singles.size();
            pairs += paths.pairs.size();
            return WrongPath(pack->plan, asked, goal, paths);
          });
      EXPECT_EQ(wrong, "") << account.id;
    }
  }
  EXPECT_GE(singles, 3u);
  EXPECT_GE(pairs, 8u);
}

// A signal that is in no single reaches the goal at no value of its grid.
std::string Overlooked(const Plan& plan, const Asked& asked, const Evaluated& before, Goal& goal,
                       const PathsToGoal& paths) {
  if (paths.reached || !paths.complete) return "";
  for (uint32_t signal = 0; signal < plan.signals.size(); ++signal) {
    const bool listed =
        std::any_of(paths.singles.begin(), paths.singles.end(),
                    [&](const GoalPath& single) { return single.changes[0].signal == signal; });
    const expression::Value& now = before.facts.values[plan.signals[signal].slot];
    const bool present = before.facts.reasons[plan.signals[signal].slot] == MissingReason::kNone &&
                         EffortOf(plan.signals[signal]).has_value();
    if (listed || !present) continue;
    std::vector<FactValue> values =
        *NearerValues(plan, {signal, ToFactValue(now), {}, 0, false}, true);
    for (const std::string& word : plan.slots[plan.signals[signal].slot].words) {
      values.emplace_back(word);
    }
    if (plan.signals[signal].type == ruleset::SignalType::kBool) values = {true, false};
    for (const FactValue& value : values) {
      Account changed = asked.account;
      Say(plan, signal, value, changed);
      if (!Reaches(plan, changed, asked.options, goal)) continue;
      return absl::StrCat(goal.words(), ": ", ValueText(value), " of ", NameOf(plan, signal),
                          " reaches it and is not shown");
    }
  }
  return "";
}

TEST(PathfindingTest, NoSingleIsOverlooked) {
  constexpr PathSearch kSingles = {false, 100'000};
  ForEveryAccount(20, [&](const CheckedPack& pack, const Asked& asked) -> std::string {
    const Evaluated before = EvaluateAccount(pack.plan, asked.account, asked.options);
    if (!before.accepted) return "";
    return OfEveryGoal(pack, asked, kSingles, [&](Goal& goal, const PathsToGoal& paths) {
      return Overlooked(pack.plan, asked, before, goal, paths);
    });
  });
}

// Every value that is said to reach the goal when it is told does.
std::string WrongTelling(const Plan& plan, const Asked& asked, Goal& goal,
                         const PathsToGoal& paths) {
  for (const Telling& telling : paths.tellings) {
    for (const AnswerRange& range : telling.values) {
      std::vector<FactValue> values(range.words.begin(), range.words.end());
      if (plan.signals[telling.signal].type == ruleset::SignalType::kBool) {
        for (FactValue& value : values) value = ValueText(value) == "true";
      }
      if (range.from) values.emplace_back(*range.from);
      if (range.to) values.emplace_back(*range.to);
      for (const FactValue& value : values) {
        Account changed = asked.account;
        Say(plan, telling.signal, value, changed);
        if (Reaches(plan, changed, asked.options, goal)) continue;
        return absl::StrCat(goal.words(), ": told ", ValueText(value), " of ",
                            NameOf(plan, telling.signal), " does not reach it");
      }
    }
  }
  return "";
}

TEST(PathfindingTest, WhatIsToldReachesTheGoal) {
  constexpr PathSearch kSingles = {false, 100'000};
  uint64_t tellings = 0;
  const bool whole = ForEveryAccount(100, [&](const CheckedPack& pack, const Asked& asked) {
    return OfEveryGoal(pack, asked, kSingles, [&](Goal& goal, const PathsToGoal& paths) {
      tellings += paths.tellings.size();
      return WrongTelling(pack.plan, asked, goal, paths);
    });
  });
  if (!whole) return;
  EXPECT_GT(tellings, 100u);
}

std::string Same(const Plan& plan, Goal& goal, const PathsToGoal& a, const PathsToGoal& b) {
  if (a.tried != b.tried || a.singles.size() != b.singles.size() ||
      a.pairs.size() != b.pairs.size()) {
    return goal.words() + ": not the same twice";
  }
  for (size_t i = 0; i < a.pairs.size(); ++i) {
    if (Words(plan, goal, a.pairs[i]) != Words(plan, goal, b.pairs[i])) {
      return Words(plan, goal, a.pairs[i]) + " is another path the second time";
    }
  }
  return "";
}

TEST(PathfindingTest, TheOrderOfSignalsInTheAccountMakesNoDifference) {
  ForEveryAccount(10, [&](const CheckedPack& pack, const Asked& asked) -> std::string {
    Asked turned = asked;
    std::reverse(turned.account.signals.begin(), turned.account.signals.end());
    const Evaluated other = EvaluateAccount(pack.plan, turned.account, turned.options);
    if (!other.accepted) return "";
    return OfEveryGoal(pack, asked, kSmall, [&](Goal& goal, const PathsToGoal& paths) {
      return Same(pack.plan, goal, paths,
                  FindPaths(pack.plan, turned.account, turned.options, Limits{}, other.facts,
                            other.evaluation, goal, kSmall));
    });
  });
}

}  // namespace
}  // namespace bellwether
