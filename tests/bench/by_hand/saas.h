// The rules of rules/saas as a person would write them for one customer and never change them: the
// yardstick that the engine's speed is compared with.
//
// Straight-line code with the pack's numbers in it: no allocation, no strings, no virtual calls,
// no tables that are read to find out what to do. Every outcome that Evaluate gives without an
// explanation is here, in the same bits; by_hand_test.cc compares them on a thousand accounts.
// Whoever changes rules/saas changes these files, or that test fails.
//
//   saas::InputReader reader(...);              // input_of_facts.h: once for a plan
//   const saas::OwnedInput owned = reader.Read(facts);   // once for an account
//   saas::Output output;
//   saas::Evaluate(owned.input, output);        // what is measured
//
// Stateless; any number of threads. Cannot fail.
#ifndef BELLWETHER_TESTS_BENCH_BY_HAND_SAAS_H_
#define BELLWETHER_TESTS_BENCH_BY_HAND_SAAS_H_

#include "tests/bench/by_hand/input.h"
#include "tests/bench/by_hand/output.h"

namespace bellwether::saas {

// Every field of `output` is written.
void Evaluate(const Input& input, Output& output);

}  // namespace bellwether::saas

#endif  // BELLWETHER_TESTS_BENCH_BY_HAND_SAAS_H_
