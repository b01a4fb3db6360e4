// Conditions that have one answer for all accounts.
//
// Never true: no value makes it true, and no missing value does, since what is unknown is not true.
// Always true: no value makes it false, and no missing value leaves it unknown. In between lies
// `usage >= 0`, which says of an account whether its usage is known: that is no finding.
//
// Tested by tests/engine/lint/lint_test.cc.
#include "absl/strings/str_cat.h"
#include "engine/lint/conditions.h"
#include "engine/lint/narrowing.h"
#include "engine/lint/parts.h"

namespace bellwether::lint {
namespace {

class ConditionLint {
 public:
  ConditionLint(const Ranges& ranges, DiagnosticSink& sink) : ranges_(ranges), sink_(sink) {}

  void LookAt(const Rule& rule) {
    const World& world = ranges_.world();
    if (rule.when == nullptr) {
      Say(rule, "applies_when", *rule.applies_when, world);
      return;
    }
    const bool shared = rule.kind != RuleKind::kFlag;  // said of the section already
    if (rule.applies_when != nullptr && !shared)
      Say(rule, "applies_when", *rule.applies_when, world);
    const World applying = rule.applies_when == nullptr ? world : Where(*rule.applies_when, world);
    if (!Impossible(applying)) Say(rule, "when", *rule.when, applying);
  }

 private:
  void Say(const Rule& rule, const char* which, const expression::Checked& condition,
           const World& world) {
    if (condition.empty()) return;
    const Possible answer = Evaluate(condition, world);
    const std::string text = absl::StrCat("`", condition.Canonical(), "`");
    if (!answer.truth) {
      sink_.Warning("never-true", rule.location,
                    absl::StrCat("`", which, "` of ", rule.name, " is true for no account"),
                    absl::StrCat("no values that its facts can have make ", text, " true"));
    } else if (!answer.falsity && !answer.nothing) {
      sink_.Warning("always-true", rule.location,
                    absl::StrCat("`", which, "` of ", rule.name, " is true for every account"),
                    absl::StrCat("whatever is known or missing, ", text, " is true"));
    }
  }

  const Ranges& ranges_;
  DiagnosticSink& sink_;
};

}  // namespace

void FindFixedConditions(const ruleset::RuleSet& rules, const Ranges& ranges,
                         DiagnosticSink& sink) {
  ConditionLint lint(ranges, sink);
  for (const Rule& rule : RulesOf(rules)) lint.LookAt(rule);
}

}  // namespace bellwether::lint
