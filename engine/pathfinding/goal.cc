// Tested by tests/engine/pathfinding/goal_test.cc.
#include "engine/pathfinding/goal.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/explain/names.h"
#include "engine/paths/resolve.h"
#include "engine/paths/wanted.h"

namespace bellwether {
namespace {

constexpr double kHighestTotal = 10;

// What keeps a total that is ready from GRADUATE.
double BarriersTo(const Plan& plan, const GraduationResult& result) {
  double barriers = 0;
  for (const DimensionResult& dimension : result.dimensions) {
    barriers += dimension.state == DimensionState::kScored && !dimension.green ? 1 : 0;
  }
  for (size_t i = 0; i < result.gates.size(); ++i) {
    const GateState state = result.gates[i].state;
    const bool waits =
        state == GateState::kNeedsEvidence && plan.graduation.gates[i].unknown_blocks;
    barriers += state == GateState::kBlocked || waits ? 1 : 0;
  }
  for (const RequirementResult& requirement : result.requirements) {
    const bool lacks = requirement.state == RequirementState::kUnmet ||
                       requirement.state == RequirementState::kNeedsEvidence;
    barriers += lacks ? 1 : 0;
  }
  return barriers;
}

}  // namespace

Goal::Goal(const Plan& plan, GoalKind kind, std::string words)
    : plan_(&plan), kind_(kind), words_(std::move(words)) {}

void Goal::Show(const std::string& path) {
  shown_.push_back(ResolvePath(*plan_, path).path);
  wanted_ |= WantedBy(shown_.back());
}

Goal Goal::Band(const Plan& plan, uint32_t model, uint32_t band) {
  const std::string& name = plan.model_notes[model].name;
  const std::string& edge = plan.band_notes[plan.models[model].bands.first + band].name;
  Goal goal(plan, GoalKind::kBand, absl::StrCat(name, ": ", edge, band == 0 ? "" : " or better"));
  goal.model_ = model;
  goal.band_ = band;
  goal.Show(absl::StrCat("health.", name, ".score"));
  goal.Show(absl::StrCat("health.", name, ".band"));
  return goal;
}

Goal Goal::AtLeast(const Plan& plan, Readiness readiness) {
  Goal goal(plan, GoalKind::kReadiness,
            absl::StrCat("graduation: ", WordFor(readiness),
                         readiness == Readiness::kReady ? "" : " or better"));
  goal.readiness_ = readiness;
  goal.Show("graduation.total");
  goal.Show("graduation.readiness");
  return goal;
}

Goal Goal::Graduation(const Plan& plan) {
  Goal goal(plan, GoalKind::kGraduation, "graduation: GRADUATE");
  goal.Show("graduation.total");
  goal.Show("graduation.decision");
  return goal;
}

Goal Goal::Condition(const Plan& plan, std::string text, PathCondition condition) {
  Goal goal(plan, GoalKind::kCondition, std::move(text));
  goal.wanted_ = condition.wanted();
  goal.condition_ = std::move(condition);
  if (plan.models.empty()) return goal;
  goal.Show("health.primary.score");
  goal.Show("health.primary.band");
  return goal;
}

bool Goal::Reached(const EvaluatedAccount& account) {
  const GraduationResult& graduation = account.evaluation.graduation;
  switch (kind_) {
    case GoalKind::kBand: {
      const ModelResult& model = account.evaluation.models[model_];
      return model.has_score() && model.band <= band_;
    }
    case GoalKind::kReadiness:
      return graduation.state == OutcomeState::kAnswered && graduation.readiness >= readiness_;
    case GoalKind::kGraduation:
      return graduation.state == OutcomeState::kAnswered && graduation.graduate;
    case GoalKind::kCondition:
      break;
  }
  return condition_->Holds(account) == Ternary::kTrue;
}

std::optional<double> Goal::Measure(const Evaluation& evaluation) const {
  if (kind_ == GoalKind::kCondition) return std::nullopt;
  if (kind_ == GoalKind::kBand) {
    const ModelResult& model = evaluation.models[model_];
    return model.has_score() ? std::optional(model.effective) : std::nullopt;
  }
  const GraduationResult& graduation = evaluation.graduation;
  if (graduation.state != OutcomeState::kAnswered) return std::nullopt;
  if (kind_ == GoalKind::kReadiness) return graduation.raw;
  return graduation.raw - kHighestTotal * BarriersTo(*plan_, graduation);
}

double Goal::Hidden(const Evaluation& evaluation) const {
  return kind_ == GoalKind::kBand ? evaluation.models[model_].raw : 0;
}

bool Goal::ListensTo(uint32_t slot) const {
  if (kind_ == GoalKind::kCondition) return condition_->ListensTo(*plan_, slot);
  const uint64_t bit = kind_ == GoalKind::kBand ? BandBit(model_) : kGraduationBit;
  return (plan_->reach.outcomes[slot] & bit) != 0;
}

}  // namespace bellwether
