// `min_coverage`: a coverage is a sum of weights over another, and there are not many such sums.
//
// Tested by tests/engine/equivalence/equivalence_test.cc.
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/equivalence/claim.h"
#include "engine/equivalence/parts.h"

namespace bellwether::equivalence {
namespace {

using ruleset::Component;

constexpr size_t kMostSums = 20000;  // beyond that nothing is proved
constexpr int kDecimals = 9;         // to which coverages are compared (engine/evaluate/score.cc)

// The coverages that some children can come to, by the very sums of the engine: each child is left
// out, not observed, or observed (S16, S17). Nothing where there are too many.
class Coverages {
 public:
  // `segment`: the row of weights; nothing: the base row.
  explicit Coverages(std::optional<size_t> segment) : segment_(segment) {}

  std::optional<std::set<double>> Of(const Siblings& siblings) const {
    std::set<std::pair<double, double>> sums = {{0, 0}};  // weighted coverage, weight
    for (const Component* child : siblings) {
      const double weight = segment_ ? child->segment_weights[*segment_] : child->weight;
      if (weight <= 0) continue;
      const auto below = OfOne(*child);
      if (!below) return std::nullopt;
      const auto so_far = sums;
      for (const auto& [covered, all] : so_far) {
        for (const double share : *below) sums.insert({covered + weight * share, all + weight});
      }
      if (sums.size() > kMostSums) return std::nullopt;
    }
    std::set<double> shares;
    for (const auto& [covered, all] : sums) {
      if (all > 0) shares.insert(covered / all);
    }
    return shares;
  }

 private:
  std::optional<std::set<double>> OfOne(const Component& component) const {
    if (component.curve.kind != ruleset::CurveKind::kGroup) return std::set<double>{0, 1};
    Siblings children;
    for (const Component& child : component.components) children.push_back(&child);
    return Of(children);
  }

  const std::optional<size_t> segment_;
};

// As both stages ask, each with what it rounds.
bool Enough(double coverage, double least) { return RoundForDisplay(coverage, kDecimals) >= least; }
bool EnoughOfModel(double coverage, double least) {
  return coverage >= least ||
         RoundForDisplay(coverage, kDecimals) >= RoundForDisplay(least, kDecimals);
}

using Question = bool (*)(double coverage, double least);

bool Same(const Siblings& siblings, std::optional<size_t> segment, Question enough, double before,
          double after) {
  const auto shares = Coverages(segment).Of(siblings);
  if (!shares) return false;
  for (const double share : *shares) {
    if (enough(share, before) != enough(share, after)) return false;
  }
  return true;
}

bool SameModel(const Claim& claim) {
  const auto model = NamedInBoth(claim.before.health, claim.after.health, claim.keys[1]);
  if (!model) return false;
  Siblings siblings;
  for (const Component& component : model.before->components) siblings.push_back(&component);
  for (size_t row = 0; row <= claim.before.segments.size(); ++row) {
    const auto segment = row == 0 ? std::nullopt : std::optional(row - 1);
    if (!Same(siblings, segment, EnoughOfModel, model.before->min_coverage,
              model.after->min_coverage)) {
      return false;
    }
  }
  return true;
}

// Criteria have no weights by segment.
bool SameDimensions(const Claim& claim) {
  const auto& before = claim.before.graduation.dimensions;
  const auto& after = claim.after.graduation.dimensions;
  for (size_t d = 0; d < before.size(); ++d) {
    if (before[d].min_coverage == after[d].min_coverage) continue;
    Siblings siblings;
    for (const auto& criterion : before[d].criteria) siblings.push_back(&criterion.component);
    if (!Same(siblings, std::nullopt, Enough, before[d].min_coverage, after[d].min_coverage)) {
      return false;
    }
  }
  return true;
}

}  // namespace

Proof ProveCoverage(const Claim& claim) {
  const bool of_model = claim.At({"health", "*", "min_coverage"});
  const bool of_graduation = claim.At({"graduation", "min_coverage"}) ||
                             claim.At({"graduation", "dimensions", "*", "min_coverage"});
  if (!of_model && !of_graduation) return std::nullopt;
  if (!(of_model ? SameModel(claim) : SameDimensions(claim))) return std::nullopt;
  return "whatever is known and whatever applies, no share of the weight lies between the two";
}

}  // namespace bellwether::equivalence
