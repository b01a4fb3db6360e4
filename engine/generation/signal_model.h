// How the values of one signal are spread over accounts.
//
// Plain data, worked out once of a plan; any number of threads. It refers to the plan.
#ifndef BELLWETHER_ENGINE_GENERATION_SIGNAL_MODEL_H_
#define BELLWETHER_ENGINE_GENERATION_SIGNAL_MODEL_H_

#include <string>
#include <vector>

#include "engine/generation/number_spread.h"
#include "engine/plan/plan.h"

namespace bellwether::generation {

struct SignalModel {
  const ruleset::Signal* signal = nullptr;
  std::string name;
  // Of numbers, of the points of a series, and of a timestamp the days before as_of.
  NumberSpread numbers;
  std::vector<std::string> words;  // of an enum, the worst first; of a text, such as rules ask for
  std::vector<double> shares;      // of accounts, parallel to the words, together 1
  double true_share = 0.5;
  // Of the value's place with the hidden health, -1 to 1. A true is above a false, a word above
  // those before it, a day long ago above a recent one.
  double correlation = 0;
  double shift = 0;  // of the place
  double missing = 0;
  double not_applicable = 0;
  double stale = 0;  // where the signal has a max_age
  // Of timestamps: what has not happened, and how happening goes along with the hidden health.
  double not_yet = 0;
  double happening_correlation = 0;
};

// All signals of the plan, in its order. Nothing is known of what is good: nothing is correlated.
std::vector<SignalModel> MakeSignalModels(const Plan& plan);

// Tells the model what is good: 1 when a higher place is better, -1 when a lower one is, 0 when
// neither.
void Lean(int direction, SignalModel& model);
// Likewise of a timestamp whether it is good or bad that it happens at all.
void LeanHappening(int direction, SignalModel& model);

}  // namespace bellwether::generation

#endif  // BELLWETHER_ENGINE_GENERATION_SIGNAL_MODEL_H_
