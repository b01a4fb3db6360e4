// Two packs that accounts and requests are held against.
#ifndef BELLWETHER_TESTS_FUZZ_KNOWN_PACKS_H_
#define BELLWETHER_TESTS_FUZZ_KNOWN_PACKS_H_

#include <memory>
#include <vector>

#include "engine/bellwether.h"

namespace bellwether::fuzz {

// A small pack with every kind of signal, curve and policy, and the default pack with its flags,
// graduation, extension and programme. Loaded once.
const std::vector<std::shared_ptr<const Plan>>& KnownPacks();

}  // namespace bellwether::fuzz

#endif  // BELLWETHER_TESTS_FUZZ_KNOWN_PACKS_H_
