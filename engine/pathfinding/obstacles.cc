// Tested by tests/engine/pathfinding/find_paths_test.cc.
#include "engine/pathfinding/obstacles.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/base/number.h"
#include "engine/explain/explanation.h"
#include "engine/explain/names.h"

namespace bellwether {
namespace {

constexpr double kPercent = 100;
constexpr const char* kLanguage = "";  // the pack's first

std::string Spaced(const char* state) { return absl::StrReplaceAll(state, {{"_", " "}}); }
std::string PercentText(double share) {
  return absl::StrCat(FormatFixed(share * kPercent, 0), " %");
}

// A floor lifts, and stands in nobody's way.
bool IsLimit(const AdjustmentLine& line) {
  return line.state == LimitState::kHolds && line.kind != AdjustmentKind::kFloor &&
         line.kind != AdjustmentKind::kOverrideFloor;
}

std::string LimitName(const AdjustmentLine& line) {
  const std::string value = FormatNumber(line.value);
  if (line.kind == AdjustmentKind::kOverrideSet) return absl::StrCat("override to ", value);
  const bool cap = line.kind == AdjustmentKind::kCap;
  return absl::StrCat(cap ? "cap" : "override", " at most ", value);
}

class ObstacleFinder {
 public:
  explicit ObstacleFinder(const EvaluatedAccount& account)
      : plan_(account.plan), facts_(account.facts), evaluation_(account.evaluation) {}

  void AddModel(uint32_t index, uint32_t band) {
    const PlanModel& model = plan_.models[index];
    const ModelResult& result = evaluation_.models[index];
    const PlanNote& note = plan_.model_notes[index];
    const std::string name = absl::StrCat("model ", note.name);
    if (result.state == ModelState::kInsufficientData) {
      Add(name,
          absl::StrCat("insufficient data: ", PercentText(result.coverage),
                       " of the weight is known, ", PercentText(model.min_coverage), " is needed"),
          PlaceOf(plan_, note.location));
    } else if (!result.has_score()) {
      Add(name, Spaced(StateName(result.state)), PlaceOf(plan_, note.location));
    }
    const double edge = plan_.bands[model.bands.first + band].from;
    const ModelExplanation explained =
        ExplainAdjustments(plan_, facts_, evaluation_, index, kLanguage);
    for (const AdjustmentLine& line : explained.adjustments) {
      const double most = RoundForDisplay(line.value, model.precision, model.rounding);
      if (IsLimit(line) && most < edge) Add(LimitName(line), line.reason, line.place);
    }
  }

  // What graduation lacks; of the total alone, or of the decision.
  void AddGraduation(bool decision) {
    const GraduationResult& result = evaluation_.graduation;
    const bool assessed =
        result.state == OutcomeState::kAnswered || result.state == OutcomeState::kInsufficientData;
    const GraduationExplanation explained =
        ExplainGraduation({plan_, facts_, evaluation_, kLanguage});
    if (!assessed) return Add("graduation", Spaced(StateName(result.state)), explained.place);
    for (const DimensionLine& line : explained.dimensions) AddDimension(line, decision);
    if (result.state == OutcomeState::kAnswered && result.readiness != Readiness::kReady) {
      Add("total", Short(result.total, plan_.graduation.ready), explained.place);
    }
    if (!decision) return;
    for (size_t i = 0; i < explained.gates.size(); ++i) {
      const GateState state = explained.gates[i].state;
      const bool waits =
          state == GateState::kNeedsEvidence && plan_.graduation.gates[i].unknown_blocks;
      if (state == GateState::kBlocked || waits) {
        AddRule("gate ", explained.gates[i].rule, StateName(state));
      }
    }
    for (const RequirementLine& line : explained.requirements) {
      const bool lacks =
          line.state == RequirementState::kUnmet || line.state == RequirementState::kNeedsEvidence;
      if (lacks) AddRule("requirement ", line.rule, StateName(line.state));
    }
  }

  std::vector<Obstacle> Take() { return std::move(obstacles_); }

 private:
  void Add(std::string name, std::string words, Place place) {
    obstacles_.push_back({std::move(name), std::move(words), std::move(place)});
  }

  void AddRule(const char* kind, const RuleLine& rule, const char* state) {
    Add(absl::StrCat(kind, rule.name), absl::StrCat(Spaced(state), ": ", rule.reason), rule.place);
  }

  std::string Short(double value, double needed) const {
    const int precision = plan_.graduation.precision;
    return absl::StrCat(FormatFixed(value, precision), " of the ", FormatFixed(needed, precision),
                        " that it needs");
  }

  void AddDimension(const DimensionLine& line, bool decision) {
    const std::string name = absl::StrCat("dimension ", line.name);
    if (line.result.state == DimensionState::kInsufficientEvidence) {
      Add(name,
          absl::StrCat("insufficient evidence: ", PercentText(line.result.coverage),
                       " of the weight is known"),
          line.place);
    } else if (decision && line.result.state == DimensionState::kScored && !line.result.green) {
      Add(name, Short(line.result.score, plan_.graduation.require_each_dimension), line.place);
    }
  }

  const Plan& plan_;
  const Facts& facts_;
  const Evaluation& evaluation_;
  std::vector<Obstacle> obstacles_;
};

}  // namespace

std::vector<Obstacle> ObstaclesTo(const Goal& goal, const EvaluatedAccount& account) {
  ObstacleFinder finder(account);
  if (goal.kind() == GoalKind::kBand) finder.AddModel(goal.model(), goal.band());
  if (goal.kind() == GoalKind::kReadiness) finder.AddGraduation(false);
  if (goal.kind() == GoalKind::kGraduation) finder.AddGraduation(true);
  return finder.Take();
}

}  // namespace bellwether
