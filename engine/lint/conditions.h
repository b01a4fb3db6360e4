// Internal to the lint stage: every condition of a pack with the rule that asks it.
#ifndef BELLWETHER_ENGINE_LINT_CONDITIONS_H_
#define BELLWETHER_ENGINE_LINT_CONDITIONS_H_

#include <string>
#include <vector>

#include "engine/ruleset/ruleset.h"

namespace bellwether::lint {

// What kind of rule asks; of one kind and one list, two with the same condition repeat each other.
enum class RuleKind : uint8_t {
  kModel,  // applies_when alone
  kBenchmark,
  kCap,
  kFloor,
  kFlag,
  kGraduation,  // applies_when alone
  kGate,
  kRequirement,
  kExtension,  // applies_when alone
  kEscalate,
  kExtend,
  kRootCause,
  kPhase,
  kEarlyWin,
  kEnablement,
};

struct Rule {
  RuleKind kind = RuleKind::kFlag;
  std::string name;                                   // "flag `quiet`", "cap of `onboarding`"
  const expression::Checked* when = nullptr;          // may be null or empty
  const expression::Checked* applies_when = nullptr;  // likewise; asked first
  uint32_t list = 0;  // rules of one kind in different lists do not compete: caps of two models
  ruleset::Location location;
  bool in_force = true;  // in the setting of the rule set
};

// In the order of evaluation. Points into `rules`.
std::vector<Rule> RulesOf(const ruleset::RuleSet& rules);

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_CONDITIONS_H_
