// Graduation: dimensions, total, gates, requirements, decision (S22).
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "tests/oracle/components.h"

namespace bellwether::oracle {
namespace {

using ruleset::Criterion;
using ruleset::Dimension;

// What a dimension amounts to, 0..10.
struct Scored {
  std::string state;
  double exact = 0;  // before rounding
  double displayed = 0;
  bool green = false;
};

class Graduation {
 public:
  explicit Graduation(Question& question)
      : question_(question), rules_(question.rules.graduation) {}

  void Assess() {
    const std::string state = Applies();
    if (state == "ANSWERED") return Answer();
    answer().State("graduation", "", "state", state);
    if (!rules_.defined) return;
    const Fact none = Unknown(state == "NOT_EVALUATED" ? kInputMissing : kNotApplicable);
    for (const char* outcome : {"total", "readiness", "decision"}) {
      question_.facts[absl::StrCat("graduation.", outcome)] = none;
    }
    for (const Dimension& dimension : rules_.dimensions) Publish(dimension, none);
  }

 private:
  Transcript& answer() { return question_.answer; }
  double Displayed(double score) const { return RoundForDisplay(score, rules_.precision); }
  void Publish(const Dimension& dimension, const Fact& fact) {
    question_.facts[absl::StrCat("graduation.dimension.", dimension.name)] = fact;
  }

  // S14: who has graduated has nothing to decide.
  std::string Applies() {
    if (!rules_.defined) return "NOT_DEFINED";
    if (question_.facts.at("graduated_at").usable()) return "ALREADY_GRADUATED";
    const Condition applies = question_.Ask(rules_.applies_when);
    answer().Without("graduation", "", applies.missing);
    if (applies.says == Says::kUnknown) return "NOT_EVALUATED";
    return applies.says == Says::kYes ? "ANSWERED" : "NOT_APPLICABLE";
  }

  void Answer() {
    std::map<std::string, Scored> dimensions;  // in byte order of name (S15)
    for (const Dimension& dimension : rules_.dimensions) {
      dimensions[dimension.name] = Score(dimension);
    }
    const bool gates_clear = AskGates();
    const bool requirements_met = AskRequirements();
    const bool nothing_blocks = gates_clear && requirements_met;
    const std::optional<double> total = Total(dimensions);
    const bool ready = total && *total >= rules_.ready;
    const bool green = std::all_of(dimensions.begin(), dimensions.end(), [](const auto& entry) {
      return entry.second.state == "NOT_APPLICABLE" || entry.second.green;
    });
    question_.graduate = ready && green && nothing_blocks;
    answer().YesNo("graduation", "", "graduate", question_.graduate);
    question_.facts["graduation.decision"] =
        Known(std::string(question_.graduate ? "GRADUATE" : "NOT_YET"));
    PublishTotal(total);
  }

  // ---- dimensions

  std::optional<double> Given(const Dimension& dimension) const {
    for (const DimensionScore& given : question_.account.dimension_scores) {
      if (given.dimension == dimension.name) return given.score;
    }
    return std::nullopt;
  }

  Scored Score(const Dimension& dimension) {
    std::vector<ruleset::Component> criteria;
    for (const Criterion& criterion : dimension.criteria) criteria.push_back(criterion.component);
    const Folded tree = FoldTree(question_, criteria);
    for (size_t i = 0; i < criteria.size(); ++i) {
      Judge(dimension.criteria[i], tree.children[i]);
    }
    double coverage = criteria.empty() ? 0 : RoundForDisplay(tree.coverage, 9);
    const bool evidence = tree.score && coverage > 0 && coverage >= dimension.min_coverage;
    std::optional<double> score;
    if (evidence) {
      score = *tree.score / 10;
      answer().Number("dimension", dimension.name, "computed", Displayed(*score));
    }
    SayTree(question_, "graduation", criteria, tree, evidence);
    if (const auto given = Given(dimension)) {  // replaces the computed one
      score = given;
      coverage = 1;
    }
    answer().YesNo("dimension", dimension.name, "given", Given(dimension).has_value());
    answer().Number("dimension", dimension.name, "coverage", coverage);
    return Settle(dimension, score, !criteria.empty() && tree.part == Part::kMoot);
  }

  Scored Settle(const Dimension& dimension, std::optional<double> score, bool nothing_applies) {
    Scored scored;
    if (score) {
      scored.state = "SCORED";
      scored.exact = *score;
      scored.displayed = Displayed(*score);
      scored.green = scored.displayed >= rules_.require_each_dimension;
      answer().Number("dimension", dimension.name, "score", scored.displayed);
      answer().YesNo("dimension", dimension.name, "green", scored.green);
      Publish(dimension, Known(scored.displayed));
    } else {
      scored.state = nothing_applies ? "NOT_APPLICABLE" : "INSUFFICIENT_EVIDENCE";
      Publish(dimension, Unknown(nothing_applies ? kNotApplicable : kInputMissing));
    }
    answer().State("dimension", dimension.name, "state", scored.state);
    return scored;
  }

