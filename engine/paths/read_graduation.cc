// Tested by tests/engine/paths/readers_test.cc.
#include "engine/explain/explanation.h"
#include "engine/explain/names.h"
#include "engine/paths/readers.h"

namespace bellwether::paths {
namespace {

// `read` when dimensions, gates and requirements were looked at.
template <typename Read>
Observed IfAssessed(const EvaluatedAccount& of, Read read) {
  const GraduationResult& result = of.evaluation.graduation;
  const bool assessed =
      result.state == OutcomeState::kAnswered || result.state == OutcomeState::kInsufficientData;
  return assessed ? read(result) : Nothing(StateName(result.state));
}

// `read` when there is a total.
template <typename Read>
Observed IfAnswered(const EvaluatedAccount& of, Read read) {
  const GraduationResult& result = of.evaluation.graduation;
  return result.state == OutcomeState::kAnswered ? read(result) : Nothing(StateName(result.state));
}

template <typename Read>
Observed OfDimension(const EvaluatedAccount& of, const Path& path, Read read) {
  return IfAssessed(
      of, [&](const GraduationResult& result) { return read(result.dimensions[path.index]); });
}

GraduationExplanation Explained(const EvaluatedAccount& of, const Path& path) {
  return ExplainGraduation({of.plan, of.facts, of.evaluation, path.language});
}

}  // namespace

Observed ReadGraduationState(const EvaluatedAccount& of, const Path&) {
  return Text(StateName(of.evaluation.graduation.state));
}
Observed ReadGraduationTotal(const EvaluatedAccount& of, const Path&) {
  return IfAnswered(of, [](const GraduationResult& result) { return Number(result.total); });
}
Observed ReadGraduationRaw(const EvaluatedAccount& of, const Path&) {
  return IfAnswered(of, [](const GraduationResult& result) { return Number(result.raw); });
}
Observed ReadGraduationReadiness(const EvaluatedAccount& of, const Path&) {
  return IfAnswered(of,
                    [](const GraduationResult& result) { return Text(WordFor(result.readiness)); });
}
Observed ReadGraduationDecision(const EvaluatedAccount& of, const Path&) {
  return IfAssessed(of, [](const GraduationResult& result) {
    return Text(result.graduate ? "GRADUATE" : "NOT_YET");
  });
}

Observed ReadGraduationBlocked(const EvaluatedAccount& of, const Path&) {
  return IfAssessed(of, [&of](const GraduationResult& result) {
    std::vector<std::string> names;
    for (size_t i = 0; i < result.gates.size(); ++i) {
      const GateState state = result.gates[i].state;
      const bool lacks =
          state == GateState::kNeedsEvidence && of.plan.graduation.gates[i].unknown_blocks;
      if (state != GateState::kBlocked && !lacks) continue;
      names.push_back(of.plan.outcome_notes.gates[i].name);
    }
    return Names(std::move(names));
  });
}

Observed ReadGraduationUnmet(const EvaluatedAccount& of, const Path& path) {
  return IfAssessed(of, [&](const GraduationResult& result) {
    const std::vector<std::string> criteria = CriterionNames(of.plan, path);
    std::vector<std::string> names;
    for (size_t i = 0; i < criteria.size(); ++i) {
      if (result.criteria[i] == CriterionState::kUnmet) names.push_back(criteria[i]);
    }
    return Names(std::move(names));
  });
}

Observed ReadDimension(const EvaluatedAccount& of, const Path& path) {
  return OfDimension(of, path, [](const DimensionResult& dimension) {
    return dimension.state == DimensionState::kScored ? Number(dimension.score)
                                                      : Nothing(StateName(dimension.state));
  });
}
Observed ReadDimensionState(const EvaluatedAccount& of, const Path& path) {
  return OfDimension(
      of, path, [](const DimensionResult& dimension) { return Text(StateName(dimension.state)); });
}
Observed ReadDimensionGreen(const EvaluatedAccount& of, const Path& path) {
  return OfDimension(of, path,
                     [](const DimensionResult& dimension) { return Truth(dimension.green); });
}
Observed ReadDimensionCoverage(const EvaluatedAccount& of, const Path& path) {
  return OfDimension(of, path,
                     [](const DimensionResult& dimension) { return Number(dimension.coverage); });
}
Observed ReadDimensionComputed(const EvaluatedAccount& of, const Path& path) {
  return OfDimension(of, path, [](const DimensionResult& dimension) {
    return dimension.has_computed ? Number(dimension.computed)
                                  : Nothing("not enough is known to compute it");
  });
}

Observed ReadCriterion(const EvaluatedAccount& of, const Path& path) {
  return IfAssessed(of, [&](const GraduationResult& result) {
    return Text(StateName(result.criteria[path.part - of.plan.graduation.first_criterion]));
  });
}
Observed ReadCriterionPoints(const EvaluatedAccount& of, const Path& path) {
  return IfAssessed(of, [&](const GraduationResult&) {
    const ComponentResult& points = of.evaluation.components[path.part];
    return points.has_score ? Number(points.score) : Nothing(WhyAbsent(points));
  });
}

Observed ReadGate(const EvaluatedAccount& of, const Path& path) {
  return IfAssessed(of, [&](const GraduationResult& result) {
    return Text(StateName(result.gates[path.index].state));
  });
}
Observed ReadGateReason(const EvaluatedAccount& of, const Path& path) {
  return IfAssessed(of, [&](const GraduationResult&) {
    return Text(Explained(of, path).gates[path.index].rule.reason);
  });
}
Observed ReadRequirement(const EvaluatedAccount& of, const Path& path) {
  return IfAssessed(of, [&](const GraduationResult& result) {
    return Text(StateName(result.requirements[path.index].state));
  });
}
Observed ReadRequirementReason(const EvaluatedAccount& of, const Path& path) {
  return IfAssessed(of, [&](const GraduationResult&) {
    return Text(Explained(of, path).requirements[path.index].rule.reason);
  });
}

}  // namespace bellwether::paths
