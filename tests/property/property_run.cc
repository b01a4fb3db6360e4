// Seeds count up from the first one; the clock only says when to stop.
#include "tests/property/property_run.h"

#include <cstdlib>
#include <string>

#include "engine/base/number.h"

namespace bellwether {
namespace {

uint64_t FromEnvironment(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  const auto number = text == nullptr ? std::nullopt : ParseNumber(text);
  return number ? static_cast<uint64_t>(*number) : otherwise;
}

}  // namespace

// A run of fewer packs than the test wants is over when it has asked them.
PropertyRun::PropertyRun(uint64_t least, uint64_t seconds)
    : first_seed_(FromEnvironment("BELLWETHER_PROPERTY_SEED", 1)),
      whole_(least),
      least_(FromEnvironment("BELLWETHER_PROPERTY_PACKS", least)),
      end_(std::chrono::steady_clock::now() +
           std::chrono::seconds(
               least_ < least ? 0 : FromEnvironment("BELLWETHER_PROPERTY_SECONDS", seconds))) {}

std::optional<uint64_t> PropertyRun::Next() {
  if (packs_ >= least_ && std::chrono::steady_clock::now() >= end_) return std::nullopt;
  return first_seed_ + packs_++;
}

}  // namespace bellwether