  // Met at `met_at` points. What a policy put there can fail a criterion, but is no evidence that
  // it is met.
  void Judge(const Criterion& criterion, const Folded& folded) {
    std::string state = "UNKNOWN";
    if (!folded.counted || folded.part == Part::kMoot) {
      state = "NOT_APPLICABLE";
    } else if (folded.score) {
      const bool reached = RoundForDisplay(*folded.score, 9) >= criterion.met_at;
      if (!reached) state = "UNMET";
      if (reached && folded.part == Part::kObserved) state = "MET";
    }
    answer().State("criterion", criterion.component.path, "state", state);
  }

  // ---- the total: sum of w·d ÷ sum of w over the dimensions that apply

  std::optional<double> Total(const std::map<std::string, Scored>& dimensions) {
    double weighted = 0;
    double weight = 0;
    bool evidence = true;
    for (const auto& [name, scored] : dimensions) {
      if (scored.state == "NOT_APPLICABLE") continue;
      evidence = evidence && scored.state == "SCORED";
      weighted += WeightOf(name) * scored.exact;
      weight += WeightOf(name);
    }
    for (const auto& [name, scored] : dimensions) SayShare(name, scored, weight);
    if (!evidence || weight == 0) return std::nullopt;
    answer().Number("graduation", "", "raw", weighted / weight);
    return Displayed(weighted / weight);
  }

  double WeightOf(const std::string& name) const {
    const auto found = std::find_if(rules_.dimensions.begin(), rules_.dimensions.end(),
                                    [&](const Dimension& d) { return d.name == name; });
    return found->weight;
  }

  void SayShare(const std::string& name, const Scored& scored, double weight) {
    const bool counts = scored.state != "NOT_APPLICABLE" && weight > 0;
    const double share = counts ? WeightOf(name) / weight : 0;
    answer().Number("dimension", name, "share", share);
    if (scored.state == "SCORED") {
      answer().Number("dimension", name, "weighted", share * scored.exact);
    }
  }

  void PublishTotal(std::optional<double> total) {
    answer().State("graduation", "", "state", total ? "ANSWERED" : "INSUFFICIENT_DATA");
    if (!total) {
      question_.facts["graduation.total"] = Unknown(kInputMissing);
      question_.facts["graduation.readiness"] = Unknown(kInputMissing);
      return;
    }
    std::string readiness = "NOT_READY";
    if (*total >= rules_.close) readiness = "CLOSE";
    if (*total >= rules_.ready) readiness = "READY";
    answer().Number("graduation", "", "total", *total);
    answer().State("graduation", "", "readiness", readiness);
    question_.facts["graduation.total"] = Known(*total);
    question_.facts["graduation.readiness"] = Known(readiness);
  }

  // ---- gates and requirements: false when one of them prevents GRADUATE

  bool AskGates() {
    bool clear = true;
    for (const ruleset::Gate& gate : rules_.gates) {
      const Condition blocks = gate.effective.now ? question_.Ask(gate.when) : NotInForce();
      const std::map<Says, std::string> kStates = {{Says::kYes, "BLOCKED"},
                                                   {Says::kNo, "CLEAR"},
                                                   {Says::kUnknown, "NEEDS_EVIDENCE"},
                                                   {Says::kMoot, "NOT_APPLICABLE"}};
      answer().State("gate", gate.name, "state", kStates.at(blocks.says));
      answer().Without("gate", gate.name, blocks.missing);
      if (blocks.says == Says::kYes) clear = false;
      if (blocks.says == Says::kUnknown && gate.unknown_blocks) clear = false;
    }
    return clear;
  }

  bool AskRequirements() {
    bool met = true;
    for (const ruleset::Requirement& requirement : rules_.requirements) {
      const Condition holds = question_.Ask(requirement.when);
      const std::map<Says, std::string> kStates = {{Says::kYes, "MET"},
                                                   {Says::kNo, "UNMET"},
                                                   {Says::kUnknown, "NEEDS_EVIDENCE"},
                                                   {Says::kMoot, "NOT_APPLICABLE"}};
      answer().State("requirement", requirement.name, "state", kStates.at(holds.says));
      answer().Without("requirement", requirement.name, holds.missing);
      if (holds.says == Says::kNo || holds.says == Says::kUnknown) met = false;
    }
    return met;
  }

  Question& question_;
  const ruleset::Graduation& rules_;
};

}  // namespace

void AssessGraduation(Question& question) { Graduation(question).Assess(); }

}  // namespace bellwether::oracle
