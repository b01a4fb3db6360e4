// Flags: raised (where the pack says so, for want of an answer), clear, not evaluated; one that is
// not applicable is clear and shown as such (S13, S14).
#include "tests/oracle/question.h"

namespace bellwether::oracle {
namespace {

std::string StateOf(Says says) {
  switch (says) {
    case Says::kYes:
      return "RAISED";
    case Says::kNo:
      return "CLEAR";
    case Says::kUnknown:
      return "NOT_EVALUATED";
    case Says::kMoot:
      break;
  }
  return "NOT_APPLICABLE";
}

}  // namespace

void RaiseFlags(Question& question) {
  for (const ruleset::Flag& flag : question.rules.flags) {
    Condition condition = flag.effective.now ? question.Ask(flag.applies_when) : NotInForce();
    std::string state = "NOT_APPLICABLE";
    bool unanswered = false;  // raised for want of an answer
    if (condition.says == Says::kUnknown) state = "NOT_EVALUATED";
    if (condition.says == Says::kYes) {
      condition = question.Ask(flag.when);
      state = StateOf(condition.says);
      unanswered = condition.says == Says::kUnknown && flag.unknown_raises;
      if (unanswered) state = "RAISED";
    }
    question.answer.State("flag", flag.name, "state", state);
    question.answer.YesNo("flag", flag.name, "unanswered", unanswered);
    question.answer.Without("flag", flag.name, condition.missing);
    const bool evaluated = state != "NOT_EVALUATED";
    question.facts[question.NameOf(flag.slot)] =
        evaluated ? Known(state == "RAISED") : Unknown(kInputMissing);
  }
}

}  // namespace bellwether::oracle
