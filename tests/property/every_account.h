// One property of generated packs and accounts: a test in one line.
//
//   TEST(BandTest, AnEdgeBelongsToTheBetterBand) { ForEveryAccount(40, WrongBand); }
#ifndef BELLWETHER_TESTS_PROPERTY_EVERY_ACCOUNT_H_
#define BELLWETHER_TESTS_PROPERTY_EVERY_ACCOUNT_H_

#include <cstdint>

#include "tests/property/smallest_failure.h"

namespace bellwether {

// Asks `complaint` about accounts of at least `packs` packs, and of more for a second. Fails the
// test with the smallest failure at the first complaint. False when there was one, or when the run
// was cut short by the environment.
bool ForEveryAccount(uint64_t packs, const Complaint& complaint);

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_EVERY_ACCOUNT_H_
