// Where the hand-written rules and the engine disagree about an account.
#ifndef BELLWETHER_TESTS_BENCH_BY_HAND_DIFFERENCES_H_
#define BELLWETHER_TESTS_BENCH_BY_HAND_DIFFERENCES_H_

#include <string>
#include <vector>

#include "engine/evaluate/evaluation.h"
#include "engine/plan/plan.h"
#include "tests/bench/by_hand/output.h"

namespace bellwether::saas {

// One line for each field of Output that is not the engine's, doubles bit for bit; none when both
// say the same. Fields that mean nothing in a state are not compared in it. Names of the plan that
// Output lacks are differences, too.
std::vector<std::string> Differences(const Plan& plan, const Evaluation& engine,
                                     const Output& by_hand);

// Conditions and states by name, such as {"flag.no_login", kTrue}: all of them.
std::vector<std::pair<std::string, Truth>> NamedTruths(const Output& output);
// Benchmarks by name.
std::vector<std::pair<std::string, Rating>> NamedRatings(const Output& output);

}  // namespace bellwether::saas

#endif  // BELLWETHER_TESTS_BENCH_BY_HAND_DIFFERENCES_H_
