// One function for each family of paths; each answers for the kinds of its own part of the table.
//
// Tested by tests/engine/testing/paths_test.cc.
#include "engine/testing/observed.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/explain/explanation.h"
#include "engine/explain/names.h"

namespace bellwether {
namespace {

using expression::Kind;

Observed Number(double number) { return {number, ""}; }
Observed Text(std::string text) { return {std::move(text), ""}; }
Observed Truth(bool truth) { return {std::string(truth ? "true" : "false"), ""}; }
Observed Nothing(std::string why) { return {std::monostate(), std::move(why)}; }
Observed Day(absl::CivilDay day) { return Text(FormatMoment(Moment::Date(day))); }

class Observer {
 public:
  Observer(const Plan& plan, const Facts& facts, const Evaluation& evaluation, const Path& path)
      : plan_(plan), facts_(facts), out_(evaluation), path_(path), kind_(path.form->kind) {}

  Observed Run() const {
    if (path_.form->type == PathType::kText) return Words();
    if (kind_ <= PathKind::kModelHeld) return Model();
    if (kind_ <= PathKind::kComponentMissing) return Component();
    if (kind_ <= PathKind::kBenchmarkDistance) return Benchmark();
    if (kind_ <= PathKind::kFlagsNotEvaluated) return Flag();
    if (kind_ <= PathKind::kGraduationUnmet) return Graduation();
    if (kind_ <= PathKind::kDimensionComputed) return Dimension();
    if (kind_ <= PathKind::kRequirement) return Evidence();
    if (kind_ <= PathKind::kExtensionReasons) return Extension();
    if (kind_ <= PathKind::kRootCause) return Reason();
    if (kind_ <= PathKind::kForecastLatest) return Forecast();
    if (kind_ <= PathKind::kWeek) return Programme();
    return Fact();
  }

 private:
  // --- what people read ---

  Observed Words() const {
    const Answered answered{plan_, facts_, out_, path_.language};
    if (kind_ == PathKind::kFlagReason) return Text(ExplainFlag(answered, path_.index).rule.reason);
    const GraduationExplanation graduation = ExplainGraduation(answered);
    if (kind_ == PathKind::kGateReason || kind_ == PathKind::kRequirementReason) {
      if (!Assessed()) return Nothing(StateName(out_.graduation.state));
      return Text(kind_ == PathKind::kGateReason
                      ? graduation.gates[path_.index].rule.reason
                      : graduation.requirements[path_.index].rule.reason);
    }
    if (out_.extension.state != OutcomeState::kAnswered) {
      return Nothing(StateName(out_.extension.state));
    }
    return ExtensionWords(ExplainExtension(answered, graduation));
  }

  Observed ExtensionWords(const ExtensionExplanation& extension) const {
    switch (kind_) {
      case PathKind::kEscalateReason:
        return Text(extension.escalate[path_.index].rule.reason);
      case PathKind::kExtendReason:
        return Text(extension.extend[path_.index].rule.reason);
      case PathKind::kRootCauseReason:
        return Text(extension.root_causes[path_.index].rule.reason);
      case PathKind::kExtensionReason:
        return IfSaid(extension.reason, "no reason decided");
      case PathKind::kExtensionMessage:
        return IfSaid(extension.response.message, "nothing is said");
      case PathKind::kExtensionCheckIn:
        return IfSaid(extension.response.check_in, "nothing is said");
      default:
        break;
    }
    if (!extension.recovery) return Nothing("no recovery plan is due");
    return IfSaid(kind_ == PathKind::kRecoveryMessage ? extension.recovery->message
                                                      : extension.recovery->check_in,
                  "nothing is said");
  }

  static Observed IfSaid(const std::string& text, const char* otherwise) {
    return text.empty() ? Nothing(otherwise) : Text(text);
  }

