// One account through the engine and through the hand-written rules: for the tests of this folder.
#ifndef BELLWETHER_TESTS_BENCH_BY_HAND_COMPARED_H_
#define BELLWETHER_TESTS_BENCH_BY_HAND_COMPARED_H_

#include <string>
#include <vector>

#include "engine/bellwether.h"
#include "tests/bench/by_hand/output.h"

namespace bellwether::saas {

// rules/saas; fails the test when it cannot be read, and is loaded once.
const Plan& SaasPlan();

struct Compared {
  Evaluation engine;
  Output by_hand;
  std::vector<std::string> differences;
};

// Fails the test for an account that Bind refuses.
Compared Compare(const Account& account, const Moment& as_of);

}  // namespace bellwether::saas

#endif  // BELLWETHER_TESTS_BENCH_BY_HAND_COMPARED_H_
