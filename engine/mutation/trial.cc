// Tested by tests/engine/mutation/trial_test.cc.
#include "engine/mutation/trial.h"

#include <utility>

#include "engine/bellwether.h"
#include "engine/paths/observe.h"
#include "engine/testing/case_evaluator.h"
#include "engine/testing/outcomes.h"
#include "engine/testing/testing.h"

namespace bellwether::mutation {

MutationTrial::MutationTrial(const Sources& sources, const Plan& plan, const TestSuite& suite)
    : sources_(sources), plan_(plan), suite_(suite), paths_(OutcomesOf(plan)) {}

Verdict MutationTrial::Try(const Mutation& mutation) const {
  const auto loaded = Load(Apply(mutation, sources_));
  if (!loaded.ok()) return {Fate::kRefused, "", std::nullopt};
  TestOptions options;
  options.stop_at_first = true;
  options.explain = false;
  const TestReport report = RunTests(*loaded.value, suite_, Limits(), options);
  if (report.failed > 0) return {Fate::kKilled, report.cases.back().name, std::nullopt};
  return {Fate::kSurvived, "", FindDifference(*loaded.value)};
}

std::optional<Difference> MutationTrial::FindDifference(const Plan& changed) const {
  CaseEvaluator now(plan_), then(changed);
  for (const TestCase& test : suite_.cases) {
    if (!test.needs_account()) continue;
    if (!now.Evaluate(test).empty() || !then.Evaluate(test).empty()) continue;
    for (const Path& path : paths_) {
      const std::string before = Show(now.At(test, path)), after = Show(then.At(test, path));
      if (before != after) return Difference{test.name, path.text, before, after};
    }
  }
  return std::nullopt;
}

}  // namespace bellwether::mutation
