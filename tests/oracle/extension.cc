// Extension: the first step that holds decides (domain: "Order"; S23). Whether an unknown reason
// matters is found out by trying every answer that it could have.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "tests/oracle/question.h"

namespace bellwether::oracle {
namespace {

using ruleset::Reason;

// What is decided, given which reasons hold.
struct Outcome {
  std::string decision;
  std::string basis;
  int64_t granted = 0;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

using Answers = std::vector<Condition>;

class Extension {
 public:
  explicit Extension(Question& question)
      : question_(question), rules_(question.rules.extension), today_(question.Today()) {}

  void Answer() {
    const std::string state = Applies();
    answer().State("extension", "", "state", state);
    if (state != "ANSWERED") return;
    const Answers escalate = AskAll("escalate", rules_.escalate);
    const Answers extend = AskAll("extend", rules_.extend);
    const Answers root_causes = AskAll("root cause", rules_.root_cause);
    FindTargets();
    const Outcome outcome = Decide(Holding(escalate), Holding(extend));
    answer().State("extension", "", "decision", outcome.decision);
    answer().State("extension", "", "basis", outcome.basis);
    answer().Days("extension", "", "days granted", outcome.granted);
    answer().YesNo("extension", "", "certain", Certain(outcome, escalate, extend));
    SayTargets(outcome);
    SayRecovery(outcome, root_causes);
  }

 private:
  Transcript& answer() { return question_.answer; }

  std::string Applies() {
    if (!rules_.defined) return "NOT_DEFINED";
    if (question_.facts.at("graduated_at").usable()) return "ALREADY_GRADUATED";  // S14
    const Condition applies = question_.Ask(rules_.applies_when);
    answer().Without("extension", "", applies.missing);
    if (applies.says == Says::kUnknown) return "NOT_EVALUATED";
    return applies.says == Says::kYes ? "ANSWERED" : "NOT_APPLICABLE";
  }

  Answers AskAll(const std::string& kind, const std::vector<Reason>& reasons) {
    Answers answers;
    for (const Reason& reason : reasons) {
      answers.push_back(reason.effective.now ? question_.Ask(reason.when) : NotInForce());
      answer().State(kind, reason.name, "answer", Word(answers.back().says));
      answer().Without(kind, reason.name, answers.back().missing);
    }
    return answers;
  }

  static std::vector<bool> Holding(const Answers& answers) {
    std::vector<bool> holding;
    for (const Condition& condition : answers) holding.push_back(condition.says == Says::kYes);
    return holding;
  }

  void FindTargets() {
    const ExtensionInput& input = question_.account.extension;
    granted_before_ = static_cast<int64_t>(input.granted_days.value_or(0));
    budget_ = std::max<int64_t>(0, rules_.max_total_days - granted_before_);
    original_ = question_.DayOf(std::string("target_graduation_at"));
    if (original_) current_ = *original_ + granted_before_;
  }

  static bool Any(const std::vector<bool>& holding) {
    return std::find(holding.begin(), holding.end(), true) != holding.end();
  }

  Outcome Decide(const std::vector<bool>& escalate, const std::vector<bool>& extend) const {
    const bool asked_for = question_.account.extension.requested_days.has_value();
    if (question_.graduate && !Any(escalate)) return {"GRADUATE", "READY_TO_GRADUATE"};
    if (Any(escalate)) return {"ESCALATE", "ESCALATION_REASON"};
    if (!original_) return {"NOT_EVALUATED", "NO_TARGET"};
    if (today_ < current_ && !asked_for) return {"CONTINUE", "BEFORE_TARGET"};
    if (Any(extend) && budget_ > 0) return Extend(extend);
    if (today_ < current_) return {"CONTINUE", "REQUEST_REFUSED"};
    return {"ESCALATE", budget_ == 0 ? "BUDGET_USED_UP" : "NO_JUSTIFICATION"};
  }

  // Asked: what was requested, else the most that a reason asks for, else the whole budget.
  Outcome Extend(const std::vector<bool>& extend) const {
    int64_t most = 0;
    for (size_t i = 0; i < extend.size(); ++i) {
      if (extend[i]) most = std::max<int64_t>(most, rules_.extend[i].days.value_or(0));
    }
    const auto& requested = question_.account.extension.requested_days;
    const int64_t asked = requested ? static_cast<int64_t>(*requested) : most > 0 ? most : budget_;
    const int64_t granted = std::min(asked, budget_);
    if (current_ + granted <= today_) return {"ESCALATE", "EXTENSION_CANNOT_REACH_TODAY"};
    return {"EXTEND", "EXTENSION_REASON", granted};
  }

  // An unknown reason does not decide, but the answer is certain only if none of them could.
  bool Certain(const Outcome& outcome, const Answers& escalate, const Answers& extend) const {
    std::vector<std::pair<bool, size_t>> unknown;  // of escalate?, index
    for (size_t i = 0; i < escalate.size(); ++i) {
      if (escalate[i].says == Says::kUnknown) unknown.emplace_back(true, i);
    }
    for (size_t i = 0; i < extend.size(); ++i) {
      if (extend[i].says == Says::kUnknown) unknown.emplace_back(false, i);
    }
    for (uint64_t guess = 0; guess < uint64_t{1} << unknown.size(); ++guess) {
      std::vector<bool> escalate_if = Holding(escalate);
      std::vector<bool> extend_if = Holding(extend);
      for (size_t u = 0; u < unknown.size(); ++u) {
        const auto& [of_escalate, index] = unknown[u];
        (of_escalate ? escalate_if : extend_if)[index] = (guess >> u & 1) != 0;
      }
      if (Decide(escalate_if, extend_if) != outcome) return false;
    }
    return true;
  }

  void SayTargets(const Outcome& outcome) {
    answer().Days("extension", "", "days left", budget_);
    answer().YesNo("extension", "", "has target", original_.has_value());
    if (!original_) return;
    answer().Day("extension", "", "original target", *original_);
    answer().Day("extension", "", "current target", current_);
    answer().Day("extension", "", "new target", current_ + outcome.granted);
    answer().Days("extension", "", "days late", today_ - *original_);
  }

  // Beside every decision but GRADUATE, counted from the original target.
  void SayRecovery(const Outcome& outcome, const Answers& root_causes) {
    const bool late = original_ && rules_.recovery_after_days &&
                      today_ - *original_ >= *rules_.recovery_after_days;
    answer().YesNo("extension", "", "recovery", late && outcome.decision != "GRADUATE");
    std::string cause = "not established";
    for (size_t i = root_causes.size(); i-- > 0;) {
      if (root_causes[i].says == Says::kYes) cause = rules_.root_cause[i].name;
    }
    answer().Say("extension", "", "root cause", cause);
  }

  Question& question_;
  const ruleset::Extension& rules_;
  const absl::CivilDay today_;
  int64_t granted_before_ = 0;
  int64_t budget_ = 0;
  std::optional<absl::CivilDay> original_;
  absl::CivilDay current_;
};

}  // namespace

void DecideExtension(Question& question) { Extension(question).Answer(); }

}  // namespace bellwether::oracle
