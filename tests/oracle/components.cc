// S17: C = sum of w·c ÷ sum of w and S = sum of w·s ÷ sum of w, children in byte order of name
// (S15); the rule set lists them in that order.
#include "tests/oracle/components.h"

#include "absl/strings/str_cat.h"

namespace bellwether::oracle {
namespace {

using ruleset::Component;
using ruleset::CurveKind;

const char* Word(Part part) {
  switch (part) {
    case Part::kObserved:
      return "OBSERVED";
    case Part::kImputed:
      return "IMPUTED";
    case Part::kAbsent:
      return "ABSENT";
    case Part::kMoot:
      break;
  }
  return "NOT_APPLICABLE";
}

const char* Word(CurveKind kind) {
  switch (kind) {
    case CurveKind::kGroup:
      return "GROUP";
    case CurveKind::kGiven:
      return "GIVEN";
    case CurveKind::kLinear:
      return "LINEAR";
    case CurveKind::kPoints:
      return "POINTS";
    case CurveKind::kSteps:
      return "STEPS";
    case CurveKind::kMap:
      return "MAP";
    case CurveKind::kBenchmark:
      return "BENCHMARK";
    case CurveKind::kBaseline:
      return "BASELINE";
    case CurveKind::kFormula:
      break;
  }
  return "FORMULA";
}

// The sums of S17 over the children that count. Not applicable ones leave every sum (S16).
Folded Fold(const std::vector<Component>& components, std::vector<Folded> children,
            const Question& question) {
  Folded group;
  double weight = 0;
  double weighted_score = 0;
  double weighted_coverage = 0;
  double weighted_low = 0;
  double weighted_high = 0;
  for (size_t i = 0; i < children.size(); ++i) {
    const Folded& child = children[i];
    const double w = WeightOf(question, components[i]);
    if (w == 0 || child.part == Part::kMoot) continue;
    weight += w;
    weighted_coverage += w * child.coverage;
    weighted_low += w * child.low;
    weighted_high += w * child.high;
    if (!child.score) continue;
    group.scored_weight += w;
    weighted_score += w * *child.score;
  }
  group.children = std::move(children);
  if (weight == 0) {
    group.part = Part::kMoot;
    group.reason = kNotApplicable;
    return group;
  }
  group.coverage = weighted_coverage / weight;
  group.low = weighted_low / weight;
  group.high = weighted_high / weight;
  if (group.scored_weight > 0) {
    group.score = weighted_score / group.scored_weight;
    group.part = group.coverage > 0 ? Part::kObserved : Part::kImputed;
  } else {
    group.reason = kInputMissing;
  }
  return group;
}

// S17: invert last.
void Invert(Folded& group) {
  if (group.score) group.score = 100 - *group.score;
  const double low = group.low;
  group.low = 100 - group.high;
  group.high = 100 - low;
}

Folded FoldComponent(Question& question, const Component& component, const Position& position) {
  if (component.curve.kind != CurveKind::kGroup) return ScoreLeaf(question, component, position);
  const bool turned = position.turned != component.invert;
  Folded group = FoldTree(question, component.components, {turned, position.counted});
  if (component.invert && group.part != Part::kMoot) Invert(group);
  return group;
}

class TreeSpeaker {
 public:
  TreeSpeaker(Question& question, const std::string& root, bool accounted)
      : question_(question), root_(root), accounted_(accounted) {}

  // `share` is what the group has of the whole weight; nothing when it is in no sum.
  void Say(const std::vector<Component>& components, const Folded& group,
           std::optional<double> share, bool turned) {
    for (size_t i = 0; i < components.size(); ++i) {
      const Folded& child = group.children[i];
      const bool in_sum = share && child.counted && child.score;
      std::optional<double> own;
      if (in_sum) own = *share * (WeightOf(question_, components[i]) / group.scored_weight);
      SayComponent(components[i], child);
      if (accounted_) SayAccount(components[i], child, own, turned);
      Say(components[i].components, child, own, turned != components[i].invert);
    }
  }

 private:
  std::string Name(const Component& component) const {
    return absl::StrCat(root_, ".", component.path);
  }

  void SayComponent(const Component& component, const Folded& folded) {
    const std::string name = Name(component);
    Transcript& answer = question_.answer;
    const std::string state = folded.counted ? Word(folded.part) : "ZERO_WEIGHT";
    answer.State("component", name, "state", state);
    answer.State("component", name, "curve", absl::StrCat(Word(component.curve.kind), " ", state));
    answer.State("component", name, "reason", folded.reason);
    answer.Without("component", name, folded.missing);
    if (folded.score) answer.Number("component", name, "score", *folded.score);
    answer.Number("component", name, "decay", folded.decay);
    answer.Number("component", name, "coverage", folded.coverage);
    answer.Number("component", name, "low", folded.low);
    answer.Number("component", name, "high", folded.high);
  }

  // Rules language, section 10: below an inverted group a child's points are those that it leaves.
  void SayAccount(const Component& component, const Folded& folded, std::optional<double> share,
                  bool turned) {
    double contribution = 0;
    if (share) contribution = *share * (turned ? 100 - *folded.score : *folded.score);
    question_.answer.Number("component", Name(component), "share", share.value_or(0));
    question_.answer.Number("component", Name(component), "contribution", contribution);
  }

  Question& question_;
  const std::string root_;
  const bool accounted_;
};

}  // namespace

double WeightOf(const Question& question, const Component& component) {
  const auto segment = question.Segment();
  return segment ? component.segment_weights[*segment] : component.weight;
}

Folded FoldTree(Question& question, const std::vector<Component>& components,
                const Position& position) {
  std::vector<Folded> children;
  for (const Component& component : components) {
    const bool counted = position.counted && WeightOf(question, component) > 0;
    children.push_back(FoldComponent(question, component, {position.turned, counted}));
    children.back().counted = counted;
  }
  return Fold(components, std::move(children), question);
}

void SayTree(Question& question, const std::string& root, const std::vector<Component>& components,
             const Folded& folded, bool accounted) {
  TreeSpeaker(question, root, accounted).Say(components, folded, 1.0, false);
}

}  // namespace bellwether::oracle
