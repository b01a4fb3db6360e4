// What a pack does not define has no lines.
#include "tests/docs/outcome_lines.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "engine/base/number.h"
#include "engine/explain/explanation.h"
#include "engine/explain/names.h"
#include "engine/explain/outcomes.h"
#include "tests/docs/line_parts.h"

namespace bellwether::docs {
namespace {

// "not_evaluated" as people say it.
std::string Said(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

template <typename State>
std::string Said(State state) {
  return Said(std::string(StateName(state)));
}

std::string IfAny(const char* before, const std::string& text) {
  return text.empty() ? "" : absl::StrCat(before, text);
}

std::string ToWhom(const std::string& playbook, const std::vector<std::string>& notify) {
  return IfAny(", playbook ", playbook) + IfAny(", notify ", absl::StrJoin(notify, " and "));
}

class Lines {
 public:
  Lines(const Plan& plan, const Facts& facts, const Evaluation& evaluation)
      : plan_(PlanInForce(plan, facts)),
        evaluation_(evaluation),
        answered_{plan, facts, evaluation, ""} {}

  std::vector<std::string> Take() {
    for (uint32_t i = 0; i < plan_.flags.size(); ++i) AddFlag(i);
    if (plan_.graduation.defined) AddGraduation();
    if (plan_.extension.defined) AddExtension();
    AddForecast();
    if (plan_.programme.defined) AddProgramme();
    for (const ruleset::Playbook& playbook : plan_.playbooks) AddPlaybook(playbook.name);
    return std::move(lines_);
  }

 private:
  template <typename... Parts>
  void Add(const Parts&... parts) {
    lines_.push_back(absl::StrCat(parts...));
  }

  void AddFlag(uint32_t index) {
    const FlagLine line = ExplainFlag(answered_, index);
    const bool raised = line.state == FlagState::kRaised;
    Add("flag.", line.rule.name, ": ", Said(line.state),
        raised ? absl::StrCat(" ", line.severity, ", ", line.rule.reason,
                              ToWhom(line.playbook, line.notify),
                              line.unanswered ? ", for want of an answer" : "")
               : "",
        MissingList(line.rule.missing));
  }

  void AddGraduation() {
    const GraduationResult& result = evaluation_.graduation;
    const GraduationExplanation lines = ExplainGraduation(answered_);
    const bool assessed =
        result.state == OutcomeState::kAnswered || result.state == OutcomeState::kInsufficientData;
    const bool total = result.state == OutcomeState::kAnswered;
    Add("graduation: ",
        total ? absl::StrCat(FormatFixed(result.total, plan_.graduation.precision), " ",
                             WordFor(result.readiness))
              : Said(result.state),
        assessed ? (result.graduate ? " GRADUATE" : " NOT_YET") : "", MissingList(lines.missing));
    for (const DimensionLine& line : lines.dimensions) AddDimension(line);
    for (const GateLine& line : lines.gates) {
      Add("gate.", line.rule.name, ": ", Said(line.state), ", dimension ", line.dimension,
          line.state == GateState::kBlocked ? absl::StrCat(", ", line.rule.reason) : "",
          MissingList(line.rule.missing));
    }
    for (const RequirementLine& line : lines.requirements) {
      Add("requires.", line.rule.name, ": ", Said(line.state),
          line.state == RequirementState::kUnmet ? absl::StrCat(", ", line.rule.reason) : "",
          MissingList(line.rule.missing));
    }
    AddNumbered("condition", lines.conditions);
    AddNumbered("unanswered", lines.unanswered);
    AddNumbered("graduation warning", lines.warnings);
  }

  void AddNumbered(const char* key, const std::vector<std::string>& texts) {
    for (size_t i = 0; i < texts.size(); ++i) Add(key, " ", i + 1, ": ", texts[i]);
  }

  void AddDimension(const DimensionLine& line) {
    const DimensionResult& result = line.result;
    const std::string name = absl::StrCat("graduation.", line.name);
    if (result.state != DimensionState::kScored) {
      Add(name, ": ", Said(result.state), ", coverage ", ShortNumber(result.coverage));
    } else {
      Add(name, ": ", FormatFixed(result.score, plan_.graduation.precision),
          result.green ? " green" : " not green", result.given ? ", given" : "",
          result.given && result.has_computed
              ? absl::StrCat(" instead of ", ShortNumber(result.computed))
              : "",
          ", coverage ", ShortNumber(result.coverage), ", share ", ShortNumber(result.share),
          ", adds ", ShortNumber(result.weighted));
    }
    for (const CriterionLine& criterion : line.criteria) {
      const ComponentLine& component = criterion.component;
      Add(name, ".", component.name.substr(component.name.rfind('.') + 1), ": ",
          Said(criterion.state),
          component.score ? absl::StrCat(", ", ShortNumber(*component.score), " of ",
                                         ShortNumber(criterion.met_at), " points")
                          : "",
          Because(component.reason));
    }
  }

  void AddExtension() {
    const ExtensionResult& result = evaluation_.extension;
    const ExtensionExplanation lines = ExplainExtension(answered_, ExplainGraduation(answered_));
    if (result.state != OutcomeState::kAnswered) {
      return Add("extension: ", Said(result.state), MissingList(lines.missing));
    }
    Add("extension: ", WordFor(result.decision),
        result.decision == Decision::kExtend
            ? absl::StrCat(" ", result.days_granted, " days to ",
                           absl::FormatCivilTime(result.new_target))
            : "",
        ", ", WordFor(result.basis), result.certain ? ", certain" : ", uncertain");
    if (result.has_target) {
      Add("extension.target: ", absl::FormatCivilTime(result.current_target), ", originally ",
          absl::FormatCivilTime(result.original_target), ", ", result.days_left,
          " days of the budget left");
    }
    AddReasons("escalate", lines.escalate);
    AddReasons("extend", lines.extend);
    AddReasons("root_cause", lines.root_causes);
    AddResponse("response", lines.response);
    if (lines.recovery) AddResponse("recovery", *lines.recovery);
  }

  void AddReasons(const char* kind, const std::vector<ReasonLine>& reasons) {
    for (const ReasonLine& line : reasons) {
      const bool holds = line.answer == Answer::kTrue;
      Add(kind, ".", line.rule.name, ": ", Said(line.answer),
          line.days > 0 ? absl::StrCat(", ", line.days, " days") : "",
          holds ? absl::StrCat(", ", line.rule.reason, ToWhom(line.playbook, line.notify)) : "",
          MissingList(line.rule.missing));
    }
  }

  void AddResponse(const char* kind, const ResponseLine& line) {
    Add(kind, ": ", line.message, IfAny(", check-in ", line.check_in),
        ToWhom(line.playbook, line.notify));
  }

  void AddForecast() {
    const Forecast& forecast = evaluation_.forecast;
    if (!forecast.available) return Add("forecast: none");
    const auto day = [](absl::CivilDay date, bool beyond) {
      return beyond ? std::string("more than a year late") : absl::FormatCivilTime(date);
    };
    Add("forecast: ", day(forecast.earliest, forecast.earliest_beyond_a_year), " to ",
        day(forecast.latest, forecast.latest_beyond_a_year), ", planned ",
        absl::FormatCivilTime(forecast.planned));
  }

  void AddProgramme() {
    const ProgrammeResult& result = evaluation_.programme;
    const ProgrammeExplanation lines = ExplainProgramme(answered_);
    Add("programme: week ", result.week, ", level ", result.level, ", review ",
        Said(result.review));
    for (const PhaseLine& line : lines.phases) {
      Add("phase.", line.name, ": ", Said(line.result.state), ", weeks ",
          ShortNumber(line.first_week), " to ", ShortNumber(line.last_week), IfAny(", ", line.sign),
          MissingList(line.missing));
    }
    for (const WinLine& line : lines.early_wins) Add("win.", line.name, ": ", Said(line.answer));
    if (!lines.handoff_carries.empty()) {
      Add("handoff: ", absl::StrJoin(lines.handoff_carries, ", "),
          IfAny(", playbook ", lines.handoff_playbook));
    }
  }

  void AddPlaybook(const std::string& name) {
    const std::optional<PlaybookLine> playbook = ExplainPlaybook(answered_, name);
    for (size_t i = 0; playbook && i < playbook->steps.size(); ++i) {
      const StepLine& step = playbook->steps[i];
      Add("playbook.", name, ".", i + 1, ": ", step.action, IfAny(", owner ", step.owner),
          step.due ? absl::StrCat(", due ", absl::FormatCivilTime(*step.due)) : "");
    }
  }

  const Plan& plan_;
  const Evaluation& evaluation_;
  const Answered answered_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> OutcomeLines(const Plan& plan, const Facts& facts,
                                      const Evaluation& evaluation) {
  return Lines(plan, facts, evaluation).Take();
}

}  // namespace bellwether::docs
