// Tested by tests/engine/portfolio/steps_back_test.cc.
#include "engine/portfolio/steps_back.h"

#include "engine/base/civil_day.h"
#include "engine/book/stamp.h"

namespace bellwether::portfolio {

StepsBack::StepsBack(const Moment& begin, const Moment& last, uint32_t days,
                     const absl::TimeZone& zone)
    : last_(last), days_(days) {
  const book::Stamp first = book::StampOf(begin, zone);
  const book::Stamp end = book::StampOf(last, zone);
  last_day_ = end.day;
  if (first.instant > end.instant) return;
  size_ = static_cast<uint64_t>(end.day - first.day) / days_ + 1;
  // The day on which it begins may have begun before it.
  if (size_ > 1 && book::StampOf((*this)[0], zone).instant < first.instant) --size_;
}

Moment StepsBack::operator[](uint64_t position) const {
  const uint64_t back = (size_ - 1 - position) * days_;
  return back == 0 ? last_ : Moment::Date(DayOfNumber(last_day_ - static_cast<int32_t>(back)));
}

}  // namespace bellwether::portfolio
