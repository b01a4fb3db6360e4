// Tested by tests/engine/paths/readers_test.cc.
#include "engine/explain/explanation.h"
#include "engine/explain/names.h"
#include "engine/paths/readers.h"

namespace bellwether::paths {
namespace {

// Names of the flags that are in a state and, unless it is kNoIndex, of a severity.
Observed FlagsIn(const EvaluatedAccount& of, FlagState state, uint32_t severity = kNoIndex) {
  std::vector<std::string> names;
  for (size_t i = 0; i < of.evaluation.flags.size(); ++i) {
    if (of.evaluation.flags[i].state != state) continue;
    if (severity != kNoIndex && of.plan.flags[i].severity != severity) continue;
    names.push_back(of.plan.outcome_notes.flags[i].name);
  }
  return Names(std::move(names));
}

}  // namespace

Observed ReadFlag(const EvaluatedAccount& of, const Path& path) {
  return Text(StateName(of.evaluation.flags[path.index].state));
}
Observed ReadFlagReason(const EvaluatedAccount& of, const Path& path) {
  const Answered answered{of.plan, of.facts, of.evaluation, path.language};
  return Text(ExplainFlag(answered, path.index).rule.reason);
}
Observed ReadFlagSeverity(const EvaluatedAccount& of, const Path& path) {
  return Text(of.plan.severities[of.plan.flags[path.index].severity]);
}
Observed ReadFlagsRaised(const EvaluatedAccount& of, const Path&) {
  return FlagsIn(of, FlagState::kRaised);
}
Observed ReadFlagsOfSeverity(const EvaluatedAccount& of, const Path& path) {
  return FlagsIn(of, FlagState::kRaised, path.index);
}
Observed ReadFlagsNotEvaluated(const EvaluatedAccount& of, const Path&) {
  return FlagsIn(of, FlagState::kNotEvaluated);
}

}  // namespace bellwether::paths
