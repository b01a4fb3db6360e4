// A civil day is checked by letting abseil normalise it: a day that comes back changed is not in
// the calendar. Which years make sense for an account is not decided here (Bind does).
//
// Tested by tests/protos/wire/account_from_proto_test.cc.
#include "protos/wire/moment_from_proto.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

// The range of google.protobuf.Timestamp: 0001-01-01 to 9999-12-31.
constexpr int64_t kFirstSecond = -62135596800;
constexpr int64_t kLastSecond = 253402300799;
constexpr int32_t kNanosPerSecond = 1'000'000'000;

void Report(const PathOf& path, const char* reason, std::string message,
            std::vector<Violation>& violations) {
  violations.push_back({path(), reason, std::move(message)});
}

}  // namespace

std::optional<Moment> MomentFromProto(const v1::Date& date, const PathOf& path,
                                      std::vector<Violation>& violations) {
  const absl::CivilDay day(date.year(), date.month(), date.day());
  if (day.year() != date.year() || day.month() != date.month() || day.day() != date.day() ||
      date.year() < 1 || date.year() > 9999) {
    Report(
        path, "BAD_DATE",
        absl::StrCat("the calendar has no day with year ", date.year(), ", month ", date.month(),
                     ", day ", date.day(), "; give all three, such as year 2026, month 2, day 28"),
        violations);
    return std::nullopt;
  }
  return Moment::Date(day);
}

std::optional<Moment> MomentFromProto(const google::protobuf::Timestamp& time, const PathOf& path,
                                      std::vector<Violation>& violations) {
  if (time.seconds() < kFirstSecond || time.seconds() > kLastSecond || time.nanos() < 0 ||
      time.nanos() >= kNanosPerSecond) {
    Report(path, "BAD_DATE",
           absl::StrCat("the timestamp (seconds ", time.seconds(), ", nanos ", time.nanos(),
                        ") is outside the years 1 to 9999; seconds count from 1970, nanos are 0 "
                        "to 999999999"),
           violations);
    return std::nullopt;
  }
  return Moment::Instant(absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos()));
}

std::optional<Moment> MomentFromProto(const v1::LocalTime& local, const PathOf& path,
                                      std::vector<Violation>& violations) {
  const auto date = MomentFromProto(local.date(), path, violations);
  if (!date.has_value()) return std::nullopt;
  const absl::CivilSecond shown(date->day.year(), date->day.month(), date->day.day(), local.hours(),
                                local.minutes(), local.seconds());
  if (shown.hour() != local.hours() || shown.minute() != local.minutes() ||
      shown.second() != local.seconds() || local.nanos() < 0 || local.nanos() >= kNanosPerSecond) {
    Report(path, "BAD_DATE",
           absl::StrCat("no clock shows hours ", local.hours(), ", minutes ", local.minutes(),
                        ", seconds ", local.seconds(), ", nanos ", local.nanos(),
                        "; they are 0 to 23, 0 to 59, 0 to 59, and 0 to 999999999"),
           violations);
    return std::nullopt;
  }
  return Moment::Local(absl::FromCivil(shown, absl::UTCTimeZone()) +
                       absl::Nanoseconds(local.nanos()));
}

std::optional<Moment> MomentFromProto(const v1::Moment& message, std::string_view path,
                                      std::vector<Violation>& violations) {
  return MomentFromProto(
      message, [path] { return std::string(path); }, violations);
}

std::optional<Moment> MomentFromProto(const v1::Moment& message, const PathOf& path,
                                      std::vector<Violation>& violations) {
  switch (message.at_case()) {
    case v1::Moment::kDate:
      return MomentFromProto(message.date(), path, violations);
    case v1::Moment::kTime:
      return MomentFromProto(message.time(), path, violations);
    case v1::Moment::kLocal:
      return MomentFromProto(message.local(), path, violations);
    case v1::Moment::AT_NOT_SET:
      break;
  }
  Report(path, "MISSING_FIELD",
         "none of `date`, `time` and `local` is set; give one, or leave it out", violations);
  return std::nullopt;
}

}  // namespace bellwether::wire
