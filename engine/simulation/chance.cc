// Tested by tests/engine/simulation/chance_test.cc.
#include "engine/simulation/chance.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

namespace bellwether::simulation {
namespace {

constexpr uint64_t kSubjects = 64;  // streams of an account
constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};

}  // namespace

Draws DrawsOf(uint64_t seed, uint32_t account, Subject subject) {
  return {seed, account * kSubjects + static_cast<uint64_t>(subject)};
}

double Between(Draws& draws, const Range& range) {
  return range.least.value + (range.most.value - range.least.value) * draws.Uniform();
}

int WholeBetween(Draws& draws, const Range& range) {
  return Between(draws, static_cast<int>(std::lround(range.least.value)),
                 static_cast<int>(std::lround(range.most.value)));
}

double DrawSkewed(Draws& draws, const Skewed& skewed) {
  return skewed.median.value * std::exp(skewed.spread.value * draws.Normal());
}

// Waits of a process with one event in a unit of time, until `mean` is over.
int Times(Draws& draws, double mean) {
  int times = -1;
  for (double passed = 0; passed <= mean; passed += draws.Exponential(1)) ++times;
  return std::max(times, 0);
}

double SumOf(const Weights& weights) {
  double sum = 0;
  for (const auto& weight : weights) sum += weight.value.value;
  return sum;
}

size_t Pick(Draws& draws, const Weights& weights) {
  double left = draws.Uniform() * SumOf(weights);
  size_t last = 0;
  for (size_t i = 0; i < weights.size(); ++i) {
    const double weight = weights[i].value.value;
    if (weight <= 0) continue;
    if (left < weight) return i;
    left -= weight;
    last = i;
  }
  return last;
}

const std::string& PickWord(Draws& draws, const Weights& weights) {
  return weights[Pick(draws, weights)].name;
}

bool Covers(const Only& only, const std::string& name) {
  return only.empty() || document::Find(only, name) != nullptr;
}

size_t MonthNamed(const std::string& name) {
  return static_cast<size_t>(std::find(std::begin(kMonths), std::end(kMonths), name) -
                             std::begin(kMonths));
}

MonthFactors FactorsOf(const Weights& months) {
  MonthFactors factors;
  factors.fill(1);
  for (const auto& month : months) factors[MonthNamed(month.name)] = month.value.value;
  return factors;
}

}  // namespace bellwether::simulation
