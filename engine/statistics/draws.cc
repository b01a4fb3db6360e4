// Tested by tests/engine/statistics/draws_test.cc.
#include "engine/statistics/draws.h"

#include <cmath>

#include "Random123/philox.h"
#include "engine/statistics/distributions.h"

namespace bellwether::statistics {
namespace {

uint32_t Low(uint64_t bits) { return static_cast<uint32_t>(bits); }
uint32_t High(uint64_t bits) { return static_cast<uint32_t>(bits >> 32); }
uint64_t Joined(uint32_t high, uint32_t low) { return uint64_t{high} << 32 | low; }

}  // namespace

// A block of the generator is two numbers.
uint64_t Draws::Next() {
  const size_t half = place_ % 2;
  if (half == 0) {
    const uint64_t block = place_ / 2;
    const r123::Philox4x32::ctr_type counter = {
        {Low(block), High(block), Low(stream_), High(stream_)}};
    const r123::Philox4x32::key_type key = {{Low(seed_), High(seed_)}};
    const r123::Philox4x32::ctr_type bits = r123::Philox4x32()(counter, key);
    drawn_ = {Joined(bits[1], bits[0]), Joined(bits[3], bits[2])};
  }
  ++place_;
  return drawn_[half];
}

// The middle of one of 2^53 equal steps: neither 0 nor 1.
double Draws::Uniform() {
  constexpr double kStep = 0x1.0p-53;
  return (static_cast<double>(Next() >> 11) + 0.5) * kStep;
}

// Numbers beyond the last whole multiple of `end` are drawn again.
uint64_t Draws::Below(uint64_t end) {
  const uint64_t beyond = (0 - end) % end;  // 2^64 mod end
  uint64_t drawn = Next();
  while (drawn < beyond) drawn = Next();
  return drawn % end;
}

double Draws::Normal() { return NormalQuantile(Uniform()); }

double Draws::Exponential(double rate) { return -std::log(Uniform()) / rate; }

bool Happens(Draws& draws, double share) { return draws.Uniform() < share; }

int Between(Draws& draws, int least, int most) {
  return least + static_cast<int>(draws.Below(static_cast<uint64_t>(most - least) + 1));
}

}  // namespace bellwether::statistics
