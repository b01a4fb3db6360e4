// Playbooks, and the flags that call for them.
//
// Tested by tests/golden/ruleset and rules/saas.
#include "absl/strings/str_cat.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

std::optional<Holdout> HoldoutOf(Checker& checker, const document::Holdout& written) {
  if (!written.present() || !written.share.present()) return std::nullopt;
  const double share = written.share.value;
  if (share <= 0 || share >= 1) {
    const bool nobody = share <= 0;
    checker.sink.Error("out-of-range", written.share.span,
                       nobody ? "this leaves nobody alone" : "this helps nobody",
                       nobody ? "delete `holdout:`, or write `share: 0.1`" : "write `share: 0.1`");
    return std::nullopt;
  }
  return Holdout{share, written.seed.value, written.worst_severity.value_or(false), written.span};
}

}  // namespace

void CheckPlaybooks(Checker& checker) {
  for (const auto& entry : checker.document.playbooks) {
    CheckPlainName(checker, "playbook", entry.name, entry.span);
    Playbook playbook;
    playbook.name = entry.name;
    playbook.notes = ToNotes(entry.value.notes);
    playbook.location = entry.span;
    for (const document::PlaybookStep& step : entry.value.steps) {
      checker.texts.push_back(
          {&step.action, {}, {}, absl::StrCat("playbooks.", entry.name, ".steps")});
      PlaybookStep& added = playbook.steps.emplace_back();
      added.action = ToText(step.action);
      added.owner = step.owner.value;
      if (step.due_days.present()) added.due_days = static_cast<int>(step.due_days.value);
    }
    playbook.holdout = HoldoutOf(checker, entry.value.holdout);
    if (entry.value.recovery_days.present()) {
      playbook.recovery_days = static_cast<int>(entry.value.recovery_days.value);
    }
    checker.rules.playbooks.push_back(std::move(playbook));
  }
}

void CheckFlags(Checker& checker) {
  for (const auto& entry : checker.document.flags) {
    const document::Flag& written = entry.value;
    CheckPlainName(checker, "flag", entry.name, entry.span);
    Flag flag;
    flag.name = entry.name;
    flag.notes = ToNotes(written.notes);
    flag.location = entry.span;
    if (written.severity.present()) {
      flag.severity = checker
                          .ResolveWord("severity", "severities", written.severity.value,
                                       written.severity.span, checker.rules.severities)
                          .value_or(0);
    }
    flag.when = checker.CheckCondition(written.when, Stage::kFlags);
    flag.applies_when = checker.CheckCondition(written.applies_when, Stage::kFlags);
    flag.unknown_raises = written.unknown.value_or(document::UnknownFlag::kNotEvaluated) ==
                          document::UnknownFlag::kRaise;
    flag.action = checker.CheckAction(written.reason, written.playbook, written.notify);
    checker.texts.push_back({&written.reason,
                             {{flag.applies_when, true}, {flag.when, true}},
                             {},
                             absl::StrCat("flags.", entry.name, ".reason")});
    flag.effective = CheckEffective(checker, written.effective);
    flag.slot = AddOutcome(checker, absl::StrCat("flag.", entry.name), expression::Type::kBool,
                           Stage::kFlags);
    checker.rules.flags.push_back(std::move(flag));
  }
}

}  // namespace bellwether::ruleset
