// Timestamps and durations as text, and time zones by name.
#ifndef BELLWETHER_ENGINE_EXPRESSION_TIME_TEXT_H_
#define BELLWETHER_ENGINE_EXPRESSION_TIME_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "engine/expression/value.h"

namespace bellwether::expression {

// Seconds since 1970 of the years 1 to 9999: what a timestamp can be.
inline constexpr int64_t kFirstSecond = -62'135'596'800;
inline constexpr int64_t kLastSecond = 253'402'300'799;

// Values of seconds and nanoseconds in any mixture of signs; an overflow error when the result is
// no timestamp (years 1 to 9999) or no duration (64 bits of nanoseconds, some 292 years).
Value MakeTimestamp(int64_t seconds, int64_t nanos);
Value MakeDuration(int64_t seconds, int64_t nanos);

// RFC 3339: "2026-03-01T09:30:00Z", "2026-03-01T09:30:00.25+07:00". An error value otherwise.
Value ParseTimestamp(std::string_view text);
// "1h30m", "-1.5s", "250ms": a sign, then numbers with the units h m s ms us ns. Likewise.
Value ParseDuration(std::string_view text);

// "2026-03-01T09:30:00.25Z"
std::string FormatTimestamp(const Value& timestamp);
// "90s", "0.25s"
std::string FormatDuration(const Value& duration);

// An IANA name ("Asia/Jakarta", "UTC") or a fixed offset ("+07:00", "07:00", "-00:30").
std::optional<absl::TimeZone> FindTimeZone(std::string_view name);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_TIME_TEXT_H_
