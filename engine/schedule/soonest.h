// The soonest of moments that lie after another one.
//
//   Soonest soonest(as_of);
//   soonest.At(expiry);
//   if (soonest.moment()) ...
//
// Plain data.
#ifndef BELLWETHER_ENGINE_SCHEDULE_SOONEST_H_
#define BELLWETHER_ENGINE_SCHEDULE_SOONEST_H_

#include <cstdint>
#include <optional>

#include "absl/time/time.h"
#include "engine/base/civil_day.h"

namespace bellwether::schedule {

// What an expression can tell apart.
inline constexpr absl::Duration kInstant = absl::Nanoseconds(1);
// What a store can tell apart: the wake-up of what changes all the time.
inline constexpr absl::Duration kShortest = absl::Microseconds(1);

class Soonest {
 public:
  explicit Soonest(absl::Time now) : now_(now) {}

  absl::Time now() const { return now_; }
  // A moment that is not after `now` is passed over.
  void At(absl::Time moment) {
    if (moment > now_ && moment < soonest_) soonest_ = moment;
  }
  // Something turns at the moment, or right after it.
  void Around(absl::Time moment) {
    At(moment);
    At(moment + kInstant);
  }
  // Something changes all the time.
  void AtOnce() { At(now_ + kShortest); }
  // When the day of that number begins.
  void OnDay(int32_t day, const absl::TimeZone& zone) { At(StartOfDay(DayOfNumber(day), zone)); }

  std::optional<absl::Time> moment() const {
    return soonest_ == absl::InfiniteFuture() ? std::nullopt : std::optional(soonest_);
  }

 private:
  absl::Time now_;
  absl::Time soonest_ = absl::InfiniteFuture();
};

}  // namespace bellwether::schedule

#endif  // BELLWETHER_ENGINE_SCHEDULE_SOONEST_H_
