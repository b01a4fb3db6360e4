// Whether a change of a pack can change any answer: a proof that it cannot, in words.
//
//   const Equivalence rules(sources);
//   if (const auto why = rules.Prove(changed)) Print(*why);   // "`pain` is 0 to 10, and ..."
//
// An answer is what paths name (docs/paths.md): scores, tiers, states and decisions of any account,
// at any moment, with any override. The proof is sound and far from complete: nothing means that
// nothing was proved. It stands on the ranges of lint (engine/lint/ranges.h): each change is looked
// at where it stands, and must make no difference there for whatever can come to that place; then
// no place behind it can tell.
#ifndef BELLWETHER_ENGINE_EQUIVALENCE_EQUIVALENCE_H_
#define BELLWETHER_ENGINE_EQUIVALENCE_EQUIVALENCE_H_

#include <optional>
#include <string>

#include "engine/base/limits.h"
#include "engine/lint/ranges.h"
#include "engine/ruleset/ruleset.h"
#include "engine/source/source.h"
#include "engine/yaml/node.h"

namespace bellwether::equivalence {

// Immutable: any number of threads may prove with it.
class Equivalence {
 public:
  // Of a pack that loads. Keeps nothing of the sources.
  explicit Equivalence(const Sources& sources, const Limits& limits = {});

  // Why no answer of any account differs, without a full stop; nothing: that is not proved.
  // `changed` loads, too.
  std::optional<std::string> Prove(const Sources& changed) const;

 private:
  const Limits limits_;
  const ruleset::RuleSet rules_;
  const Node meaning_;  // of all that answers depend on: what differs here, and nothing else, may
  const lint::Ranges ranges_;
};

}  // namespace bellwether::equivalence

#endif  // BELLWETHER_ENGINE_EQUIVALENCE_EQUIVALENCE_H_
