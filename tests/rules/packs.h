// The packs below rules/, read from disk and checked.
#ifndef BELLWETHER_TESTS_RULES_PACKS_H_
#define BELLWETHER_TESTS_RULES_PACKS_H_

#include <string>

#include "tests/support/scored_account.h"

namespace bellwether {

// Fails the test for every mistake and every warning of the pack; loaded once a process.
const testing_support::PlanPointer& PackAt(const std::string& folder);

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_RULES_PACKS_H_
