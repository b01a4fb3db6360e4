// Packs written in tests: text in, rule set and problems out.
#ifndef BELLWETHER_TESTS_ENGINE_RULESET_PACKS_H_
#define BELLWETHER_TESTS_ENGINE_RULESET_PACKS_H_

#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/ruleset/ruleset.h"
#include "engine/source/source.h"

namespace bellwether::ruleset {

// One file called p.yaml, below the two keys that every pack needs.
Sources PackOf(const std::string& yaml);

// The document and the check stage together, whether or not the first found mistakes.
Staged<RuleSet> CheckPack(const Sources& sources, const Limits& limits = {});

// A line for each diagnostic of both stages, its hint indented below it.
std::string Problems(const Sources& sources, const Limits& limits = {});

// The rule set of a pack without errors; fails the test when it has some.
RuleSet RulesOf(const std::string& yaml);

// The text of tests/golden/plan/sample.yaml:
// a good pack that uses every rule about signals, benchmarks and health models.
std::string SamplePack();

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_TESTS_ENGINE_RULESET_PACKS_H_
