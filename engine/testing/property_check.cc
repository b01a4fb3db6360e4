// Tested by tests/engine/testing/properties_test.cc.
#include "engine/testing/property_check.h"

#include <algorithm>
#include <utility>

#include "engine/testing/expected.h"
#include "engine/testing/ordered_words.h"
#include "engine/testing/outcomes.h"
#include "engine/testing/refusal_words.h"

namespace bellwether {
namespace {

constexpr char kOtherId[] = "another-id";

template <typename List>
void Reverse(List& list) {
  std::reverse(list.begin(), list.end());
}

Account InOtherOrder(Account account) {
  Reverse(account.signals);
  Reverse(account.milestones);
  Reverse(account.series);
  for (SeriesInput& series : account.series) Reverse(series.points);
  Reverse(account.dimension_scores);
  Reverse(account.previous_bands);
  Reverse(account.overrides);
  return account;
}

bool IsMissingKind(PropertyKind kind) {
  return kind == PropertyKind::kMissingNeverRaises || kind == PropertyKind::kMissingNeverLowers;
}

// Whether the output may rise by the change.
bool MayRise(const Property& property) {
  if (property.kind == PropertyKind::kMonotone) return property.rising;
  return property.kind == PropertyKind::kMissingNeverLowers;
}

// Without making texts of the answers; where it is not so, they may still read the same.
bool IsPlainlySame(const Observed& a, const Observed& b) {
  if (a.why != b.why || a.value.index() != b.value.index()) return false;
  if (const auto* number = std::get_if<double>(&a.value))
    return *number == std::get<double>(b.value);
  if (const auto* text = std::get_if<std::string>(&a.value)) {
    return *text == std::get<std::string>(b.value);
  }
  return !a.has_value();
}

std::vector<std::string> WordsOfSignal(const Plan& plan, const std::string& name) {
  for (const ruleset::Signal& signal : plan.signals) {
    if (plan.slots[signal.slot].name == name) return plan.slots[signal.slot].words;
  }
  return {};
}

}  // namespace

Account Changed(const Property& property, const PropertyTrial& trial) {
  Account account = trial.account;
  switch (property.kind) {
    case PropertyKind::kMonotone:
      State(property.signal, trial.more, account);
      break;
    case PropertyKind::kMissingNeverRaises:
    case PropertyKind::kMissingNeverLowers:
      Unstate(property.signal, account);
      break;
    case PropertyKind::kSameInAnyOrder:
      return InOtherOrder(std::move(account));
    case PropertyKind::kSameUnderAnyId:
      account.id = kOtherId;
      break;
    case PropertyKind::kBounded:
      break;
  }
  return account;
}

PropertyCheck::PropertyCheck(const Plan& plan, const Property& property, const Limits& limits)
    : plan_(plan),
      property_(property),
      words_(WordsOfSignal(plan, property.signal)),
      before_(plan, limits),
      after_(plan, limits) {
  if (!property.where.empty()) {
    DiagnosticSink sink;  // it was read before, against the same names
    where_ = PathCondition::Read(plan, {property.where, property.span, false}, limits, sink);
  }
  if (property.output) answers_ = OrderedWords(plan, *property.output);
  outcomes_ = property.output ? std::vector<Path>{*property.output} : OutcomesOf(plan);
}

std::optional<double> PropertyCheck::PlaceOf(const SignalValue& value) const {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
  const auto* word = std::get_if<std::string>(&value);
  if (word == nullptr) return std::nullopt;
  const auto found = std::find(words_.begin(), words_.end(), *word);
  if (found == words_.end()) return std::nullopt;
  return static_cast<double>(found - words_.begin());
}

// A number, or the place of a word among those that the answer may be.
std::optional<double> PropertyCheck::RankOf(const Observed& answer) const {
  if (const auto* number = std::get_if<double>(&answer.value)) return *number;
  const auto* word = std::get_if<std::string>(&answer.value);
  if (word == nullptr) return std::nullopt;
  const auto found = std::find(answers_.begin(), answers_.end(), *word);
  if (found == answers_.end()) return std::nullopt;
  return static_cast<double>(found - answers_.begin());
}

std::optional<int> PropertyCheck::Compare(const SignalValue& a, const SignalValue& b) const {
  const auto place_a = PlaceOf(a), place_b = PlaceOf(b);
  if (!place_a || !place_b) return std::nullopt;
  return (*place_a > *place_b ? 1 : 0) - (*place_a < *place_b ? 1 : 0);
}

void PropertyCheck::Look(const Account& account, Side& side) const {
  side.account = &account;
  side.refused = side.evaluator.Evaluate(account, property_.as_of);
}

bool PropertyCheck::Concerns(const Side& before) {
  if (!before.refused.empty()) return false;
  return !where_ || where_->Holds({plan_, *before.account, before.evaluator.facts(),
                                   before.evaluator.evaluation()}) == Ternary::kTrue;
}

PropertyCheck::Verdict PropertyCheck::Try(const PropertyTrial& trial) {
  if (property_.kind == PropertyKind::kMonotone) {
    const auto now = StatedValue(trial.account, property_.signal);
    if (!now || Compare(trial.more, *now).value_or(0) <= 0) return Verdict::kSaysNothing;
  }
  Look(trial.account, before_);
  if (!Concerns(before_)) return Verdict::kSaysNothing;
  if (property_.kind == PropertyKind::kBounded) return JudgeBound(before_);
  changed_ = Changed(property_, trial);
  Look(changed_, after_);
  if (property_.kind == PropertyKind::kMonotone || IsMissingKind(property_.kind)) {
    return JudgeMove(before_, after_);
  }
  return JudgeSame(before_, after_);
}

std::vector<PropertyCheck::Verdict> PropertyCheck::TryValues(const Account& account,
                                                             std::span<const SignalValue> others,
                                                             PropertyTrial& broken) {
  std::vector<Verdict> verdicts;
  const auto own = StatedValue(account, property_.signal);
  if (!own) return verdicts;
  Side &of_own = before_, &of_other = after_;
  Look(account, of_own);
  for (const SignalValue& other : others) {
    const int order = Compare(other, *own).value_or(0);
    if (order == 0) continue;
    changed_ = account;
    State(property_.signal, other, changed_);
    Look(changed_, of_other);
    const Side& before = order > 0 ? of_own : of_other;
    const Side& after = order > 0 ? of_other : of_own;
    verdicts.push_back(Concerns(before) ? JudgeMove(before, after) : Verdict::kSaysNothing);
    if (verdicts.back() != Verdict::kBroken) continue;
    broken = order > 0 ? PropertyTrial{account, other} : PropertyTrial{changed_, *own};
    break;
  }
  return verdicts;
}

PropertyCheck::Verdict PropertyCheck::JudgeBound(const Side& side) {
  const Observed observed = side.At(*property_.output);
  const auto* number = std::get_if<double>(&observed.value);
  if (number == nullptr) return Verdict::kSaysNothing;
  const bool low = property_.min && *number < *property_.min - kTolerance;
  const bool high = property_.max && *number > *property_.max + kTolerance;
  if (!low && !high) return Verdict::kHolds;
  breach_ = {*property_.output, {observed, ""}, {observed, ""}};
  return Verdict::kBroken;
}

PropertyCheck::Verdict PropertyCheck::JudgeMove(const Side& before, const Side& after) {
  if (!after.refused.empty()) return Verdict::kSaysNothing;
  const Observed was = before.At(*property_.output);
  const Observed is = after.At(*property_.output);
  const std::optional<double> from = RankOf(was), to = RankOf(is);
  if (!from || !to) return Verdict::kSaysNothing;
  const double rise = *to - *from;
  if (rise <= kTolerance && rise >= -kTolerance) return Verdict::kSaysNothing;
  if (MayRise(property_) == (rise > 0)) return Verdict::kHolds;
  breach_ = {*property_.output, {was, ""}, {is, ""}};
  return Verdict::kBroken;
}

PropertyCheck::Verdict PropertyCheck::JudgeSame(const Side& before, const Side& after) {
  if (!after.refused.empty()) {
    breach_ = {
        outcomes_.front(), {before.At(outcomes_.front()), ""}, {{}, RefusalWords(after.refused)}};
    return Verdict::kBroken;
  }
  for (const Path& path : outcomes_) {
    const Observed was = before.At(path), is = after.At(path);
    if (IsPlainlySame(was, is) || Show(was) == Show(is)) continue;
    breach_ = {path, {was, ""}, {is, ""}};
    return Verdict::kBroken;
  }
  return Verdict::kHolds;
}

}  // namespace bellwether
