// Every number, bound, weight and policy of a pack, each with the smallest changes that can be made
// to it.
//
//   for (const Mutation& mutation : MutationsOf(sources, plan)) {
//     const Sources changed = Apply(mutation, sources);   // the same pack with one change
//   }
//
// What is changed, and by how much:
//
//   whole number            1 up, 1 down; where it measures a ratio 0.01
//   decimal                 1 in its last place; below 1, and where it measures a ratio, 0.01
//   span of time ("14d")    1 of its unit
//   true, false             the other
//   word of a policy        each other word: missing, stale, better, by, unknown, severity, set
//   bound of a row, `at_most`, `at_least`, <, <=, >, >=   the other strictness
//
// Numbers and comparisons inside expressions are changed, too. Left alone is what people read and
// do (schema/for_people.h) and kNoOutcome in mutations.cc, with the reasons in docs/mutation.md. So
// is what is written with escapes that hide where its characters stand.
#ifndef BELLWETHER_ENGINE_MUTATION_MUTATIONS_H_
#define BELLWETHER_ENGINE_MUTATION_MUTATIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/source/source.h"
#include "engine/source/span.h"

namespace bellwether {
struct Plan;
}

namespace bellwether::mutation {

struct Mutation {
  // Where it stands in the pack, whatever the file and line:
  // "health.onboarding.components.progress.weight", "flags.late.when#2" (second literal).
  std::string key;
  std::string change;  // "30 -> 31"
  Span span;
  uint32_t file = 0;  // of the sources
  size_t offset = 0;  // in the file's text
  size_t length = 0;
  std::string text;  // what stands there instead
};

// In the order of files and of their lines. The plan is that of the sources.
std::vector<Mutation> MutationsOf(const Sources& sources, const Plan& plan);

Sources Apply(const Mutation& mutation, const Sources& sources);

// The numeral one smallest step up or down. `ratio`: what it measures lies between 0 and 1.
std::string Stepped(std::string_view numeral, int direction, bool ratio);

}  // namespace bellwether::mutation

#endif  // BELLWETHER_ENGINE_MUTATION_MUTATIONS_H_
