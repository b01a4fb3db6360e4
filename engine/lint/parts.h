// Internal to the lint stage: its parts, each of which looks for one kind of finding.
#ifndef BELLWETHER_ENGINE_LINT_PARTS_H_
#define BELLWETHER_ENGINE_LINT_PARTS_H_

#include "engine/document/document.h"
#include "engine/lint/ranges.h"
#include "engine/ruleset/ruleset.h"
#include "engine/source/diagnostic.h"

namespace bellwether::lint {

// Of the document that the rules were checked from.
void FindNumbersInTexts(const document::Document& document, const ruleset::RuleSet& rules,
                        DiagnosticSink& sink);
void FindUnused(const ruleset::RuleSet& rules, DiagnosticSink& sink);
void FindOddWeights(const ruleset::RuleSet& rules, DiagnosticSink& sink);
void FindOddHoldouts(const ruleset::RuleSet& rules, DiagnosticSink& sink);
void FindRepeatedRules(const ruleset::RuleSet& rules, DiagnosticSink& sink);
void FindMissingRows(const ruleset::RuleSet& rules, const Ranges& ranges, DiagnosticSink& sink);
void FindFixedConditions(const ruleset::RuleSet& rules, const Ranges& ranges, DiagnosticSink& sink);
void FindOutOfReach(const ruleset::RuleSet& rules, const Ranges& ranges, DiagnosticSink& sink);

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_PARTS_H_
