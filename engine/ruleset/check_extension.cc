// Extension: reasons, budget and what is said and done after each decision (S23).
//
// Tested by tests/golden/ruleset and rules/saas.
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

std::vector<Reason> CheckReasons(Checker& checker,
                                 const document::NamedList<document::Reason>& list,
                                 std::string_view section, std::optional<int64_t> budget) {
  std::vector<Reason> reasons;
  for (const auto& entry : list) {
    const document::Reason& written = entry.value;
    Reason reason;
    reason.name = entry.name;
    reason.location = entry.span;
    reason.notes = ToNotes(written.notes);
    reason.effective = CheckEffective(checker, written.effective);
    reason.when = checker.CheckCondition(written.when, Stage::kExtension);
    reason.action = checker.CheckAction(written.reason, written.playbook, written.notify);
    checker.texts.push_back(
        {&written.reason,
         {{checker.rules.extension.applies_when, true}, {reason.when, true}},
         {},
         absl::StrCat("extension.", ToAbsl(section), ".", entry.name, ".reason")});
    if (written.days.present()) reason.days = static_cast<int>(written.days.value);
    if (written.days.present() && !budget) {
      checker.sink.Error("type-mismatch", written.days.span, "only reasons to extend ask for days");
    } else if (written.days.present() && written.days.value > *budget) {
      checker.sink.Error("days-above-budget", written.days.span,
                         absl::StrCat(written.days.value,
                                      " days are more than all extensions may "
                                      "add up to (",
                                      *budget, ")"),
                         "lower `days`, or raise `max_total_days`");
    }
    reasons.push_back(std::move(reason));
  }
  return reasons;
}

constexpr const char* kResponseKeys[] = {"graduate", "continue", "extend", "escalate", "recover"};

Response CheckResponse(Checker& checker, const document::Response& written, const Span& at,
                       ResponseKind kind) {
  const std::string name =
      absl::StrCat("extension.responses.", kResponseKeys[static_cast<size_t>(kind)]);
  const std::vector<ShownText::Shown> shown = {{checker.rules.extension.applies_when, true}};
  checker.texts.push_back({&written.message, shown, kind, name + ".message"});
  checker.texts.push_back({&written.check_in, shown, kind, name + ".check_in"});
  return {ToText(written.message), ToText(written.check_in),
          checker.ResolvePlaybook(written.playbook), NamesOf(written.notify), at};
}

}  // namespace

void CheckExtension(Checker& checker) {
  const document::Extension& written = checker.document.extension;
  if (!written.present()) return;
  Extension& extension = checker.rules.extension;
  extension.defined = true;
  extension.location = written.span;
  extension.notes = ToNotes(written.notes);
  extension.applies_when = checker.CheckCondition(written.applies_when, Stage::kExtension);
  extension.max_total_days = static_cast<int>(written.max_total_days.value);
  if (written.recovery_after_days.present()) {
    extension.recovery_after_days = static_cast<int>(written.recovery_after_days.value);
  }
  extension.review_window_days = static_cast<int>(written.review_window_days.value_or(0));
  extension.escalate = CheckReasons(checker, written.escalate, "escalate", std::nullopt);
  extension.extend = CheckReasons(checker, written.extend, "extend", written.max_total_days.value);
  extension.root_cause = CheckReasons(checker, written.root_cause, "root_cause", std::nullopt);
  const document::Responses& responses = written.responses;
  extension.graduate =
      CheckResponse(checker, responses.graduate, written.span, ResponseKind::kGraduate);
  extension.proceed =
      CheckResponse(checker, responses.proceed, written.span, ResponseKind::kContinue);
  extension.extend_response =
      CheckResponse(checker, responses.extend, written.span, ResponseKind::kExtend);
  extension.escalate_response =
      CheckResponse(checker, responses.escalate, written.span, ResponseKind::kEscalate);
  extension.recover =
      CheckResponse(checker, responses.recover, written.span, ResponseKind::kRecover);
}

}  // namespace bellwether::ruleset
