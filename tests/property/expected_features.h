// What a run over generated packs must have met at least once: a generator that stops producing
// something fails.
#ifndef BELLWETHER_TESTS_PROPERTY_EXPECTED_FEATURES_H_
#define BELLWETHER_TESTS_PROPERTY_EXPECTED_FEATURES_H_

#include <string>
#include <vector>

namespace bellwether {

// As oracle::Transcript::State spells them: "component state OBSERVED".
std::vector<std::string> ExpectedFeatures();

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_EXPECTED_FEATURES_H_
