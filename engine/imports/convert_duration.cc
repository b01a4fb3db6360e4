// Lengths of time as help desks write them.
//
// Tested by tests/engine/imports/convert_test.cc.
#include <charconv>

#include "absl/strings/ascii.h"
#include "engine/imports/convert.h"

namespace bellwether::imports {
namespace {

constexpr double kMinute = 60;
constexpr double kHour = 60 * kMinute;
constexpr double kDay = 24 * kHour;
constexpr double kWeek = 7 * kDay;

// The numeral that `text` begins with; it is taken away.
std::optional<double> TakeNumber(std::string_view& text) {
  size_t end = 0;
  while (end < text.size() &&
         (absl::ascii_isdigit(static_cast<unsigned char>(text[end])) || text[end] == '.')) {
    ++end;
  }
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + end, number);
  const bool good = end > 0 && error == std::errc() && stop == text.data() + end;
  text.remove_prefix(end);
  return good ? std::optional(number) : std::nullopt;
}

// "2:30" is hours and minutes, "2:30:15" has seconds.
std::optional<double> ParseClock(std::string_view text) {
  constexpr double kUnits[] = {kHour, kMinute, 1};
  double seconds = 0;
  size_t parts = 0;
  while (parts < std::size(kUnits)) {
    const auto number = TakeNumber(text);
    if (!number || (parts > 0 && *number >= kMinute)) return std::nullopt;
    seconds += *number * kUnits[parts++];
    if (text.empty()) break;
    if (!text.starts_with(':')) return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty() || parts < 2) return std::nullopt;
  return seconds;
}

double UnitOf(char unit, bool in_time) {
  switch (absl::ascii_tolower(static_cast<unsigned char>(unit))) {
    case 'w':
      return kWeek;
    case 'd':
      return kDay;
    case 'h':
      return kHour;
    case 'm':
      return in_time ? kMinute : 0;  // before the T of ISO 8601 it would be months
    case 's':
      return 1;
    default:
      return 0;
  }
}

// "1d 4h 30m", "90 min", "PT2H30M", "P1DT4H".
std::optional<double> ParseUnits(std::string_view text) {
  const bool iso = text.starts_with('P');
  bool in_time = !iso;
  if (iso) text.remove_prefix(1);
  double seconds = 0;
  bool any = false;
  while (!text.empty()) {
    if (iso && text.starts_with('T')) {
      in_time = true;
      text.remove_prefix(1);
    }
    const auto number = TakeNumber(text);
    while (text.starts_with(' ')) text.remove_prefix(1);
    const double unit = text.empty() ? 0 : UnitOf(text.front(), in_time);
    if (!number || unit == 0) return std::nullopt;
    seconds += *number * unit;
    any = true;
    // The rest of "hours" or "min", and what stands before the next number.
    while (!text.empty() && absl::ascii_isalpha(static_cast<unsigned char>(text.front()))) {
      text.remove_prefix(1);
      if (iso) break;
    }
    while (text.starts_with(' ')) text.remove_prefix(1);
  }
  return any ? std::optional(seconds) : std::nullopt;
}

}  // namespace

double SecondsOf(DurationUnit unit) {
  switch (unit) {
    case DurationUnit::kSeconds:
      return 1;
    case DurationUnit::kMinutes:
      return kMinute;
    case DurationUnit::kHours:
      return kHour;
    case DurationUnit::kDays:
      break;
  }
  return kDay;
}

std::optional<double> ParseDuration(std::string_view text) {
  return text.find(':') != std::string_view::npos ? ParseClock(text) : ParseUnits(text);
}

}  // namespace bellwether::imports
