// Moments so many days apart, counted back from the last one: when to look at an account.
//
//   const StepsBack moments(from, to, 7, zone);
//   for (uint64_t i = 0; i < moments.size(); ++i) replay.At(account, moments[i]);
//
// Counted back, so that what stands last is what was asked about, and every other moment is the
// beginning of a day. Plain data, whatever their number: a moment is worked out when it is asked
// for.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_STEPS_BACK_H_
#define BELLWETHER_ENGINE_PORTFOLIO_STEPS_BACK_H_

#include <cstdint>

#include "absl/time/time.h"
#include "engine/facts/account.h"

namespace bellwether::portfolio {

class StepsBack {
 public:
  // None is before `begin`; there is none when that is after `last`. `days`: at least 1. `zone`: of
  // the account.
  StepsBack(const Moment& begin, const Moment& last, uint32_t days, const absl::TimeZone& zone);

  uint64_t size() const { return size_; }
  // Oldest first; below size().
  Moment operator[](uint64_t position) const;

 private:
  Moment last_;
  int32_t last_day_ = 0;
  uint32_t days_;
  uint64_t size_ = 0;
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_STEPS_BACK_H_
