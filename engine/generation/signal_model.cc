// Tested by tests/engine/generation/signal_model_test.cc.
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

// Days before as_of, by the days at which something turns.
NumberSpread DaysBefore(const Plan& plan, uint32_t slot) {
  ruleset::NumberRange range;
  range.min = 0;
  range.whole = true;
  return NumberSpread::BetweenEdges(range, OwnEdges(plan, slot), TypicalOf(SignalType::kDays));
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
      return SetWords(plan.slots[signal.slot].words, model);
    case SignalType::kText: {
      std::vector<std::string> texts = plan.edges.texts[signal.slot];
      texts.insert(texts.end(), std::begin(kOtherTexts), std::end(kOtherTexts));
      return SetWords(std::move(texts), model);
    }
    case SignalType::kTimestamp:
      model.numbers = DaysBefore(plan, signal.slot);
      return;
    case SignalType::kSeries:  // the edges of a series are of its runs, not of its points
      model.numbers = NumberSpread::BetweenEdges(signal.range, {}, TypicalOf(signal.of));
      return;
    default:
      model.numbers = NumberSpread::BetweenEdges(signal.range, OwnEdges(plan, signal.slot),
                                                 TypicalOf(signal.type));
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
  model.missing = kMissing;
  model.not_applicable = kNotApplicable;
  model.stale = kStale;
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
  model.correlation = direction * kCorrelation;
  model.shift = direction * kMostAreWell;
  if (model.signal->type != SignalType::kBool) return;
  model.shift = 0;
  model.true_share = Leaning(direction, kGoodHolds, kBadHolds, kOtherHolds);
}

void LeanHappening(int direction, SignalModel& model) {
  model.happening_correlation = direction * kCorrelation;
  if (model.not_yet == 0) return;  // it may not be missing
  model.not_yet = Leaning(direction, kGoodNotYet, kBadNotYet, kOtherNotYet);
}

}  // namespace bellwether::generation
