// What a pack declares and never uses: signals, derived facts, playbooks.
//
// A fact has an effect when something that an answer or a report shows depends on it: a rule, a
// tier, a component with a weight, a text, a driver, a grouping. Derived facts pass effects on.
// Tested by tests/engine/lint/lint_test.cc.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/lint/conditions.h"
#include "engine/lint/parts.h"

namespace bellwether::lint {
namespace {

using ruleset::Component;
using ruleset::CurveKind;

class SlotUse {
 public:
  explicit SlotUse(const ruleset::RuleSet& rules)
      : rules_(rules), read_(rules.slots.size()), effective_(rules.slots.size()) {}

  void Run() {
    for (uint32_t slot = 0; slot < rules_.slots.size(); ++slot) {
      if (rules_.slots[slot].in_text) Use(slot, true);
    }
    for (const Rule& rule : RulesOf(rules_)) {
      Use(rule.when, true);
      Use(rule.applies_when, true);
    }
    UseBenchmarks();
    UseScores();
    UseReports();
    UseAlerts();
    for (const ruleset::Derived& derived : rules_.derived) Use(&derived.expression, false);
    PassEffectsOn();
  }

  bool read(uint32_t slot) const { return read_[slot]; }
  bool effective(uint32_t slot) const { return effective_[slot]; }

 private:
  void Use(uint32_t slot, bool effect) {
    read_[slot] = true;
    if (effect) effective_[slot] = true;
  }
  void Use(const expression::Checked* checked, bool effect) {
    if (checked == nullptr || checked->empty()) return;
    for (const uint32_t slot : checked->Slots()) Use(slot, effect);
  }
  void UseNamed(const std::string& name) {
    for (uint32_t slot = 0; slot < rules_.slots.size(); ++slot) {
      if (rules_.slots[slot].name == name) Use(slot, true);
    }
  }

  void UseBenchmarks() {
    for (const ruleset::Benchmark& benchmark : rules_.benchmarks) {
      Use(benchmark.value, true);
      if (benchmark.value_so_far) Use(*benchmark.value_so_far, true);
    }
    for (const auto& thresholds : rules_.graduation.usage_thresholds) {
      for (const ruleset::UsageThreshold& threshold : thresholds) Use(threshold.slot, true);
    }
  }

  void UseScores() {
    for (const ruleset::HealthModel& model : rules_.health) {
      for (const Component& component : model.components) UseComponent(component, true);
    }
    for (const ruleset::Dimension& dimension : rules_.graduation.dimensions) {
      for (const ruleset::Criterion& criterion : dimension.criteria) {
        UseComponent(criterion.component, true);  // its state is shown, whatever it weighs
      }
    }
  }

  static bool Weighs(const Component& component) {
    const auto& rows = component.segment_weights;
    return component.weight > 0 ||
           std::any_of(rows.begin(), rows.end(), [](double weight) { return weight > 0; });
  }

  void UseComponent(const Component& component, bool above) {
    const bool effect = above && Weighs(component);
    const ruleset::Curve& curve = component.curve;
    if (curve.kind == CurveKind::kFormula) {
      Use(&curve.formula, effect);
    } else if (curve.kind != CurveKind::kGroup && curve.kind != CurveKind::kBenchmark) {
      Use(curve.slot, effect);
    }
    for (const Component& child : component.components) UseComponent(child, effect);
  }

  // By name: what reports over many accounts read.
  void UseReports() {
    // Without a section every fact would be tried, which is no use that the pack states.
    for (const ruleset::DriverFact& fact : rules_.drivers.facts) {
      if (rules_.drivers.defined) UseNamed(fact.name);
    }
    for (const ruleset::Grouping& grouping : rules_.groupings) UseNamed(grouping.of);
    for (const ruleset::PortfolioMetric& metric : rules_.portfolio) {
      UseNamed(metric.measuring.of);
      for (const std::string& name : metric.measuring.breakdowns) UseNamed(name);
      for (const ruleset::GuideStep& step : metric.measuring.guide) {
        for (const std::string& name : step.breakdowns) UseNamed(name);
      }
    }
  }

