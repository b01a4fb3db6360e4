// Tested by tests/engine/expression/time_test.cc.
#include "engine/expression/time_text.h"

#include <array>
#include <charconv>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/base/string_bridge.h"

namespace bellwether::expression {
namespace {

constexpr int64_t kNanosPerSecond = 1'000'000'000;
// The largest duration: 2^63 - 1 nanoseconds.
constexpr int64_t kMostSeconds = 9'223'372'036;
constexpr int64_t kMostNanos = 854'775'807;

Value Invalid() { return Value::Error(ErrorCode::kInvalidConversion); }
Value OutOfRange() { return Value::Error(ErrorCode::kOverflow); }

// Moves whole seconds out of `nanos`, which becomes 0..999'999'999.
bool Normalize(int64_t& seconds, int64_t& nanos) {
  int64_t carry = nanos / kNanosPerSecond;
  nanos %= kNanosPerSecond;
  if (nanos < 0) {
    nanos += kNanosPerSecond;
    --carry;
  }
  return !__builtin_add_overflow(seconds, carry, &seconds);
}

Value OfTime(Kind kind, int64_t seconds, int64_t nanos) {
  Value value;
  value.kind = kind;
  value.time = {seconds, static_cast<int32_t>(nanos)};
  return value;
}

// Reads text from the left, piece by piece.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  bool Skip(char c) {
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool SkipText(std::string_view text) {
    if (rest_.substr(0, text.size()) != text) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  // Exactly `count` digits.
  std::optional<int> Digits(size_t count) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  // All digits that follow; at least one.
  std::string_view DigitRun() {
    size_t length = 0;
    while (length < rest_.size() && rest_[length] >= '0' && rest_[length] <= '9') ++length;
    const std::string_view run = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return run;
  }

 private:
  std::string_view rest_;
};

// "+07:00" as seconds; the sign may be left out when `sign_optional`.
std::optional<int> ReadOffset(Reader& reader, bool sign_optional) {
  const bool minus = reader.Skip('-');
  if (!minus && !reader.Skip('+') && !sign_optional) return std::nullopt;
  const auto hours = reader.Digits(2);
  if (!hours || !reader.Skip(':')) return std::nullopt;
  const auto minutes = reader.Digits(2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const int seconds = *hours * 3600 + *minutes * 60;
  return minus ? -seconds : seconds;
}

// Digits after a point as billionths; digits beyond the ninth are dropped.
int64_t Billionths(std::string_view digits) {
  int64_t value = 0;
  for (size_t i = 0; i < 9; ++i) value = value * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  return value;
}

struct Clock {
  int year, month, day, hour, minute, second;
};

std::optional<Clock> ReadClock(Reader& reader) {
  std::array<int, 6> parts{};
  constexpr std::array<char, 6> kAfter = {'-', '-', 'T', ':', ':', '\0'};
  for (size_t i = 0; i < parts.size(); ++i) {
    const auto digits = reader.Digits(i == 0 ? 4 : 2);
    if (!digits) return std::nullopt;
    const bool last = kAfter[i] == '\0';
    if (!last && !reader.Skip(kAfter[i]) && !(kAfter[i] == 'T' && reader.Skip('t'))) {
      return std::nullopt;
    }
    parts[i] = *digits;
  }
  return Clock{parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]};
}

struct Unit {
  std::string_view name;
  int64_t nanos;
};
// "ms" before "m".
constexpr std::array<Unit, 7> kUnits = {{{"ms", 1'000'000},
                                         {"us", 1'000},
                                         {"µs", 1'000},
                                         {"ns", 1},
                                         {"h", 3600 * kNanosPerSecond},
                                         {"m", 60 * kNanosPerSecond},
                                         {"s", kNanosPerSecond}}};

// A fraction of the unit, in nanoseconds.
int64_t PartOfUnit(std::string_view digits, int64_t unit) {
  const int64_t billionths = Billionths(digits);
  return unit >= kNanosPerSecond ? billionths * (unit / kNanosPerSecond)
                                 : billionths * unit / kNanosPerSecond;
}

// One "1.5h" of a duration, added to `nanos`.
ErrorCode ReadPiece(Reader& reader, int64_t& nanos) {
  const std::string_view whole = reader.DigitRun();
  const std::string_view part = reader.Skip('.') ? reader.DigitRun() : std::string_view();
  if (whole.empty() && part.empty()) return ErrorCode::kInvalidConversion;
  for (const Unit& unit : kUnits) {
    if (!reader.SkipText(unit.name)) continue;
    int64_t count = 0;
    const auto parsed = std::from_chars(whole.data(), whole.data() + whole.size(), count);
    const bool too_large = (!whole.empty() && parsed.ec != std::errc()) ||
                           __builtin_mul_overflow(count, unit.nanos, &count) ||
                           __builtin_add_overflow(nanos, count, &nanos) ||
                           __builtin_add_overflow(nanos, PartOfUnit(part, unit.nanos), &nanos);
    return too_large ? ErrorCode::kOverflow : ErrorCode::kNone;
  }
  return ErrorCode::kInvalidConversion;
}

// ".25", ".000000001" or "".
std::string Fraction(int64_t nanos) {
  if (nanos == 0) return "";
  std::string text = absl::StrFormat(".%09d", nanos);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

}  // namespace

Value MakeTimestamp(int64_t seconds, int64_t nanos) {
  const bool fits = Normalize(seconds, nanos) && seconds >= kFirstSecond && seconds <= kLastSecond;
  return fits ? OfTime(Kind::kTimestamp, seconds, nanos) : OutOfRange();
}

Value MakeDuration(int64_t seconds, int64_t nanos) {
  if (!Normalize(seconds, nanos)) return OutOfRange();
  const bool above = seconds > kMostSeconds || (seconds == kMostSeconds && nanos > kMostNanos);
  const bool below = seconds < -kMostSeconds - 1 ||
                     (seconds == -kMostSeconds - 1 && nanos < kNanosPerSecond - kMostNanos - 1);
  return above || below ? OutOfRange() : OfTime(Kind::kDuration, seconds, nanos);
}

Value ParseTimestamp(std::string_view text) {
  Reader reader(text);
  const auto clock = ReadClock(reader);
  if (!clock) return Invalid();
  std::string_view fraction;
  if (reader.Skip('.')) {
    fraction = reader.DigitRun();
    if (fraction.empty()) return Invalid();
  }
  int offset = 0;
  if (!reader.Skip('Z') && !reader.Skip('z')) {
    const auto read = ReadOffset(reader, /*sign_optional=*/false);
    if (!read) return Invalid();
    offset = *read;
  }
  const absl::CivilSecond civil(clock->year, clock->month, clock->day, clock->hour, clock->minute,
                                clock->second);
  // CivilSecond turns 30 February into 2 March; a date that changed did not exist.
  const bool exists = civil.month() == clock->month && civil.day() == clock->day &&
                      civil.hour() == clock->hour && civil.minute() == clock->minute &&
                      civil.second() == clock->second;
  if (!reader.done() || !exists) return Invalid();
  return MakeTimestamp((civil - absl::CivilSecond(1970, 1, 1)) - offset, Billionths(fraction));
}

Value ParseDuration(std::string_view text) {
  Reader reader(text);
  const bool minus = reader.Skip('-');
  if (!minus) reader.Skip('+');
  if (reader.done()) return Invalid();
  if (text == "0" || text == "-0" || text == "+0") return MakeDuration(0, 0);
  int64_t nanos = 0;
  while (!reader.done()) {
    const ErrorCode error = ReadPiece(reader, nanos);
    if (error != ErrorCode::kNone) return Value::Error(error);
  }
  return MakeDuration(0, minus ? -nanos : nanos);
}

std::string FormatTimestamp(const Value& timestamp) {
  const absl::CivilSecond civil = absl::CivilSecond(1970, 1, 1) + timestamp.time.seconds;
  return absl::StrFormat("%04d-%02d-%02dT%02d:%02d:%02d%sZ", civil.year(), civil.month(),
                         civil.day(), civil.hour(), civil.minute(), civil.second(),
                         Fraction(timestamp.time.nanos));
}

std::string FormatDuration(const Value& duration) {
  int64_t seconds = duration.time.seconds;
  int64_t nanos = duration.time.nanos;
  const bool negative = seconds < 0;
  if (negative && nanos > 0) {
    ++seconds;
    nanos = kNanosPerSecond - nanos;
  }
  const int64_t magnitude = negative ? -seconds : seconds;
  return absl::StrCat(negative ? "-" : "", magnitude, Fraction(nanos), "s");
}

std::optional<absl::TimeZone> FindTimeZone(std::string_view name) {
  Reader reader(name);
  if (const auto offset = ReadOffset(reader, /*sign_optional=*/true); offset && reader.done()) {
    return absl::FixedTimeZone(*offset);
  }
  // The loader also takes paths of files and "localtime"; a pack must mean the same everywhere.
  const bool path = name.empty() || name.front() == '/' || name.front() == ':' ||
                    name.find("..") != std::string_view::npos ||
                    name.find(':') != std::string_view::npos || name == "localtime" ||
                    name.find('\0') != std::string_view::npos;
  absl::TimeZone zone;
  if (path || !absl::LoadTimeZone(ToAbsl(name), &zone)) return std::nullopt;
  return zone;
}

}  // namespace bellwether::expression
