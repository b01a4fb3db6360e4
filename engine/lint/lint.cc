// Tested by tests/engine/lint/lint_test.cc.
#include "engine/lint/lint.h"

#include <utility>

#include "engine/document/document.h"
#include "engine/document/variant_sink.h"
#include "engine/lint/parts.h"

namespace bellwether::lint {

Examined Examine(const ruleset::RuleSet& rules) {
  DiagnosticSink sink;
  const Ranges ranges(rules);
  FindUnused(rules, sink);
  FindOddWeights(rules, sink);
  FindRepeatedRules(rules, sink);
  FindOddHoldouts(rules, sink);
  FindMissingRows(rules, ranges, sink);
  FindFixedConditions(rules, ranges, sink);
  FindOutOfReach(rules, ranges, sink);
  return {sink.Take(), ranges.scores()};
}

Examined Examine(const Sources& sources, const Limits& limits,
                 const document::Overrides& overrides) {
  const auto parsed = document::ParseVariants(sources, limits, overrides);
  if (!parsed.ok()) return {};
  const auto checked = ruleset::CheckVariants(parsed.value, sources, limits);
  if (!checked.ok()) return {};
  Examined all;
  document::VariantSink sink;
  for (size_t i = 0; i < checked.value.size(); ++i) {
    Examined one = Examine(checked.value[i]);
    DiagnosticSink in_texts;
    FindNumbersInTexts(parsed.value[i], checked.value[i], in_texts);
    sink.Add(parsed.value[i].setting, std::move(one.found));
    sink.Add(parsed.value[i].setting, in_texts.Take());
    if (i == 0) all.scores = std::move(one.scores);
  }
  all.found = sink.Take();
  return all;
}

}  // namespace bellwether::lint
