// Dates by a form, and instants counted from somewhere.
//
// Tested by tests/engine/imports/convert_test.cc.
#include <cmath>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "engine/imports/convert.h"

namespace bellwether::imports {
namespace {

constexpr double kMostSeconds = 4.2e9;  // beyond 2100, which no account may state
constexpr double kSecondsOfDay = 86'400;

// Whether the form has one of these letters of strptime.
bool HasAny(const std::string& form, std::string_view letters) {
  for (size_t at = form.find('%'); at != std::string::npos; at = form.find('%', at + 2)) {
    if (at + 1 >= form.size()) return false;
    if (letters.find(form[at + 1]) != std::string_view::npos) return true;
  }
  return false;
}

bool HasTime(const std::string& form) { return HasAny(form, "HIklMSTRrXcE"); }
// %Ez and %s: an instant; without them a clock of the account's zone was read.
bool HasZone(const std::string& form) {
  return HasAny(form, "zZs") || form.find("%Ez") != std::string::npos;
}

}  // namespace

std::optional<Moment> ParseDate(std::string_view text, const std::string& form) {
  absl::Time time;
  std::string error;
  const absl::string_view input(text.data(), text.size());
  if (!absl::ParseTime(form, input, absl::UTCTimeZone(), &time, &error)) return std::nullopt;
  if (HasZone(form)) return Moment::Instant(time);
  if (HasTime(form)) return Moment::Local(time);
  return Moment::Date(absl::ToCivilDay(time, absl::UTCTimeZone()));
}

bool IsDateForm(const std::string& form) {
  constexpr absl::CivilSecond kSample(2026, 11, 28, 13, 45, 7);
  const absl::Time sample = absl::FromCivil(kSample, absl::UTCTimeZone());
  const auto moment = ParseDate(absl::FormatTime(form, sample, absl::UTCTimeZone()), form);
  return moment && absl::ToCivilDay(moment->At(absl::UTCTimeZone()), absl::UTCTimeZone()) ==
                       absl::CivilDay(kSample);
}

std::optional<Moment> ParseUnix(std::string_view text, double per_second) {
  const auto number = ParseGroupedNumber(text, '.');
  if (!number || std::abs(*number / per_second) > kMostSeconds) return std::nullopt;
  return Moment::Instant(absl::UnixEpoch() + absl::Seconds(*number / per_second));
}

std::optional<Moment> ParseExcelSerial(std::string_view text, char decimal) {
  constexpr absl::CivilDay kFirst(1899, 12, 30);
  const auto number = ParseGroupedNumber(text, decimal);
  if (!number || *number < 1 || *number * kSecondsOfDay > kMostSeconds * 2) return std::nullopt;
  const absl::CivilDay day = kFirst + static_cast<absl::civil_diff_t>(std::floor(*number));
  const double rest = *number - std::floor(*number);
  if (rest == 0) return Moment::Date(day);
  const absl::CivilSecond second =
      absl::CivilSecond(day) + static_cast<absl::civil_diff_t>(std::llround(rest * kSecondsOfDay));
  return Moment::Local(absl::FromCivil(second, absl::UTCTimeZone()));
}

}  // namespace bellwether::imports
