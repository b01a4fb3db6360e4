// What is left to chance: numbers and words drawn from what parameters say of them.
//
// Each subject of an account (its course, its tickets, a signal ...) draws from a stream of its
// own, so that a change to one of them leaves the others as they are.
#ifndef BELLWETHER_ENGINE_SIMULATION_CHANCE_H_
#define BELLWETHER_ENGINE_SIMULATION_CHANCE_H_

#include <array>
#include <cstdint>
#include <string>

#include "engine/simulation/parameters.h"
#include "engine/statistics/draws.h"

namespace bellwether::simulation {

using statistics::Between;
using statistics::Draws;
using statistics::Happens;
using statistics::PickAny;

enum class Subject : uint8_t {
  kCourse,
  kLife,
  kRevenue,
  kAccount,
  kSignals,
  kOnboarding,
  kContracts,
  kUsage,
  kActivities,
  kTickets,
  kSurveys,
  kSales,
  kSpoiling,
};

// The numbers of one subject of account number `account`.
Draws DrawsOf(uint64_t seed, uint32_t account, Subject subject);

double Between(Draws& draws, const Range& range);
int WholeBetween(Draws& draws, const Range& range);
double DrawSkewed(Draws& draws, const Skewed& skewed);
// How often something happens that is expected `mean` >= 0 times (Poisson).
int Times(Draws& draws, double mean);

double SumOf(const Weights& weights);
// The position of a word; their weights do not all come to 0.
size_t Pick(Draws& draws, const Weights& weights);
const std::string& PickWord(Draws& draws, const Weights& weights);

// Whether `name` is among the names that something holds for.
bool Covers(const Only& only, const std::string& name);

// What `months` say of a month of the calendar, 1 to 12; 1 where they say nothing.
using MonthFactors = std::array<double, 12>;
MonthFactors FactorsOf(const Weights& months);
// Position of "january" to "december", or 12.
size_t MonthNamed(const std::string& name);

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_CHANCE_H_