  // Conditions of alerts are about answers and not read here: what they spell is used.
  void UseAlerts() {
    for (const ruleset::Alert& alert : rules_.alerts) {
      for (uint32_t slot = 0; slot < rules_.slots.size(); ++slot) {
        const std::string& name = rules_.slots[slot].name;
        if (Spells(alert.when.text, name) || Spells(alert.applies_when.text, name)) Use(slot, true);
      }
    }
  }

  // Whether a name stands in a text, alone or after a dot.
  static bool Spells(std::string_view text, std::string_view name) {
    const auto in_word = [](char c) {
      return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    for (size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
      const size_t end = at + name.size();
      const bool begins = at == 0 || !in_word(text[at - 1]);
      if (begins && (end == text.size() || !in_word(text[end]))) return true;
    }
    return false;
  }

  // The facts stand in the order in which they are computed: from the last to the first.
  void PassEffectsOn() {
    for (auto derived = rules_.derived.rbegin(); derived != rules_.derived.rend(); ++derived) {
      if (effective_[derived->slot]) Use(&derived->expression, true);
    }
  }

  const ruleset::RuleSet& rules_;
  std::vector<bool> read_;
  std::vector<bool> effective_;
};

void FindUnusedFacts(const ruleset::RuleSet& rules, DiagnosticSink& sink) {
  SlotUse use(rules);
  use.Run();
  for (const ruleset::Signal& signal : rules.signals) {
    const std::string& name = rules.slots[signal.slot].name;
    if (!use.read(signal.slot)) {
      sink.Warning("unused-signal", signal.location, absl::StrCat("no rule reads `", name, "`"),
                   "delete it, or use it in a score, a condition or a text");
    } else if (!use.effective(signal.slot)) {
      sink.Warning("idle-signal", signal.location,
                   absl::StrCat("`", name, "` is read, but nothing in an answer depends on it"),
                   "what reads it has no weight, or is a derived fact that nothing reads");
    }
  }
  for (const ruleset::Derived& derived : rules.derived) {
    if (use.effective(derived.slot)) continue;
    sink.Warning("unused-derived", derived.location,
                 absl::StrCat("no rule depends on `", rules.slots[derived.slot].name, "`"),
                 "delete it, or use it in a score, a condition or a text");
  }
}

class PlaybookUse {
 public:
  explicit PlaybookUse(const ruleset::RuleSet& rules)
      : rules_(rules), used_(rules.playbooks.size()) {}

  void Run(DiagnosticSink& sink) {
    for (const ruleset::Flag& flag : rules_.flags) Use(flag.action.playbook);
    UseExtension();
    Use(rules_.programme.review_playbook);
    Use(rules_.programme.handoff_playbook);
    for (const ruleset::Alert& alert : rules_.alerts) Use(alert.playbook);
    for (size_t i = 0; i < used_.size(); ++i) {
      if (used_[i]) continue;
      sink.Warning("unused-playbook", rules_.playbooks[i].location,
                   absl::StrCat("no rule starts playbook `", rules_.playbooks[i].name, "`"),
                   "name it with `playbook:` in a flag, a reason or a response, or delete it");
    }
  }

 private:
  void Use(std::optional<uint32_t> playbook) {
    if (playbook) used_[*playbook] = true;
  }

  void UseExtension() {
    const ruleset::Extension& extension = rules_.extension;
    for (const auto* reasons : {&extension.escalate, &extension.extend, &extension.root_cause}) {
      for (const ruleset::Reason& reason : *reasons) Use(reason.action.playbook);
    }
    for (const ruleset::Response* response :
         {&extension.graduate, &extension.proceed, &extension.extend_response,
          &extension.escalate_response, &extension.recover}) {
      Use(response->playbook);
    }
  }

  const ruleset::RuleSet& rules_;
  std::vector<bool> used_;
};

void FindUnusedConstants(const ruleset::RuleSet& rules, DiagnosticSink& sink) {
  for (const ruleset::Constant& constant : rules.constants) {
    if (constant.used) continue;
    sink.Warning("unused-constant", constant.location,
                 absl::StrCat("no rule and no text uses the constant `", constant.name, "`"),
                 "write its name where the number stands, or delete it");
  }
}

}  // namespace

void FindUnused(const ruleset::RuleSet& rules, DiagnosticSink& sink) {
  FindUnusedFacts(rules, sink);
  PlaybookUse(rules).Run(sink);
  FindUnusedConstants(rules, sink);
}

}  // namespace bellwether::lint
