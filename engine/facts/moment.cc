// The spellings of a moment: a civil date, and RFC 3339 in its strict form, with an offset or, as
// databases export it, without one: then it is what a clock in the account's zone shows.
// Tested by tests/engine/facts/moment_test.cc.
#include <cstdint>

#include "engine/base/civil_day.h"
#include "engine/facts/account.h"

namespace bellwether {
namespace {

constexpr int kMostFractionDigits = 9;

// Takes the text apart from the left. Every step fails without reading past the end.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool AtEnd() const { return rest_.empty(); }

  bool Take(char wanted) {
    if (rest_.empty() || rest_[0] != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Exactly `width` digits whose number lies in [least, most].
  bool TakeNumber(size_t width, int least, int most, int* number) {
    if (rest_.size() < width) return false;
    *number = 0;
    for (size_t i = 0; i < width; ++i) {
      if (!IsDigit(rest_[i])) return false;
      *number = *number * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(width);
    return *number >= least && *number <= most;
  }

  // One to nine digits after the point.
  bool TakeFraction(absl::Duration* fraction) {
    int64_t nanoseconds = 0;
    int digits = 0;
    while (!rest_.empty() && IsDigit(rest_[0])) {
      if (++digits > kMostFractionDigits) return false;
      nanoseconds = nanoseconds * 10 + (rest_[0] - '0');
      rest_.remove_prefix(1);
    }
    if (digits == 0) return false;
    for (; digits < kMostFractionDigits; ++digits) nanoseconds *= 10;
    *fraction = absl::Nanoseconds(nanoseconds);
    return true;
  }

 private:
  static bool IsDigit(char c) { return c >= '0' && c <= '9'; }

  std::string_view rest_;
};

bool TakeDay(Cursor& cursor, absl::CivilDay* day) {
  int year = 0, month = 0, day_of_month = 0;
  if (!cursor.TakeNumber(4, 1, 9999, &year) || !cursor.Take('-') ||
      !cursor.TakeNumber(2, 1, 12, &month) || !cursor.Take('-') ||
      !cursor.TakeNumber(2, 1, 31, &day_of_month)) {
    return false;
  }
  *day = absl::CivilDay(year, month, day_of_month);
  return day->day() == day_of_month;  // abseil carries 30 February over into March
}

// A leap second is refused: no instant of absl::Time stands for it.
bool TakeTimeOfDay(Cursor& cursor, absl::Duration* since_midnight) {
  int hour = 0, minute = 0, second = 0;
  if (!cursor.TakeNumber(2, 0, 23, &hour) || !cursor.Take(':') ||
      !cursor.TakeNumber(2, 0, 59, &minute) || !cursor.Take(':') ||
      !cursor.TakeNumber(2, 0, 59, &second)) {
    return false;
  }
  absl::Duration fraction;
  if (cursor.Take('.') && !cursor.TakeFraction(&fraction)) return false;
  *since_midnight = absl::Hours(hour) + absl::Minutes(minute) + absl::Seconds(second) + fraction;
  return true;
}

// "Z", "+05:30" or "-08:00": how far local time is ahead of UTC.
bool TakeOffset(Cursor& cursor, absl::Duration* ahead) {
  if (cursor.Take('Z')) return true;
  const bool negative = cursor.Take('-');
  if (!negative && !cursor.Take('+')) return false;
  int hours = 0, minutes = 0;
  if (!cursor.TakeNumber(2, 0, 23, &hours) || !cursor.Take(':') ||
      !cursor.TakeNumber(2, 0, 59, &minutes)) {
    return false;
  }
  const absl::Duration offset = absl::Hours(hours) + absl::Minutes(minutes);
  *ahead = negative ? -offset : offset;
  return true;
}

}  // namespace

std::optional<Moment> ParseMoment(std::string_view text) {
  Cursor cursor(text);
  absl::CivilDay day;
  if (!TakeDay(cursor, &day)) return std::nullopt;
  if (cursor.AtEnd()) return Moment::Date(day);
  absl::Duration since_midnight, ahead;
  const bool timed = cursor.Take('T') || cursor.Take(' ');
  if (!timed || !TakeTimeOfDay(cursor, &since_midnight)) return std::nullopt;
  const absl::Time shown = StartOfDay(day, absl::UTCTimeZone()) + since_midnight;
  if (cursor.AtEnd()) return Moment::Local(shown);
  if (!TakeOffset(cursor, &ahead) || !cursor.AtEnd()) return std::nullopt;
  return Moment::Instant(shown - ahead);
}

std::string FormatMoment(const Moment& moment) {
  const absl::TimeZone utc = absl::UTCTimeZone();
  if (moment.date_only) {
    // absl::FormatCivilTime does not pad the years before 1000.
    return absl::FormatTime("%E4Y-%m-%d", absl::FromCivil(moment.day, utc), utc);
  }
  const char* const format = moment.local ? "%E4Y-%m-%dT%H:%M:%E*S" : "%E4Y-%m-%dT%H:%M:%E*SZ";
  return absl::FormatTime(format, moment.time, utc);
}

absl::Time Moment::At(const absl::TimeZone& zone) const {
  if (date_only) return StartOfDay(day, zone);
  if (!local) return time;
  const absl::TimeZone::CivilInfo shown = absl::UTCTimeZone().At(time);
  return zone.At(shown.cs).pre + shown.subsecond;
}

}  // namespace bellwether
