// Tested by tests/engine/generation/hints_test.cc and what_is_good_test.cc.
#include "engine/generation/signal_model.h"

#include <algorithm>

#include "engine/generation/hidden.h"
#include "engine/generation/own_edges.h"

namespace bellwether::generation {
namespace {

using ruleset::SignalType;

constexpr double kMissing = 0.05, kNotApplicable = 0.02, kStale = 0.05;
constexpr double kCorrelation = 0.6;
// Of bools: what is good mostly holds, what is bad mostly does not.
constexpr double kGoodHolds = 0.75, kBadHolds = 0.1, kOtherHolds = 0.3;
// Of timestamps: what would be good has often not happened yet, what would be bad mostly has not.
constexpr double kGoodNotYet = 0.3, kBadNotYet = 0.6, kOtherNotYet = 0.1;
constexpr const char* kOtherTexts[] = {"first", "second", "third"};

// What is typical where a signal has an open end and no edge.
Bell TypicalOf(SignalType type) {
  switch (type) {
    case SignalType::kCount:
      return {3, 4};
    case SignalType::kDays:
      return {14, 14};
    case SignalType::kMoney:
      return {10'000, 12'000};
    default:
      return {10, 10};
  }
}

// What the pack says of the numbers, else around those at which something turns.
NumberSpread SpreadOf(const ruleset::Generate& hints, const ruleset::NumberRange& range,
                      const std::vector<double>& edges, SignalType type) {
  if (hints.median) return NumberSpread::Around(range, edges, *hints.median, hints.spread);
  return NumberSpread::BetweenEdges(range, edges, TypicalOf(type));
}

ruleset::NumberRange DaysBefore() {
  ruleset::NumberRange range;
  range.min = 0;
  range.whole = true;
  return range;
}

void SetWords(std::vector<std::string> words, SignalModel& model) {
  model.words = std::move(words);
  model.shares.assign(model.words.size(), 1.0 / static_cast<double>(model.words.size()));
}

void SetValues(const Plan& plan, SignalModel& model) {
  const ruleset::Signal& signal = *model.signal;
  switch (signal.type) {
    case SignalType::kBool:
      model.true_share = kOtherHolds;
      return;
    case SignalType::kEnum:
      SetWords(plan.slots[signal.slot].words, model);
      if (!signal.generate.shares.empty()) model.shares = signal.generate.shares;
      return;
    case SignalType::kText: {
      std::vector<std::string> texts = plan.edges.texts[signal.slot];
      texts.insert(texts.end(), std::begin(kOtherTexts), std::end(kOtherTexts));
      return SetWords(std::move(texts), model);
    }
    case SignalType::kTimestamp:
      model.numbers =
          SpreadOf(signal.generate, DaysBefore(), OwnEdges(plan, signal.slot), SignalType::kDays);
      return;
    case SignalType::kSeries:  // the edges of a series are of its runs, not of its points
      model.numbers = SpreadOf(signal.generate, signal.range, {}, signal.of);
      return;
    default:
      model.numbers =
          SpreadOf(signal.generate, signal.range, OwnEdges(plan, signal.slot), signal.type);
  }
}

// A signal that may not be missing never is.
void SetMissing(const Plan& plan, SignalModel& model) {
  const uint32_t slot = model.signal->slot;
  const auto refuses = [](const ruleset::Missing& missing) {
    return missing.policy == ruleset::Missing::Policy::kError;
  };
  const bool required = refuses(plan.slots[slot].missing) ||
                        std::any_of(plan.components.begin(), plan.components.end(),
                                    [&](const PlanComponent& component) {
                                      return component.slot == slot && refuses(component.missing);
                                    });
  if (required) return;
  const ruleset::Generate& hints = model.signal->generate;
  model.missing = hints.missing.value_or(kMissing);
  model.not_applicable = hints.not_applicable.value_or(kNotApplicable);
  model.stale = hints.stale.value_or(kStale);
  if (model.signal->type == SignalType::kTimestamp) model.not_yet = kOtherNotYet;
}

// What stands for good, for bad, and for neither.
double Leaning(int direction, double good, double bad, double other) {
  if (direction == 0) return other;
  return direction > 0 ? good : bad;
}

}  // namespace

std::vector<SignalModel> MakeSignalModels(const Plan& plan) {
  std::vector<SignalModel> models;
  models.reserve(plan.signals.size());
  for (const ruleset::Signal& signal : plan.signals) {
    SignalModel model;
    model.signal = &signal;
    model.name = plan.slots[signal.slot].name;
    SetValues(plan, model);
    SetMissing(plan, model);
    models.push_back(std::move(model));
  }
  return models;
}

void Lean(int direction, SignalModel& model) {
  const ruleset::Generate& hints = model.signal->generate;
  const bool is_said = hints.median.has_value() || !hints.shares.empty();
  model.correlation = hints.correlation.value_or(direction * kCorrelation);
  model.shift = is_said ? 0 : direction * kMostAreWell;
  if (model.signal->type != SignalType::kBool) return;
  model.shift = 0;
  model.true_share = hints.share.value_or(Leaning(direction, kGoodHolds, kBadHolds, kOtherHolds));
}

void LeanHappening(int direction, SignalModel& model) {
  model.happening_correlation = direction * kCorrelation;
  if (model.not_yet == 0) return;  // it may not be missing
  const std::optional<double>& share = model.signal->generate.share;
  model.not_yet = share ? 1 - *share : Leaning(direction, kGoodNotYet, kBadNotYet, kOtherNotYet);
}

}  // namespace bellwether::generation
