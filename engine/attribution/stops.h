// The stops on the way from one evaluation to another: what was known of an account, step by step
// from old to new, seen by the old pack and by the new one (S26). Each is an evaluation like any
// other.
//
// Part of the attribution stage.
#ifndef BELLWETHER_ENGINE_ATTRIBUTION_STOPS_H_
#define BELLWETHER_ENGINE_ATTRIBUTION_STOPS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/attribution/attribution.h"
#include "engine/base/limits.h"
#include "engine/evaluate/evaluate.h"

namespace bellwether {

// What is known at a stop.
enum class Known : uint8_t {
  kOld,          // the old account, as of the old moment
  kAged,         // the same as of the new moment (ageing.h); likewise from here on
  kNewValues,    // with the new values of what both accounts give
  kNewPresence,  // with what the new account gives, old values where there are such
  kNew,          // the new account
};
inline constexpr size_t kKnownCount = 5;

enum class Pack : uint8_t { kOld, kNew };

struct Stop {
  const Plan* plan = nullptr;
  const Account* account = nullptr;
  const Facts* facts = nullptr;
  const Evaluation* evaluation = nullptr;
  // False where what is half old and half new is refused: dates that contradict each other, a word
  // that the pack does not have. Nothing else means anything then.
  bool accepted = false;
  // Known::kAged: what differs from a stop of another moment is due to time.
  bool aged = false;
};

// The stop that one side is.
Stop EndStop(const ComparedAccount& side);

// Whether the moment of one side is before that of the other. Of two dates in two zones neither is.
bool IsEarlier(const ComparedAccount& a, const ComparedAccount& b);

class Stops {
 public:
  // Evaluates all between the two. The moment of `old` is not after that of `fresh`. Both must
  // outlive it.
  Stops(const ComparedAccount& old, const ComparedAccount& fresh, const Limits& limits);
  Stops(const Stops&) = delete;
  Stops& operator=(const Stops&) = delete;

  // False: both sides are of one moment, and kAged is kOld.
  bool time_passes() const { return time_passes_; }
  const Stop& At(Known known, Pack pack) const { return stops_[Index(known, pack)]; }

 private:
  // What a stop was made of, where it is neither end.
  struct Made {
    Account account;
    Facts facts;
    Evaluation evaluation;
  };

  static size_t Index(Known known, Pack pack) {
    return static_cast<size_t>(known) * 2 + static_cast<size_t>(pack);
  }
  void Evaluate(const ComparedAccount& side, const BindOptions& options, const Limits& limits,
                Made& made, Stop& stop);

  const bool time_passes_;
  Scratch scratch_;
  std::array<Made, kKnownCount * 2> made_;
  std::array<Stop, kKnownCount * 2> stops_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ATTRIBUTION_STOPS_H_
