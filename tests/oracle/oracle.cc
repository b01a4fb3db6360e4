// The stages in their order, and whether an answer is given at all.
#include "tests/oracle/oracle.h"

#include "tests/oracle/question.h"

namespace bellwether::oracle {
namespace {

using ruleset::Missing;

// `missing: error`: without the value no answer makes sense, so none is given. A value that decays
// is there; one that does not apply is no lack.
void RequireSignals(Question& question) {
  for (const ruleset::Signal& signal : question.rules.signals) {
    const std::string& name = question.NameOf(signal.slot);
    const Fact& fact = question.facts.at(name);
    const bool lacks = !fact.usable() && !fact.old && fact.reason != kNotApplicable;
    const bool wanted = question.rules.slots[signal.slot].missing.policy == Missing::Policy::kError;
    if (wanted && lacks) question.required.insert(name);
  }
}

void SayFacts(Question& question) {
  if (question.oldest_age) {
    question.answer.Number("answer", "", "oldest age", static_cast<double>(*question.oldest_age));
  }
  for (const auto& [name, fact] : question.facts) {
    question.answer.Say("fact", name, "value", ValueText(fact.value));
    if (!fact.reason.empty()) question.answer.State("fact", name, "reason", fact.reason);
    if (!fact.old) continue;
    question.answer.Say("fact", name, "old value", ValueText(fact.old->value));
    question.answer.Number("fact", name, "decay", fact.old->factor);
  }
}

// The order of S14.
void Evaluate(Question& question) {
  DeriveOwn(question);
  CountThresholds(question);
  CountEarlyWins(question);
  RateBenchmarks(question);
  ScoreModels(question);
  RaiseFlags(question);
  AssessGraduation(question);
  DecideExtension(question);
  ForecastGraduation(question);
  FollowProgramme(question);
}

}  // namespace

Transcript Answer(const ruleset::RuleSet& rules, const Account& account,
                  const BindOptions& options) {
  Question question{rules, account, options, {}, {}, {}, {}, {}, {}, false, {}, {}};
  ReadFields(question);
  ReadDates(question);
  ReadSignals(question);
  DeriveBuiltIn(question);
  RequireSignals(question);
  if (question.required.empty()) Evaluate(question);
  if (question.required.empty()) {
    SayFacts(question);
    return question.answer;
  }
  Transcript refused;
  refused.State("answer", "", "state", "REFUSED");
  refused.Without("answer", "", question.required);
  return refused;
}

}  // namespace bellwether::oracle
