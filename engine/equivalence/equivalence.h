// Whether a change of a pack can change any answer: a proof that it cannot, in words.
//
//   const Equivalence rules(sources, limits, overrides);
//   if (const auto why = rules.Prove(changed)) Print(*why);   // "`pain` is 0 to 10, and ..."
//
// An answer is what paths name (docs/paths.md): scores, tiers, states and decisions of any account,
// at any moment, with any override. The proof is sound and far from complete: nothing means that
// nothing was proved. It stands on the ranges of lint (engine/lint/ranges.h): each change is looked
// at where it stands, and must make no difference there for whatever can come to that place; then
// no place behind it can tell.
#ifndef BELLWETHER_ENGINE_EQUIVALENCE_EQUIVALENCE_H_
#define BELLWETHER_ENGINE_EQUIVALENCE_EQUIVALENCE_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <vector>

#include "engine/base/limits.h"
#include "engine/document/document.h"
#include "engine/document/overrides.h"
#include "engine/lint/ranges.h"
#include "engine/ruleset/ruleset.h"
#include "engine/source/source.h"
#include "engine/yaml/node.h"

namespace bellwether::equivalence {

// Immutable: any number of threads may prove with it.
class Equivalence {
 public:
  // Of a pack that loads with these overrides. Keeps nothing of the sources.
  explicit Equivalence(const Sources& sources, const Limits& limits = {},
                       document::Overrides overrides = {});

  // Why no answer of any account differs, without a full stop; nothing: that is not proved.
  // `changed` loads, too.
  std::optional<std::string> Prove(const Sources& changed) const;

 private:
  // The pack in one of its settings.
  struct Variant {
    Variant(document::Setting of, ruleset::RuleSet set, Node tree)
        : setting(std::move(of)), rules(std::move(set)), meaning(std::move(tree)), ranges(rules) {}
    document::Setting setting;
    ruleset::RuleSet rules;
    Node meaning;  // of all that answers depend on: what differs here, and nothing else, may
    lint::Ranges ranges;
  };

  const Limits limits_;
  const document::Overrides overrides_;
  std::vector<std::unique_ptr<const Variant>> variants_;
};

}  // namespace bellwether::equivalence

#endif  // BELLWETHER_ENGINE_EQUIVALENCE_EQUIVALENCE_H_
