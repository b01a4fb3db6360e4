// Tested by tests/engine/base/number_test.cc.
#include "engine/base/number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace bellwether {
namespace {

constexpr std::array<int64_t, 10> kPowersOfTen = {
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
constexpr int kInnerDecimals = 9;
// Beyond this a double has no nine decimals left to round, and int64 would overflow.
constexpr double kLargestRoundable = 4e9;

// In whole units of 1e-9 the second rounding is exact: 79.95 is 79'950'000'000 units, not
// 79.9500000000000028. Half away from zero, like llround, whose call costs more than it does.
int64_t NearestUnits(double value) {
  const double scaled = value * static_cast<double>(kPowersOfTen[kInnerDecimals]);
  const auto cut = static_cast<int64_t>(scaled);
  const double rest = scaled - static_cast<double>(cut);
  return cut + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
}

// The divisor is a constant: a division by it is a multiplication. Down from a magnitude is up for
// what is negative.
template <Rounding kRounding, int kDecimals>
double RoundUnits(int64_t units) {
  constexpr int64_t kStep = kPowersOfTen[kInnerDecimals - kDecimals];
  const int64_t magnitude = units < 0 ? -units : units;
  const int64_t up = kRounding == Rounding::kHalfAway ? kStep / 2 : units < 0 ? kStep - 1 : 0;
  const int64_t rounded = (magnitude + up) / kStep;
  const double result = static_cast<double>(rounded) / static_cast<double>(kPowersOfTen[kDecimals]);
  return units < 0 && rounded != 0 ? -result : result;
}

template <Rounding kRounding>
double Round(double value, int decimals) {
  if (!(std::fabs(value) < kLargestRoundable)) return value;
  const int64_t units = NearestUnits(value);
  switch (decimals) {
    case 0:
      return RoundUnits<kRounding, 0>(units);
    case 1:
      return RoundUnits<kRounding, 1>(units);
    case 2:
      return RoundUnits<kRounding, 2>(units);
    case 3:
      return RoundUnits<kRounding, 3>(units);
    case 4:
      return RoundUnits<kRounding, 4>(units);
    case 5:
      return RoundUnits<kRounding, 5>(units);
    case 6:
      return RoundUnits<kRounding, 6>(units);
    case 7:
      return RoundUnits<kRounding, 7>(units);
    case 8:
      return RoundUnits<kRounding, 8>(units);
    default:
      return RoundUnits<kRounding, 9>(units);
  }
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string FormatNumber(double value) {
  if (value == 0) return "0";
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return error == std::errc() ? std::string(buffer.data(), end) : std::string("?");
}

std::string FormatFixed(double value, int decimals) {
  std::array<char, 384> buffer{};
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), RoundForDisplay(value, decimals),
                    std::chars_format::fixed, decimals);
  return error == std::errc() ? std::string(buffer.data(), end) : std::string("?");
}

double RoundForDisplay(double value, int decimals) {
  return Round<Rounding::kHalfAway>(value, decimals);
}

double RoundForDisplay(double value, int decimals, Rounding rounding) {
  return rounding == Rounding::kDown ? Round<Rounding::kDown>(value, decimals)
                                     : Round<Rounding::kHalfAway>(value, decimals);
}

std::string NumberForPeople(double value, bool percent) {
  constexpr int kDecimals = 2;
  if (percent) return FormatFixed(value * 100, 0) + " %";
  return FormatNumber(RoundForDisplay(value, kDecimals));
}

std::optional<double> ParseNumber(std::string_view text) {
  std::string_view digits = text;
  if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) digits.remove_prefix(1);
  if (digits.empty() || !(IsDigit(digits[0]) || digits[0] == '.')) return std::nullopt;
  const bool leading_zero = digits.size() > 1 && digits[0] == '0' && IsDigit(digits[1]);
  if (leading_zero) return std::nullopt;
  if (text[0] == '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

}  // namespace bellwether
