// Rules that say the same twice: two of a kind with one condition, and a flag that asks what a gate
// asks with another number. Conditions are compared in their one spelling.
//
// Tested by tests/engine/lint/lint_test.cc.
#include <cctype>
#include <map>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "engine/lint/conditions.h"
#include "engine/lint/parts.h"

namespace bellwether::lint {
namespace {

std::string SpellingOf(const expression::Checked* checked) {
  return checked == nullptr || checked->empty() ? "" : checked->Canonical();
}

// Kinds whose rules say the same when their conditions do. Phases may end together.
bool Competes(RuleKind kind) {
  switch (kind) {
    case RuleKind::kCap:
    case RuleKind::kFloor:
    case RuleKind::kFlag:
    case RuleKind::kGate:
    case RuleKind::kRequirement:
    case RuleKind::kEscalate:
    case RuleKind::kExtend:
    case RuleKind::kRootCause:
    case RuleKind::kEarlyWin:
    case RuleKind::kEnablement:
      return true;
    default:
      return false;
  }
}

void FindTwins(const std::vector<Rule>& rules, DiagnosticSink& sink) {
  std::map<std::tuple<RuleKind, uint32_t, std::string, std::string>, const Rule*> first;
  for (const Rule& rule : rules) {
    const std::string when = SpellingOf(rule.when);
    if (!Competes(rule.kind) || when.empty() || !rule.in_force) continue;
    const auto [known, is_new] =
        first.emplace(std::tuple(rule.kind, rule.list, when, SpellingOf(rule.applies_when)), &rule);
    if (is_new) continue;
    const std::string& name = known->second->name;
    const bool named = name != rule.name;
    sink.Warning("duplicate-rule", rule.location,
                 absl::StrCat(rule.name, " has the same condition as ",
                              named ? name : absl::StrCat("another ", name)),
                 absl::StrCat("both hold whenever `", when,
                              "` does: delete one, or say what tells them apart"));
  }
}

bool IsPartOfName(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// A condition with `#` for each number; `numbers` counts them. Names and texts keep their digits.
std::string WithoutNumbers(const std::string& text, size_t& numbers) {
  std::string masked;
  size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    const size_t begin = at;
    if (c == '"' || c == '\'') {
      for (++at; at < text.size() && text[at] != c; ++at) at += text[at] == '\\';
      at = std::min(text.size(), at + 1);
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      while (at < text.size() && (IsPartOfName(text[at]) || text[at] == '.')) ++at;
      ++numbers;
      masked += '#';
      continue;
    } else if (IsPartOfName(c)) {
      while (at < text.size() && (IsPartOfName(text[at]) || text[at] == '.')) ++at;
    } else {
      ++at;
    }
    masked.append(text, begin, at - begin);
  }
  return masked;
}

void FindFlagsBesideGates(const std::vector<Rule>& rules, DiagnosticSink& sink) {
  std::map<std::string, const Rule*> gates;
  for (const Rule& rule : rules) {
    size_t numbers = 0;
    if (rule.kind != RuleKind::kGate) continue;
    const std::string masked = WithoutNumbers(SpellingOf(rule.when), numbers);
    if (numbers > 0) gates.emplace(masked, &rule);
  }
  for (const Rule& rule : rules) {
    if (rule.kind != RuleKind::kFlag) continue;
    size_t numbers = 0;
    const auto gate = gates.find(WithoutNumbers(SpellingOf(rule.when), numbers));
    if (gate == gates.end()) continue;
    const std::string asked = SpellingOf(gate->second->when);
    if (asked == SpellingOf(rule.when)) continue;
    sink.Warning(
        "flag-differs-from-gate", rule.location,
        absl::StrCat(rule.name, " asks what ", gate->second->name, " asks, with another number: `",
                     SpellingOf(rule.when), "` and `", asked, "`"),
        "use one number, or say in the flag's description why it differs");
  }
}

}  // namespace

void FindRepeatedRules(const ruleset::RuleSet& rules, DiagnosticSink& sink) {
  const std::vector<Rule> conditions = RulesOf(rules);
  FindTwins(conditions, sink);
  FindFlagsBesideGates(conditions, sink);
}

}  // namespace bellwether::lint