  Observed Model() const {
    if (kind_ == PathKind::kPrimary) {
      if (out_.primary == kNoIndex) return Nothing("no model answers");
      return Text(plan_.model_notes[out_.primary].name);
    }
    const ModelResult& model = out_.models[path_.index];
    if (kind_ == PathKind::kModelState) return Text(StateName(model.state));
    const bool evaluated =
        model.state != ModelState::kNotApplicable && model.state != ModelState::kNotEvaluated;
    if (!evaluated) return Nothing(StateName(model.state));
    switch (kind_) {
      case PathKind::kModelCoverage:
        return Number(model.coverage);
      case PathKind::kModelLow:
        return Number(model.low);
      case PathKind::kModelHigh:
        return Number(model.high);
      case PathKind::kModelRaw:
        return model.has_raw ? Number(model.raw) : Nothing(StateName(model.state));
      default:
        return model.has_score() ? Score(model) : Nothing(StateName(model.state));
    }
  }

  Observed Score(const ModelResult& model) const {
    const PlanModel& rules = plan_.models[path_.index];
    switch (kind_) {
      case PathKind::kModelScore:
        return Number(model.displayed);
      case PathKind::kModelBand:
        return Text(plan_.band_notes[rules.bands.first + model.band].name);
      case PathKind::kModelEffective:
        return Number(model.effective);
      case PathKind::kModelCertain:
        return Truth(model.certain);
      case PathKind::kModelHeld:
        return Truth(model.held_by_hysteresis);
      default:
        break;
    }
    if (!rules.intervene_below) return Nothing("the model has no intervene_below");
    if (model.intervene == Ternary::kUnknown) return Text("unknown");
    return Truth(model.intervene == Ternary::kTrue);
  }

  Observed Component() const {
    const ComponentResult& component = out_.components[path_.part];
    switch (kind_) {
      case PathKind::kComponentScore:
        return component.has_score ? Number(component.score) : Nothing(Why(component));
      case PathKind::kComponentState:
        return Text(StateName(component.state));
      case PathKind::kComponentContribution:
        return Number(component.contribution);
      case PathKind::kComponentShare:
        return Number(component.share);
      default:
        return component.reason == MissingReason::kNone ? Nothing(StateName(component.state))
                                                        : Text(MissingReasonName(component.reason));
    }
  }

  static std::string Why(const ComponentResult& component) {
    return component.reason == MissingReason::kNone ? StateName(component.state)
                                                    : MissingReasonName(component.reason);
  }

  Observed Benchmark() const {
    const BenchmarkLine line = ExplainBenchmark(plan_, out_, path_.index);
    if (kind_ == PathKind::kBenchmarkState) return Text(StateName(line.state));
    if (line.state != BenchmarkState::kTiered) return Nothing(StateName(line.state));
    switch (kind_) {
      case PathKind::kBenchmarkTier:
        return Text(line.use->tier);
      case PathKind::kBenchmarkPoints:
        return line.points ? Number(*line.points) : Nothing("the tier has no points");
      case PathKind::kBenchmarkValue:
        return Number(*line.value);
      default:
        return line.distance_to_better ? Number(*line.distance_to_better)
                                       : Nothing("no tier is better");
    }
  }

  Observed Flag() const {
    if (kind_ == PathKind::kFlag) return Text(StateName(out_.flags[path_.index].state));
    if (kind_ == PathKind::kFlagSeverity) {
      return Text(plan_.severities[plan_.flags[path_.index].severity]);
    }
    const FlagState wanted =
        kind_ == PathKind::kFlagsRaised ? FlagState::kRaised : FlagState::kNotEvaluated;
    std::vector<std::string> names;
    for (size_t i = 0; i < out_.flags.size(); ++i) {
      if (out_.flags[i].state == wanted) names.push_back(plan_.outcome_notes.flags[i].name);
    }
    return {std::move(names), ""};
  }

  // Whether dimensions, gates and requirements were looked at.
  bool Assessed() const {
    return out_.graduation.state == OutcomeState::kAnswered ||
           out_.graduation.state == OutcomeState::kInsufficientData;
  }

  Observed Graduation() const {
    const GraduationResult& result = out_.graduation;
    if (kind_ == PathKind::kGraduationState) return Text(StateName(result.state));
    if (!Assessed()) return Nothing(StateName(result.state));
    if (kind_ == PathKind::kGraduationDecision)
      return Text(result.graduate ? "GRADUATE" : "NOT_YET");
    if (kind_ == PathKind::kGraduationBlocked) return Blocked();
    if (kind_ == PathKind::kGraduationUnmet) return Unmet();
    if (result.state != OutcomeState::kAnswered) return Nothing(StateName(result.state));
    if (kind_ == PathKind::kGraduationReadiness) return Text(WordFor(result.readiness));
    return Number(kind_ == PathKind::kGraduationTotal ? result.total : result.raw);
  }

