// Tested by tests/playground/number_text_test.cc.
#include "clients/playground/number_text.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>

#include "absl/strings/charconv.h"

namespace bellwether::number_text {
namespace {

// 17 digits tell every double from its neighbours.
constexpr int kMostDigits = 17;

// A number as 0.DIGITS... times ten to a power: "123" with exponent 1 is 1.23.
struct Decimal {
  std::string digits;
  int exponent = 0;  // of the first digit's place: 0 is ones
};

// One beyond all doubles is none of them.
double ReadBack(const Decimal& decimal) {
  const std::string text =
      decimal.digits + "e" +
      std::to_string(decimal.exponent + 1 - static_cast<int>(decimal.digits.size()));
  double value = 0;
  const auto read = absl::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() ? value : std::numeric_limits<double>::quiet_NaN();
}

Decimal Rounded(double magnitude, int digits) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.*e", digits - 1, magnitude);
  const std::string_view written(text.data());
  const size_t e = written.find('e');
  Decimal decimal;
  for (const char c : written.substr(0, e)) {
    if (c != '.') decimal.digits += c;
  }
  decimal.exponent = std::atoi(text.data() + e + 1);
  return decimal;
}

// The next larger one of as many digits.
Decimal Next(Decimal decimal) {
  size_t at = decimal.digits.size();
  while (at > 0 && decimal.digits[at - 1] == '9') decimal.digits[--at] = '0';
  if (at > 0) {
    ++decimal.digits[at - 1];
  } else {
    decimal.digits.insert(decimal.digits.begin(), '1');
    decimal.digits.pop_back();
    ++decimal.exponent;
  }
  return decimal;
}

Decimal Shortest(double magnitude) {
  for (int digits = 1; digits < kMostDigits; ++digits) {
    const Decimal nearest = Rounded(magnitude, digits);
    if (ReadBack(nearest) == magnitude) return nearest;
    // Below a power of two doubles lie closer together than above it: there the nearest of so many
    // digits may miss it, and the one above may not.
    const Decimal above = Next(nearest);
    if (ReadBack(above) == magnitude) return above;
  }
  return Rounded(magnitude, kMostDigits);
}

std::string Scientific(const Decimal& decimal) {
  std::string text = decimal.digits.substr(0, 1);
  if (decimal.digits.size() > 1) text += "." + decimal.digits.substr(1);
  const int exponent = std::abs(decimal.exponent);
  text += decimal.exponent < 0 ? "e-" : "e+";
  if (exponent < 10) text += '0';
  return text + std::to_string(exponent);
}

std::string Fixed(const Decimal& decimal, double magnitude) {
  const int digits = static_cast<int>(decimal.digits.size());
  if (decimal.exponent < 0) {
    return "0." + std::string(static_cast<size_t>(-decimal.exponent - 1), '0') + decimal.digits;
  }
  if (decimal.exponent + 1 < digits) {
    const auto whole = static_cast<size_t>(decimal.exponent + 1);
    return decimal.digits.substr(0, whole) + "." + decimal.digits.substr(whole);
  }
  // A whole number is written with all of its digits, also those that tell it from no other.
  std::array<char, 400> text{};
  std::snprintf(text.data(), text.size(), "%.0f", magnitude);
  return text.data();
}

std::to_chars_result Put(const std::string& text, char* first, char* last) {
  if (text.size() > static_cast<size_t>(last - first)) return {last, std::errc::value_too_large};
  std::memcpy(first, text.data(), text.size());
  return {first + text.size(), std::errc()};
}

}  // namespace

std::to_chars_result Write(char* first, char* last, double value) {
  const std::string sign = std::signbit(value) ? "-" : "";
  if (std::isnan(value)) return Put(sign + "nan", first, last);
  if (std::isinf(value)) return Put(sign + "inf", first, last);
  if (value == 0) return Put(sign + "0", first, last);
  const double magnitude = std::fabs(value);
  const Decimal decimal = Shortest(magnitude);
  const std::string scientific = Scientific(decimal);
  // Long before the fixed form of a number is written out, it is known to be the longer one.
  const int digits = static_cast<int>(decimal.digits.size());
  const int fixed = decimal.exponent < 0            ? 1 - decimal.exponent + digits
                    : decimal.exponent + 1 < digits ? digits + 1
                                                    : decimal.exponent + 1;
  const bool is_fixed = fixed <= static_cast<int>(scientific.size());
  return Put(sign + (is_fixed ? Fixed(decimal, magnitude) : scientific), first, last);
}

std::to_chars_result WriteFixed(char* first, char* last, double value, int decimals) {
  std::array<char, 512> text{};
  const int size = std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  if (size < 0 || size >= static_cast<int>(text.size())) return {last, std::errc::value_too_large};
  return Put(text.data(), first, last);
}

std::from_chars_result Read(const char* first, const char* last, double& value) {
  // Hexadecimal numbers, which the standard does not read: it reads the zero before the x.
  const char* const digits = first != last && *first == '-' ? first + 1 : first;
  const bool is_hexadecimal =
      last - digits > 1 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
  double read = 0;
  const absl::from_chars_result result =
      absl::from_chars(first, is_hexadecimal ? digits + 1 : last, read);
  if (result.ec == std::errc()) value = read;
  return {result.ptr, result.ec};
}

}  // namespace bellwether::number_text
