// Bad input on purpose: what books of real systems hold beside good records. Which records are
// spoiled, and how, is a function of the seed and of their place in their account.
//
//   Spoiler spoiler(0.01, seed, account, [&](const SpoiltRecord& told) { ... });
//   Simulate(..., [&](const records::Record& record) { spoiler.Tell(record); });
//
// One thread; cheap.
#ifndef BELLWETHER_ENGINE_SIMULATION_SPOIL_H_
#define BELLWETHER_ENGINE_SIMULATION_SPOIL_H_

#include <cstdint>
#include <functional>
#include <string>

#include "engine/records/record.h"
#include "engine/simulation/chance.h"

namespace bellwether::simulation {

enum class Damage : uint8_t {
  kNone,
  kTwice,      // told a second time, word for word
  kCorrected,  // told wrongly, and again rightly with a later known_at
  kOrphan,     // a second record, of an account that nobody introduced
  kSkewed,     // known days before it happened
  kOverlap,    // a second contract that begins before this one ends
  kGarbled,    // a line that is no record
};

struct SpoiltRecord {
  const records::Record& record;
  bool garbled = false;  // cut off where it is written
};

class Spoiler {
 public:
  using Sink = std::function<void(const SpoiltRecord&)>;

  // `share` of the records is spoiled, 0 to 1.
  Spoiler(double share, uint64_t seed, uint32_t account, Sink sink);

  // Hands out the record, and what its damage adds.
  void Tell(const records::Record& record);

 private:
  Damage Choose(const records::Record& record);
  void Damaged(Damage damage, records::Record record);
  void Put(const records::Record& record) { sink_({record, false}); }

  const double share_;
  Draws draws_;
  const Sink sink_;
  uint32_t spoiled_ = 0;
};

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_SPOIL_H_
