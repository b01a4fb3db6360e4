// The order of the stages (S14).
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include "tests/bench/by_hand/saas.h"

#include "tests/bench/by_hand/stages.h"

namespace bellwether::saas {

void Evaluate(const Input& input, Output& output) {
  output = Output();
  DeriveFacts(input, output);
  RateBenchmarks(input, output);
  ScoreHealth(input, output);
  RaiseFlags(input, output);
  AssessGraduation(input, output);
  DecideExtension(input, output);
  ForecastGraduation(input, output);
  FollowProgramme(input, output);
}

}  // namespace bellwether::saas
