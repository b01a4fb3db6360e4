#include "tests/fuzz/require.h"

#include <cstdio>
#include <cstdlib>

namespace bellwether::fuzz {

void Require(bool holds, std::string_view property, std::string_view detail) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s\n%.*s\n", static_cast<int>(property.size()),
               property.data(), static_cast<int>(detail.size()), detail.data());
  std::fflush(stderr);
  std::abort();
}

}  // namespace bellwether::fuzz
