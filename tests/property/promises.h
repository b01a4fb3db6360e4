// What a pack promises about answers that are still to come, and accounts that have them all.
#ifndef BELLWETHER_TESTS_PROPERTY_PROMISES_H_
#define BELLWETHER_TESTS_PROPERTY_PROMISES_H_

#include "tests/property/checked_pack.h"
#include "tests/property/random_account.h"

namespace bellwether {

// Answers may change for more reasons than that a value is known now: has() and known() turn, and a
// value stands where the pack's substitute stood. Packs that use either promise less.
bool PromisesBounds(const CheckedPack& pack);
// The same of flags, graduation and extension as well.
bool PromisesOutcomes(const CheckedPack& pack);

// Gives every signal that was not given, at random; what is there, or does not apply, stays.
RandomAccounts::Asked Completed(const CheckedPack& pack, const RandomAccounts::Asked& asked,
                                const Evaluated& before);

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_PROMISES_H_
