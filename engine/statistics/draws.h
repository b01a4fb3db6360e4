// Random numbers that are a function of a seed, a stream and a place: the same bits on any machine,
// in any thread, in whatever order streams are drawn (Philox4x32-10, Salmon et al. 2011).
//
//   Draws draws(seed, /*stream=*/replicate);
//   const uint64_t account = draws.Below(n);
//
// Not for secrets. One thread for each object; objects are cheap.
#ifndef BELLWETHER_ENGINE_STATISTICS_DRAWS_H_
#define BELLWETHER_ENGINE_STATISTICS_DRAWS_H_

#include <array>
#include <cstdint>

namespace bellwether::statistics {

class Draws {
 public:
  Draws(uint64_t seed, uint64_t stream) : seed_(seed), stream_(stream) {}

  // Strictly between 0 and 1, 53 bits.
  double Uniform();
  // 0 to `end` - 1, each as likely as the other; `end` > 0.
  uint64_t Below(uint64_t end);
  // Mean 0, variance 1.
  double Normal();
  // Mean 1 ÷ `rate` > 0.
  double Exponential(double rate);

 private:
  uint64_t Next();

  const uint64_t seed_;
  const uint64_t stream_;
  uint64_t place_ = 0;
  std::array<uint64_t, 2> drawn_ = {};  // of the block that `place_` lies in
};

// In a `share` of all draws, 0 to 1.
bool Happens(Draws& draws, double share);
// Whole, both ends included.
int Between(Draws& draws, int least, int most);
// Of `items` of any kind that are not empty, each as likely.
template <typename Items>
const auto& PickAny(Draws& draws, const Items& items) {
  return items[draws.Below(items.size())];
}

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_DRAWS_H_
