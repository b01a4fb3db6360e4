// Tested by tests/engine/lint/lint_test.cc.
#include "engine/lint/conditions.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace bellwether::lint {
namespace {

class RuleCollector {
 public:
  explicit RuleCollector(const ruleset::RuleSet& rules) : rules_(rules) {}

  std::vector<Rule> Run() {
    AddHealth();
    AddFlags();
    AddGraduation();
    AddExtension();
    AddProgramme();
    return std::move(found_);
  }

 private:
  void Add(RuleKind kind, std::string name, const expression::Checked* when,
           const expression::Checked* applies_when, const ruleset::Location& at, uint32_t list = 0,
           bool in_force = true) {
    found_.push_back({kind, std::move(name), when, applies_when, list, at, in_force});
  }

  template <typename Written>
  static bool IsInForce(const Written& rule) {
    if constexpr (requires { rule.effective; }) return rule.effective.now;
    return true;
  }

  template <typename List>
  void AddAll(RuleKind kind, const char* what, const List& list,
              const expression::Checked* applies_when) {
    for (const auto& rule : list) {
      Add(kind, absl::StrCat(what, " `", rule.name, "`"), &rule.when, applies_when, rule.location,
          0, IsInForce(rule));
    }
  }

  void AddHealth() {
    for (const ruleset::Benchmark& benchmark : rules_.benchmarks) {
      Add(RuleKind::kBenchmark, absl::StrCat("benchmark `", benchmark.name, "`"), nullptr,
          &benchmark.applies_when, benchmark.location);
    }
    for (uint32_t m = 0; m < rules_.health.size(); ++m) {
      const ruleset::HealthModel& model = rules_.health[m];
      Add(RuleKind::kModel, absl::StrCat("model `", model.name, "`"), nullptr, &model.applies_when,
          model.location);
      for (const ruleset::Limit& limit : model.limits) {
        Add(limit.cap ? RuleKind::kCap : RuleKind::kFloor,
            absl::StrCat(limit.cap ? "cap of `" : "floor of `", model.name, "`"), &limit.when,
            &model.applies_when, limit.location, m, IsInForce(limit));
      }
    }
  }

  void AddFlags() {
    for (const ruleset::Flag& flag : rules_.flags) {
      Add(RuleKind::kFlag, absl::StrCat("flag `", flag.name, "`"), &flag.when, &flag.applies_when,
          flag.location, 0, IsInForce(flag));
    }
  }

  void AddGraduation() {
    const ruleset::Graduation& graduation = rules_.graduation;
    if (!graduation.defined) return;
    Add(RuleKind::kGraduation, "graduation", nullptr, &graduation.applies_when,
        graduation.location);
    AddAll(RuleKind::kGate, "gate", graduation.gates, &graduation.applies_when);
    AddAll(RuleKind::kRequirement, "requirement", graduation.requirements,
           &graduation.applies_when);
  }

  void AddExtension() {
    const ruleset::Extension& extension = rules_.extension;
    if (!extension.defined) return;
    Add(RuleKind::kExtension, "extension", nullptr, &extension.applies_when, extension.location);
    AddAll(RuleKind::kEscalate, "reason to escalate", extension.escalate, &extension.applies_when);
    AddAll(RuleKind::kExtend, "reason to extend", extension.extend, &extension.applies_when);
    AddAll(RuleKind::kRootCause, "root cause", extension.root_cause, &extension.applies_when);
  }

  void AddProgramme() {
    for (const ruleset::Phase& phase : rules_.programme.phases) {
      Add(RuleKind::kPhase, absl::StrCat("phase `", phase.name, "`"), &phase.done_when, nullptr,
          phase.location);
    }
    AddAll(RuleKind::kEarlyWin, "early win", rules_.programme.early_wins, nullptr);
    for (const ruleset::EnablementLevel& level : rules_.programme.enablement) {
      Add(RuleKind::kEnablement, absl::StrCat("enablement level ", level.level), &level.when,
          nullptr, level.location);
    }
  }

  const ruleset::RuleSet& rules_;
  std::vector<Rule> found_;
};

}  // namespace

std::vector<Rule> RulesOf(const ruleset::RuleSet& rules) { return RuleCollector(rules).Run(); }

}  // namespace bellwether::lint
