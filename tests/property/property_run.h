// How long and from which seed property tests run, and how to run a failing one again.
//
//   BELLWETHER_PROPERTY_SEED=4711      begin with this seed (default 1)
//   BELLWETHER_PROPERTY_SECONDS=600    let each property go on for that long (default: 1 to 4)
//   BELLWETHER_PROPERTY_PACKS=1        at least that many packs, however long it takes
//
// Every pack has a seed of its own, and pack n of a run that begins with seed s has seed s + n. A
// failure prints the seed, the pack and the account; the same seed with one pack asks again.
#ifndef BELLWETHER_TESTS_PROPERTY_PROPERTY_RUN_H_
#define BELLWETHER_TESTS_PROPERTY_PROPERTY_RUN_H_

#include <chrono>
#include <cstdint>
#include <optional>

namespace bellwether {

class PropertyRun {
 public:
  // `least`: packs that are asked even when time is over; both as long as the environment does not
  // say otherwise.
  PropertyRun(uint64_t least, uint64_t seconds);

  // The seed of the next pack; nothing when the run is over.
  std::optional<uint64_t> Next();
  uint64_t packs() const { return packs_; }
  // Whether the run was long enough for what must occur to have occurred: not when it was cut
  // short to look at one seed.
  bool whole() const { return packs_ >= whole_; }

 private:
  const uint64_t first_seed_;
  const uint64_t whole_;
  const uint64_t least_;
  const std::chrono::steady_clock::time_point end_;
  uint64_t packs_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_PROPERTY_RUN_H_
