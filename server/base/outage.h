// Whether a failure that comes again and again is said: the first one, then at a growing distance,
// and the end once, with how long it was.
//
//   Outage outage;
//   if (outage.Fails(SteadyTime::Now())) log.Warning(...);          // 0 s, 10 s, 30 s, 70 s, ...
//   if (const auto was = outage.Ends(SteadyTime::Now())) log.Info(...);
//
// A value; one thread.
#ifndef BELLWETHER_SERVER_BASE_OUTAGE_H_
#define BELLWETHER_SERVER_BASE_OUTAGE_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/time/time.h"
#include "server/base/steady_time.h"

namespace bellwether {

class Outage {
 public:
  static constexpr absl::Duration kFirstPause = absl::Seconds(10);  // doubled each time
  static constexpr absl::Duration kLongestPause = absl::Hours(1);

  // One more failure; whether it is said.
  bool Fails(SteadyTime now) {
    ++failures_;
    if (!began_) {
      began_ = now;
      pause_ = kFirstPause;
    } else if (now < next_) {
      return false;
    }
    next_ = now + pause_;
    pause_ = std::min(2 * pause_, kLongestPause);
    return true;
  }

  struct Was {
    absl::Duration lasted;  // since the first failure
    uint64_t failures = 0;
  };
  // It went well. Nothing: so it did before.
  std::optional<Was> Ends(SteadyTime now) {
    if (!began_) return std::nullopt;
    return Was{now - *std::exchange(began_, std::nullopt), std::exchange(failures_, 0)};
  }

 private:
  std::optional<SteadyTime> began_;
  SteadyTime next_ = SteadyTime::InfinitePast();
  absl::Duration pause_;
  uint64_t failures_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BASE_OUTAGE_H_
