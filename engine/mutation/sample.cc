// Tested by tests/engine/mutation/trial_test.cc.
#include "engine/mutation/sample.h"

#include "engine/statistics/draws.h"

namespace bellwether::mutation {

// Each is taken as likely as the rest still needs it (Knuth's algorithm S).
std::vector<Mutation> SampleOf(const std::vector<Mutation>& mutations, size_t size, uint64_t seed) {
  statistics::Draws draws(seed, /*stream=*/0);
  std::vector<Mutation> sample;
  for (size_t i = 0; i < mutations.size() && sample.size() < size; ++i) {
    const bool taken = draws.Below(mutations.size() - i) < size - sample.size();
    if (taken) sample.push_back(mutations[i]);
  }
  return sample;
}

}  // namespace bellwether::mutation