  Observed Blocked() const {
    std::vector<std::string> names;
    for (size_t i = 0; i < out_.graduation.gates.size(); ++i) {
      const GateState state = out_.graduation.gates[i].state;
      const bool lacks =
          state == GateState::kNeedsEvidence && plan_.graduation.gates[i].unknown_blocks;
      if (state != GateState::kBlocked && !lacks) continue;
      names.push_back(plan_.outcome_notes.gates[i].name);
    }
    return {std::move(names), ""};
  }

  Observed Unmet() const {
    const std::vector<std::string> criteria = WordsOf(plan_, path_);
    std::vector<std::string> names;
    for (size_t i = 0; i < criteria.size(); ++i) {
      if (out_.graduation.criteria[i] == CriterionState::kUnmet) names.push_back(criteria[i]);
    }
    return {std::move(names), ""};
  }

  Observed Dimension() const {
    if (!Assessed()) return Nothing(StateName(out_.graduation.state));
    const DimensionResult& dimension = out_.graduation.dimensions[path_.index];
    switch (kind_) {
      case PathKind::kDimensionState:
        return Text(StateName(dimension.state));
      case PathKind::kDimensionGreen:
        return Truth(dimension.green);
      case PathKind::kDimensionCoverage:
        return Number(dimension.coverage);
      case PathKind::kDimensionComputed:
        return dimension.has_computed ? Number(dimension.computed)
                                      : Nothing("not enough is known to compute it");
      default:
        return dimension.state == DimensionState::kScored ? Number(dimension.score)
                                                          : Nothing(StateName(dimension.state));
    }
  }

  Observed Evidence() const {
    const GraduationResult& result = out_.graduation;
    if (!Assessed()) return Nothing(StateName(result.state));
    if (kind_ == PathKind::kGate) return Text(StateName(result.gates[path_.index].state));
    if (kind_ == PathKind::kRequirement) {
      return Text(StateName(result.requirements[path_.index].state));
    }
    if (kind_ == PathKind::kCriterion) {
      return Text(StateName(result.criteria[path_.part - plan_.graduation.first_criterion]));
    }
    const ComponentResult& points = out_.components[path_.part];
    return points.has_score ? Number(points.score) : Nothing(Why(points));
  }

  Observed Extension() const {
    const ExtensionResult& result = out_.extension;
    if (kind_ == PathKind::kExtensionState) return Text(StateName(result.state));
    if (result.state != OutcomeState::kAnswered) return Nothing(StateName(result.state));
    switch (kind_) {
      case PathKind::kExtensionDecision:
        return Text(WordFor(result.decision));
      case PathKind::kExtensionBasis:
        return Text(WordFor(result.basis));
      case PathKind::kExtensionDaysGranted:
        return Number(static_cast<double>(result.days_granted));
      case PathKind::kExtensionDaysLeft:
        return Number(static_cast<double>(result.days_left));
      case PathKind::kExtensionRecovery:
        return Truth(result.recovery);
      case PathKind::kExtensionCertain:
        return Truth(result.certain);
      case PathKind::kExtensionRootCause:
        if (result.root_cause == kNoIndex) return Nothing("not established");
        return Text(plan_.outcome_notes.root_cause[result.root_cause].name);
      case PathKind::kExtensionReasons:
        return DecidingReasons();
      default:
        return result.has_target ? Target(result) : Nothing("no target_graduation_at");
    }
  }

  Observed Target(const ExtensionResult& result) const {
    if (kind_ == PathKind::kExtensionDaysLate) {
      return Number(static_cast<double>(result.days_late));
    }
    return Day(kind_ == PathKind::kExtensionCurrentTarget ? result.current_target
                                                          : result.new_target);
  }

