// What every input must fulfil, said where it is tested.
//
//   Require(score >= 0 && score <= 100, "a score lies in 0 to 100", name);
#ifndef BELLWETHER_TESTS_FUZZ_REQUIRE_H_
#define BELLWETHER_TESTS_FUZZ_REQUIRE_H_

#include <string_view>

namespace bellwether::fuzz {

// Unless `holds`: prints the property and the detail, and aborts. libFuzzer then keeps the input,
// and a test of the corpus fails.
void Require(bool holds, std::string_view property, std::string_view detail = {});

}  // namespace bellwether::fuzz

#endif  // BELLWETHER_TESTS_FUZZ_REQUIRE_H_
