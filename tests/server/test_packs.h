// Small packs for the server's tests.
#ifndef BELLWETHER_TESTS_SERVER_TEST_PACKS_H_
#define BELLWETHER_TESTS_SERVER_TEST_PACKS_H_

#include <memory>
#include <string>

#include "engine/bellwether.h"
#include "server/packs/snapshot_store.h"

namespace bellwether {

// One health model `onboarding` for stage onboarding, whose score is 100 × `usage` and 2 × `nps`
// weighed alike; `contract` must be given (missing: error) by customers.
std::string SmallPack();
// A pack that asks for a value of `contract`.
std::string DemandingPack();
// A pack without any health model.
std::string PackWithoutHealth();

// Fails the test when the pack has errors.
std::shared_ptr<const Plan> PlanOf(const std::string& yaml);
std::shared_ptr<const Snapshot> SnapshotOf(const std::string& yaml);

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_TEST_PACKS_H_
