// Internal: the stages in their fixed order (S14). Each reads the input and what earlier stages
// wrote, and writes its own part of the output, which must be as default-constructed.
#ifndef BELLWETHER_TESTS_BENCH_BY_HAND_STAGES_H_
#define BELLWETHER_TESTS_BENCH_BY_HAND_STAGES_H_

#include "tests/bench/by_hand/input.h"
#include "tests/bench/by_hand/output.h"

namespace bellwether::saas {

void DeriveFacts(const Input& input, Output& output);         // facts.cc
void RateBenchmarks(const Input& input, Output& output);      // benchmarks.cc
void ScoreHealth(const Input& input, Output& output);         // health.cc
void RaiseFlags(const Input& input, Output& output);          // flags.cc
void AssessGraduation(const Input& input, Output& output);    // graduation.cc
void JudgeCriteria(const Input& input, Output& output);       // criteria.cc: part of graduation
void DecideExtension(const Input& input, Output& output);     // extension.cc
void ForecastGraduation(const Input& input, Output& output);  // forecast.cc
void FollowProgramme(const Input& input, Output& output);     // programme.cc

// settle.cc: from the weighted mean of a model's parts to its band (S15, S17, S20).
class Mean;
void Settle(const Input& input, HealthModel model, const Mean& parts, Health& health,
            Output& output);

}  // namespace bellwether::saas

#endif  // BELLWETHER_TESTS_BENCH_BY_HAND_STAGES_H_
