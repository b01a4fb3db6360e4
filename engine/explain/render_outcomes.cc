// Tested by tests/golden/explain.
#include "engine/explain/render_outcomes.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/explain/names.h"

namespace bellwether {
namespace {

std::string At(const Place& place) {
  return place.line == 0 ? "" : absl::StrCat(" at ", place.file, ":", place.line);
}

std::string Names(const std::vector<MissingName>& missing) {
  std::string text;
  for (const MissingName& name : missing) {
    absl::StrAppend(&text, " missing ", name.name, " (", MissingReasonName(name.reason), ")");
  }
  return text;
}

std::string Read(const std::vector<ReadValue>& read) {
  std::string text;
  for (const ReadValue& value : read) {
    absl::StrAppend(&text, " ", value.name, "=", ValueText(value.value));
  }
  return text;
}

class OutcomeRenderer {
 public:
  explicit OutcomeRenderer(const Answered& answered)
      : answered_(answered), evaluation_(answered.evaluation) {}

  std::string Run() {
    for (uint32_t i = 0; i < answered_.plan.flags.size(); ++i) Flag(i);
    if (answered_.plan.graduation.defined) Graduation();
    if (answered_.plan.extension.defined) Extension();
    const bool planned = answered_.plan.graduation.defined || answered_.plan.extension.defined;
    if (planned && evaluation_.forecast.available) Forecast();
    if (answered_.plan.programme.defined) Programme();
    return std::move(text_);
  }

 private:
  template <typename... Parts>
  void Line(size_t indent, const Parts&... parts) {
    absl::StrAppend(&text_, std::string(indent * 2, ' '), parts..., "\n");
  }

  void Rule(size_t indent, const char* kind, const RuleLine& rule, const char* state) {
    Line(indent, kind, " ", rule.name, " ", state, " ", rule.reason, Read(rule.read),
         Names(rule.missing), At(rule.place));
  }

  void Flag(uint32_t index) {
    const FlagLine line = ExplainFlag(answered_, index);
    const std::string state =
        absl::StrCat(StateName(line.state), line.unanswered ? " unanswered" : "");
    Rule(0, absl::StrCat("flag ", line.severity).c_str(), line.rule, state.c_str());
  }

  void Graduation() {
    const GraduationResult& result = evaluation_.graduation;
    const GraduationExplanation lines = ExplainGraduation(answered_);
    const int precision = answered_.plan.graduation.precision;
    Line(0, "graduation ", StateName(result.state), Names(lines.missing),
         result.state == OutcomeState::kAnswered
             ? absl::StrCat(" total ", FormatFixed(result.total, precision), " ",
                            WordFor(result.readiness))
             : "",
         result.graduate ? " GRADUATE" : " NOT_YET", At(lines.place));
    for (const DimensionLine& dimension : lines.dimensions) Dimension(dimension);
    for (const GateLine& gate : lines.gates) Rule(1, "gate", gate.rule, StateName(gate.state));
    for (const RequirementLine& requirement : lines.requirements) {
      Rule(1, "requires", requirement.rule, StateName(requirement.state));
    }
    for (const std::string& condition : lines.conditions) Line(1, "condition ", condition);
    for (const std::string& open : lines.unanswered) Line(1, "unanswered ", open);
    for (const std::string& warning : lines.warnings) Line(1, "warning ", warning);
  }

  void Dimension(const DimensionLine& line) {
    const DimensionResult& result = line.result;
    const bool scored = result.state == DimensionState::kScored;
    Line(1, "dimension ", line.name, " ", StateName(result.state), " score ",
         scored ? FormatNumber(result.score) : "-", result.given ? " given" : "",
         result.has_computed ? absl::StrCat(" computed ", FormatNumber(result.computed)) : "",
         result.green ? " green" : "", " coverage ", FormatNumber(result.coverage), " weight ",
         FormatNumber(line.weight), " adds ", FormatNumber(scored ? result.weighted : 0),
         At(line.place));
    for (const CriterionLine& criterion : line.criteria) Criterion(criterion);
  }

  void Criterion(const CriterionLine& line) {
    const ComponentLine& component = line.component;
    Line(2, "criterion ", component.name, " ", StateName(line.state), " points ",
         component.score ? FormatNumber(*component.score) : "-", " of ", FormatNumber(line.met_at),
         " ", component.input, " = ", ValueText(component.value),
         component.reason == MissingReason::kNone
             ? ""
             : absl::StrCat(" (", MissingReasonName(component.reason), ")"),
         At(component.place));
  }

  void Reasons(const char* kind, const std::vector<ReasonLine>& lines) {
    for (const ReasonLine& line : lines) Rule(1, kind, line.rule, StateName(line.answer));
  }

  void Extension() {
    const ExtensionResult& result = evaluation_.extension;
    const ExtensionExplanation lines = ExplainExtension(answered_, ExplainGraduation(answered_));
    Line(0, "extension ", StateName(result.state), Names(lines.missing), " ",
         WordFor(result.decision), " ", WordFor(result.basis), result.certain ? "" : " uncertain",
         At(lines.place));
    if (result.state != OutcomeState::kAnswered) return;
    if (result.has_target) {
      Line(1, "target ", absl::FormatCivilTime(result.original_target), " current ",
           absl::FormatCivilTime(result.current_target), " new ",
           absl::FormatCivilTime(result.new_target), " late ", result.days_late);
    }
    Line(1, "days granted ", result.days_granted, " left ", result.days_left);
    Reasons("escalate", lines.escalate);
    Reasons("extend", lines.extend);
    Reasons("root cause", lines.root_causes);
    Response("says", lines.response);
    if (lines.recovery) Response("recovery", *lines.recovery);
  }

  void Response(const char* kind, const ResponseLine& line) {
    Line(1, kind, " ", line.message, line.check_in.empty() ? "" : " check-in ", line.check_in,
         line.playbook.empty() ? "" : " playbook ", line.playbook,
         line.notify.empty() ? "" : " notify ", absl::StrJoin(line.notify, ", "));
  }

  void Forecast() {
    const auto& forecast = evaluation_.forecast;
    Line(0, "forecast planned ", absl::FormatCivilTime(forecast.planned), " earliest ",
         absl::FormatCivilTime(forecast.earliest),
         forecast.earliest_beyond_a_year ? " (more than a year)" : "", " latest ",
         absl::FormatCivilTime(forecast.latest),
         forecast.latest_beyond_a_year ? " (more than a year)" : "");
  }

  void Programme() {
    const ProgrammeResult& result = evaluation_.programme;
    const ProgrammeExplanation lines = ExplainProgramme(answered_);
    Line(0, "programme week ", result.week, " level ", result.level, " review ",
         StateName(result.review));
    for (const PhaseLine& phase : lines.phases) {
      Line(1, "phase ", phase.name, " ", StateName(phase.result.state), " weeks ",
           FormatNumber(phase.first_week), " to ", FormatNumber(phase.last_week),
           Names(phase.missing), At(phase.place));
    }
    for (const WinLine& win : lines.early_wins) {
      Line(1, "early win ", win.name, " ", StateName(win.answer));
    }
  }

  const Answered& answered_;
  const Evaluation& evaluation_;
  std::string text_;
};

}  // namespace

std::string RenderOutcomes(const Answered& answered) { return OutcomeRenderer(answered).Run(); }

}  // namespace bellwether
