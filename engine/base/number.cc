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
  if (!(std::fabs(value) < kLargestRoundable)) return value;
  // In whole units of 1e-9 the second rounding is exact: 79.95 is 79'950'000'000 units, not
  // 79.9500000000000028.
  const int64_t units = std::llround(value * static_cast<double>(kPowersOfTen[kInnerDecimals]));
  const int64_t step = kPowersOfTen[static_cast<size_t>(kInnerDecimals - decimals)];
  const int64_t magnitude = units < 0 ? -units : units;
  const int64_t rounded = (magnitude + step / 2) / step;
  const double result = static_cast<double>(rounded) /
                        static_cast<double>(kPowersOfTen[static_cast<size_t>(decimals)]);
  return units < 0 && rounded != 0 ? -result : result;
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
