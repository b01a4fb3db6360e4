// Tested by tests/engine/attribution/ageing_test.cc.
#include "engine/attribution/ageing.h"

#include <algorithm>

#include "engine/base/civil_day.h"

namespace bellwether {
namespace {

class Ager {
 public:
  explicit Ager(const Passage& passage)
      : zone_(passage.zone),
        days_(DayOf(passage.to) - DayOf(passage.from)),
        time_(passage.to.At(zone_) - passage.from.At(zone_)) {}

  void KeepAge(const SignalInput& fresh, SignalInput& old) const {
    if (!old.observed_at) return;  // observed at as_of, whatever that is (S3)
    if (fresh.observed_at && AreSame(*fresh.observed_at, *old.observed_at)) return;
    old.observed_at = Moved(*old.observed_at);
  }

  // A series is as old as its last point.
  void KeepAge(const SeriesInput& fresh, SeriesInput& old) const {
    if (LastOf(fresh) == LastOf(old)) return;
    for (SeriesInput::Point& point : old.points) point.at = Moved(point.at);
  }

 private:
  absl::CivilDay DayOf(const Moment& moment) const {
    return moment.date_only ? moment.day : absl::ToCivilDay(moment.At(zone_), zone_);
  }

  bool AreSame(const Moment& a, const Moment& b) const {
    return a.date_only == b.date_only && a.At(zone_) == b.At(zone_);
  }

  absl::Time LastOf(const SeriesInput& series) const {
    absl::Time last = absl::InfinitePast();
    for (const SeriesInput::Point& point : series.points) {
      last = std::max(last, point.at.At(zone_));
    }
    return last;
  }

  // Ages count in days for dates, and in time for instants: neither comes to lie after as_of.
  Moment Moved(const Moment& moment) const {
    if (moment.date_only) return Moment::Date(moment.day + days_);
    return Moment::Instant(moment.At(zone_) + time_);
  }

  const absl::TimeZone zone_;
  const int64_t days_;
  const absl::Duration time_;
};

// Keeps the age of all that both lists have.
template <typename T>
void KeepAges(const Ager& ager, const std::vector<T>& fresh, std::vector<T>& old) {
  for (T& entry : old) {
    const auto other = std::find_if(fresh.begin(), fresh.end(),
                                    [&](const T& one) { return one.name == entry.name; });
    if (other != fresh.end()) ager.KeepAge(*other, entry);
  }
}

bool HasValue(const SignalInput& input) {
  return !std::holds_alternative<std::monostate>(input.value) &&
         !std::holds_alternative<NotApplicable>(input.value);
}

}  // namespace

Account Aged(const Account& old, const Account& fresh, const Passage& passage) {
  Account aged = old;
  const Ager ager(passage);
  std::vector<SignalInput> observed;
  std::copy_if(fresh.signals.begin(), fresh.signals.end(), std::back_inserter(observed), HasValue);
  KeepAges(ager, observed, aged.signals);
  std::vector<SeriesInput> with_points;
  std::copy_if(fresh.series.begin(), fresh.series.end(), std::back_inserter(with_points),
               [](const SeriesInput& series) { return !series.points.empty(); });
  KeepAges(ager, with_points, aged.series);
  return aged;
}

}  // namespace bellwether
