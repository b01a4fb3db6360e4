// Tested by tests/engine/impact/comparer_test.cc.
#include "engine/impact/comparer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace bellwether::impact {
namespace {

std::optional<ScoreValue> ValueOf(const Evaluation& evaluation, uint32_t model) {
  if (model == kNoIndex || !evaluation.models[model].has_score()) return std::nullopt;
  const ModelResult& result = evaluation.models[model];
  return ScoreValue{result.effective, result.displayed};
}

bool Holds(const std::vector<Violation>& violations, const Violation& wanted) {
  return std::any_of(violations.begin(), violations.end(), [&wanted](const Violation& violation) {
    return violation.path == wanted.path && violation.reason == wanted.reason;
  });
}

}  // namespace

std::vector<Violation> Refusal::Together() const {
  std::vector<Violation> all;
  const auto add = [&all](Violation violation, const char* pack) {
    absl::StrAppend(&violation.message, " (the ", pack, " pack alone refuses it)");
    all.push_back(std::move(violation));
  };
  for (const Violation& violation : to) {
    if (Holds(from, violation)) {
      all.push_back(violation);
    } else {
      add(violation, "new");
    }
  }
  for (const Violation& violation : from) {
    if (!Holds(to, violation)) add(violation, "old");
  }
  return all;
}

Comparer::Comparer(const PackPair& pair, BindOptions bind, const Limits& limits)
    : pair_(pair),
      refuses_unknown_signals_(!bind.report_unknown_signals),
      bind_(std::move(bind)),
      limits_(limits) {
  bind_.report_unknown_signals = true;
}

bool Comparer::Compare(const Account& from, const Account& to, AccountChange& change) {
  refusal_.from = Evaluate(pair_.from(), from, from_);
  refusal_.to = Evaluate(pair_.to(), to, to_);
  RefuseWhatNeitherKnows(to);
  if (refusal_.any()) return false;
  change.id = to.id;
  change.segment = pair_.names().SegmentOf(to.segment);
  change.acv = to.acv;
  change.answers.resize(pair_.names().outcomes.size());
  for (size_t i = 0; i < change.answers.size(); ++i) {
    change.answers[i] = {pair_.FromAnswer(i, from_.evaluation), pair_.ToAnswer(i, to_.evaluation)};
  }
  CompareScores(change);
  return true;
}

std::vector<Violation> Comparer::Evaluate(const Plan& plan, const Account& account,
                                          AccountMemory& side) const {
  std::vector<Violation> violations;
  EvaluateAccount(plan, account, bind_, limits_, side, violations).IgnoreError();
  return violations;
}

void Comparer::RefuseWhatNeitherKnows(const Account& account) {
  const std::vector<std::string>& from = from_.facts.unknown_signals;
  const std::vector<std::string>& to = to_.facts.unknown_signals;
  if (!refuses_unknown_signals_ || from.empty() || to.empty()) return;
  for (const SignalInput& signal : account.signals) {
    const auto is_in = [&signal](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), signal.name) != names.end();
    };
    if (!is_in(from) || !is_in(to)) continue;
    refusal_.from.push_back({"signals." + signal.name, "UNKNOWN_SIGNAL",
                             UnknownSignalMessage(pair_.from(), signal.name)});
    refusal_.to.push_back({"signals." + signal.name, "UNKNOWN_SIGNAL",
                           UnknownSignalMessage(pair_.to(), signal.name)});
  }
}

void Comparer::CompareScores(AccountChange& change) const {
  const Evaluation& from = from_.evaluation;
  const Evaluation& to = to_.evaluation;
  change.scores.resize(pair_.names().scores.size());
  change.primary = 0;
  for (size_t i = 0; i < change.scores.size(); ++i) {
    ScoreChange& score = change.scores[i];
    const uint32_t old_model = pair_.FromModel(i, from), new_model = pair_.ToModel(i, to);
    score.from = ValueOf(from, old_model);
    score.to = ValueOf(to, new_model);
    score.parts.clear();
    score.limits = 0;
    const ScoreParts* const parts = pair_.parts(i);
    if (parts == nullptr) continue;
    if (old_model == from.primary && new_model == to.primary) {
      change.primary = static_cast<uint32_t>(i);
    }
    if (!score.both() || !ScoreParts::Apply(from, old_model) || !ScoreParts::Apply(to, new_model)) {
      continue;
    }
    const double raw = to.models[new_model].raw - from.models[old_model].raw;
    if (raw == 0 && score.points() == 0) continue;
    parts->Split(from, to, score.parts);
    score.limits = score.points() - raw;
  }
}

}  // namespace bellwether::impact
