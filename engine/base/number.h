// Numbers to text and back, without locale and without loss.
#ifndef BELLWETHER_ENGINE_BASE_NUMBER_H_
#define BELLWETHER_ENGINE_BASE_NUMBER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bellwether {

// The shortest text that reads back as the same double: 0.1, 45, 1e+30. -0 prints as 0.
std::string FormatNumber(double value);

// Fixed decimals, half away from zero (S15): FormatFixed(79.95, 1) is "80.0".
std::string FormatFixed(double value, int decimals);

// Rounds to 9 decimals and then half away from zero to `decimals` (0..9); -0 becomes 0 (S15).
// This and its other direction below are the one rounding of the engine: every displayed value and
// every threshold reads it.
double RoundForDisplay(double value, int decimals);

// How a displayed value is rounded. Down: a value that is shown as full lost nothing, but nine
// decimals are still rounded to first, so that a sum that misses 100 by its last bit is 100.
enum class Rounding : uint8_t { kHalfAway, kDown };

// As RoundForDisplay, or likewise to 9 decimals and then to the next value below.
double RoundForDisplay(double value, int decimals, Rounding rounding);

// As people read it in a text: rounded to two decimals, "0.9"; `percent`: "90 %".
std::string NumberForPeople(double value, bool percent);

// A decimal number in full: "12", "-0.5", "1e3". Nothing for anything else: no hexadecimal, no
// leading zeros as octal, no infinities, no NaN, no blanks.
std::optional<double> ParseNumber(std::string_view text);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_NUMBER_H_
