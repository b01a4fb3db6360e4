// What two packs say otherwise, rule by rule. How they are written (order of keys and files,
// comments, blanks, 1.0 for 1) makes no difference, as it makes none to the digest (S28).
//
//   const Node before = MeaningOf(old_sources), after = MeaningOf(new_sources);
//   for (const RuleChange& change : DifferencesOf(before, after)) {
//     change.path    // "health.onboarding.components.engagement.weight"
//     change.from    // "30"
//   }
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_DIFFERENCE_DIFFERENCE_H_
#define BELLWETHER_ENGINE_DIFFERENCE_DIFFERENCE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/source/source.h"
#include "engine/source/span.h"
#include "engine/yaml/node.h"

namespace bellwether::difference {

enum class ChangeKind : uint8_t {
  kAdded,    // the old pack has nothing there
  kRemoved,  // the new one has not
  kChanged,
  kReordered,  // the same things of a list whose order means something, in another order
};

// The smallest thing that differs: what is added or removed is named once, with what is below it.
struct RuleChange {
  ChangeKind kind = ChangeKind::kChanged;
  std::vector<std::string> keys;  // from the top of the pack: {"flags", "late", "when"}
  // As written in the one spelling, on one line: "30", "[15, 25, 40]", "{weight: 1, of: logins}".
  // "" where the pack has nothing.
  std::string from, to;
  Span from_span, to_span;  // in the sources of either pack

  std::string path() const;  // "flags.late.when"
};

// A pack without mistakes in its one spelling (engine/ruleset/canonical.h).
Node MeaningOf(const Sources& sources, const Limits& limits = {});

// In the order of the new pack; what is gone stands before the next thing that is left.
std::vector<RuleChange> DifferencesOf(const Node& from, const Node& to);

// For people: "health onboarding: weight of engagement 30 → 35 for enterprise".
std::string ChangeWords(const RuleChange& change);

}  // namespace bellwether::difference

#endif  // BELLWETHER_ENGINE_DIFFERENCE_DIFFERENCE_H_
