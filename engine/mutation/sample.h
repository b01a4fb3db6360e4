// A part of many, drawn by a seed: the same on any machine.
#ifndef BELLWETHER_ENGINE_MUTATION_SAMPLE_H_
#define BELLWETHER_ENGINE_MUTATION_SAMPLE_H_

#include <cstdint>
#include <vector>

#include "engine/mutation/mutations.h"

namespace bellwether::mutation {

// So many of them, each as likely as the other, in their order; all where there are no more.
std::vector<Mutation> SampleOf(const std::vector<Mutation>& mutations, size_t size, uint64_t seed);

}  // namespace bellwether::mutation

#endif  // BELLWETHER_ENGINE_MUTATION_SAMPLE_H_
