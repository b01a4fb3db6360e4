// Tested by tests/engine/paths/readers_test.cc.
#include "engine/explain/explanation.h"
#include "engine/explain/names.h"
#include "engine/paths/readers.h"

namespace bellwether::paths {
namespace {

// `read` when something was decided.
template <typename Read>
Observed IfDecided(const EvaluatedAccount& of, Read read) {
  const ExtensionResult& result = of.evaluation.extension;
  return result.state == OutcomeState::kAnswered ? read(result) : Nothing(StateName(result.state));
}

template <typename Read>
Observed IfTargeted(const EvaluatedAccount& of, Read read) {
  return IfDecided(of, [&](const ExtensionResult& result) {
    return result.has_target ? read(result) : Nothing("no target_graduation_at");
  });
}

// `read` of what people are told.
template <typename Read>
Observed IfExplained(const EvaluatedAccount& of, const Path& path, Read read) {
  return IfDecided(of, [&](const ExtensionResult&) {
    const Answered answered{of.plan, of.facts, of.evaluation, path.language};
    return read(ExplainExtension(answered, ExplainGraduation(answered)));
  });
}

Observed IfSaid(const std::string& text, const char* otherwise) {
  return text.empty() ? Nothing(otherwise) : Text(text);
}

constexpr char kNothingSaid[] = "nothing is said";
constexpr char kNoRecovery[] = "no recovery plan is due";

Observed Held(const EvaluatedAccount& of, const Path& path,
              const std::vector<Condition> ExtensionResult::*reasons) {
  return IfDecided(of, [&](const ExtensionResult& result) {
    return Text(StateName((result.*reasons)[path.index].answer));
  });
}

void AddHolding(const std::vector<Condition>& answers, const std::vector<PlanNote>& notes,
                std::vector<std::string>& names) {
  for (size_t i = 0; i < answers.size(); ++i) {
    if (answers[i].answer == Answer::kTrue) names.push_back(notes[i].name);
  }
}

}  // namespace

Observed ReadExtensionState(const EvaluatedAccount& of, const Path&) {
  return Text(StateName(of.evaluation.extension.state));
}
Observed ReadExtensionDecision(const EvaluatedAccount& of, const Path&) {
  return IfDecided(of,
                   [](const ExtensionResult& result) { return Text(WordFor(result.decision)); });
}
Observed ReadExtensionBasis(const EvaluatedAccount& of, const Path&) {
  return IfDecided(of, [](const ExtensionResult& result) { return Text(WordFor(result.basis)); });
}
Observed ReadExtensionDaysGranted(const EvaluatedAccount& of, const Path&) {
  return IfDecided(of, [](const ExtensionResult& result) {
    return Number(static_cast<double>(result.days_granted));
  });
}
Observed ReadExtensionDaysLeft(const EvaluatedAccount& of, const Path&) {
  return IfDecided(of, [](const ExtensionResult& result) {
    return Number(static_cast<double>(result.days_left));
  });
}
Observed ReadExtensionRecovery(const EvaluatedAccount& of, const Path&) {
  return IfDecided(of, [](const ExtensionResult& result) { return Truth(result.recovery); });
}
Observed ReadExtensionCertain(const EvaluatedAccount& of, const Path&) {
  return IfDecided(of, [](const ExtensionResult& result) { return Truth(result.certain); });
}
Observed ReadExtensionListsReasons(const EvaluatedAccount& of, const Path&) {
  return IfDecided(
      of, [](const ExtensionResult& result) { return Truth(result.lists_extend_reasons); });
}
Observed ReadExtensionRootCause(const EvaluatedAccount& of, const Path&) {
  return IfDecided(of, [&of](const ExtensionResult& result) {
    if (result.root_cause == kNoIndex) return Nothing("not established");
    return Text(of.plan.outcome_notes.root_cause[result.root_cause].name);
  });
}

Observed ReadExtensionDaysLate(const EvaluatedAccount& of, const Path&) {
  return IfTargeted(of, [](const ExtensionResult& result) {
    return Number(static_cast<double>(result.days_late));
  });
}
Observed ReadExtensionCurrentTarget(const EvaluatedAccount& of, const Path&) {
  return IfTargeted(of, [](const ExtensionResult& result) { return Day(result.current_target); });
}
Observed ReadExtensionNewTarget(const EvaluatedAccount& of, const Path&) {
  return IfTargeted(of, [](const ExtensionResult& result) { return Day(result.new_target); });
}

// None when a date or the budget decides (S23).
Observed ReadExtensionReasons(const EvaluatedAccount& of, const Path&) {
  return IfDecided(of, [&of](const ExtensionResult& result) {
    const PlanOutcomeNotes& notes = of.plan.outcome_notes;
    std::vector<std::string> names;
    if (result.basis == DecisionBasis::kEscalationReason) {
      AddHolding(result.escalate, notes.escalate, names);
    } else if (result.basis == DecisionBasis::kExtensionReason ||
               result.basis == DecisionBasis::kExtensionCannotReachToday) {
      AddHolding(result.extend, notes.extend, names);
    }
    return Names(std::move(names));
  });
}

Observed ReadEscalate(const EvaluatedAccount& of, const Path& path) {
  return Held(of, path, &ExtensionResult::escalate);
}
Observed ReadExtend(const EvaluatedAccount& of, const Path& path) {
  return Held(of, path, &ExtensionResult::extend);
}
Observed ReadRootCause(const EvaluatedAccount& of, const Path& path) {
  return Held(of, path, &ExtensionResult::root_causes);
}

Observed ReadEscalateReason(const EvaluatedAccount& of, const Path& path) {
  return IfExplained(of, path, [&](const ExtensionExplanation& said) {
    return Text(said.escalate[path.index].rule.reason);
  });
}
Observed ReadExtendReason(const EvaluatedAccount& of, const Path& path) {
  return IfExplained(of, path, [&](const ExtensionExplanation& said) {
    return Text(said.extend[path.index].rule.reason);
  });
}
Observed ReadRootCauseReason(const EvaluatedAccount& of, const Path& path) {
  return IfExplained(of, path, [&](const ExtensionExplanation& said) {
    return Text(said.root_causes[path.index].rule.reason);
  });
}
Observed ReadExtensionReason(const EvaluatedAccount& of, const Path& path) {
  return IfExplained(of, path, [](const ExtensionExplanation& said) {
    return IfSaid(said.reason, "no reason decided");
  });
}
Observed ReadExtensionMessage(const EvaluatedAccount& of, const Path& path) {
  return IfExplained(of, path, [](const ExtensionExplanation& said) {
    return IfSaid(said.response.message, kNothingSaid);
  });
}
Observed ReadExtensionCheckIn(const EvaluatedAccount& of, const Path& path) {
  return IfExplained(of, path, [](const ExtensionExplanation& said) {
    return IfSaid(said.response.check_in, kNothingSaid);
  });
}
Observed ReadRecoveryMessage(const EvaluatedAccount& of, const Path& path) {
  return IfExplained(of, path, [](const ExtensionExplanation& said) {
    return said.recovery ? IfSaid(said.recovery->message, kNothingSaid) : Nothing(kNoRecovery);
  });
}
Observed ReadRecoveryCheckIn(const EvaluatedAccount& of, const Path& path) {
  return IfExplained(of, path, [](const ExtensionExplanation& said) {
    return said.recovery ? IfSaid(said.recovery->check_in, kNothingSaid) : Nothing(kNoRecovery);
  });
}

}  // namespace bellwether::paths
