// Dates, instants and local times -> messages that have a oneof with `date`, `time` and `local`:
// Moment, EventDate, Signal, RecordField. Internal to protos/wire.
#ifndef BELLWETHER_PROTOS_WIRE_MOMENT_TO_PROTO_H_
#define BELLWETHER_PROTOS_WIRE_MOMENT_TO_PROTO_H_

#include <cstdint>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "bellwether/v1/account.pb.h"
#include "engine/facts/account.h"
#include "protos/wire/time_to_proto.h"

namespace bellwether::wire {

inline void DateToProto(absl::CivilDay day, v1::Date& message) {
  message.set_year(static_cast<int32_t>(day.year()));
  message.set_month(day.month());
  message.set_day(day.day());
}

inline void LocalTimeToProto(absl::Time as_if_utc, v1::LocalTime& message) {
  const absl::TimeZone::CivilInfo shown = absl::UTCTimeZone().At(as_if_utc);
  DateToProto(absl::CivilDay(shown.cs), *message.mutable_date());
  message.set_hours(shown.cs.hour());
  message.set_minutes(shown.cs.minute());
  message.set_seconds(shown.cs.second());
  message.set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(shown.subsecond)));
}

template <typename Message>
void SetMoment(const Moment& moment, Message& message) {
  if (moment.date_only) {
    DateToProto(moment.day, *message.mutable_date());
  } else if (moment.local) {
    LocalTimeToProto(moment.time, *message.mutable_local());
  } else {
    TimeToProto(moment.time, *message.mutable_time());
  }
}

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_MOMENT_TO_PROTO_H_
