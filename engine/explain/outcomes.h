// Flags, graduation, extension and programme in names, values and places. Parts of explanation.h.
#ifndef BELLWETHER_ENGINE_EXPLAIN_OUTCOMES_H_
#define BELLWETHER_ENGINE_EXPLAIN_OUTCOMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "engine/evaluate/evaluation.h"
#include "engine/explain/lines.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether {

// A name that a condition read, and what it found.
struct ReadValue {
  std::string name;
  FactValue value;
  MissingReason reason = MissingReason::kNone;
};

struct StepLine {
  std::string action;
  std::string owner;
  std::optional<absl::CivilDay> due;
};

// What people do: the playbook's name and its steps with dates.
struct PlaybookLine {
  std::string name;
  std::string title;  // what people call it; "" where the pack does not say
  std::string description;
  std::vector<StepLine> steps;
};

// What all rules with a condition have in common.
struct RuleLine {
  std::string name;
  std::string reason;                // what it says or is about; see placeholders.h
  std::vector<ReadValue> read;       // FULL: what its condition read
  std::vector<MissingName> missing;  // what left it unknown
  std::string condition;             // FULL
  std::string source;
  Place place;
};

struct FlagLine {
  RuleLine rule;
  FlagState state = FlagState::kNotEvaluated;
  bool unanswered = false;  // raised because its condition is unknown
  std::string severity;
  std::string playbook;
  std::vector<std::string> notify;
};

struct CriterionLine {
  ComponentLine component;  // its arithmetic; points 0..100
  CriterionState state = CriterionState::kUnknown;
  double met_at = 100;
  std::optional<double> points_short;  // of met_at, when unmet
  std::vector<std::string> evidence;   // what shows that it is met
  std::vector<std::string> watch;      // what to look out for
};

struct DimensionLine {
  std::string name;
  DimensionResult result;
  std::vector<CriterionLine> criteria;
  double weight = 0;
  std::string description;
  std::vector<std::string> evidence;
  std::vector<std::string> watch;
  Place place;
};

struct GateLine {
  RuleLine rule;
  GateState state = GateState::kNeedsEvidence;
  std::string dimension;  // or "organisation"
};

struct RequirementLine {
  RuleLine rule;
  RequirementState state = RequirementState::kNeedsEvidence;
};

struct GraduationExplanation {
  std::vector<DimensionLine> dimensions;
  std::vector<GateLine> gates;
  std::vector<RequirementLine> requirements;
  std::vector<MissingName> missing;     // of its own condition
  std::vector<std::string> conditions;  // what must happen before graduation, in words
  std::vector<std::string> unanswered;  // what must be answered before it, in words
  std::vector<std::string> warnings;    // a given dimension far from the computed one
  Place place;
};

struct ReasonLine {
  RuleLine rule;
  Answer answer = Answer::kUnknown;
  int days = 0;
  std::string playbook;
  std::vector<std::string> notify;
};

struct ResponseLine {
  std::string message;  // with its placeholders filled
  std::string check_in;
  std::string playbook;
  std::vector<std::string> notify;
};

struct ExtensionExplanation {
  std::vector<ReasonLine> escalate;
  std::vector<ReasonLine> extend;
  std::vector<ReasonLine> root_causes;
  std::string reason;  // of the decision, in words
  std::vector<std::string> conditions;
  std::vector<std::string> unanswered;
  ResponseLine response;
  std::optional<ResponseLine> recovery;
  std::string root_cause;  // "not established" when none holds
  std::vector<MissingName> missing;
  Place place;
};

struct PhaseLine {
  std::string name;
  PhaseResult result;
  std::string sign;
  double first_week = 0;
  double last_week = 0;
  std::vector<MissingName> missing;
  Place place;
};

struct WinLine {
  std::string name;
  Answer answer = Answer::kUnknown;
};

struct ProgrammeExplanation {
  std::vector<PhaseLine> phases;  // begun ones: done, open or late
  std::vector<WinLine> early_wins;
  std::vector<std::string> handoff_carries;
  std::string review_playbook;
  std::string handoff_playbook;
  std::string level_description;
};

// Everything that a text may need: what was evaluated, and in which language to say it. Of the
// pack's plans, it holds the one that is in force.
struct Answered {
  Answered(const Plan& pack, const Facts& facts_in, const Evaluation& evaluation_in,
           std::string_view language_in)
      : plan(PlanInForce(pack, facts_in)),
        facts(facts_in),
        evaluation(evaluation_in),
        language(language_in) {}

  const Plan& plan;
  const Facts& facts;
  const Evaluation& evaluation;
  std::string_view language;
};

// What the pack says to people after the extension's decision; empty when nothing was decided.
const ruleset::Response& ResponseTo(const Answered& answered);
// The window of a phase, for the account's segment.
const ruleset::Weeks& WeeksOf(const Answered& answered, size_t phase);

FlagLine ExplainFlag(const Answered& answered, uint32_t flag);
GraduationExplanation ExplainGraduation(const Answered& answered);
// `graduation` says what must happen before graduation: it stands in the messages.
ExtensionExplanation ExplainExtension(const Answered& answered,
                                      const GraduationExplanation& graduation);
ProgrammeExplanation ExplainProgramme(const Answered& answered);
// The playbook called `name` with due dates counted from as_of; nothing for "".
std::optional<PlaybookLine> ExplainPlaybook(const Answered& answered, std::string_view name);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EXPLAIN_OUTCOMES_H_
