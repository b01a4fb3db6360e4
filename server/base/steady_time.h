// A moment by a clock that only goes forward, whatever is done to the time of day: for how long to
// wait, and how long ago it was. What people read, and what rules are about, is absl::Now().
//
//   const SteadyTime end = SteadyTime::Now() + absl::Seconds(10);
//   while (SteadyTime::Now() < end) ...
#ifndef BELLWETHER_SERVER_BASE_STEADY_TIME_H_
#define BELLWETHER_SERVER_BASE_STEADY_TIME_H_

#include <chrono>

#include "absl/time/time.h"

namespace bellwether {

class SteadyTime {
 public:
  static SteadyTime Now() {
    return SteadyTime(absl::FromChrono(std::chrono::steady_clock::now().time_since_epoch()));
  }
  static constexpr SteadyTime InfiniteFuture() { return SteadyTime(absl::InfiniteDuration()); }
  static constexpr SteadyTime InfinitePast() { return SteadyTime(-absl::InfiniteDuration()); }

  friend SteadyTime operator+(SteadyTime time, absl::Duration more) {
    return SteadyTime(time.since_start_ + more);
  }
  friend absl::Duration operator-(SteadyTime later, SteadyTime earlier) {
    return later.since_start_ - earlier.since_start_;
  }
  friend bool operator<(SteadyTime a, SteadyTime b) { return a.since_start_ < b.since_start_; }
  friend bool operator>=(SteadyTime a, SteadyTime b) { return !(a < b); }

 private:
  explicit constexpr SteadyTime(absl::Duration since_start) : since_start_(since_start) {}

  absl::Duration since_start_;  // of the machine, or so
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BASE_STEADY_TIME_H_
