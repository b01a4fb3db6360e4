// Rules beside scores, laid out flat. Parts of plan.h.
#ifndef BELLWETHER_ENGINE_PLAN_OUTCOMES_H_
#define BELLWETHER_ENGINE_PLAN_OUTCOMES_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/ruleset/ruleset.h"

namespace bellwether {

inline constexpr uint32_t kNoIndex = std::numeric_limits<uint32_t>::max();

// A run of entries in one of the plan's arrays.
struct Range {
  uint32_t first = 0;
  uint32_t count = 0;
  uint32_t end() const { return first + count; }
};

// A condition with a name: what flags, gates, requirements, reasons, phases and wins have in
// common. Explanations and messages read the note; evaluation reads the programs.
struct PlanRule {
  uint32_t when = kNoIndex;          // program; kNoIndex: always holds
  uint32_t applies_when = kNoIndex;  // program
};

struct PlanFlag {
  PlanRule rule;
  uint32_t severity = 0;     // 0 is the worst
  uint32_t slot = kNoIndex;  // outcome variable
  bool unknown_raises = false;
  bool in_force = true;
};

struct PlanDimension {
  double weight = 0;
  double min_coverage = 1;
  Range criteria;            // of Plan::components
  uint32_t slot = kNoIndex;  // outcome variable
};

struct PlanGate {
  PlanRule rule;
  uint32_t dimension = kNoIndex;  // kNoIndex: the organisation
  bool unknown_blocks = true;
  bool in_force = true;
};

struct PlanThreshold {
  uint32_t slot = 0;
  ruleset::BoundTest test = ruleset::BoundTest::kAtLeast;
  double bound = 0;
};

struct PlanGraduation {
  bool defined = false;
  uint32_t applies_when = kNoIndex;
  int precision = 1;
  double ready = 0;
  double close = 0;
  double require_each_dimension = 0;
  std::vector<PlanDimension> dimensions;  // in the pack's order
  std::vector<uint32_t> sum_order;        // of dimensions: byte order of name (S15)
  std::vector<double> met_at;  // by criterion, parallel to the components from first_criterion on
  uint32_t first_criterion = 0;
  std::vector<PlanGate> gates;
  std::vector<PlanRule> requirements;
  uint32_t total_slot = kNoIndex;
  uint32_t readiness_slot = kNoIndex;
  uint32_t decision_slot = kNoIndex;
};

struct PlanReason {
  PlanRule rule;
  int days = 0;  // 0: asks for none in particular
  bool in_force = true;
};

struct PlanExtension {
  bool defined = false;
  uint32_t applies_when = kNoIndex;
  int max_total_days = 0;
  std::optional<int> recovery_after_days;
  int review_window_days = 0;
  std::vector<PlanReason> escalate;
  std::vector<PlanReason> extend;
  std::vector<PlanReason> root_cause;
};

struct PlanPhase {
  PlanRule done;
  ruleset::Weeks weeks;
  std::vector<ruleset::Weeks> by_segment;
};

struct PlanProgramme {
  bool defined = false;
  bool from_start = true;
  uint32_t from_slot = 0;
  std::vector<PlanPhase> phases;
  std::vector<PlanRule> early_wins;
  std::vector<PlanRule> enablement;
  std::vector<int> levels;  // parallel to enablement
  bool has_review = false;
  double review_from = 0;
  double review_to = 0;
};

// What explanations and messages say about a thing. Never read while scores are computed.
struct PlanNote {
  std::string name;  // dotted below its model: "engagement.usage"
  ruleset::Notes notes;
  ruleset::Location location;
  std::string formula;  // canonical text of the expression, if it has one
  ruleset::Text text;   // reason, sign ...
  uint32_t playbook = kNoIndex;
  std::vector<std::string> notify;
  ruleset::Effective effective;  // of rules that may have dates
};

// Notes of the rules above, parallel to them.
struct PlanOutcomeNotes {
  std::vector<PlanNote> flags;
  std::vector<PlanNote> dimensions;
  std::vector<PlanNote> gates;
  std::vector<PlanNote> requirements;
  std::vector<PlanNote> escalate;
  std::vector<PlanNote> extend;
  std::vector<PlanNote> root_cause;
  std::vector<PlanNote> phases;
  std::vector<PlanNote> early_wins;
  std::vector<PlanNote> enablement;
  ruleset::Response graduate, proceed, extend_response, escalate_response, recover;
  std::vector<ruleset::Text> handoff_carries;
  uint32_t handoff_playbook = kNoIndex;
  uint32_t review_playbook = kNoIndex;
  ruleset::Location graduation, extension, programme;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_OUTCOMES_H_
