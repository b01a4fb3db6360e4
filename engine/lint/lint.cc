// Tested by tests/engine/lint/lint_test.cc.
#include "engine/lint/lint.h"

#include "engine/document/document.h"
#include "engine/lint/parts.h"

namespace bellwether::lint {

Examined Examine(const ruleset::RuleSet& rules) {
  DiagnosticSink sink;
  const Ranges ranges(rules);
  FindUnused(rules, sink);
  FindOddWeights(rules, sink);
  FindRepeatedRules(rules, sink);
  FindMissingRows(rules, ranges, sink);
  FindFixedConditions(rules, ranges, sink);
  FindOutOfReach(rules, ranges, sink);
  return {sink.Take(), ranges.scores()};
}

Examined Examine(const Sources& sources, const Limits& limits) {
  const auto parsed = document::ParseDocument(sources, limits);
  if (!parsed.ok()) return {};
  const auto checked = ruleset::Check(parsed.value, sources, limits);
  return checked.ok() ? Examine(checked.value) : Examined();
}

}  // namespace bellwether::lint
