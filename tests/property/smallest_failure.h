// A pack and an account for which something fails, made smaller while it still fails.
#ifndef BELLWETHER_TESTS_PROPERTY_SMALLEST_FAILURE_H_
#define BELLWETHER_TESTS_PROPERTY_SMALLEST_FAILURE_H_

#include <functional>
#include <string>

#include "tests/property/checked_pack.h"
#include "tests/property/random_account.h"
#include "tests/property/random_pack.h"

namespace bellwether {

// What is wrong with the pack and the account; "" when nothing is.
using Complaint =
    std::function<std::string(const CheckedPack& pack, const RandomAccounts::Asked& asked)>;

// Leaves out blocks of the pack and entries of the account, one after the other, as long as there
// is a complaint. Returns the complaint about what is left, the pack, the account, and how to ask
// again.
std::string SmallestFailure(uint64_t seed, RandomPack pack, RandomAccounts::Asked asked,
                            const Complaint& complaint);

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_SMALLEST_FAILURE_H_
