// Trees of components: leaves through their curves (curves.cc), groups folded by recursion
// (components.cc). Health models and dimensions of graduation are both such trees.
#ifndef BELLWETHER_TESTS_ORACLE_COMPONENTS_H_
#define BELLWETHER_TESTS_ORACLE_COMPONENTS_H_

#include <optional>
#include <string>
#include <vector>

#include "tests/oracle/question.h"

namespace bellwether::oracle {

// S16: how a component takes part. Moot: not applicable, in no sum.
enum class Part { kObserved, kImputed, kAbsent, kMoot };

// What a leaf, a group or a whole tree amounts to (S17).
struct Folded {
  Part part = Part::kAbsent;
  std::optional<double> score;
  double coverage = 0;
  double low = 0;
  double high = 100;
  std::string reason;
  double decay = 1;
  Names missing;
  double scored_weight = 0;      // of a group: the weights of its children with a score
  bool counted = true;           // false: weight 0, of its own or of a group above it (S20)
  std::vector<Folded> children;  // parallel to the component's
};

// Where a component stands while its tree is walked.
struct Position {
  bool turned = false;  // inverted an odd number of times, by the groups above it
  bool counted = true;  // every group above it has a weight
};

Folded ScoreLeaf(Question& question, const ruleset::Component& leaf, const Position& position);
Folded FoldTree(Question& question, const std::vector<ruleset::Component>& components,
                const Position& position = {});

double WeightOf(const Question& question, const ruleset::Component& component);

// Says what became of every component. With `accounted`, also its share of the weight and the
// points that come from it (rules language, section 10).
void SayTree(Question& question, const std::string& root,
             const std::vector<ruleset::Component>& components, const Folded& folded,
             bool accounted);

}  // namespace bellwether::oracle

#endif  // BELLWETHER_TESTS_ORACLE_COMPONENTS_H_