  // None when a date or the budget decides (S23).
  Observed DecidingReasons() const {
    const DecisionBasis basis = out_.extension.basis;
    std::vector<std::string> names;
    const auto add = [&](const std::vector<Condition>& answers,
                         const std::vector<PlanNote>& notes) {
      for (size_t i = 0; i < answers.size(); ++i) {
        if (answers[i].answer == Answer::kTrue) names.push_back(notes[i].name);
      }
    };
    if (basis == DecisionBasis::kEscalationReason) {
      add(out_.extension.escalate, plan_.outcome_notes.escalate);
    } else if (basis == DecisionBasis::kExtensionReason ||
               basis == DecisionBasis::kExtensionCannotReachToday) {
      add(out_.extension.extend, plan_.outcome_notes.extend);
    }
    return {std::move(names), ""};
  }

  Observed Reason() const {
    const ExtensionResult& result = out_.extension;
    if (result.state != OutcomeState::kAnswered) return Nothing(StateName(result.state));
    const std::vector<Condition>& answers = kind_ == PathKind::kEscalate ? result.escalate
                                            : kind_ == PathKind::kExtend ? result.extend
                                                                         : result.root_causes;
    return Text(StateName(answers[path_.index].answer));
  }

  Observed Forecast() const {
    const bellwether::Forecast& forecast = out_.forecast;
    if (kind_ == PathKind::kForecastAvailable) return Truth(forecast.available);
    if (!forecast.available) return Nothing("no plan to go by");
    if (kind_ == PathKind::kForecastPlanned) return Day(forecast.planned);
    const bool earliest = kind_ == PathKind::kForecastEarliest;
    if (earliest ? forecast.earliest_beyond_a_year : forecast.latest_beyond_a_year) {
      return Text("more_than_a_year");
    }
    return Day(earliest ? forecast.earliest : forecast.latest);
  }

  Observed Programme() const {
    const ProgrammeResult& result = out_.programme;
    if (result.state != OutcomeState::kAnswered) return Nothing(StateName(result.state));
    switch (kind_) {
      case PathKind::kPhase:
        return Text(StateName(result.phases[path_.index].state));
      case PathKind::kPhaseInWindow:
        return Truth(result.phases[path_.index].in_window);
      case PathKind::kEarlyWin:
        return EarlyWin(result.early_wins[path_.index].answer);
      case PathKind::kEnablement:
        return Number(result.level);
      case PathKind::kReview:
        return Text(StateName(result.review));
      default:
        return Number(static_cast<double>(result.week));
    }
  }

  static Observed EarlyWin(Answer answer) {
    if (answer == Answer::kTrue) return Text("reached");
    return Text(answer == Answer::kFalse ? "not_reached" : StateName(answer));
  }

  Observed Fact() const {
    const MissingReason reason = out_.reasons[path_.index];
    if (kind_ == PathKind::kFactMissing) {
      return reason == MissingReason::kNone ? Nothing("it has a value")
                                            : Text(MissingReasonName(reason));
    }
    const expression::Value& value = out_.values[path_.index];
    switch (value.kind) {
      case Kind::kDouble:
        return Number(value.number);
      case Kind::kBool:
        return Truth(value.boolean);
      case Kind::kString:
        return Text(std::string(value.as_string()));
      case Kind::kTimestamp: {
        const absl::Time time = value.as_timestamp();
        const absl::CivilDay day = absl::ToCivilDay(time, facts_.zone);
        return {ObservedTime{time, day, absl::FromCivil(day, facts_.zone) == time}, ""};
      }
      default:
        return Nothing(MissingReasonName(reason));
    }
  }

  const Plan& plan_;
  const Facts& facts_;
  const Evaluation& out_;
  const Path& path_;
  const PathKind kind_;
};

}  // namespace

Observed Observe(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                 const Path& path) {
  return Observer(plan, facts, evaluation, path).Run();
}

std::string Show(const Observed& observed) {
  if (const auto* number = std::get_if<double>(&observed.value)) return FormatNumber(*number);
  if (const auto* text = std::get_if<std::string>(&observed.value)) return *text;
  if (const auto* names = std::get_if<std::vector<std::string>>(&observed.value)) {
    return absl::StrCat("[", absl::StrJoin(*names, ", "), "]");
  }
  if (const auto* time = std::get_if<ObservedTime>(&observed.value)) {
    return FormatMoment(time->midnight ? Moment::Date(time->day) : Moment::Instant(time->time));
  }
  return observed.why.empty() ? "no value" : absl::StrCat("no value (", observed.why, ")");
}

}  // namespace bellwether
